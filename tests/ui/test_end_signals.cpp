// Signals that end the window: caught, told to the loop from a thread of its own, and given back afterwards.
#include "platform/end_signals.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

namespace atlas {
namespace {

using platform::EndSignals;

struct sigaction now(int signal) {
    struct sigaction is = {};
    ::sigaction(signal, nullptr, &is);
    return is;
}

TEST(EndSignals, EachWakesTheLoopAndIsGivenBack) {
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        const auto before = now(signal).sa_handler;
        {
            std::promise<std::thread::id> woken;
            auto by = woken.get_future();
            const EndSignals signals([&] { woken.set_value(std::this_thread::get_id()); });
            EXPECT_FALSE(signals.asked());
            ASSERT_EQ(::raise(signal), 0);
            EXPECT_TRUE(signals.asked());
            ASSERT_EQ(by.wait_for(std::chrono::seconds(20)), std::future_status::ready) << "the loop would sleep on";
            EXPECT_NE(by.get(), std::this_thread::get_id()) << "not from within the handler";
        }
        EXPECT_EQ(now(signal).sa_handler, before);
    }
    const EndSignals again([] {});
    EXPECT_FALSE(again.asked()) << "a new window knows nothing of the last one's end";
}

TEST(EndSignals, WhatIsIgnoredStaysIgnored) {
    const auto before = ::signal(SIGHUP, SIG_IGN); // as nohup leaves it
    {
        const EndSignals signals([] {});
        ASSERT_EQ(::raise(SIGHUP), 0);
        EXPECT_FALSE(signals.asked());
    }
    ::signal(SIGHUP, before);
}

TEST(EndSignals, TheSecondOneEndsAtOnce) {
    const auto twice = [] {
        const EndSignals signals([] {});
        ::raise(SIGTERM);
        ::raise(SIGTERM);
    };
    EXPECT_EXIT(twice(), testing::KilledBySignal(SIGTERM), "");
}

} // namespace
} // namespace atlas
