// A hand that does anything: seeded, so that what it did can be done again. It aims at what is on the screen most of the
// time, as hands do, and tells what it is about to do before it does it.
#pragma once

#include "hands/desk.hpp"

#include <functional>
#include <random>

namespace atlas::hands {

class RandomHand {
public:
    RandomHand(Desk& desk, unsigned seed, std::function<void(const std::string&)> tell) : desk_(desk), random_(seed), tell_(std::move(tell)) {}

    /// Does something; returns how many input events it was.
    int act();

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance(int percent) { return below(100) < percent; }
    /// Goes to a control on the screen, or anywhere.
    std::string aim();
    void frame() { desk_.frame(at_); }
    int click();
    int drag();
    int wheel();
    int keys();
    int words();
    int change();

    Desk& desk_;
    std::mt19937 random_;
    std::function<void(const std::string&)> tell_;
    ui::PlainInput at_;
};

} // namespace atlas::hands
