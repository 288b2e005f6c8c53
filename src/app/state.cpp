// apply(): one pure step of the application. Each action is one overload, so an action without a meaning does not compile.
#include "app/state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace atlas::app {

namespace {

using filter::Facet;

template <class T>
void toggle(std::vector<T>& values, const T& value) {
    const auto it = std::find(values.begin(), values.end(), value);
    if (it != values.end())
        values.erase(it);
    else
        values.push_back(value);
}

template <class T>
bool in_range(const std::span<const T>& values, std::int32_t index) {
    return index >= 0 && static_cast<std::size_t>(index) < values.size();
}

struct Apply {
    AppState& s;

    /// As `without` writes a place.
    [[nodiscard]] std::string place_id(const filter::PlaceTerm& t) const { return (t.exact ? "=" : "") + s.dataset->place(t.place).id; }

    void refilter() {
        if (!s.dataset) return;
        s.shown = filter::apply(*s.dataset, s.view.filter);
        // A selected link that the filter hides would leave an evidence card for something that is not on the map.
        const auto hidden = [this](model::LinkIx ix) { return !std::binary_search(s.shown.begin(), s.shown.end(), ix); };
        std::erase_if(s.view.more_links, hidden);
        if (s.view.selected_link != model::kNone && hidden(s.view.selected_link)) {
            s.view.selected_link = s.view.more_links.empty() ? model::kNone : s.view.more_links.back();
            if (!s.view.more_links.empty()) s.view.more_links.pop_back();
        }
        s.ui.hovered_link = model::kNone;
    }

