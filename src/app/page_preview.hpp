// The page as it will be printed, drawn in the background by the export player itself. One worker with a map builder of its
// own takes the newest wish and drops older ones: a figure that somebody still waits for is never queued behind one that
// nobody does. Pixels at the file's own resolution are the file's, byte for byte.
#pragma once

#include "app/export_form.hpp"
#include "app/findings.hpp"
#include "model/geodata.hpp"
#include "render_cairo/cairo_player.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace atlas::app {

struct SessionData {
    std::shared_ptr<const model::Dataset> dataset;
    std::shared_ptr<const model::Geodata> geodata;
    std::shared_ptr<const text::FontSet> fonts;
};

/// A figure built for the page view.
struct PageSheet {
    std::string key; ///< the recipe it was made from
    exporter::FigureSpec spec;
    exporter::Figure figure;
};
/// Rows and columns of a page at a scale: [x0, x1) × [y0, y1) of the whole page's pixels.
struct PagePart {
    double px_per_pt = 0;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool covers(const PagePart& o) const { return px_per_pt == o.px_per_pt && x0 <= o.x0 && y0 <= o.y0 && x1 >= o.x1 && y1 >= o.y1; }
    friend bool operator==(const PagePart&, const PagePart&) = default;
};
struct PagePixels {
    std::string key;
    PagePart part;
    render_cairo::Pixels pixels;
    double width_pt = 0, height_pt = 0; ///< of the whole page
};
struct PageFindings {
    std::string key;
    std::vector<Finding> list;
};

/// The part of a picture as the raster player draws it within the whole: the page's pixels, not a page of its own. `full` is
/// the file's scale, px per pt: below it the part looks like the file reduced.
base::Result<render_cairo::Pixels> render_part(const scene::Picture& picture, const text::FontSet& fonts, const PagePart& part, double full);

class PagePreview {
public:
    explicit PagePreview(SessionData data);
    ~PagePreview(); ///< waits for what is being drawn
    PagePreview(const PagePreview&) = delete;
    PagePreview& operator=(const PagePreview&) = delete;

    /// What is wanted now: the figure and the part of its page in view. Drops every older wish; the same wish again costs
    /// nothing. `page_px` is the size of the whole page at the part's scale.
    void want(const std::string& key, const exporter::FigureSpec& spec, const PagePart& in_view, int page_width_px, int page_height_px);
    /// Gives up what is wanted; what was drawn last stays.
    void rest();
    /// True while something wanted is not there yet.
    [[nodiscard]] bool busy() const;
    /// Waits until nothing is wanted any more.
    void finish();

    [[nodiscard]] std::shared_ptr<const PageSheet> sheet() const;
    [[nodiscard]] std::shared_ptr<const PagePixels> pixels() const;
    [[nodiscard]] std::shared_ptr<const PagePixels> whole() const; ///< the last that held a page in one piece
    [[nodiscard]] std::shared_ptr<const PageFindings> findings() const;
    [[nodiscard]] std::string failure() const; ///< why the last figure could not be drawn, or empty

private:
    struct Wish {
        std::string key;
        exporter::FigureSpec spec;
        PagePart part; ///< in view, with some paper round it
    };
    void work();
    [[nodiscard]] bool outdated(const Wish& wish) const;
    [[nodiscard]] bool fulfilled() const;

    SessionData data_;
    mutable std::mutex lock_;
    std::condition_variable changed_;
    std::optional<Wish> wish_;
    bool stop_ = false, failed_ = false;
    std::string failure_;
    std::shared_ptr<const PageSheet> sheet_;
    std::shared_ptr<const PagePixels> pixels_, whole_;
    std::shared_ptr<const PageFindings> findings_;
    std::thread worker_;
};

} // namespace atlas::app
