// What the hand can do, and how often.
#include "hands/random_hand.hpp"

#include <fmt/format.h>

namespace atlas::hands {

namespace {

std::string repeated(const std::string& s, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += s;
    return out;
}

/// Words that people, clipboards and cats bring.
const std::vector<std::string>& texts() {
    static const std::vector<std::string> all = {
        "重庆", "chongqing", "cq", "500000", "赤水河 补偿", "生态保护补偿", "c", "川", "Luzhou", "。", "😀", "👩‍👩‍👧‍👦 泸州", "𠮷野家", "é\u0301ü", "ﷺ", "\u202Etxt",
        repeated("流域", 250), repeated("a", 500), repeated("😀", 120), "\x01\x02\x07\x08\x0B\x1B[31m\x7F", "line one\nline two\r\n\tthree", "\xFF\xFE\xC3(",
        "../../etc/passwd", "/tmp/", "~", "C:\\con", "a/b/c.atlas.json", "%s%n%d{}", "\"';--", "0", "-1", "1e999", "99999999999", "12.5", "NaN", " ", "",
        "2026-11-22", "GS(2026)0001号", std::string("nul\0l", 5)};
    return all;
}

constexpr int kCodes[] = {ui::code::tab, ui::code::enter, ui::code::escape, ui::code::up, ui::code::down, ui::code::left, ui::code::right, ui::code::home,
                          ui::code::f1, ui::code::f12, ' ', '[', ']', '=', '-', '0', '1', 'A', 'B', 'C', 'E', 'F', 'G', 'L', 'O', 'P', 'S', 'V', 'X', 'Y', 'Z'};

} // namespace

std::string RandomHand::aim() {
    const auto& rects = desk_.gui().rects().all();
    if (!rects.empty() && chance(78)) {
        auto it = rects.begin();
        std::advance(it, below(static_cast<int>(rects.size())));
        const ui::Rect& r = it->second;
        at_.mouse_x = r.x0 + static_cast<float>(below(1000)) / 1000 * r.width();
        at_.mouse_y = r.y0 + static_cast<float>(below(1000)) / 1000 * r.height();
        return it->first;
    }
    const Size& s = desk_.size();
    at_.mouse_x = static_cast<float>(below(s.width + 100) - 50);
    at_.mouse_y = static_cast<float>(below(s.height + 100) - 50);
    return fmt::format("{:.0f},{:.0f}", at_.mouse_x, at_.mouse_y);
}

int RandomHand::click() {
    const std::string what = aim();
    const int times = chance(12) ? 2 : 1;
    const bool right = chance(12);
    at_.alt = chance(8);
    at_.ctrl = chance(8);
    at_.shift = chance(5);
    tell_(fmt::format("{}click{}{}{} {}", right ? "right " : times == 2 ? "double " : "", at_.alt ? " alt" : "", at_.ctrl ? " ctrl" : "", at_.shift ? " shift" : "", what));
    frame();
    bool& button = right ? at_.right_down : at_.mouse_down;
    for (int i = 0; i < times; ++i) {
        button = true;
        frame();
        button = false;
        frame();
    }
    at_.alt = at_.ctrl = at_.shift = false;
    return 1 + 2 * times;
}

int RandomHand::drag() {
    const std::string from = aim();
    at_.alt = chance(25);
    const int steps = 1 + below(7);
    tell_(fmt::format("drag{} {} in {} steps", at_.alt ? " alt" : "", from, steps));
    frame();
    at_.mouse_down = true;
    frame();
    int events = 2;
    for (int i = 0; i < steps; ++i, ++events) {
        at_.mouse_x += static_cast<float>(below(241) - 120);
        at_.mouse_y += static_cast<float>(below(241) - 120);
        frame();
        // A key in the middle of a drag is where state machines break.
        if (chance(6)) events += keys();
    }
    at_.mouse_down = at_.alt = false;
    frame();
    return events + 1;
}

int RandomHand::wheel() {
    tell_("wheel over " + aim());
    frame();
    const int ticks = 1 + below(4);
    at_.wheel = chance(50) ? 1.0F : -1.0F;
    at_.ctrl = chance(10);
    at_.shift = chance(10);
    for (int i = 0; i < ticks; ++i) frame();
    at_.wheel = 0;
    at_.ctrl = at_.shift = false;
    return 1 + ticks;
}

int RandomHand::keys() {
    if (chance(25)) {
        const auto what = static_cast<Edit>(below(static_cast<int>(Edit::enter) + 1));
        tell_(fmt::format("edit key {}", static_cast<int>(what)));
        desk_.edit(what, at_);
        return 1;
    }
    ui::Chord chord;
    if (chance(60)) {
        const auto rows = ui::key_rows();
        const ui::KeyRow& row = rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
        chord = row.chords[0];
        if (row.chords[1].code != 0 && chance(50)) chord = row.chords[1];
    } else {
        chord = {kCodes[below(std::size(kCodes))], chance(30), chance(20)};
    }
    const int times = chance(20) ? 2 + below(6) : 1;
    tell_(fmt::format("key {} ×{}", ui::chord_words(chord), times));
    for (int i = 0; i < times; ++i) desk_.press(chord, at_);
    return times;
}

int RandomHand::words() {
    const std::string& text = texts()[static_cast<std::size_t>(below(static_cast<int>(texts().size())))];
    if (chance(45)) { // into a field, if one can be found
        if (chance(60)) desk_.press({'F', true}, at_);
        else click();
    }
    if (chance(40)) {
        tell_(fmt::format("paste {} bytes", text.size()));
        desk_.paste(text, at_);
        return 1;
    }
    tell_(fmt::format("type {} bytes", text.size()));
    ui::PlainInput typed = at_;
    typed.text = text.c_str();
    desk_.frame(typed);
    frame();
    return 1 + static_cast<int>(std::min<std::size_t>(text.size(), 4)); // characters of one text come together
}

int RandomHand::change() {
    switch (below(6)) {
    case 0: {
        const auto view = static_cast<app::View>(below(static_cast<int>(app::View::coverage) + 1));
        tell_(fmt::format("view {}", static_cast<int>(view)));
        desk_.dispatch(app::OpenView{view});
        break;
    }
    case 1:
        tell_("other language");
        desk_.dispatch(app::SetLang{desk_.state().view.lang == model::Lang::zh ? model::Lang::en : model::Lang::zh});
        break;
    case 2:
        tell_("other left tab");
        desk_.dispatch(app::SetLeftTab{static_cast<app::LeftTab>(below(4))});
        break;
    case 3:
        tell_("other right tab");
        desk_.dispatch(app::SetRightTab{static_cast<app::RightTab>(below(3))});
        break;
    case 4:
        tell_("time passes");
        desk_.pass(0.2 + below(90) / 10.0);
        break;
    default:
        // Making the fonts of another scale takes a second here: seldom.
        if (!chance(4)) return 0;
        {
            const Size& size = kSizes[below(std::size(kSizes))];
            tell_(fmt::format("window {}×{} at {}", size.width, size.height, size.scale));
            desk_.resize(size);
        }
    }
    frame();
    return 1;
}

int RandomHand::act() {
    const int what = below(100);
    if (what < 40) return click();
    if (what < 50) return drag();
    if (what < 58) return wheel();
    if (what < 80) return keys();
    if (what < 90) return words();
    return change();
}

} // namespace atlas::hands
