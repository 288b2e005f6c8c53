// Prepare, then paint band by band. A picture too large to prepare at once is played in batches over the same pixels; a page
// too large to hold at once is drawn in slabs of rows that leave as they are done.
#include "render_cairo/raster_player.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "render_cairo/image_sampler.hpp"
#include "render_cairo/prepare.hpp"

#include <mutex>
#include <new>
#include <optional>

namespace atlas::render_cairo {
namespace {

constexpr std::size_t kBatchPoints = 2'000'000; ///< prepared at a time: bounds the memory of a picture with a million links
constexpr std::size_t kSlabBytes = 16 << 20;    ///< of pixels held at a time …
constexpr std::size_t kLargeSlabBytes = 96 << 20; ///< … and of a picture of several batches, which are prepared anew for each slab
constexpr std::size_t kUnitPoints = 8192;       ///< of preparing handed to a thread at once

/// Everything of one batch, in painting order.
struct Batch {
    std::uint32_t item_begin = 0, item_end = 0;
    std::vector<Job> jobs; ///< in order of their items
    std::vector<Geometry> geometry;
    std::vector<std::optional<ImageSampler>> images; ///< by item - item_begin; empty when the batch has none
};

void prepare_batch(Batch& batch, const std::vector<Item>& items, const text::FontSet& fonts, double px_per_pt, int width, int height,
                   int threads, bool quick) {
    batch.geometry.clear();
    batch.geometry.resize(batch.jobs.size());
    std::vector<std::size_t> units{0}; // first job of each
    std::size_t cost = 0;
    for (std::size_t j = 0; j < batch.jobs.size(); ++j) {
        if (cost >= kUnitPoints) {
            units.push_back(j);
            cost = 0;
        }
        cost += batch.jobs[j].cost;
    }
    units.push_back(batch.jobs.size());
    base::parallel_for(static_cast<int>(units.size()) - 1, [&](int u) {
        for (std::size_t j = units[u]; j < units[u + 1]; ++j) {
            const Job& job = batch.jobs[j];
            prepare(job, items[job.item], fonts, px_per_pt, width, height, quick, batch.geometry[j]);
        }
    }, threads);
    batch.images.clear();
    for (std::uint32_t i = batch.item_begin; i < batch.item_end; ++i)
        if (const auto* image = std::get_if<scene::DrawImage>(items[i].command)) {
            batch.images.resize(batch.item_end - batch.item_begin);
            batch.images[i - batch.item_begin].emplace(*image, items[i].to_px, width);
        }
}

void draw_batch(const Batch& batch, const std::vector<Item>& items, Band& band) {
    std::size_t job = 0;
    for (std::uint32_t i = batch.item_begin; i < batch.item_end; ++i) {
        const std::size_t first = job;
        while (job < batch.jobs.size() && batch.jobs[job].item == i) ++job;
        const Item& item = items[i];
        if (item.clip.y1 <= band.y0() || item.clip.y0 >= band.y1()) continue;
        const auto fill = [&](Edges Geometry::*which, Rule rule, base::Color color) {
            for (std::size_t j = first; j < job; ++j) band.add(batch.geometry[j].*which, item.clip);
            band.paint(rule, color, item.clip);
        };
        struct Visitor {
            const decltype(fill)& paint;
            const Batch& batch;
            std::uint32_t index;
            std::size_t first, last; ///< jobs of the item
            const PixelRect& clip;
            Band& band;
            void operator()(const scene::FillPath& c) const { paint(&Geometry::edges, Rule::even_odd, c.color); }
            void operator()(const scene::StrokePath& c) const {
                paint(&Geometry::edges, Rule::non_zero, c.stroke.color); // nothing where the lines below stand for it
                for (std::size_t j = first; j < last; ++j) draw_thin(batch.geometry[j].thin, c.stroke.color, clip, band);
            }
            void operator()(const scene::DrawImage&) const { batch.images[index]->draw(band, clip); }
            void operator()(const scene::DrawText& c) const {
                if (c.halo.a > 0 && c.halo_pt > 0) paint(&Geometry::halo, Rule::non_zero, c.halo);
                paint(&Geometry::edges, Rule::non_zero, c.color);
            }
            void operator()(const scene::PushClip&) const {}
            void operator()(const scene::PopClip&) const {}
            void operator()(const scene::BeginLayer&) const {}
            void operator()(const scene::EndLayer&) const {}
        };
        std::visit(Visitor{fill, batch, i - batch.item_begin, first, job, item.clip, band}, *item.command);
    }
}

/// Where the rows of a band go and come back from for the next batch.
struct Canvas {
    std::uint8_t* first = nullptr;  ///< the row that paint() begins with
    std::ptrdiff_t row_bytes = 0;   ///< from a row to the one below it; negative where rows are kept from the bottom
    bool alpha = false;             ///< premultiplied RGBA; else RGB
    [[nodiscard]] std::uint8_t* row(int y) const { return first + y * row_bytes; }
};

void load(Band& band, int width, const Canvas& from, int y0) {
    const int bytes = from.alpha ? 4 : 3;
    for (int y = band.y0(); y < band.y1(); ++y) {
        std::uint32_t* row = band.row(y);
        const std::uint8_t* in = from.row(y - y0);
        for (int x = 0; x < width; ++x, in += bytes)
            row[x] = (from.alpha ? std::uint32_t{in[3]} : 255u) << 24 | std::uint32_t{in[0]} << 16 | std::uint32_t{in[1]} << 8 | in[2];
    }
}
void store(Band& band, int width, const Canvas& to, int y0) {
    const int bytes = to.alpha ? 4 : 3;
    for (int y = band.y0(); y < band.y1(); ++y) {
        const std::uint32_t* row = band.row(y);
        std::uint8_t* out = to.row(y - y0);
        for (int x = 0; x < width; ++x, out += bytes) {
            out[0] = static_cast<std::uint8_t>(row[x] >> 16);
            out[1] = static_cast<std::uint8_t>(row[x] >> 8);
            out[2] = static_cast<std::uint8_t>(row[x]);
            if (to.alpha) out[3] = static_cast<std::uint8_t>(row[x] >> 24);
        }
    }
}

/// Bands lent to whichever thread asks, so that their scratch is cleared once and not per band.
class BandPool {
public:
    std::unique_ptr<Band> take() {
        const std::lock_guard guard(lock_);
        if (free_.empty()) return std::make_unique<Band>();
        auto band = std::move(free_.back());
        free_.pop_back();
        return band;
    }
    void give(std::unique_ptr<Band> band) {
        const std::lock_guard guard(lock_);
        free_.push_back(std::move(band));
    }

private:
    std::mutex lock_;
    std::vector<std::unique_ptr<Band>> free_;
};

/// Draws any rows of a picture. What was prepared last is kept: a picture of one batch is prepared once for all its rows.
class Painter {
public:
    /// `quick`: thin lines by thin_lines.hpp.
    Painter(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, PixelSize size, const BandLayout& layout, bool quick = false)
        : fonts_(fonts), px_per_pt_(px_per_pt), size_(size), layout_(layout), quick_(quick), items_(flatten(picture, px_per_pt, size.width, size.height)) {
        // Twelve bytes a pixel (colour and cell): about 1 MiB a band keeps both in the second-level cache.
        if (layout_.rows <= 0) layout_.rows = std::clamp((1 << 20) / (12 * size.width), 8, 128);
    }

