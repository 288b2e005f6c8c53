#include "export/page_layout.hpp"

#include "base/utf8.hpp"
#include "export/inset.hpp"
#include "export/locator.hpp"
#include "export/map_furniture.hpp"
#include "export/page_camera.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::exporter {

using geo::Box;

namespace {

constexpr double kLeastMargin = 5 * scene::kPtPerMm + 0.3; ///< PAG5

} // namespace

bool is_slide(const PageSize& page) {
    return std::abs(page.width_mm / page.height_mm - 16.0 / 9) < 0.01 && page.width_mm > 220;
}
Ladder page_ladder(const PageSize& page) {
    if (is_slide(page)) { // 16 of 1920 pixels is 8 pt on 338.67 mm
        const double wide = page.width_mm / 338.67;
        return {1.35 * wide, 8 * wide};
    }
    const double k = std::sqrt(page.width_mm * page.height_mm / (297.0 * 210.0));
    return {std::clamp(k, 0.8, 2.2), 6};
}
double map_type_scale(const PageSize& page) {
    const Ladder l = page_ladder(page);
    return std::max(l.k, l.floor_pt / 6);
}

TitleBlock title_block(const Pen& pen, const std::string& title, const std::string& subtitle, double width, double mark_width) {
    TitleBlock t;
    const text::Face bold = text::Face::sans_bold;
    const bool zh = pen.lang == model::Lang::zh;
    const std::string words = zh ? base::full_width_punctuation(title) : title;
    const double room = width - mark_width;
    t.size = pen.type(15);
    const double least = pen.type(11);
    while (t.size > least && pen.width_of(words, t.size, bold) > room) t.size -= 0.5;
    if (pen.width_of(words, t.size, bold) <= room) {
        t.lines = {words};
    } else {
        t.lines = wrapped(pen.fonts, words, room, t.size, bold);
        if (t.lines.size() == 2) { // two lines of about one length read better than one and a bit
            const auto even = wrapped(pen.fonts, words, std::max(room * 0.55, pen.width_of(words, t.size, bold) / 2 + t.size * 1.5), t.size, bold);
            if (even.size() == 2) t.lines = even;
        } else if (t.lines.size() > 2) {
            std::string rest;
            for (std::size_t i = 1; i < t.lines.size(); ++i) rest += (i > 1 && !zh ? " " : "") + t.lines[i];
            t.lines = {t.lines[0], shortened(pen.fonts, rest, room, t.size, bold)};
            t.cut = true;
        }
    }
    t.height = t.size * 0.95 + t.size * 1.22 * static_cast<double>(t.lines.size() - 1);
    t.subtitle_size = pen.type(7.4);
    const std::string below = zh ? base::full_width_punctuation(subtitle) : subtitle;
    while (t.subtitle_size > pen.ladder.floor_pt && pen.width_of(below, t.subtitle_size) > width) t.subtitle_size -= 0.2;
    t.subtitle_size = std::max(t.subtitle_size, pen.ladder.floor_pt);
    t.subtitle = shortened(pen.fonts, below, width, t.subtitle_size);
    if (!t.subtitle.empty()) t.height += t.subtitle_size * 1.15 + pen.pt(4.4);
    t.height += pen.pt(1.5);
    return t;
}

namespace {

class Planner {
public:
    Planner(const Pen& pen, const PlanInput& in, const TitleBlock& title, const PageContent& content) : pen_(pen), in_(in), content_(content) {
        p_.title = title;
        p_.page = {{0, 0}, {in.spec.page.width_mm * scene::kPtPerMm, in.spec.page.height_mm * scene::kPtPerMm}};
        degrees_ = pen.type(6) * 0.8 + pen.pt(3); // room for the degrees outside the frame
        p_.margin = std::max(kLeastMargin, std::min(pen.pt(15), 24.0)) + degrees_;
        edge_ = std::max(kLeastMargin, std::min(pen.pt(17), 30.0));
    }

