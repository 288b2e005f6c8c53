// Internal to scene/: keeps what is occupied on the page and finds room for labels. First come, first served: callers place
// labels in order of priority, so the result depends on nothing but the input. Frame points throughout.
#pragma once

#include "scene/display_list.hpp"
#include "text/fonts.hpp"

#include <functional>
#include <map>
#include <set>

namespace atlas::scene {

inline constexpr double kHanziAscent = 0.86, kHanziDescent = 0.12; ///< of the type size, as hanzi fill the em square

struct LabelStyle {
    text::Face face = text::Face::sans;
    double size_pt = 7;
    Color color, halo;
    double halo_pt = 0.9;
    double slant = 0;
    double spacing_pt = 0; ///< added between glyphs
};

struct Label {
    std::string text;
    LabelStyle style;
    FeatureRef ref;
    std::string key; ///< as in MapView::nudges; empty: cannot be moved by hand
    double wrap_pt = 0; ///< wider text beside a symbol stands in two or three lines, broken at spaces; 0: never
};

/// The label's words, style and key as a drawing command without glyphs yet.
DrawText command_of(const Label& label);

class LabelPlacer {
public:
    /// `unit_pt` is one point of the type ladder (MapView::type_scale). Labels go to `out`.
    LabelPlacer(const text::FontSet& fonts, Box frame, double unit_pt, DisplayList& out);

    /// These labels get a place whatever is in the way: the first choice, without keeping others off it.
    void insist_on(std::set<std::string> keys) { wanted_ = std::move(keys); }
    /// Also a name on a leader must not stand nearer to another place than to its own: rather none.
    void be_strict(bool on) { strict_ = on; }
    /// This label stands exactly so (moved by hand, or placed before the numbers); others make room for it. The first call for a
    /// key is the one that counts. Without a leader it gets one where it stands far from its place.
    void hold(const DrawText& text, std::vector<Command> leader = {});

    /// soft: labels keep off it, leader lines may cross it where there is no other way (symbols in a dense cluster).
    /// faint: the same, but a name that has no other room may stand on it (a joint without a number).
    enum class Hold : std::uint8_t { firm, soft, faint };
    void occupy(const Box& box, Hold hold = Hold::firm);
    /// A marked place: no other place's name stands nearer to it than to its own.
    void add_symbol(Vec2 at) { symbols_.push_back(at); }
    /// The dot in which a line ends: names keep a little off it, as off other places' signs, where they can.
    void add_dot(Vec2 at) { dots_.push_back(at); }
    /// Line ink: labels may cover it but prefer not to.
    void add_ink(const std::vector<Vec2>& line) { add_to(ink_, line); }
    /// The same for a boundary, which they like still less to cover; but a river's name may run along it: many a river is one.
    void add_border(const std::vector<Vec2>& line) { add_to(border_, line); }

    /// A symbol within `own`, the label's, does not count: the corner of its box may lie under the label, the round sign does not.
    [[nodiscard]] bool is_free(const Box& box, bool over_faint = false, const Box& own = {}) const;

    /// Beside a point symbol of this radius, as a block of lines (a prefecture and its seat county): eight sides, then
    /// further out; then, when `leader_pt` > 0, up to that far away with a leader line. `must` takes the best place even if occupied;
    /// `accepts`, where given, sees each box first (not those on leaders).
    bool beside(std::vector<Label> block, Vec2 at, double radius, double leader_pt = 0, bool must = false, const std::function<bool(const Box&)>& accepts = {});
    /// Centred on a point; shifts a little when it is occupied (`reach_pt`). `ink` is how much line it may cover at most.
    bool centred(const Label& label, Vec2 at, double reach_pt, int ink = 1000);
    /// Anywhere within `bounds` where `accepts` takes the label's box, as near to `at` as possible; `ink` as for centred().
    bool inside(const Label& label, Vec2 at, const Box& bounds, const std::function<bool(const Box&)>& accepts, int ink = 1000);
    /// Along a line, `gap_pt` to its side, glyph by glyph; hanzi stand upright along steep reaches. `ink` is how much
    /// other ink a glyph may cover.
    bool along(const Label& label, const std::vector<std::vector<Vec2>>& lines, double gap_pt, int ink = 3);

private:
    struct Block { ///< measured lines of text
        struct Line {
            std::size_t label = 0, from = 0; ///< which label, and the byte of its text that the line begins with
            text::Shaped shaped;
            double width = 0;
        };
        std::vector<Line> lines;
        double w = 0, h = 0, size = 0, halo = 0;
    };
    struct Course;
    [[nodiscard]] Block measure(const std::vector<Label>& block) const;
    void put_block(const std::vector<Label>& block, const Block& m, Vec2 top_left, double align);
    bool put_held(const Label& label);
    void leader(Vec2 at, double radius, const Box& box, const LabelStyle& style);
    bool far_off(const std::vector<Label>& block, const Block& m, Vec2 at, double radius, double reach_pt, bool its_own);
    [[nodiscard]] std::vector<Course> courses(const std::vector<std::vector<Vec2>>& lines, double size) const;
    bool set_on(const Label& label, const text::Shaped& shaped, const Course& course, double start, double width, double gap_pt, int ink);

    [[nodiscard]] bool in_frame(const Box& b) const { return frame_.contains(b.min) && frame_.contains(b.max); }
    [[nodiscard]] int in_the_way(const Box& box) const; ///< things that it would cover, firm ones counted four times
    [[nodiscard]] bool reads_as_its_own(const Box& box, Vec2 at) const;
    [[nodiscard]] bool touches_another(const Box& box, Vec2 at, double gap) const; ///< another sign or a line's dot within `gap`
    [[nodiscard]] int crossed(Vec2 from, Vec2 to) const; ///< soft things on the way; −1 when a label is in it
    void add_to(std::vector<std::uint8_t>& cells, const std::vector<Vec2>& line) const;
    [[nodiscard]] int sum_in(const std::vector<std::uint8_t>& cells, const Box& box) const;
    [[nodiscard]] int ink_in(const Box& box) const { return sum_in(ink_, box); }
    [[nodiscard]] int covered(const Box& box) const { return ink_in(box) + 3 * sum_in(border_, box); }
    [[nodiscard]] bool wanted(const Label& label) const { return !label.key.empty() && wanted_.count(label.key) > 0; }
    [[nodiscard]] int column(double x) const;
    [[nodiscard]] int row(double y) const;
    [[nodiscard]] std::size_t cell(int row, int column) const { return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column); }

    const text::FontSet& fonts_;
    Box frame_;
    double unit_;
    DisplayList& out_;
    int columns_, rows_;
    std::vector<std::vector<int>> boxes_;
    std::vector<Box> stored_;
    std::vector<Hold> holds_;
    std::vector<Vec2> symbols_, dots_;
    std::vector<std::uint8_t> ink_, border_; ///< how many lines run through each cell
    int ink_columns_, ink_rows_;
    struct Held {
        DrawText text;
        std::vector<Command> leader;
    };
    std::map<std::string, Held> held_;
    std::set<std::string> wanted_;
    bool strict_ = false;
};

} // namespace atlas::scene