    void operator()(const ToggleFacet& a) {
        if (auto* values = filter::values_of(s.view.filter, a.facet)) {
            toggle(*values, a.id);
            std::erase(s.view.filter.without, filter::Without{a.facet, a.id});
            refilter();
        }
    }
    void operator()(const ToggleWithout& a) {
        toggle(s.view.filter.without, filter::Without{a.facet, a.id});
        // A value cannot be wanted and unwanted at once.
        if (auto* values = filter::values_of(s.view.filter, a.facet)) std::erase(*values, a.id);
        else if (s.dataset) std::erase_if(s.view.filter.places, [&](const filter::PlaceTerm& t) { return place_id(t) == a.id; });
        refilter();
    }
    void operator()(const RemoveCondition& a) {
        s.view.filter = filter::without_condition(std::move(s.view.filter), a.condition);
        refilter();
    }
    void operator()(const AddArea& a) {
        if (std::find(s.view.filter.areas.begin(), s.view.filter.areas.end(), a.area) != s.view.filter.areas.end()) return;
        s.view.filter.areas.push_back(a.area);
        refilter();
    }
    void operator()(const SetMapTool& a) { s.ui.tool = a.tool; }
    void operator()(const SetAreaEnds& a) { s.ui.area_all_ends = a.all; }
    void operator()(const SetPlaceOrder& a) { s.ui.places_by_count = a.by_count; }
    void operator()(const SetFilter& a) {
        s.view.filter = a.filter;
        refilter();
    }
    void operator()(const ClearFilter&) {
        const bool text_only = s.view.filter.text_only;
        s.view.filter = {};
        s.view.filter.text_only = text_only;
        select_no_place(); // all is as it was before anything was asked: nothing stays faded
        select_no_link();
        let_go();
        refilter();
    }
    void operator()(const ClearFacet& a) {
        if (auto* values = filter::values_of(s.view.filter, a.facet)) {
            values->clear();
        } else {
            s.view.filter.places.clear();
            s.view.filter.lost_places.clear();
        }
        std::erase_if(s.view.filter.without, [&a](const filter::Without& w) { return w.facet == a.facet; });
        refilter();
    }
    void operator()(const SetTextOnly& a) {
        s.view.filter.text_only = a.on;
        refilter();
    }
    /// Adds to what is selected, or takes away; the last one taken leads. False when this selects alone.
    template <class Ix>
    static bool select_also(Ix& first, std::vector<Ix>& more, Ix ix) {
        if (first == model::kNone) return false;
        if (std::erase(more, ix) > 0) return true;
        if (first == ix) {
            first = more.empty() ? model::kNone : more.back();
            if (!more.empty()) more.pop_back();
            return true;
        }
        more.push_back(std::exchange(first, ix));
        return true;
    }
    void select_no_place() {
        s.view.selected_place = model::kNone;
        s.view.more_places.clear();
        s.view.ego = filter::Ego::both;
    }
    void select_no_link() {
        s.view.selected_link = model::kNone;
        s.view.more_links.clear();
    }
    /// Nothing is selected any more: the place of the panel that told of it is free for the other.
    void let_go() {
        if (s.view.selected_link == model::kNone && s.view.selected_place == model::kNone && s.ui.lead == Lead::right) s.ui.lead = Lead::none;
    }
    void show_right(RightTab tab) {
        s.ui.right = tab;
        s.ui.right_open = true;
        s.ui.lead = Lead::right;
    }
    void operator()(const SelectLink& a) {
        if (a.link == model::kNone) {
            select_no_link();
            return let_go();
        }
        if (!(s.dataset && in_range(s.dataset->links(), a.link))) return;
        const bool shown = std::binary_search(s.shown.begin(), s.shown.end(), a.link);
        if (!(a.also && shown && select_also(s.view.selected_link, s.view.more_links, a.link))) {
            select_no_link();
            s.view.selected_link = a.link;
        }
        select_no_place();
        // The link may come from a place card or the search and be hidden by the filter: show it rather than say nothing.
        if (!shown) {
            s.view.filter = {};
            refilter();
            s.view.selected_link = a.link;
        }
        show_right(RightTab::evidence);
    }
    void operator()(const SelectPlace& a) {
        if (a.place == model::kNone) {
            select_no_place();
            return let_go();
        }
        if (!(s.dataset && in_range(s.dataset->places(), a.place))) return;
        if (!(a.also && select_also(s.view.selected_place, s.view.more_places, a.place))) {
            if (s.view.selected_place != a.place) select_no_place();
            s.view.more_places.clear();
            s.view.selected_place = a.place;
        }
        select_no_link();
        show_right(RightTab::place);
    }
    void operator()(const SetEgo& a) { s.view.ego = a.way; }
    void operator()(const FilterPlace& a) {
        if (!(s.dataset && in_range(s.dataset->places(), a.place))) return;
        const filter::PlaceTerm term{a.place, a.exact};
        toggle(s.view.filter.places, term);
        std::erase(s.view.filter.without, filter::Without{Facet::place, place_id(term)});
        refilter();
    }
    void operator()(const Hover& a) {
        s.ui.hovered_link = a.link;
        s.ui.hovered_place = a.place;
    }
    void operator()(const SetCamera& a) { s.view.camera = a.camera; }
    void operator()(const ZoomAt& a) {
        s.view.camera = zoomed(s.view.camera, a.at_pt, a.factor, s.map_width_pt, s.map_height_pt);
    }
    void operator()(const SetLayer& a) {
        if (a.layer >= style::LayerId::count) return;
        s.view.layers[static_cast<std::size_t>(a.layer)] = a.state;
    }
    void operator()(const SetRollUp& a) { s.view.roll_up = a.level; }
    void operator()(const SetTheme& a) {
        if (style::find_theme(a.theme)) s.view.theme = a.theme;
    }
    void operator()(const SetLang& a) {
        s.view.lang = a.lang;
        s.ui.form.lang = a.lang; // the page can still be given the other one
    }
    void operator()(const SetLeftTab& a) {
        if (s.ui.left != a.tab) s.ui.facet_search.clear();
        s.ui.left = a.tab;
        s.ui.left_open = true;
        s.ui.lead = Lead::left;
    }
    void operator()(const SetRightTab& a) { show_right(a.tab); }
    void operator()(const TogglePanel& a) {
        bool& open = a.left ? s.ui.left_open : s.ui.right_open;
        const Lead it = a.left ? Lead::left : Lead::right;
        open = !open || a.hidden;
        if (open) s.ui.lead = it;
        else if (s.ui.lead == it) s.ui.lead = Lead::none;
    }
    void operator()(const SetFloating& a) { s.ui.floating = a.boxes; }
    void operator()(const OpenView& a) { s.ui.view = a.view; }
    void operator()(const SetDrawer& a) { s.ui.drawer_share = std::clamp(a.share, 0.2F, 0.8F); }
    void operator()(const SetViewForm& a) { s.ui.views = a.form; }
    void operator()(const ToggleFold& a) {
        toggle(s.ui.folds, a.id);
        std::sort(s.ui.folds.begin(), s.ui.folds.end());
    }
    void operator()(const SetSearch& a) { s.ui.search = a.text; }
    void operator()(const SetFacetSearch& a) { s.ui.facet_search = a.text; }
    void operator()(const OpenExport& a) {
        s.ui.export_open = a.open;
        if (a.open && s.ui.export_state != JobState::running) {
            s.ui.export_state = JobState::idle;
            s.ui.export_result.clear();
        }
    }
    void operator()(const SetExportForm& a) {
        // Another page is looked at as a whole first.
        if (a.form.page != s.ui.form.page) s.ui.look = {};
        s.ui.form = a.form;
    }
    void operator()(const SetPageLook& a) { s.ui.look = a.look; }
    void operator()(const SetExportResult& a) {
        s.ui.export_state = a.state;
        s.ui.export_result = a.sentence;
    }
    void operator()(const Log& a) {
        s.ui.log.push_back(a.sentence);
        if (s.ui.log.size() > 200) s.ui.log.erase(s.ui.log.begin());
    }
    void operator()(const Notice& a) {
        s.ui.notice = a.sentence;
        if (!a.sentence.empty()) (*this)(Log{a.sentence});
    }
    void operator()(const NudgeLabel& a) {
        if (a.label.empty() || !(std::abs(a.dx_mm) < 500 && std::abs(a.dy_mm) < 500)) return; // the recipe's own limits
        auto& all = s.view.nudges;
        const auto at = std::lower_bound(all.begin(), all.end(), a.label, [](const scene::Nudge& n, const std::string& l) { return n.label < l; });
        // Hundredths of a millimetre: finer than any printer, and the same number after a project is saved and read.
        const scene::Nudge moved{a.label, std::round(a.dx_mm * 100) / 100, std::round(a.dy_mm * 100) / 100};
        if (at != all.end() && at->label == a.label) *at = moved;
        else all.insert(at, moved);
    }
    void operator()(const ResetNudge& a) {
        if (a.label.empty()) s.view.nudges.clear();
        else std::erase_if(s.view.nudges, [&](const scene::Nudge& n) { return n.label == a.label; });
    }
    void operator()(const OpenProjectBox& a) {
        s.ui.project_box = a.box;
        s.ui.project_said.clear();
    }
    void operator()(const SetPrefs& a) {
        s.ui.prefs = a.prefs;
        s.ui.prefs.scale_percent = std::clamp(a.prefs.scale_percent, std::begin(kScales)[0], std::end(kScales)[-1]);
    }
    void operator()(const ShowKeys& a) {
        s.ui.keys_open = a.open;
        if (a.open) s.ui.tour = -1;
    }
    void operator()(const ShowTour& a) {
        s.ui.keys_open = false;
        s.ui.tour = a.card >= 0 && a.card < kTourCards ? a.card : -1;
        if (s.ui.tour < 0) s.ui.prefs.tour_seen = true;
        if (s.ui.tour == 1 || s.ui.tour == 2) s.ui.lead = s.ui.tour == 1 ? Lead::left : Lead::right; // the panel it speaks of is shown
    }
    void operator()(const AskPlans& a) {
        s.ui.plans_asked = a.open;
        s.ui.plans_said.clear();
    }
    void operator()(const NoteLink& a) {
        if (!(s.dataset && in_range(s.dataset->links(), a.link))) return;
        if (std::find(s.ui.noted.begin(), s.ui.noted.end(), a.link) == s.ui.noted.end()) s.ui.noted.push_back(a.link);
    }
    void operator()(const ForgetNotes&) { s.ui.noted.clear(); }
    void operator()(const FlyTo&) {}
    void operator()(const ExportFigure&) {}
    void operator()(const CancelExport&) {}
    void operator()(const CopyFigure&) {}
    void operator()(const SaveProject&) {}
    void operator()(const OpenProject&) {}
    void operator()(const SaveWindow&) {}
    void operator()(const SetPlans&) {}
    void operator()(const Undo&) {}
    void operator()(const Redo&) {}
};

} // namespace