    PagePlan plan() {
        const double w = p_.page.max.x, h = p_.page.max.y, inner = w - 2 * p_.margin;
        p_.title_box = {{p_.margin, edge_}, {w - p_.margin, edge_ + p_.title.height}};
        top_ = p_.title_box.max.y + pen_.pt(4) + degrees_;
        // Foot, then the evidence list above it.
        const double line = foot_line();
        for (const std::string& s : content_.foot.lines) for (std::string& l : wrapped(pen_.fonts, s, inner, pen_.type(6.2))) p_.foot_lines.push_back(std::move(l));
        const double foot_h = line * static_cast<double>(p_.foot_lines.size()) + (content_.foot.status.empty() ? 0 : pen_.type(8) * 1.45);
        p_.foot = {{p_.margin, h - edge_ - foot_h}, {w - p_.margin, h - edge_}};
        bottom_ = p_.foot.min.y - pen_.pt(3);
        if (!content_.evidence.empty()) {
            p_.evidence_flow = flow_evidence(pen_, in_.dataset, content_.evidence, inner, h * 0.30);
            p_.evidence = {{p_.margin, bottom_ - p_.evidence_flow.height}, {w - p_.margin, bottom_}};
            bottom_ = p_.evidence.min.y - pen_.pt(4);
        }
        if (w > h * 1.05 && pen_.ladder.k < 0.95) notes_across(inner); // a small page has no room for them in the column
        if (w > h * 1.05) beside();
        else below();
        p_.arrow = arrow_is_honest(p_.camera, p_.frame);
        p_.crowded = p_.legend.min.y + p_.legend_fit.height > std::max(bottom_, p_.frame.max.y) + 0.5 || (p_.legend.min.x > p_.frame.max.x && !p_.legend_fit.fits);
        return std::move(p_);
    }

private:
    [[nodiscard]] double foot_line() const { return pen_.type(6.2) * 1.38; }
    [[nodiscard]] double note_line() const { return pen_.type(6.6) * 1.42; }
    /// On a page that is too small the map keeps a fifth of it, and the words run over.
    [[nodiscard]] double least_frame_height() const { return p_.page.max.y * 0.2; }
    [[nodiscard]] double frame_height(double left) const { return std::max(left, least_frame_height()); }
    [[nodiscard]] double gap() const { return pen_.pt(12); }

    /// Above the foot, as one paragraph over the whole width.
    void notes_across(double width) {
        std::string all;
        for (const std::string& n : content_.notes) all += (all.empty() || pen_.lang == model::Lang::zh ? "" : " ") + n;
        p_.note_lines = wrapped(pen_.fonts, all, width, pen_.type(6.6));
        p_.notes = {{p_.margin, bottom_ - notes_height()}, {p_.margin + width, bottom_}};
        bottom_ = p_.notes.min.y - pen_.pt(3);
        across_ = true;
    }
    void note_lines(double width) {
        if (across_) return;
        p_.note_lines.clear();
        for (const std::string& n : content_.notes) for (std::string& l : wrapped(pen_.fonts, n, width, pen_.type(6.6))) p_.note_lines.push_back(std::move(l));
    }
    [[nodiscard]] double notes_height() const { return note_line() * static_cast<double>(p_.note_lines.size()); }

    /// An inset that the map needs and the national frame has not planned: in a corner where it covers nothing of ours, else outside.
    /// Returns the size it wants outside, or nothing.
    std::optional<geo::Vec2> place_inset(const FramedCamera& f) {
        p_.inset.reset();
        const double caption = inset_caption_height(pen_);
        if (f.inset_width) {
            const double height = inset_height(*f.inset_width) + caption;
            p_.inset = Box{{p_.frame.max.x - *f.inset_width, p_.frame.max.y - height}, p_.frame.max};
            return std::nullopt;
        }
        const bool wanted = in_.spec.inset == InsetMode::always ||
                            (in_.spec.inset == InsetMode::automatic && needs_inset(f.camera, p_.frame.width(), p_.frame.height()));
        if (!wanted) return std::nullopt;
        const double width = std::clamp(p_.frame.width() * 0.17, least_inset_width(pen_), pen_.pt(112));
        const geo::Vec2 size{width, inset_height(width) + caption};
        p_.inset = free_corner(in_.builder, in_.dataset, f.camera, p_.frame, size.x, size.y);
        if (p_.inset) return std::nullopt;
        return size;
    }

