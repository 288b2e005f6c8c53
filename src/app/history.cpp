// Undo and redo over whole views. A view is a few hundred bytes, so whole snapshots are simpler than inverse actions
// and cannot drift from apply().
#include "app/history.hpp"

#include <utility>

namespace atlas::app {

namespace {
constexpr std::size_t kMaxSteps = 2000; // a long working day; about 1 MB
}

History::History(ViewSpec first) { steps_.push_back(std::move(first)); }

void History::commit(const ViewSpec& view) {
    if (steps_[at_] == view) return;
    steps_.resize(at_ + 1, view);
    steps_.push_back(view);
    // The first step stays: "undo everything" must always lead back to where the session began.
    if (steps_.size() > kMaxSteps) steps_.erase(steps_.begin() + 1);
    at_ = steps_.size() - 1;
}

void History::follow(const ViewSpec& view) {
    ViewSpec moved = steps_[at_];
    moved.camera = view.camera;
    if (moved == view) steps_[at_] = view;
    else commit(view);
}

const ViewSpec& History::undo() {
    if (at_ > 0) --at_;
    return steps_[at_];
}

const ViewSpec& History::redo() {
    if (at_ + 1 < steps_.size()) ++at_;
    return steps_[at_];
}

} // namespace atlas::app