AppState first_state(std::shared_ptr<const model::Dataset> dataset) {
    AppState state;
    state.dataset = std::move(dataset);
    if (state.dataset) state.shown = filter::apply(*state.dataset, {});
    return state;
}

AppState apply(AppState state, const Action& action) {
    std::visit(Apply{state}, action);
    return state;
}

AppState with_view(AppState state, const ViewSpec& view) {
    const bool refilter = !(state.view.filter == view.filter);
    const bool selects = (view.selected_link != model::kNone && view.selected_link != state.view.selected_link) ||
                         (view.selected_place != model::kNone && view.selected_place != state.view.selected_place);
    // The page speaks the window's language until it is given the other one by hand.
    if (state.ui.form.lang == state.view.lang) state.ui.form.lang = view.lang;
    state.view = view;
    if (selects) state.ui.lead = Lead::right;
    if (refilter && state.dataset) state.shown = filter::apply(*state.dataset, view.filter);
    state.ui.hovered_link = model::kNone;
    state.ui.hovered_place = model::kNone;
    return state;
}

int next_scale(int percent, int step) {
    if (step > 0) {
        const auto* up = std::upper_bound(std::begin(kScales), std::end(kScales), percent);
        return up == std::end(kScales) ? std::end(kScales)[-1] : *up;
    }
    const auto* at = std::lower_bound(std::begin(kScales), std::end(kScales), percent);
    return at == std::begin(kScales) ? *at : at[-1];
}

