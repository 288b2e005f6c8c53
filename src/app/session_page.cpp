// The page view's side of the session: what the preview is asked for, and when.
#include "app/session.hpp"

#include "export/recipe.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::app {

namespace {
constexpr double kLookSeconds = 0.1;  ///< between looks at a page under way: frames of a software OpenGL take the worker's time
constexpr double kRestSeconds = 0.12; ///< a form being typed into, or a zoom under way, is drawn when it rests this long
}

void Session::resize_desk(double width_px, double height_px, double margin_px) { desk_ = {{width_px, height_px}, margin_px}; }

std::optional<PagePlace> Session::page_place() const {
    const auto page = page_of(state_.ui.form);
    if (!page || desk_.size_px.x < 1 || desk_.size_px.y < 1) return std::nullopt;
    return place_page({page->width_mm * scene::kPtPerMm, page->height_mm * scene::kPtPerMm}, desk_.size_px, desk_.margin_px, state_.ui.look);
}

void Session::update_page(double now_s) {
    if (!state_.ui.export_open || !data_.dataset) {
        if (preview_) preview_->rest();
        page_asked_ = {};
        page_due_ = false;
        return;
    }
    const auto place = page_place();
    const auto spec = figure_spec(state_);
    if (!place || !spec) return; // the form says why
    PageAsked asked;
    asked.key = exporter::to_recipe(*spec, *data_.dataset);
    asked.part = {place->px_per_pt, std::max(0, -place->x), std::max(0, -place->y), std::min(place->width, static_cast<int>(desk_.size_px.x) - place->x),
                  std::min(place->height, static_cast<int>(desk_.size_px.y) - place->y)};
    if (asked.part.x1 <= asked.part.x0 || asked.part.y1 <= asked.part.y0) return;
    if (!(asked == page_asked_)) {
        const bool first = page_asked_.key.empty();
        page_asked_ = std::move(asked);
        page_asked_s_ = first ? now_s - kRestSeconds : now_s;
        page_sent_ = false;
    }
    // What is finished now is shown in this frame; what finishes later needs one more.
    page_due_ = preview_ && preview_->busy();
    if (page_sent_ || now_s - page_asked_s_ < kRestSeconds) return;
    if (!preview_) preview_ = std::make_unique<PagePreview>(data_);
    preview_->want(page_asked_.key, *spec, page_asked_.part, place->width, place->height);
    page_sent_ = true;
    page_due_ = true;
}

double Session::page_wake_in_s(double now_s) const {
    if (!state_.ui.export_open || page_asked_.key.empty()) return -1;
    if (!page_sent_) return std::max(0.001, page_asked_s_ + kRestSeconds - now_s);
    return page_due_ ? kLookSeconds : -1;
}

PageShown Session::page() const {
    PageShown out;
    if (!state_.ui.export_open || !preview_) return out;
    out.sheet = preview_->sheet();
    out.pixels = preview_->pixels();
    out.whole = preview_->whole();
    out.findings = preview_->findings();
    out.failure = preview_->failure();
    out.busy = !page_sent_ || preview_->busy();
    out.current = out.pixels && out.pixels->key == page_asked_.key;
    out.checked = out.findings && out.findings->key == page_asked_.key;
    return out;
}

std::optional<scene::LabelHit> Session::label_on_page(geo::Vec2 page_pt) const {
    const auto sheet = preview_ ? preview_->sheet() : nullptr;
    if (!sheet) return std::nullopt;
    const exporter::PageLayout& layout = sheet->figure.layout;
    // The inset's names stand where the law wants the islands: only the main map's can be moved.
    if (!layout.frame.contains(page_pt) || (layout.inset && layout.inset->contains(page_pt))) return std::nullopt;
    return scene::label_at(sheet->figure.picture, page_pt);
}

void Session::finish_page() {
    update_page(now_s_);
    page_asked_s_ = now_s_ - 2 * kRestSeconds;
    update_page(now_s_);
    if (preview_) preview_->finish();
}

} // namespace atlas::app