    /// Legend in a column to the right: the narrowest in which everything has its place.
    void beside() {
        const double right = p_.page.max.x - p_.margin, height = frame_height(bottom_ - degrees_ - top_);
        const double least_frame = p_.page.max.x * (across_ ? 0.36 : 0.44);
        for (double wanted : {148.0, 164.0, 184.0, 208.0, 236.0, 268.0, 304.0, 344.0}) {
            const double offered = right - p_.margin - gap() - pen_.pt(wanted);
            if (offered < least_frame && wanted > 148) break;
            const FramedCamera f = frame_camera(pen_, in_, std::max(offered, least_frame), height, false);
            p_.camera = f.camera;
            p_.national = f.national;
            p_.frame = {{p_.margin, top_}, {p_.margin + f.frame_width, top_ + height}};
            const double x = p_.frame.max.x + gap(), width = right - x;
            const auto outside = place_inset(f);
            note_lines(width);
            // From the column's foot upwards.
            double y = p_.frame.max.y;
            if (!across_) {
                p_.notes = {{x, y - notes_height()}, {right, y}};
                y = p_.notes.min.y - pen_.pt(5);
            }
            p_.scale = {{x, y - scale_bar_height(pen_)}, {right, y}};
            y = p_.scale.min.y - pen_.pt(8);
            if (outside) {
                const double iw = std::min(outside->x, width), ih = inset_height(iw) + inset_caption_height(pen_);
                p_.inset = Box{{x, y - ih}, {x + iw, y}};
                y = p_.inset->min.y - pen_.pt(8);
            }
            double locator_h = 0;
            p_.locator.reset();
            const bool locate = in_.spec.locator && wants_locator(f.camera, p_.frame);
            if (locate) locator_h = std::clamp(height * 0.24, pen_.pt(64), pen_.pt(120));
            p_.legend = {{x, p_.frame.min.y}, {right, y}};
            p_.legend_fit = fit_legend(pen_, *content_.legend, width, y - p_.frame.min.y - (locate ? locator_h * 0.7 + pen_.pt(8) : 0));
            const double free = y - p_.frame.min.y - p_.legend_fit.height;
            if (locate && free > pen_.pt(56)) { // as large as the room allows
                locator_h = std::min(locator_h, free - pen_.pt(8));
                const double lw = std::min(width, locator_h / locator_height(1));
                p_.locator = Box{{x, y - lw * locator_height(1)}, {x + lw, y}};
                p_.legend.max.y = p_.locator->min.y - pen_.pt(8);
            }
            if (p_.legend_fit.fits && p_.legend_fit.factor > 0.8) return;
        }
        if (!p_.legend_fit.fits && p_.locator == std::nullopt) // the room kept for a locator goes to the legend
            p_.legend_fit = fit_legend(pen_, *content_.legend, p_.legend.width(), p_.legend.height());
    }

    /// Legend in a band below the frame: legend, locator or inset, then scale and notes.
    void below() {
        const double left = p_.margin, right = p_.page.max.x - p_.margin, inner = right - left;
        const double words = std::max(pen_.pt(140), inner * 0.27);
        double band = pen_.pt(60);
        // The lowest band that holds what a frame of the rest needs beside it: a little higher each time, since a lower frame may want
        // less (its scale may need no locator, or have a corner free for the inset).
        bool locate = false;
        for (int round = 0; round < 40; ++round) {
            const double height = frame_height(bottom_ - band - pen_.pt(8) - degrees_ - top_);
            const FramedCamera f = frame_camera(pen_, in_, inner, height, true);
            p_.camera = f.camera;
            p_.national = f.national;
            p_.frame = {{left, top_}, {right, top_ + height}};
            const auto outside = place_inset(f);
            locate = locate || (in_.spec.locator && wants_locator(f.camera, p_.frame));
            const bool small_map = outside || locate;
            const double map_w = outside ? outside->x : locate ? std::min(pen_.pt(92), inner * 0.2) : 0;
            const double map_h = outside ? outside->y : locate ? map_w * locator_height(1) : 0;
            const double legend_w = inner - words - gap() * 1.6 - (small_map ? map_w + gap() : 0);
            p_.legend_fit = lowest_legend(pen_, *content_.legend, legend_w);
            note_lines(words);
            const double words_h = scale_bar_height(pen_) + pen_.pt(5) + notes_height();
            const double needed = std::max({p_.legend_fit.height, words_h, map_h});
            const double y = bottom_ - band;
            p_.legend = {{left, y}, {left + legend_w, y + p_.legend_fit.height}};
            p_.scale = {{right - words, y}, {right, y + scale_bar_height(pen_)}};
            p_.notes = {{right - words, p_.scale.max.y + pen_.pt(5)}, {right, y + words_h}};
            p_.locator.reset();
            const Box map{{right - words - gap() * 1.6 - map_w, y}, {right - words - gap() * 1.6, y + map_h}};
            if (outside) p_.inset = map;
            else if (locate) p_.locator = map;
            if (needed <= band + 0.01 || height <= least_frame_height()) break;
            band = std::max(band + pen_.pt(5), std::max(p_.legend_fit.height, words_h));
        }
    }

    const Pen& pen_;
    const PlanInput& in_;
    const PageContent& content_;
    PagePlan p_;
    bool across_ = false;
    double degrees_ = 0, edge_ = 0, top_ = 0, bottom_ = 0;
};

} // namespace

PagePlan plan_page(const Pen& pen, const PlanInput& input, const TitleBlock& title, const PageContent& content) {
    return Planner(pen, input, title, content).plan();
}

} // namespace atlas::exporter