std::vector<model::PlaceIx> selected_places(const ViewSpec& view) {
    std::vector<model::PlaceIx> out = view.more_places;
    if (view.selected_place != model::kNone) out.insert(out.begin(), view.selected_place);
    return out;
}

std::vector<model::LinkIx> selected_links(const ViewSpec& view) {
    std::vector<model::LinkIx> out = view.more_links;
    if (view.selected_link != model::kNone) out.insert(out.begin(), view.selected_link);
    return out;
}

const std::vector<std::string>& chosen(const filter::FilterSpec& spec, filter::Facet facet) {
    static const std::vector<std::string> none;
    const auto* values = filter::values_of(spec, facet);
    return values != nullptr ? *values : none;
}

scene::Camera zoomed(const scene::Camera& camera, geo::Vec2 at_pt, double factor, double width_pt, double height_pt) {
    scene::Camera out = camera;
    out.m_per_pt = std::clamp(camera.m_per_pt / factor, kMinMetresPerPt, std::max(camera.m_per_pt, kMaxMetresPerPt));
    const geo::Vec2 from_centre{at_pt.x - width_pt / 2, -(at_pt.y - height_pt / 2)};
    out.center_m = camera.center_m + from_centre * (camera.m_per_pt - out.m_per_pt);
    return out;
}

scene::Camera panned(const scene::Camera& camera, geo::Vec2 drag_pt) {
    scene::Camera out = camera;
    out.center_m = {camera.center_m.x - drag_pt.x * camera.m_per_pt, camera.center_m.y + drag_pt.y * camera.m_per_pt};
    return out;
}

} // namespace atlas::app
