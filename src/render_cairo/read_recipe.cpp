// The recipe back out of a figure.
#include "render_cairo/cairo_player.hpp"

#include "base/say.hpp"

namespace atlas::render_cairo {

base::Result<std::string> read_recipe(const std::string& path) {
    return base::data_error(base::say("{}：图中没有配方", "{}: the figure carries no recipe", path));
}

} // namespace atlas::render_cairo
