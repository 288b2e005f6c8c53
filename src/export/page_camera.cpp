#include "export/page_camera.hpp"

#include "export/inset.hpp"
#include "export/map_furniture.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace atlas::exporter {

using geo::Box;

namespace {

/// The next rounder scale: a step of 0.05 in the leading digits, at most 5 % smaller, so that the figure can print it.
void round_scale(scene::Camera& camera) {
    const double denominator = true_denominator(camera);
    const double step = std::pow(10, std::floor(std::log10(denominator))) / 20;
    camera.m_per_pt *= std::ceil(denominator / step - 1e-6) * step / denominator;
}

/// The country down to Hainan at the frame's height, all spare width in the east, where the inset covers no territory.
std::optional<FramedCamera> with_inset(const Pen& pen, double max_width, double height) {
    const Box reach = national_reach_with_inset();
    const double inset_m = inset_camera(100, inset_height(100)).m_per_pt * 100; // the inset's width on the ground
    const double gap = pen.pt(4), least = least_inset_width(pen);
    const double need_m = national_free_east_m() - reach.min.x;
    FramedCamera f;
    f.national = true;
    f.camera.projection = geo::Albers::china();
    auto inset_at = [&](double m_per_pt) { return std::max(least, 0.5 * inset_m / m_per_pt); };
    auto width_at = [&](double m_per_pt) { return need_m / m_per_pt + gap + inset_at(m_per_pt); };
    double m_per_pt = reach.height() / (height * 0.985);
    while (width_at(m_per_pt) > max_width) {
        m_per_pt *= 1.005;
        if (m_per_pt > 1e6) return std::nullopt;
    }
    f.camera.center_m = reach.center();
    f.camera.m_per_pt = m_per_pt;
    round_scale(f.camera);
    m_per_pt = f.camera.m_per_pt;
    f.frame_width = std::min(max_width, std::max({width_at(m_per_pt), reach.width() / m_per_pt + gap, height}));
    f.inset_width = std::min(f.frame_width - need_m / m_per_pt - gap, inset_at(m_per_pt) * 1.15);
    if (inset_height(*f.inset_width) > height * 0.55) return std::nullopt;
    f.camera.center_m.x = reach.min.x - gap * 0.5 * m_per_pt + f.frame_width / 2 * m_per_pt;
    return f;
}

/// Where the parties are; a region stands as its members.
std::vector<geo::LonLat> positions_of(const PlanInput& in) {
    std::vector<geo::LonLat> at;
    std::set<model::PlaceIx> seen;
    std::vector<model::PlaceIx> todo;
    for (model::LinkIx l : in.links) if (in.dataset.link(l).mappable) for (const model::Party& p : in.dataset.link(l).parties) todo.push_back(p.place);
    while (!todo.empty()) {
        const model::PlaceIx ix = todo.back();
        todo.pop_back();
        if (!seen.insert(ix).second) continue;
        const model::Place& place = in.dataset.place(ix);
        if (place.position) at.push_back(*place.position);
        todo.insert(todo.end(), place.members.begin(), place.members.end());
    }
    return at;
}
bool shows(const scene::Camera& camera, double width, double height, const std::vector<geo::LonLat>& points) {
    const geo::Affine to_frame = camera.to_frame(width, height);
    return std::all_of(points.begin(), points.end(), [&](geo::LonLat p) { return Box{{0, 0}, {width, height}}.contains(to_frame.apply(camera.projection.forward(p))); });
}

} // namespace

FramedCamera frame_camera(const Pen& pen, const PlanInput& in, double max_width, double height, bool fill_width) {
    const FigureSpec& spec = in.spec;
    FramedCamera f;
    f.frame_width = max_width;
    if (spec.camera) {
        f.camera = *spec.camera;
        if (spec.camera_width_pt > 0 && spec.camera_height_pt > 0)
            f.camera.m_per_pt *= std::max(spec.camera_width_pt / max_width, spec.camera_height_pt / height);
        f.national = spec.camera->projection == geo::Albers::china() && spec.camera->m_per_pt * spec.camera_height_pt > 4e6;
        return f;
    }
    f.camera = in.builder.fit(spec.extent, in.links, spec.filter.corridors, max_width, height, spec.filter.basins);
    f.national = f.camera.projection == geo::Albers::china();
    const scene::Camera whole = whole_country(max_width, height);
    const std::vector<geo::LonLat> reach = f.national ? std::vector<geo::LonLat>{} : positions_of(in);
    if (!f.national && spec.extent == scene::Extent::links && f.camera.m_per_pt > whole.m_per_pt * 0.72 && shows(whole, max_width, height, reach))
        f.national = true; // nearly the country: then all of it, cut nowhere (LAW5)
    if (!f.national) {
        round_scale(f.camera);
        return f;
    }
    // The whole territory is higher than wide: what it leaves beside it goes to the legend.
    if (!fill_width) f.frame_width = std::min(max_width, height * 1.04);
    f.camera = whole_country(f.frame_width, height);
    round_scale(f.camera);
    if (spec.inset != InsetMode::never)
        if (auto inset = with_inset(pen, max_width, height); inset && (spec.inset == InsetMode::always || inset->camera.m_per_pt < f.camera.m_per_pt * 0.97) && shows(inset->camera, inset->frame_width, height, reach)) return *inset;
    return f;
}

} // namespace atlas::exporter
