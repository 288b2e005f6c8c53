// The worker of the page view.
#include "app/page_preview.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "render_cairo/raster_player.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::app {

namespace {

/// A page up to this many pixels is drawn whole, so that dragging it needs no new pixels; A4 at 300 dpi has 8.7 million.
constexpr double kWholePixels = 12e6;
constexpr int kFiner = 2;
constexpr int kWholeSide = 8192; ///< textures of this side exist wherever OpenGL 3.3 does

/// What to draw for what is in view: the whole page where it is small, else the view and half of it on each side.
PagePart drawn_part(const PagePart& view, int page_w, int page_h) {
    PagePart out = view;
    if (static_cast<double>(page_w) * page_h <= kWholePixels && page_w <= kWholeSide && page_h <= kWholeSide) {
        out.x0 = out.y0 = 0;
        out.x1 = page_w;
        out.y1 = page_h;
        return out;
    }
    const int dx = std::min((view.x1 - view.x0) / 2, std::max(0, (kWholeSide - (view.x1 - view.x0)) / 2));
    const int dy = std::min((view.y1 - view.y0) / 2, std::max(0, (kWholeSide - (view.y1 - view.y0)) / 2));
    out.x0 = std::max(0, view.x0 - dx);
    out.y0 = std::max(0, view.y0 - dy);
    out.x1 = std::min(page_w, view.x1 + dx);
    out.y1 = std::min(page_h, view.y1 + dy);
    return out;
}

render_cairo::Pixels averaged(const render_cairo::Pixels& fine, int by) {
    render_cairo::Pixels out{fine.width / by, fine.height / by, {}};
    out.rgb.resize(static_cast<std::size_t>(out.width) * out.height * 3);
    const int area = by * by;
    base::parallel_for(out.height, [&](int y) {
        std::uint8_t* to = &out.rgb[static_cast<std::size_t>(y) * out.width * 3];
        for (int x = 0; x < out.width; ++x)
            for (int c = 0; c < 3; ++c) {
                int sum = area / 2;
                for (int j = 0; j < by; ++j)
                    for (int i = 0; i < by; ++i) sum += fine.rgb[((static_cast<std::size_t>(y) * by + j) * fine.width + static_cast<std::size_t>(x) * by + i) * 3 + c];
                *to++ = static_cast<std::uint8_t>(sum / area);
            }
    });
    return out;
}

/// The very pixels of the file: rows of the whole page, cut to the columns that are wanted. A page moved aside by a part of a
/// pixel's rounding would be another page here and there.
base::Result<render_cairo::Pixels> file_pixels(const scene::Picture& picture, const text::FontSet& fonts, const PagePart& part) {
    const auto size = render_cairo::pixel_size(picture.width_pt, picture.height_pt, part.px_per_pt);
    if (!size) return size.error();
    render_cairo::Pixels out;
    const int x0 = std::max(0, part.x0), y0 = std::max(0, part.y0);
    out.width = std::min(size->width, part.x1) - x0;
    out.height = std::min(size->height, part.y1) - y0;
    if (out.width < 1 || out.height < 1) return base::output_error(base::say("页面之外没有可画的", "there is nothing to draw outside the page"));
    out.rgb.reserve(static_cast<std::size_t>(out.width) * out.height * 3);
    render_cairo::Slabs slabs;
    slabs.begin = y0;
    slabs.end = y0 + out.height;
    auto drawn = render_cairo::render_rows(picture, fonts, part.px_per_pt, slabs, [&](const std::uint8_t* rows, int count) {
        for (int y = 0; y < count; ++y) {
            const std::uint8_t* from = rows + (static_cast<std::size_t>(y) * size->width + x0) * 3;
            out.rgb.insert(out.rgb.end(), from, from + static_cast<std::size_t>(out.width) * 3);
        }
        return base::ok();
    });
    if (!drawn) return drawn.error();
    return out;
}

} // namespace

base::Result<render_cairo::Pixels> render_part(const scene::Picture& picture, const text::FontSet& fonts, const PagePart& part, double full) {
    if (std::abs(part.px_per_pt / full - 1) < 1e-9) return file_pixels(picture, fonts, {full, part.x0, part.y0, part.x1, part.y1});
    // Smaller than the file: drawn finer and averaged, which is what reducing the file would give. Hairlines and halos over
    // each other come out a little heavier when they are drawn at once.
    const int fine = part.px_per_pt < full * 0.75 ? kFiner : 1;
    scene::Picture moved = picture;
    moved.width_pt = (part.x1 - part.x0) / part.px_per_pt;
    moved.height_pt = (part.y1 - part.y0) / part.px_per_pt;
    for (scene::Placed& placed : moved.lists) {
        placed.to_page.e -= part.x0 / part.px_per_pt;
        placed.to_page.f -= part.y0 / part.px_per_pt;
    }
    auto drawn = render_cairo::render(moved, fonts, part.px_per_pt * fine);
    if (!drawn || fine == 1) return drawn;
    return averaged(*drawn, fine);
}

