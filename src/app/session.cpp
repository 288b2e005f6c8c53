// The session's movements and the lists kept between frames.
//
// While the paper is dragged the overlay (links, symbols, labels) is only shifted: building it anew at each step would make
// labels jump. It is built again when the drag rests, or when so much paper has come into view that it looks empty.
#include "app/session.hpp"

#include "scene/hit_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

namespace atlas::app {

namespace {

constexpr double kFlightSeconds = 0.42;
constexpr double kZoomRate = 16;       // 1/s: three quarters of a wheel step are done within 90 ms
constexpr double kSettleSeconds = 0.14;
constexpr double kFadeSeconds = 0.18;
constexpr double kFadeBegins = 0.3; // of the new picture in the first frame: what was pressed shows at once
constexpr double kPanMargin = 0.18;    // of the frame's side, before the overlay is built again during a drag
constexpr double kMostScaled = 1.5;    // how far the overlay is scaled in motion, before it is built again
constexpr double kTiltUnseen = 0.07; // radians, 4°
constexpr double kScreenTypeScale = 1.35;

/// Farther off than the whole of China in a window, names, numbers and symbols shrink a little, or they would leave each other no room.
double type_scale_at(double scale_denominator) {
    constexpr double kFarDenominator = 24e6, kLeast = 0.85;
    return kScreenTypeScale * std::clamp(std::sqrt(kFarDenominator / scale_denominator), kLeast, 1.0);
}
constexpr double kPickPt = 6; // how far from a line a press still means it
constexpr double kNoticeSeconds = 7; // long enough to read a sentence with a path in it

/// Today in local time, as a figure prints it.
std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

double ease(double t) { return t < 0.5 ? 4 * t * t * t : 1 - std::pow(-2 * t + 2, 3) / 2; }

/// The same place on the ground and the same scale in another projection.
scene::Camera in_projection(const scene::Camera& camera, const geo::Albers& projection) {
    if (camera.projection == projection) return camera;
    scene::Camera out = camera;
    out.projection = projection;
    out.center_m = projection.forward(camera.projection.inverse(camera.center_m));
    return out;
}

/// Between two cameras of one projection: the scale changes by equal ratios, and the centre goes with it so that the
/// flight keeps one point of the ground still instead of swinging.
scene::Camera between(const scene::Camera& a, const scene::Camera& b, double t) {
    scene::Camera out = b;
    const double ratio = b.m_per_pt / a.m_per_pt;
    out.m_per_pt = a.m_per_pt * std::pow(ratio, t);
    const double along = std::abs(std::log(ratio)) < 0.05 ? t : (out.m_per_pt - a.m_per_pt) / (b.m_per_pt - a.m_per_pt);
    out.center_m = a.center_m + (b.center_m - a.center_m) * along;
    return out;
}

bool same_but_for_centre(const scene::MapView& a, const scene::MapView& b) {
    if (a.camera.m_per_pt != b.camera.m_per_pt || !(a.camera.projection == b.camera.projection)) return false;
    scene::MapView moved = a;
    moved.camera.center_m = b.camera.center_m;
    return moved == b;
}

} // namespace

Session::Session(SessionData data)
    : data_(std::move(data)), builder_(data_.dataset, data_.geodata, data_.fonts), state_(first_state(data_.dataset)),
      history_(state_.view) {}

Session::~Session() {
    if (export_.valid()) export_.wait(); // its builder holds the data; leave no half-written figure behind
}

const Views& Session::views() {
    const ViewsKey key{state_.view.filter, state_.ui.view, state_.ui.views, state_.view.lang};
    if (!views_for_ || !(*views_for_ == key)) {
        if (state_.ui.view == View::gaps && !neighbours_) neighbours_ = filter::neighbouring_provinces(*data_.geodata);
        views_ = make_views(state_, neighbours_.value_or(std::vector<std::pair<std::string, std::string>>{}));
        views_for_ = key;
    }
    return views_;
}

const Derived& Session::derived() {
    if (!derived_for_ || !(*derived_for_ == state_.view.filter)) {
        derived_ = derive(state_);
        derived_for_ = state_.view.filter;
    }
    return derived_;
}

const ClauseShown& Session::clause() {
    if (clause_for_ != state_.view.selected_link) {
        clause_for_ = state_.view.selected_link;
        clause_ = *clause_for_ == model::kNone ? ClauseShown{} : plans_.clause(*data_.dataset, *clause_for_);
    }
    return clause_;
}

void Session::set_plans(const std::string& folder) {
    clause_for_.reset();
    if (auto read = plans_.open(folder, *data_.dataset); !read) {
        state_.ui.plans_said = read.error().message;
        state_.ui.plans_asked = true;
        return;
    }
    state_.ui.plans_folder = plans_.folder();
    state_.ui.plans_said.clear();
    state_.ui.plans_asked = false;
}

void Session::stop_moving() {
    flight_.reset();
    zoom_.reset();
    zoom_time_s_ = -1;
}

void Session::dispatch(const Action& action) {
    if (const auto* a = std::get_if<FlyTo>(&action)) return fly_to(*a);
    if (const auto* a = std::get_if<ExportFigure>(&action)) return start_export(a->path, false);
    if (std::holds_alternative<CopyFigure>(action)) return start_export({}, true);
    if (std::holds_alternative<CancelExport>(action)) return cancel_export();
    if (const auto* a = std::get_if<SaveProject>(&action)) return save_project(a->path);
    if (const auto* a = std::get_if<OpenProject>(&action)) {
        if (auto opened = open_project(a->path); !opened) state_.ui.project_said = opened.error().message;
        return;
    }
    if (const auto* a = std::get_if<SetPlans>(&action)) return set_plans(a->folder);
    if (const auto* a = std::get_if<SaveWindow>(&action)) {
        window_save_ = a->path;
        return;
    }
    if (std::holds_alternative<Undo>(action) || std::holds_alternative<Redo>(action)) {
        stop_moving();
        state_ = with_view(std::move(state_), std::holds_alternative<Undo>(action) ? history_.undo() : history_.redo());
        undone_ = true;
        return;
    }
    if (const auto* a = std::get_if<ZoomAt>(&action); a && moves()) {
        flight_.reset();
        const double from = zoom_ ? zoom_->target_m_per_pt : state_.view.camera.m_per_pt;
        zoom_ = Zoom{a->at_pt, std::clamp(from / a->factor, kMinMetresPerPt, std::max(from, kMaxMetresPerPt))};
        if (zoom_time_s_ < 0) zoom_time_s_ = now_s_;
        return;
    }
    const auto* camera = std::get_if<SetCamera>(&action);
    if (camera) stop_moving();
    state_ = apply(std::move(state_), action);
    if (std::holds_alternative<SetFloating>(action)) {
        if (stands_as_fitted() && covers_a_party(fit_->links, fit_->camera)) fit_again();
        return;
    }
    if (std::holds_alternative<Notice>(action)) notice_s_ = now_s_;
    if (const auto* a = std::get_if<OpenExport>(&action); a && a->open && state_.ui.form.date.empty()) state_.ui.form.date = today();
    if (camera && camera->live) {
        dragged_at_s_ = now_s_;
        return;
    }
    if (camera) dragged_at_s_ = -1;
    // A view in the middle of a flight is nobody's choice: it is committed on arrival.
    if (!camera_moving()) history_.commit(state_.view);
}

void Session::restore(const ViewSpec& view) {
    stop_moving();
    state_ = with_view(std::move(state_), view);
    history_.commit(state_.view);
}

void Session::adopt(AppState state) {
    stop_moving();
    state_ = std::move(state);
    begin_history();
}

void Session::resize_map(double width_pt, double height_pt) {
    if (width_pt == state_.map_width_pt && height_pt == state_.map_height_pt) return;
    const bool taller_or_lower = height_pt != state_.map_height_pt;
    state_.map_width_pt = width_pt;
    state_.map_height_pt = height_pt;
    if (taller_or_lower && stands_as_fitted()) fit_again();
}

bool Session::stands_as_fitted() const {
    return fit_ && !zoom_ && dragged_at_s_ < 0 && (flight_ ? flight_->to : state_.view.camera) == fit_->camera;
}

void Session::fit_again() {
    Fit fit = *fit_;
    const auto to = camera_of(fit);
    if (!to || *to == fit.camera) return;
    const bool follows = !flight_ || flight_->follows;
    fit.camera = *to;
    keep_fit(std::move(fit));
    go_to(*to, follows);
}

void Session::keep_fit(Fit fit) {
    constexpr std::size_t kKept = 64;
    fit.height_pt = state_.map_height_pt;
    if (fits_.size() == kKept) fits_.erase(fits_.begin());
    fits_.push_back(fit);
    fit_ = std::move(fit);
}

void Session::follow_undone_camera() {
    const auto was = std::find_if(fits_.rbegin(), fits_.rend(), [this](const Fit& f) { return f.camera == state_.view.camera; });
    if (was == fits_.rend()) return;
    Fit fit = *was;
    if (fit.height_pt == state_.map_height_pt) {
        fit_ = std::move(fit);
        return;
    }
    const auto to = camera_of(fit);
    if (!to) return;
    fit.camera = state_.view.camera = *to;
    keep_fit(std::move(fit));
    history_.follow(state_.view);
}

bool Session::advance(double now_s) {
    now_s_ = now_s;
    take_export_result();
    update_page(now_s);
    if (std::exchange(undone_, false)) follow_undone_camera();
    if (!state_.ui.notice.empty() && now_s - notice_s_ > kNoticeSeconds) state_.ui.notice.clear();
    if (fade_from_s_ >= 0) {
        fade_.share = kFadeBegins + (1 - kFadeBegins) * (now_s - fade_from_s_) / kFadeSeconds;
        if (fade_.share >= 1) fade_from_s_ = -1;
    }
    bool moving = false;
    if (flight_) {
        if (flight_->start_s < 0) flight_->start_s = now_s;
        const double t = std::clamp((now_s - flight_->start_s) / flight_->length_s, 0.0, 1.0);
        if (t >= 1) {
            state_.view.camera = flight_->to;
            if (flight_->follows) history_.follow(state_.view);
            else history_.commit(state_.view);
            flight_.reset();
        } else {
            // The flight goes in the projection it started in; the fitted one is taken on arrival.
            state_.view.camera = between(flight_->from, in_projection(flight_->to, flight_->from.projection), ease(t));
            moving = true;
        }
    }
    if (zoom_) {
        const double dt = std::clamp(now_s - zoom_time_s_, 0.0, 0.1);
        zoom_time_s_ = now_s;
        const double left = std::log(zoom_->target_m_per_pt / state_.view.camera.m_per_pt);
        const bool arrived = std::abs(left) < 0.004;
        const double step = arrived ? left : left * (1 - std::exp(-kZoomRate * dt));
        state_.view.camera = zoomed(state_.view.camera, zoom_->at_pt, std::exp(-step), state_.map_width_pt, state_.map_height_pt);
        if (arrived) {
            stop_moving();
            history_.commit(state_.view);
        } else {
            moving = true;
        }
    }
    if (dragged_at_s_ >= 0) {
        if (now_s - dragged_at_s_ > kSettleSeconds) {
            dragged_at_s_ = -1;
            moving = true; // one more frame, with the overlay built for where the drag came to rest
        }
    }
    return moving;
}

double Session::wake_in_s(double now_s) const {
    if (flight_ || zoom_ || fade_from_s_ >= 0) return 0;
    if (!flow_.empty() && state_.ui.prefs.flow && moves() && !state_.ui.export_open) return 0;
    if (dragged_at_s_ >= 0) return std::max(0.0, dragged_at_s_ + kSettleSeconds + 0.005 - now_s);
    double wait = page_wake_in_s(now_s);
    const auto sooner = [&wait](double s) { wait = wait < 0 ? s : std::min(wait, s); };
    if (export_.valid()) sooner(0.1);
    if (!state_.ui.notice.empty()) sooner(std::max(0.05, notice_s_ + kNoticeSeconds - now_s));
    return wait;
}

scene::MapView Session::map_view() const {
    scene::MapView view;
    view.camera = state_.view.camera;
    view.width_pt = state_.map_width_pt;
    view.height_pt = state_.map_height_pt;
    view.type_scale = type_scale_at(state_.view.camera.scale_denominator());
    view.theme = state_.view.theme;
    view.lang = state_.view.lang;
    view.layers = state_.view.layers;
    view.corridors = state_.view.filter.corridors;
    view.basins = state_.view.filter.basins;
    view.selected_link = state_.view.selected_link;
    view.selected_place = state_.view.selected_place;
    view.more_links = state_.view.more_links;
    view.more_places = state_.view.more_places;
    view.ego = state_.view.ego;
    view.nudges = state_.view.nudges;
    view.hovered_link = state_.ui.hovered_link;
    view.reserved = state_.ui.floating;
    view.roll_up = state_.view.roll_up == scene::RollUp::automatic ? scene::RollUp::by_scale : state_.view.roll_up;
    return view;
}

const scene::Picture& Session::picture() {
    const scene::MapView view = map_view();
    // While a zoom or a flight is on its way the overlay is only scaled: building it at each of its frames would take longer than
    // the frames. It is built again where it comes to rest, or when it has grown or shrunk too far.
    double scale = 1;
    if (built_view_ && (zoom_ || flight_)) {
        const double s = built_view_->camera.m_per_pt / view.camera.m_per_pt;
        if (s > 1 / kMostScaled && s < kMostScaled && view.camera.projection == built_view_->camera.projection) scale = s;
    }
    scene::MapView alike = view;
    if (scale != 1) {
        alike.camera.m_per_pt = built_view_->camera.m_per_pt;
        alike.type_scale = built_view_->type_scale;
    }
    bool build = !built_view_ || built_links_ != state_.shown || !same_but_for_centre(*built_view_, alike);
    geo::Vec2 shift;
    if (!build) {
        const geo::Vec2 moved = built_view_->camera.center_m - view.camera.center_m;
        shift = {moved.x / view.camera.m_per_pt, -moved.y / view.camera.m_per_pt};
        const bool far = std::abs(shift.x) > kPanMargin * view.width_pt || std::abs(shift.y) > kPanMargin * view.height_pt;
        const bool rested = !flight_ && !zoom_ && dragged_at_s_ < 0 && (shift.x != 0 || shift.y != 0);
        build = far || rested;
    }
    if (build) {
        const bool first = !built_view_, others = built_links_ != state_.shown;
        const scene::RollUp rolled = built_.contents.rolled;
        built_ = builder_.build(view, state_.shown);
        if (!first && (others || built_.contents.rolled != rolled) && moves()) {
            fade_ = {fade_.change + 1, kFadeBegins};
            fade_from_s_ = now_s_;
        }
        built_view_ = view;
        built_links_ = state_.shown;
        shift = {};
        scale = 1;
        ++builds_;
    }
    const style::Theme* theme = style::find_theme(view.theme);
    if (!theme) theme = style::find_theme("light");
    const geo::Affine slide{scale, 0, 0, scale, shift.x + (1 - scale) * view.width_pt / 2, shift.y + (1 - scale) * view.height_pt / 2}; // about the middle
    picture_.width_pt = view.width_pt;
    picture_.height_pt = view.height_pt;
    picture_.background = theme ? theme->sea : base::rgb(0xE4EAEC);
    picture_.lists.clear();
    if (built_.base) picture_.lists.push_back({built_.base, built_.base_to_frame.then(slide)});
    overlay_ = {picture_.width_pt, picture_.height_pt, {}, {}, {}, {}};
    if (built_.overlay) {
        picture_.lists.push_back({built_.overlay, slide});
        overlay_.lists.push_back({built_.overlay, slide});
    }
    return picture_;
}

scene::FeatureRef Session::hit(geo::Vec2 map_pt) const {
    for (const scene::Hit& h : scene::hit_test(overlay_, map_pt, kPickPt))
        if (h.ref.kind == scene::FeatureRef::Kind::link || h.ref.kind == scene::FeatureRef::Kind::place) return h.ref;
    return {};
}

std::vector<model::LinkIx> Session::links_at(geo::Vec2 map_pt) const {
    std::vector<model::LinkIx> out;
    const auto add = [&out](model::LinkIx ix) {
        if (std::find(out.begin(), out.end(), ix) == out.end()) out.push_back(ix);
    };
    const auto add_all_of = [&](model::LinkIx ix) {
        add(ix);
        const auto folded = built_.contents.folded_links.find(ix);
        if (folded != built_.contents.folded_links.end()) std::for_each(folded->second.begin(), folded->second.end(), add);
        for (const auto& [unit, inside] : built_.contents.inside_links)
            if (inside.front() == ix) std::for_each(inside.begin(), inside.end(), add);
    };
    // A number means what it counts, not what passes by beside it.
    if (const auto number = scene::number_at(overlay_, map_pt)) add_all_of(number->index);
    else
        for (const scene::Hit& h : scene::hit_test(overlay_, map_pt, kPickPt))
            if (h.ref.kind == scene::FeatureRef::Kind::link) add_all_of(h.ref.index);
    return out;
}

std::optional<scene::Camera> Session::camera_of(const Fit& fit) const {
    const double w = state_.map_width_pt, h = state_.map_height_pt;
    if (w <= 0 || h <= 0 || !data_.dataset) return std::nullopt;
    // In a small window the whole of China (LAW5) lies farther off than the hand may go.
    const auto in_reach = [&](scene::Camera c) {
        c.m_per_pt = std::clamp(c.m_per_pt, kMinMetresPerPt * 4, fit.what.what == FlyTo::What::china ? 4 * kMaxMetresPerPt : kMaxMetresPerPt);
        return c;
    };
    if (fit.what.what == FlyTo::What::links && fit.links.empty()) return std::nullopt; // nothing to look at: stay
    geo::Box box;
    if (fit.what.what == FlyTo::What::link) box = builder_.bounds_of_link(fit.what.index);
    if (fit.what.what == FlyTo::What::place) box = builder_.bounds_of_place(fit.what.index);
    if ((fit.what.what == FlyTo::What::link || fit.what.what == FlyTo::What::place) && box.empty()) return std::nullopt;
    const auto into = [&](double width, double height) {
        switch (fit.what.what) {
        case FlyTo::What::china: return in_reach(builder_.fit(scene::Extent::china, fit.links, {}, width, height));
        case FlyTo::What::links: return in_reach(builder_.fit(scene::Extent::links, fit.links, fit.corridors, width, height));
        case FlyTo::What::corridor: return in_reach(builder_.fit(scene::Extent::corridor, fit.links, fit.corridors, width, height));
        case FlyTo::What::link:
        case FlyTo::What::place: break;
        }
        return in_reach(scene::MapBuilder::fit_box(box, width, height, 0.18));
    };
    scene::Camera to = into(w, h);
    if (fit.what.what != FlyTo::What::china && covers_a_party(fit.links, to)) {
        // Into what is left beside the column of buttons and above the count; a small map keeps most of itself.
        double right = 0, foot = 0;
        for (const geo::Box& b : state_.ui.floating) {
            if (b.max.y < h / 2) continue;
            if (b.min.x > 0.6 * w) right = std::max(right, w - b.min.x);
            else foot = std::max(foot, h - b.min.y);
        }
        right = std::min(right, 0.2 * w);
        foot = std::min(foot, 0.25 * h);
        to = into(w - right, h - foot);
        to.center_m = to.center_m + geo::Vec2{right / 2, -foot / 2} * to.m_per_pt; // plane metres: y up
    }
    // A fitted projection turns the map so that north is up where we look. Changing it redraws the ground from nothing, so
    // in a live window it is done only where the turn would be seen.
    const geo::Albers& present = state_.view.camera.projection;
    if (moves() && fit.what.what != FlyTo::What::china) {
        const double tilt = present.convergence(to.projection.inverse(to.center_m).lon);
        if (std::abs(tilt) < kTiltUnseen) to = in_projection(to, present);
    }
    return to;
}

bool Session::covers_a_party(const std::vector<model::LinkIx>& links, const scene::Camera& camera) const {
    constexpr double kSymbolPt = 5;
    const geo::Affine to_frame = camera.to_frame(state_.map_width_pt, state_.map_height_pt);
    for (const model::LinkIx ix : links)
        for (const model::Party& p : data_.dataset->link(ix).parties) {
            const auto at = data_.dataset->position(p.place);
            if (!at) continue;
            const geo::Vec2 point = to_frame.apply(camera.projection.forward(*at));
            for (const geo::Box& b : state_.ui.floating)
                if (b.max.y >= state_.map_height_pt / 2 && b.grown(kSymbolPt).contains(point)) return true;
        }
    return false;
}

void Session::fly_to(const FlyTo& what) {
    if (!data_.dataset) return;
    Fit fit{what, state_.shown, state_.view.filter.corridors, {}};
    if (what.what == FlyTo::What::link) fit.links = {what.index};
    if (what.what == FlyTo::What::place) fit.links.clear(); // its land is looked at, not its links
    if (what.what == FlyTo::What::corridor) {
        if (what.index < 0 || static_cast<std::size_t>(what.index) >= data_.dataset->corridors().size()) return;
        fit.corridors = {data_.dataset->corridor(what.index).id};
    }
    const auto to = camera_of(fit);
    if (!to) return;
    fit.camera = *to;
    keep_fit(std::move(fit));
    go_to(*to, false);
}

void Session::go_to(const scene::Camera& to, bool follows) {
    stop_moving();
    dragged_at_s_ = -1;
    if (!moves()) {
        state_.view.camera = to;
        if (follows) history_.follow(state_.view);
        else history_.commit(state_.view);
        return;
    }
    flight_ = Flight{state_.view.camera, to, -1, kFlightSeconds, follows};
}

std::optional<std::string> Session::take_window_save() { return std::exchange(window_save_, std::nullopt); }

} // namespace atlas::app
