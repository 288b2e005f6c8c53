// Prepare, then paint band by band. A picture too large to prepare at once is played in batches over the same pixels.
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
constexpr std::size_t kUnitPoints = 8192;       ///< of preparing handed to a thread at once

/// Everything of one batch, in painting order.
struct Batch {
    std::uint32_t item_begin = 0, item_end = 0;
    std::vector<Job> jobs; ///< in order of their items
    std::vector<Geometry> geometry;
    std::vector<std::optional<ImageSampler>> images; ///< by item - item_begin; empty when the batch has none
};

void prepare_batch(Batch& batch, const std::vector<Item>& items, const text::FontSet& fonts, double px_per_pt, int width, int height,
                   int threads) {
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
            prepare(job, items[job.item], fonts, px_per_pt, width, height, batch.geometry[j]);
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
            const PixelRect& clip;
            Band& band;
            void operator()(const scene::FillPath& c) const { paint(&Geometry::edges, Rule::even_odd, c.color); }
            void operator()(const scene::StrokePath& c) const { paint(&Geometry::edges, Rule::non_zero, c.stroke.color); }
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
        std::visit(Visitor{fill, batch, i - batch.item_begin, item.clip, band}, *item.command);
    }
}

void load(Band& band, const Pixels& pixels) {
    for (int y = band.y0(); y < band.y1(); ++y) {
        const std::uint8_t* in = pixels.rgb.data() + static_cast<std::size_t>(y) * pixels.width * 3;
        std::uint32_t* row = band.row(y);
        for (int x = 0; x < pixels.width; ++x, in += 3) row[x] = std::uint32_t{in[0]} << 16 | std::uint32_t{in[1]} << 8 | in[2];
    }
}
void store(Band& band, Pixels& pixels) {
    for (int y = band.y0(); y < band.y1(); ++y) {
        std::uint8_t* out = pixels.rgb.data() + static_cast<std::size_t>(y) * pixels.width * 3;
        const std::uint32_t* row = band.row(y);
        for (int x = 0; x < pixels.width; ++x, out += 3) {
            out[0] = static_cast<std::uint8_t>(row[x] >> 16);
            out[1] = static_cast<std::uint8_t>(row[x] >> 8);
            out[2] = static_cast<std::uint8_t>(row[x]);
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

Pixels draw(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, PixelSize size, const BandLayout& layout) {
    Pixels pixels{size.width, size.height, std::vector<std::uint8_t>(static_cast<std::size_t>(size.width) * size.height * 3)};
    const std::vector<Item> items = flatten(picture, px_per_pt, size.width, size.height);
    // Twelve bytes a pixel (colour and cell): about 1 MiB a band keeps both in the second-level cache.
    const int rows = layout.rows > 0 ? layout.rows : std::clamp((1 << 20) / (12 * size.width), 8, 128);
    const int bands = (size.height + rows - 1) / rows;
    const std::uint32_t background = packed(picture.background);
    BandPool pool;
    Batch batch;
    std::uint32_t next = 0;
    bool first = true;
    while (first || next < items.size()) {
        batch.item_begin = next;
        batch.jobs.clear();
        for (std::size_t cost = 0, counted = 0; next < items.size() && (cost < kBatchPoints || next == batch.item_begin); ++next) {
            append_jobs(batch.jobs, items[next], next);
            for (; counted < batch.jobs.size(); ++counted) cost += batch.jobs[counted].cost;
        }
        batch.item_end = next;
        prepare_batch(batch, items, fonts, px_per_pt, size.width, size.height, layout.threads);
        base::parallel_for(bands, [&](int b) {
            auto band = pool.take();
            band->reset(size.width, b * rows, std::min((b + 1) * rows, size.height));
            if (first) std::fill_n(band->row(band->y0()), static_cast<std::size_t>(band->y1() - band->y0()) * size.width, background);
            else load(*band, pixels);
            draw_batch(batch, items, *band);
            store(*band, pixels);
            pool.give(std::move(band));
        }, layout.threads);
        first = false;
    }
    return pixels;
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
        return draw(picture, fonts, px_per_pt, *size, layout);
    } catch (const std::bad_alloc&) {
        return base::output_error(base::say("内存放不下 {} × {} 像素的图；请降低分辨率", "a picture of {} × {} pixels does not fit in memory; choose a lower resolution",
                                            size->width, size->height));
    }
}

base::Result<Pixels> render(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt) {
    return render(picture, fonts, px_per_pt, BandLayout{});
}

} // namespace atlas::render_cairo
