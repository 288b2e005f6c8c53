// Reading everything a window needs and bringing the session to its first view.
#pragma once

#include "app/session.hpp"
#include "platform/window.hpp"

#include <memory>

namespace atlas::platform {

struct Loaded {
    std::unique_ptr<app::Session> session;
    std::string shaders_dir;
    std::vector<std::string> warnings; ///< what was asked for and could not be had together
};
/// Geodata, links and fonts. Bad rows of the link tables are left out and told in the session's log; unknown filter values
/// and link ids are usage errors.
base::Result<Loaded> load(const StartView& start);
/// The camera of the first view; the map's size must be known.
void show_first(app::Session& session, const StartView& start);

} // namespace atlas::platform
