// 100,000 random input events over the real panels with the address and undefined-behaviour sanitizers on. Two processes
// share them, so that both cores work and a crash is seen from outside with what was done last.
// ATLAS_HANDS_SEED and ATLAS_HANDS_EVENTS repeat a run or make it longer.
#include "hands/random_hand.hpp"
#include "hands/world.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <set>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atlas::hands {
namespace {

constexpr int kWorkers = 2, kLines = 60, kLineBytes = 160;

/// What a worker leaves for its parent to read, also when it died.
struct Board {
    std::atomic<unsigned> lines;
    char line[kLines][kLineBytes];
    std::atomic<int> events, frames, action_kinds, views, most_escapes;
    char failure[600];

    void tell(const std::string& what) {
        char* to = line[lines % kLines];
        std::snprintf(to, kLineBytes, "%s", what.c_str());
        ++lines;
    }
    [[nodiscard]] std::string last() const {
        std::string out;
        const unsigned n = lines, from = n > kLines ? n - kLines : 0;
        for (unsigned i = from; i < n; ++i) out += fmt::format("  {}: {}\n", i, line[i % kLines]);
        return out;
    }
};

long number_from(const char* variable, long otherwise) {
    const char* set = std::getenv(variable);
    return set && *set ? std::atol(set) : otherwise;
}

/// Everything is put down: Escape and Clear must lead back to the whole dataset with nothing open, and then a press must
/// still do what it does. The error is one sentence.
std::string dead_state(Desk& desk, Board& board) {
    const int escapes = desk.step_back();
    board.most_escapes = std::max<int>(board.most_escapes, escapes);
    const app::AppState& s = desk.state();
    if (escapes >= 12) return "twelve Escapes do not close what is open";
    desk.dispatch(app::ClearFilter{});
    desk.dispatch(app::SetTextOnly{false});
    desk.frame({});
    if (!s.view.filter.empty()) return "the filter is not empty after Clear";
    if (s.shown.size() != s.dataset->links().size()) return fmt::format("{} links shown after Clear, not {}", s.shown.size(), s.dataset->links().size());
    // A folded panel or a small window may hide the list; in a usual window a row must answer.
    desk.resize(kSizes[0]);
    if (s.ui.prefs.scale_percent != 100) {
        app::Prefs usual = s.ui.prefs;
        usual.scale_percent = 100;
        desk.dispatch(app::SetPrefs{usual});
    }
    desk.dispatch(app::SetLeftTab{app::LeftTab::corridor});
    desk.dispatch(app::SetFacetSearch{""});
    for (int i = 0; i < 3; ++i) desk.frame({});
    for (const auto& [id, rect] : desk.gui().rects().all()) {
        if (!id.starts_with("corridor:") || rect.y0 < 200 || rect.y1 > 700) continue; // below the tabs and the field, above the foot
        ui::PlainInput at;
        at.mouse_x = rect.mid_x();
        at.mouse_y = rect.mid_y();
        const ui::PlainInput up = at;
        ui::PlainInput down = at;
        down.mouse_down = true;
        const std::string name = id; // the frames below make the list anew
        for (const auto& input : {up, up, down, down, up, up}) desk.frame(input);
        if (s.view.filter.corridors.size() != 1)
            return fmt::format("a press on '{}' at {:.0f}, {:.0f} does not choose it (corridors {}, tool {}, typing {}, tour {}, card {}, page {}, boxes {} {})", name, at.mouse_x, at.mouse_y, s.view.filter.corridors.size(),
                               static_cast<int>(s.ui.tool), desk.gui().typing(), s.ui.tour, s.ui.keys_open, s.ui.export_open, static_cast<int>(s.ui.project_box), s.ui.plans_asked);
        desk.dispatch(app::ClearFilter{});
        return {};
    }
    return "no corridor stands in the list";
}

/// The links of the state are those of its filter, and the window says the same number wherever it says one.
std::string wrong_count(Desk& desk) {
    const app::AppState& s = desk.state();
    const auto expected = filter::apply(*s.dataset, s.view.filter);
    if (expected != s.shown) return fmt::format("{} links are shown, the filter lets {} through", s.shown.size(), expected.size());
    if (s.ui.export_open) return {};
    desk.frame({});
    const bool map = desk.gui().rects().find("map").has_value();
    if (map && !desk.gui().rects().find(fmt::format("map-count:{}", s.shown.size()))) return fmt::format("the map does not say {} links", s.shown.size());
    if (!desk.gui().rects().find(fmt::format("count:{}", s.shown.size()))) return fmt::format("the bar does not say {} links", s.shown.size());
    return {};
}

void work(unsigned seed, int events, Board& board) {
    const Folder folder("atlas-hands-random");
    Desk desk(data(), folder.path());
    RandomHand hand(desk, seed, [&](const std::string& what) { board.tell(what); });
    const app::ViewSpec first = desk.state().view;
    int since = 0;
    std::string failure;
    while (board.events < events && failure.empty()) {
        const int n = hand.act();
        board.events += n;
        since += n;
        board.frames = desk.frames();
        if (since < 1000) continue;
        since = 0;
        failure = wrong_count(desk);
        if (failure.empty()) failure = dead_state(desk, board);
    }
    board.action_kinds = static_cast<int>(desk.actions().size());
    board.views = static_cast<int>(desk.views().size());
    for (int i = 0; i < 5000 && desk.session().can_undo(); ++i) desk.dispatch(app::Undo{});
    if (failure.empty() && !(desk.state().view == first)) failure = "undoing everything does not give the first view back";
    desk.finish();
    std::snprintf(board.failure, sizeof board.failure, "%s", failure.c_str());
}

/// Every file of the source tree with its size and time: nothing of it may change while hands press.
std::string fingerprint() {
    namespace fs = std::filesystem;
    std::string out;
    const fs::path root = ATLAS_SOURCE_DIR;
    for (const char* part : {"", "geodata", "src", "tests", "docs"})
        for (const auto& entry : fs::directory_iterator(root / part))
            if (entry.is_regular_file()) out += entry.path().string() + fmt::format(" {} {}\n", entry.file_size(), entry.last_write_time().time_since_epoch().count());
    return out;
}

TEST(Hands, AnyClickKeyOrPasteInAnyOrder) {
    const std::string before = fingerprint();
    const auto seed = static_cast<unsigned>(number_from("ATLAS_HANDS_SEED", 20261122));
    const int events = static_cast<int>(number_from("ATLAS_HANDS_EVENTS", 100000)) / kWorkers;
    (void)data(); // read before the processes part
    Board* boards = static_cast<Board*>(::mmap(nullptr, sizeof(Board) * kWorkers, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(boards, MAP_FAILED);
    pid_t workers[kWorkers];
    for (int i = 0; i < kWorkers; ++i) {
        workers[i] = ::fork();
        ASSERT_GE(workers[i], 0);
        if (workers[i] != 0) continue;
        try {
            work(seed + static_cast<unsigned>(i), events, boards[i]);
        } catch (const std::exception& e) {
            std::snprintf(boards[i].failure, sizeof boards[i].failure, "exception: %s", e.what());
        }
        std::fflush(nullptr);
        ::_exit(0); // the parent has its own end to come to
    }
    for (int i = 0; i < kWorkers; ++i) {
        int status = 0;
        ASSERT_EQ(::waitpid(workers[i], &status, 0), workers[i]);
        const Board& b = boards[i];
        const std::string how = WIFSIGNALED(status) ? fmt::format("killed by signal {}", WTERMSIG(status)) : fmt::format("exit code {}", WEXITSTATUS(status));
        EXPECT_TRUE(status == 0 && b.failure[0] == 0 && b.events >= events)
            << "seed " << seed << ", worker " << i << ": " << how << " after " << b.events << " events; " << b.failure << "\nthe last things done:\n" << b.last();
        std::printf("worker %d: seed %u, %d events, %d frames, %d kinds of action, %d views, at most %d Escapes\n", i, seed + static_cast<unsigned>(i), b.events.load(),
                    b.frames.load(), b.action_kinds.load(), b.views.load(), b.most_escapes.load());
        if (events >= 20000) { // a hand that reaches little tests little
            EXPECT_GE(b.action_kinds, 36);
            EXPECT_EQ(b.views, static_cast<int>(app::View::coverage) + 1);
        }
    }
    EXPECT_EQ(fingerprint(), before) << "a file of the source tree was written";
    ::munmap(boards, sizeof(Board) * kWorkers);
}

} // namespace
} // namespace atlas::hands
