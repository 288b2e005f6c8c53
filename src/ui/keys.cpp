// The table of keys.
#include "ui/keys.hpp"

namespace atlas::ui {

namespace {

using G = KeyGroup;

// Rows with the same words stand as one on the card.
constexpr const char *kArrowsZh = "同一栏里走一行、一格", *kArrowsEn = "One row or cell that way";
constexpr const char *kNudgeZh = "十字走小步", *kNudgeEn = "The cross in small steps";
constexpr const char *kAcceptZh = "按下所在的控件", *kAcceptEn = "Press the control";

constexpr KeyRow kRows[] = {
    {Key::search, G::anywhere, {{'F', true}}, true, "搜索", "Search"},
    {Key::undo, G::anywhere, {{'Z', true}}, true, "撤销", "Undo"},
    {Key::redo, G::anywhere, {{'Y', true}, {'Z', true, true}}, true, "重做", "Redo"},
    {Key::open_project, G::anywhere, {{'O', true}}, true, "打开工程或图件", "Open a project or figure"},
    {Key::save_project, G::anywhere, {{'S', true}}, true, "存工程", "Save the project"},
    {Key::export_figure, G::anywhere, {{'E', true}, {'P', true}}, true, "出图页面，再按返回地图", "Figure page; again: back to the map"},
    {Key::save_window, G::anywhere, {{code::f12}}, true, "把窗口存成图片", "Save a picture of the window"},
    {Key::larger, G::anywhere, {{'=', true}, {'=', true, true}}, true, "界面放大一档", "Larger interface"},
    {Key::smaller, G::anywhere, {{'-', true}}, true, "界面缩小一档", "Smaller interface"},
    {Key::usual_size, G::anywhere, {{'0', true}}, true, "界面恢复 100 %", "Interface at 100 %"},
    {Key::help, G::anywhere, {{code::f1}}, true, "这张卡片", "This card"},

    {Key::tab, G::walking, {{code::tab}}, true, "下一个控件", "Next control"},
    {Key::back_tab, G::walking, {{code::tab, false, true}}, true, "上一个控件", "Previous control"},
    {Key::up, G::walking, {{code::up}}, true, kArrowsZh, kArrowsEn},
    {Key::down, G::walking, {{code::down}}, true, kArrowsZh, kArrowsEn},
    {Key::left, G::walking, {{code::left}}, true, kArrowsZh, kArrowsEn},
    {Key::right, G::walking, {{code::right}}, true, kArrowsZh, kArrowsEn},
    {Key::accept, G::walking, {{code::enter}}, true, kAcceptZh, kAcceptEn},
    {Key::accept, G::walking, {{' '}}, false, kAcceptZh, kAcceptEn},
    {Key::menu, G::walking, {{code::menu}, {code::f10, false, true}}, true, "一行的菜单：只看、排除……", "The row's menu: only this, or not this"},
    {Key::escape, G::walking, {{code::escape}}, true, "退一步：关列表、放开、取消选择", "One step back: close, release, deselect"},
    {Key::copy_figure, G::walking, {{'C', true}}, false, "复制出处、表里的行；出图页面：复制图像", "Copy the citation or the row; on the figure page: the image"},
    {Key::copy_note, G::walking, {{'C', true, true}}, false, "复制为编号注", "Copy as a numbered note"},
    {Key::fold_left, G::walking, {{'['}}, false, "收起或打开左栏", "Fold the left panel"},
    {Key::fold_right, G::walking, {{']'}}, false, "收起或打开右栏", "Fold the right panel"},

    {Key::zoom_in, G::map, {{'='}, {'=', false, true}}, false, "放大", "Zoom in"},
    {Key::zoom_out, G::map, {{'-'}}, false, "缩小", "Zoom out"},
    {Key::country, G::map, {{code::home}, {'0'}}, false, "全国；出图页面：整页", "Whole country; on the figure page: whole page"},
    {Key::select_box, G::map, {{'B'}}, false, "框选；用键盘：Enter 定两个对角", "Select with a box; by keys: Enter at two corners"},
    {Key::select_lasso, G::map, {{'L'}}, false, "套索；用键盘：Enter 逐点，原处再按闭合", "Lasso; by keys: Enter at each point, twice to close"},
    {Key::nudge_up, G::map, {{code::up, false, true}}, false, kNudgeZh, kNudgeEn},
    {Key::nudge_down, G::map, {{code::down, false, true}}, false, kNudgeZh, kNudgeEn},
    {Key::nudge_left, G::map, {{code::left, false, true}}, false, kNudgeZh, kNudgeEn},
    {Key::nudge_right, G::map, {{code::right, false, true}}, false, kNudgeZh, kNudgeEn},
    {Key::also, G::map, {{code::enter, true}}, false, "加选十字下的，再按去掉", "Select one more at the cross; again: let it go"},
    {Key::full_size, G::page, {{'1'}}, false, "按文件的像素看", "Actual pixels"},
};

constexpr HandRow kHands[] = {
    {"方向键", "Arrows", "没有控件被选中时移动地图", "Move the map while no control has the focus"},
    {"Tab 到地图", "Tab to the map", "出现十字：方向键移动，Enter 选它下面的线或地点", "Shows a cross: arrows move it, Enter picks what lies under it"},
    {"滚轮 · 双击", "Wheel · double click", "缩放", "Zoom"},
    {"拖动", "Drag", "移动地图", "Move the map"},
    {"Alt 点筛选项", "Alt click on a value", "非：排除它；再点取消", "Exclude this value; again to undo"},
    {"右键筛选项", "Right click on a value", "只看、排除、流域之内、走廊所经", "Only this, exclude, inside the basin, on the corridor"},
    {"Ctrl 点地点或线", "Ctrl click", "加选，再点去掉", "Select one more; again: let it go"},
    {"Alt 拖动名称", "Alt and drag a name", "挪开一个名称；Alt 双击放回", "Move a name; Alt and double click puts it back"},
};

} // namespace

std::span<const KeyRow> key_rows() { return kRows; }
std::span<const HandRow> hand_rows() { return kHands; }

std::optional<Key> find_key(const Chord& pressed, bool typing) {
    for (const KeyRow& row : kRows) {
        if (typing && !row.while_typing) continue;
        for (const Chord& c : row.chords)
            if (c.code != 0 && c.code == pressed.code && c.ctrl == pressed.ctrl && c.shift == pressed.shift) return row.key;
    }
    return std::nullopt;
}

std::string chord_words(const Chord& chord) {
    std::string out = chord.ctrl ? "Ctrl+" : "";
    // Shift with = is how + is typed: it is written as what stands on the key.
    const bool plus = chord.code == '=';
    if (chord.shift && !plus) out += "Shift+";
    switch (chord.code) {
    case code::tab: return out + "Tab";
    case code::enter: return out + "Enter";
    case code::escape: return out + "Esc";
    case code::up: return out + "↑";
    case code::down: return out + "↓";
    case code::left: return out + "←";
    case code::right: return out + "→";
    case code::home: return out + "Home";
    case code::f1: return out + "F1";
    case code::f10: return out + "F10";
    case code::menu: return out + "Menu";
    case code::f12: return out + "F12";
    case ' ': return out + "Space";
    case '=': return out + "+";
    case '-': return out + "−";
    default: return out + static_cast<char>(chord.code);
    }
}

} // namespace atlas::ui
