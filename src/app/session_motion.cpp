// What moves on the map without the camera: links that fade in and out with the filter, and the lines that marks run along.
#include "app/session.hpp"

#include <algorithm>
#include <limits>

namespace atlas::app {

namespace {

double nearest(const std::vector<geo::Vec2>& to, geo::Vec2 from) {
    double least = std::numeric_limits<double>::max();
    for (const geo::Vec2& p : to) least = std::min(least, geo::length(p - from));
    return least;
}

/// Where the parties of a link stand on the map, those it comes from and those it goes to.
struct Ends {
    std::vector<geo::Vec2> from, to;
};

Ends ends_of(const model::Dataset& d, const model::Link& link, const scene::Camera& camera, const geo::Affine& to_frame) {
    Ends out;
    for (const model::Party& p : link.parties) {
        const auto at = d.position(p.place);
        if (!at || p.role == model::Role::both) continue;
        (p.role == model::Role::from ? out.from : out.to).push_back(to_frame.apply(camera.projection.forward(*at)));
    }
    return out;
}

/// True when the line runs from its last point to its first: it starts nearer to where the link goes.
bool runs_back(const std::vector<geo::Vec2>& line, const Ends& ends) {
    double forward = 0;
    if (!ends.from.empty()) forward += nearest(ends.from, line.back()) - nearest(ends.from, line.front());
    if (!ends.to.empty()) forward += nearest(ends.to, line.front()) - nearest(ends.to, line.back());
    return forward < 0;
}

} // namespace

std::optional<LinkFade> Session::link_fade() const {
    if (fade_from_s_ < 0 || fade_.share >= 1) return std::nullopt;
    return fade_;
}

const std::vector<FlowLine>& Session::flow_lines() {
    if (!state_.ui.prefs.flow || !moves() || overlay_.lists.empty()) {
        flow_.clear();
        flow_of_ = -1;
        return flow_;
    }
    const geo::Affine& slide = overlay_.lists.front().to_page;
    const geo::Vec2 shift{slide.e, slide.f};
    if (flow_of_ == builds_ && flow_shift_ == shift) return flow_;
    flow_.clear();
    flow_of_ = builds_;
    flow_shift_ = shift;
    const scene::Camera& camera = state_.view.camera;
    const geo::Affine to_frame = camera.to_frame(state_.map_width_pt, state_.map_height_pt);
    for (const scene::Command& command : overlay_.lists.front().list->commands) {
        const auto* stroke = std::get_if<scene::StrokePath>(&command);
        if (!stroke || stroke->ref.kind != scene::FeatureRef::Kind::link || !stroke->path) continue;
        const model::Link& link = data_.dataset->link(stroke->ref.index);
        if (!link.one_way()) continue;
        const Ends ends = ends_of(*data_.dataset, link, camera, to_frame);
        const geo::Path& path = *stroke->path;
        for (std::size_t part = 0; !path.closed && part < path.part_count(); ++part) {
            if (path.part_end(part) - path.part_begin(part) < 2) continue;
            FlowLine line;
            line.link = stroke->ref.index;
            for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) line.points.push_back(slide.apply(path.points[i]));
            if (runs_back(line.points, ends)) std::reverse(line.points.begin(), line.points.end());
            flow_.push_back(std::move(line));
        }
    }
    return flow_;
}

} // namespace atlas::app