    /// Rows y0 … y1-1 on `background`, or on nothing where the canvas has alpha.
    void paint(int y0, int y1, base::Color background, const Canvas& canvas) {
        const std::uint32_t ground = canvas.alpha ? 0 : packed(background);
        const int bands = (y1 - y0 + layout_.rows - 1) / layout_.rows;
        std::uint32_t begin = 0;
        do {
            if (!prepared_ || begin != batch_.item_begin) prepare_from(begin);
            base::parallel_for(bands, [&](int b) {
                auto band = pool_.take();
                const int top = y0 + b * layout_.rows;
                band->reset(size_.width, top, std::min(top + layout_.rows, y1));
                if (begin == 0) std::fill_n(band->row(top), static_cast<std::size_t>(band->y1() - top) * size_.width, ground);
                else load(*band, size_.width, canvas, y0);
                draw_batch(batch_, items_, *band);
                store(*band, size_.width, canvas, y0);
                pool_.give(std::move(band));
            }, layout_.threads);
            begin = batch_.item_end;
        } while (begin < items_.size());
    }
    [[nodiscard]] int threads() const { return layout_.threads; }
    /// Whether all of the picture is prepared at once, and so only once.
    [[nodiscard]] bool one_batch() {
        if (!prepared_) prepare_from(0);
        return batch_.item_begin == 0 && batch_.item_end == items_.size();
    }

private:
    void prepare_from(std::uint32_t begin) {
        prepared_ = false;
        batch_.item_begin = batch_.item_end = begin;
        batch_.jobs.clear();
        std::uint32_t& next = batch_.item_end;
        for (std::size_t cost = 0, counted = 0; next < items_.size() && (cost < kBatchPoints || next == begin); ++next) {
            append_jobs(batch_.jobs, items_[next], next);
            for (; counted < batch_.jobs.size(); ++counted) cost += batch_.jobs[counted].cost;
        }
        prepare_batch(batch_, items_, fonts_, px_per_pt_, size_.width, size_.height, layout_.threads, quick_);
        prepared_ = true;
    }

    const text::FontSet& fonts_;
    double px_per_pt_;
    PixelSize size_;
    BandLayout layout_;
    bool quick_;
    std::vector<Item> items_;
    BandPool pool_;
    Batch batch_;
    bool prepared_ = false;
};

/// Premultiplied RGBA to straight, in place; nothing drawn is 0, 0, 0, 0.
void divide_by_alpha(std::uint8_t* rgba, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, rgba += 4)
        for (int c = 0; rgba[3] != 0 && c < 3; ++c) rgba[c] = static_cast<std::uint8_t>(std::min(255, (rgba[c] * 255 + rgba[3] / 2) / rgba[3]));
}

base::Error no_memory(PixelSize size) {
    return base::output_error(base::say("内存放不下 {} × {} 像素的图；请降低分辨率", "a picture of {} × {} pixels does not fit in memory; choose a lower resolution",
                                        size.width, size.height));
}

} // namespace

