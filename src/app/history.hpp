// Undo and redo: snapshots of ViewSpec, the oldest dropped beyond a limit.
#pragma once

#include "app/state.hpp"

#include <optional>
#include <vector>

namespace atlas::app {

class History {
public:
    explicit History(ViewSpec first);
    /// Called after each finished change; a view equal to the current step adds nothing. Drops what could be redone.
    void commit(const ViewSpec& view);
    /// The camera followed the window, which is nobody's step: the present one keeps the camera it was made with, so that
    /// undo gives back what was there. What else has changed by then is a step.
    void follow(const ViewSpec& view);
    [[nodiscard]] bool can_undo() const { return at_ > 0; }
    [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
    const ViewSpec& undo(); ///< the step before, or the present one when there is none
    const ViewSpec& redo();

private:
    std::vector<ViewSpec> steps_;
    std::optional<scene::Camera> followed_; ///< what shows the present step in the window as it is
    std::size_t at_ = 0;
};

} // namespace atlas::app
