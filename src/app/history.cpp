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
    if (followed_ == view.camera) {
        ViewSpec as_made = view;
        as_made.camera = steps_[at_].camera;
        if (as_made == steps_[at_]) return;
    }
    steps_.resize(at_ + 1, view);
    steps_.push_back(view);
    // The first step stays: "undo everything" must always lead back to where the session began.
    if (steps_.size() > kMaxSteps) steps_.erase(steps_.begin() + 1);
    at_ = steps_.size() - 1;
    followed_.reset();
}

void History::follow(const ViewSpec& view) {
    followed_ = view.camera;
    commit(view);
}

const ViewSpec& History::undo() {
    if (at_ > 0) --at_;
    followed_.reset();
    return steps_[at_];
}

const ViewSpec& History::redo() {
    if (at_ + 1 < steps_.size()) ++at_;
    followed_.reset();
    return steps_[at_];
}

} // namespace atlas::app