base::Result<PixelSize> pixel_size(double width_pt, double height_pt, double px_per_pt) {
    if (!(width_pt > 0 && height_pt > 0 && px_per_pt > 0) || !std::isfinite(width_pt * height_pt * px_per_pt))
        return base::usage_error(base::say("{} × {} pt、每 pt {} 像素的图没有大小；宽、高和分辨率都须是大于零的数",
                                           "a picture of {} × {} pt at {} px a point has no size; width, height and resolution must be numbers above zero",
                                           width_pt, height_pt, px_per_pt));
    const double w = std::floor(width_pt * px_per_pt + 0.5), h = std::floor(height_pt * px_per_pt + 0.5);
    if (w > kMaxSide || h > kMaxSide || w * h > kMaxPixels || w < 1 || h < 1) {
        const double fits = std::min(kMaxSide / std::max(width_pt, height_pt), std::sqrt(kMaxPixels / (width_pt * height_pt)));
        const double dpi = std::floor(fits * 72);
        if (w < 1 || h < 1)
            return base::usage_error(base::say("{:.1f} × {:.1f} pt 的图在 {:.3g} dpi 下不足一个像素",
                                               "a picture of {:.1f} × {:.1f} pt at {:.3g} dpi is smaller than a pixel", width_pt, height_pt, px_per_pt * 72));
        return base::usage_error(base::say("{:.0f} × {:.0f} 像素的图过大；这一页面最大为 {:.0f} × {:.0f} 像素，即 {:.0f} dpi",
                                           "a picture of {:.0f} × {:.0f} pixels is too large; the largest that fits this page is {:.0f} × {:.0f} pixels, at {:.0f} dpi",
                                           w, h, std::floor(width_pt * dpi / 72 + 0.5), std::floor(height_pt * dpi / 72 + 0.5), dpi));
    }
    return PixelSize{static_cast<int>(w), static_cast<int>(h)};
}

base::Result<Pixels> render(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, const BandLayout& layout) {
    const auto size = pixel_size(picture.width_pt, picture.height_pt, px_per_pt);
    if (!size) return size.error();
    try {
        Pixels pixels{size->width, size->height, std::vector<std::uint8_t>(static_cast<std::size_t>(size->width) * size->height * 3)};
        Painter(picture, fonts, px_per_pt, *size, layout).paint(0, size->height, picture.background, {pixels.rgb.data(), std::ptrdiff_t{3} * size->width, false});
        return pixels;
    } catch (const std::bad_alloc&) {
        return no_memory(*size);
    }
}

base::Result<Pixels> render(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt) {
    return render(picture, fonts, px_per_pt, BandLayout{});
}

base::Status render_rows(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, const Slabs& slabs, const RowSink& sink) {
    const auto size = pixel_size(picture.width_pt, picture.height_pt, px_per_pt);
    if (!size) return size.error();
    try {
        Painter painter(picture, fonts, px_per_pt, *size, slabs.layout);
        const std::size_t width = static_cast<std::size_t>(size->width);
        const std::size_t bytes = slabs.transparent ? 4 : 3; // a pixel
        const int step = std::max(1, slabs.multiple);
        const std::size_t room = painter.one_batch() ? kSlabBytes : kLargeSlabBytes;
        const int fits = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(kMaxSide), room / (bytes * width)));
        const int rows = std::min(size->height, slabs.rows > 0 ? slabs.rows : std::max(1, fits / step) * step);
        std::vector<std::uint8_t> pixels(width * bytes * rows);
        const Canvas canvas{pixels.data(), static_cast<std::ptrdiff_t>(width * bytes), slabs.transparent};
        const int end = slabs.end > 0 ? std::min(slabs.end, size->height) : size->height;
        for (int y = std::max(0, slabs.begin); y < end; y += rows) {
            const int count = std::min(rows, end - y);
            painter.paint(y, y + count, picture.background, canvas);
            if (slabs.transparent) base::parallel_for(count, [&](int r) { divide_by_alpha(canvas.row(r), width); }, painter.threads());
            if (auto taken = sink(pixels.data(), count); !taken) return taken;
        }
        return base::ok();
    } catch (const std::bad_alloc&) {
        return no_memory(*size);
    }
}

base::Result<std::vector<std::uint8_t>> render_over(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt) {
    const auto size = pixel_size(picture.width_pt, picture.height_pt, px_per_pt);
    if (!size) return size.error();
    try {
        const std::ptrdiff_t row = std::ptrdiff_t{4} * size->width;
        std::vector<std::uint8_t> out(static_cast<std::size_t>(row) * static_cast<std::size_t>(size->height));
        Painter(picture, fonts, px_per_pt, *size, {}, true).paint(0, size->height, {}, {out.data() + row * (size->height - 1), -row, true});
        return out;
    } catch (const std::bad_alloc&) {
        return no_memory(*size);
    }
}

} // namespace atlas::render_cairo