PagePreview::PagePreview(SessionData data) : data_(std::move(data)), worker_([this] { work(); }) {}

PagePreview::~PagePreview() {
    {
        const std::lock_guard guard(lock_);
        stop_ = true;
    }
    changed_.notify_all();
    worker_.join();
}

void PagePreview::want(const std::string& key, const exporter::FigureSpec& spec, const PagePart& in_view, int page_width_px, int page_height_px) {
    const std::lock_guard guard(lock_);
    if (wish_ && wish_->key == key && wish_->part.covers(in_view)) return;
    wish_ = Wish{key, spec, drawn_part(in_view, page_width_px, page_height_px)};
    failed_ = false;
    changed_.notify_all();
}

void PagePreview::rest() {
    const std::lock_guard guard(lock_);
    wish_.reset();
    changed_.notify_all();
}

bool PagePreview::fulfilled() const {
    if (!wish_ || failed_) return true;
    return pixels_ && pixels_->key == wish_->key && pixels_->part == wish_->part && findings_ && findings_->key == wish_->key;
}

bool PagePreview::busy() const {
    const std::lock_guard guard(lock_);
    return !fulfilled();
}

void PagePreview::finish() {
    std::unique_lock guard(lock_);
    changed_.wait(guard, [this] { return fulfilled(); });
}

std::shared_ptr<const PageSheet> PagePreview::sheet() const {
    const std::lock_guard guard(lock_);
    return sheet_;
}
std::shared_ptr<const PagePixels> PagePreview::pixels() const {
    const std::lock_guard guard(lock_);
    return pixels_;
}
std::shared_ptr<const PagePixels> PagePreview::whole() const {
    const std::lock_guard guard(lock_);
    return whole_;
}
std::shared_ptr<const PageFindings> PagePreview::findings() const {
    const std::lock_guard guard(lock_);
    return findings_;
}
std::string PagePreview::failure() const {
    const std::lock_guard guard(lock_);
    return failure_;
}

bool PagePreview::outdated(const Wish& wish) const {
    const std::lock_guard guard(lock_);
    return stop_ || !wish_ || wish_->key != wish.key;
}

void PagePreview::work() {
    std::unique_ptr<scene::MapBuilder> builder; // keeps projected layers from figure to figure; made when first needed
    for (;;) {
        Wish wish;
        {
            std::unique_lock guard(lock_);
            changed_.wait(guard, [this] { return stop_ || !fulfilled(); });
            if (stop_) return;
            wish = *wish_;
        }
        std::shared_ptr<const PageSheet> made = sheet();
        if (!made || made->key != wish.key) {
            if (!builder) builder = std::make_unique<scene::MapBuilder>(data_.dataset, data_.geodata, data_.fonts);
            made = std::make_shared<const PageSheet>(PageSheet{wish.key, wish.spec, exporter::build_figure(*builder, *data_.dataset, *data_.fonts, wish.spec)});
            const std::lock_guard guard(lock_);
            sheet_ = made;
        }
        if (outdated(wish)) continue;
        const auto shown = pixels();
        if (!shown || shown->key != wish.key || !(shown->part == wish.part)) {
            auto drawn = render_part(made->figure.picture, *data_.fonts, wish.part, wish.spec.dpi / 72);
            const std::lock_guard guard(lock_);
            failure_ = drawn ? std::string() : drawn.error().message;
            if (drawn) {
                const scene::Picture& page = made->figure.picture;
                pixels_ = std::make_shared<const PagePixels>(PagePixels{wish.key, wish.part, std::move(*drawn), page.width_pt, page.height_pt});
                if (wish.part.x0 == 0 && wish.part.y0 == 0 && wish.part.x1 >= std::floor(page.width_pt * wish.part.px_per_pt + 0.5) &&
                    wish.part.y1 >= std::floor(page.height_pt * wish.part.px_per_pt + 0.5))
                    whole_ = pixels_;
            } else {
                failed_ = wish_ && wish_->key == wish.key;
            }
            changed_.notify_all();
        }
        if (outdated(wish)) continue;
        const auto checked = findings();
        if (!checked || checked->key != wish.key) {
            auto found = std::make_shared<const PageFindings>(PageFindings{wish.key, check_page_rules(made->figure, made->spec, data_)});
            const std::lock_guard guard(lock_);
            findings_ = std::move(found);
            changed_.notify_all();
        }
    }
}

} // namespace atlas::app
