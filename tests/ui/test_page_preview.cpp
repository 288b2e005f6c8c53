// The page drawn in the background: at the file's own scale it is the file, and projects bring back what was saved.
#include "ui/world.hpp"

#include "base/file.hpp"
#include "export/baseline_grid.hpp"
#include "export/recipe.hpp"
#include "platform/clipboard.hpp"
#include "platform/load.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace atlas {
namespace {

namespace fs = std::filesystem;

const std::string kOut = std::string(ATLAS_TEST_OUTPUT_DIR) + "/page";

/// A session with the real data, one corridor chosen and the page view open on an A4 page at 150 dpi.
std::unique_ptr<app::Session> page_session() {
    static const auto data = [] {
        platform::StartView start;
        start.geodata_dir = std::string(ATLAS_SOURCE_DIR) + "/geodata";
        start.shaders_dir = std::string(ATLAS_SOURCE_DIR) + "/shaders";
        auto loaded = platform::load(start);
        EXPECT_TRUE(loaded.ok()) << (loaded ? "" : loaded.error().message);
        return loaded->session->data();
    }();
    auto s = std::make_unique<app::Session>(data);
    s->resize_map(980, 852);
    s->resize_desk(900, 700, 28);
    for (const model::Corridor& c : data.dataset->corridors())
        if (c.name.zh == "川南渝西") s->dispatch(app::ToggleFacet{filter::Facet::corridor, c.id});
    s->set_animated(false);
    s->dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    app::ExportForm form;
    form.dpi = 150;
    form.date = "2026-11-22";
    s->dispatch(app::SetExportForm{form});
    s->dispatch(app::OpenExport{true});
    fs::create_directories(kOut);
    return s;
}

render_cairo::Pixels exported(app::Session& s, const std::string& name) {
    const std::string path = kOut + "/" + name;
    s.dispatch(app::ExportFigure{path});
    s.finish_export();
    EXPECT_EQ(s.state().ui.export_state, app::JobState::done) << s.state().ui.export_result;
    auto read = render_cairo::read_png(path);
    EXPECT_TRUE(read.ok());
    return read ? *read : render_cairo::Pixels{};
}

/// Bytes of the part that are not the file's.
int differing(const app::PagePixels& shown, const render_cairo::Pixels& file) {
    int n = 0;
    for (int y = shown.part.y0; y < shown.part.y1; ++y)
        for (int x = 3 * shown.part.x0; x < 3 * shown.part.x1; ++x)
            n += shown.pixels.rgb[static_cast<std::size_t>(y - shown.part.y0) * shown.pixels.width * 3 + (x - 3 * shown.part.x0)] !=
                 file.rgb[static_cast<std::size_t>(y) * file.width * 3 + x];
    return n;
}

TEST(PagePreview, AtFullSizeItIsTheFile) {
    const auto s = page_session();
    const render_cairo::Pixels file = exported(*s, "full.png");
    s->dispatch(app::SetPageLook{{150 / 72.0, {400, 300}}});
    s->finish_page();
    const app::PageShown page = s->page();
    ASSERT_TRUE(page.pixels && page.current) << page.failure;
    EXPECT_EQ(page.pixels->pixels.width, file.width);
    EXPECT_EQ(page.pixels->pixels.rgb, file.rgb) << "the preview's pixels are not the file's";
}

TEST(PagePreview, APartOfALargePageIsThatPartOfTheFile) {
    const auto s = page_session();
    app::ExportForm form = s->state().ui.form;
    form.dpi = 400; // 4677 × 3307: too many to be drawn whole
    s->dispatch(app::SetExportForm{form});
    s->dispatch(app::SetPageLook{{400 / 72.0, {430, 260}}});
    s->finish_page();
    const app::PageShown page = s->page();
    ASSERT_TRUE(page.pixels && page.current) << page.failure;
    const auto place = s->page_place();
    ASSERT_TRUE(place);
    EXPECT_LT(page.pixels->pixels.width, place->width) << "only what is in view, and some paper round it";
    const render_cairo::Pixels file = exported(*s, "large.png");
    ASSERT_EQ(file.width, place->width);
    EXPECT_EQ(differing(*page.pixels, file), 0);
}

/// Luminance of a w × h page, reduced by `k` with the mean over each pixel's area.
std::vector<double> reduced(const render_cairo::Pixels& p, int w, int h, double k) {
    std::vector<double> out(static_cast<std::size_t>(w) * h), weight(out.size());
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x) {
            const std::uint8_t* c = &p.rgb[(static_cast<std::size_t>(y) * p.width + x) * 3];
            const double v = 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2];
            const double x0 = x * k, x1 = (x + 1) * k, y0 = y * k, y1 = (y + 1) * k;
            for (int v_y = static_cast<int>(y0); v_y < std::min(h, static_cast<int>(std::ceil(y1 - 1e-9))); ++v_y)
                for (int v_x = static_cast<int>(x0); v_x < std::min(w, static_cast<int>(std::ceil(x1 - 1e-9))); ++v_x) {
                    const double a = (std::min<double>(x1, v_x + 1) - std::max<double>(x0, v_x)) * (std::min<double>(y1, v_y + 1) - std::max<double>(y0, v_y));
                    out[static_cast<std::size_t>(v_y) * w + v_x] += v * a;
                    weight[static_cast<std::size_t>(v_y) * w + v_x] += a;
                }
        }
    for (std::size_t i = 0; i < out.size(); ++i) out[i] /= weight[i];
    return out;
}

/// Mean structural similarity (Wang and others 2004) over 8 × 8 windows, step 4.
double ssim(const std::vector<double>& a, const std::vector<double>& b, int w, int h) {
    constexpr int kSide = 8, kStep = 4;
    constexpr double c1 = 0.01 * 255 * 0.01 * 255, c2 = 0.03 * 255 * 0.03 * 255, n = kSide * kSide;
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + kSide <= h; y += kStep)
        for (int x = 0; x + kSide <= w; x += kStep) {
            double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
            for (int j = 0; j < kSide; ++j)
                for (int i = 0; i < kSide; ++i) {
                    const double va = a[static_cast<std::size_t>(y + j) * w + x + i], vb = b[static_cast<std::size_t>(y + j) * w + x + i];
                    sa += va, sb += vb, saa += va * va, sbb += vb * vb, sab += va * vb;
                }
            const double ma = sa / n, mb = sb / n, va = saa / n - ma * ma, vb = sbb / n - mb * mb, cov = sab / n - ma * mb;
            sum += (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            ++windows;
        }
    return sum / windows;
}

TEST(PagePreview, AtFitSizeItLooksLikeTheFileReduced) {
    const auto s = page_session();
    app::ExportForm form = s->state().ui.form;
    form.dpi = 300;
    s->dispatch(app::SetExportForm{form});
    s->finish_page();
    const app::PageShown page = s->page();
    ASSERT_TRUE(page.pixels && page.current) << page.failure;
    const auto& p = page.pixels->pixels;
    const auto place = s->page_place();
    ASSERT_TRUE(place);
    ASSERT_EQ(p.width, place->width);
    ASSERT_EQ(p.height, place->height);
    const render_cairo::Pixels file = exported(*s, "fit.png");
    const std::vector<double> shown = reduced(p, p.width, p.height, 1), wanted = reduced(file, p.width, p.height, page.pixels->part.px_per_pt / (300 / 72.0));
    const double same = ssim(shown, wanted, p.width, p.height);
    RecordProperty("ssim", std::to_string(same));
    std::cout << "SSIM of the fitted page against the file reduced: " << same << "\n";
    EXPECT_GE(same, 0.99);
    // The measure can tell: two pixels beside itself the page is another picture.
    std::vector<double> shifted(shown.begin() + 2, shown.end());
    shifted.resize(shown.size());
    EXPECT_LT(ssim(shown, shifted, p.width, p.height), 0.95);
}

TEST(PagePreview, OnlyTheNewestWishIsDrawn) {
    const auto s = page_session();
    s->advance(1);
    app::ExportForm form = s->state().ui.form;
    for (int i = 0; i < 20; ++i) {
        form.title = "第 " + std::to_string(i) + " 稿";
        s->dispatch(app::SetExportForm{form});
        s->advance(1 + 0.01 * i); // typing: no rest
    }
    EXPECT_GT(s->wake_in_s(1.2), 0) << "it waits for the typing to rest, and the loop must wake for it";
    s->advance(2);
    s->finish_page();
    const app::PageShown page = s->page();
    ASSERT_TRUE(page.sheet && page.current && page.checked && !page.busy);
    EXPECT_EQ(page.sheet->spec.title, "第 19 稿");
    EXPECT_GE(s->wake_in_s(2.5), 0) << "finished since the last frame: nobody has seen it yet";
    s->advance(3);
    EXPECT_LT(s->wake_in_s(3), 0) << "everything is drawn and shown: sleep";
    // Closing while something is being drawn, and ending the session then, must not wait for more.
    form.title = "再改";
    s->dispatch(app::SetExportForm{form});
    s->advance(3);
    s->advance(4);
    s->dispatch(app::OpenExport{false});
    s->advance(4.1);
    EXPECT_FALSE(s->page().busy);
}

TEST(PagePreview, ALabelDraggedStandsWhereItWasPut) {
    const auto s = page_session();
    s->finish_page();
    const auto first = s->page().sheet;
    ASSERT_TRUE(first);
    // Any label of the main map, found as the mouse would find it.
    const geo::Box& frame = first->figure.layout.frame;
    std::optional<scene::LabelHit> label;
    for (double y = frame.min.y + 60; y < frame.max.y - 60 && !label; y += 5)
        for (double x = frame.min.x + 60; x < frame.max.x - 60 && !label; x += 5)
            if (auto hit = s->label_on_page({x, y}); hit && hit->key.starts_with("place:")) label = hit;
    ASSERT_TRUE(label);
    s->dispatch(app::NudgeLabel{label->key, 4, 3});
    s->finish_page();
    const geo::Vec2 moved{4 * 72 / 25.4, 3 * 72 / 25.4};
    const auto there = s->label_on_page((label->box.min + label->box.max) * 0.5 + moved);
    ASSERT_TRUE(there);
    EXPECT_EQ(there->key, label->key);
    EXPECT_NEAR(there->box.min.x, label->box.min.x + moved.x, 0.1);
    EXPECT_NEAR(there->box.min.y, label->box.min.y + moved.y, exporter::kBaselineGridPt + 0.02); // names stand on a grid, before and after
    s->dispatch(app::Undo{});
    s->finish_page();
    EXPECT_EQ(s->page().sheet->key, first->key);
}

TEST(Export, CancelledLeavesNoFileAndTheOldOneAlone) {
    const auto s = page_session();
    const std::string dir = kOut + "/cancel";
    fs::remove_all(dir);
    fs::create_directories(dir);
    std::ofstream(dir + "/old.png") << "old";
    s->dispatch(app::ExportFigure{dir + "/old.png"});
    EXPECT_EQ(s->state().ui.export_state, app::JobState::running);
    s->dispatch(app::CancelExport{});
    s->finish_export();
    EXPECT_EQ(s->state().ui.export_state, app::JobState::cancelled);
    EXPECT_FALSE(s->state().ui.export_result.empty());
    int files = 0;
    for (const auto& e : fs::directory_iterator(dir)) files += e.is_regular_file();
    EXPECT_EQ(files, 1);
    EXPECT_EQ(*base::read_file(dir + "/old.png"), "old");
    // The next one is not cancelled by it.
    s->dispatch(app::ExportFigure{dir + "/old.png"});
    s->finish_export();
    EXPECT_EQ(s->state().ui.export_state, app::JobState::done) << s->state().ui.export_result;
}

TEST(Export, AnOpenFigureThatFailsARuleIsNotWritten) {
    const auto s = page_session();
    app::ExportForm form = s->state().ui.form;
    form.frame = app::FrameOf::china;
    s->dispatch(app::ClearFilter{});
    s->dispatch(app::SetLayer{style::LayerId::labels, {style::Switch::off, 1}}); // the islands without their names
    form.use = exporter::Use::open;
    s->dispatch(app::SetExportForm{form});
    s->finish_page();
    ASSERT_TRUE(s->page().checked);
    const std::string rules = app::blocking_rules(s->page().findings->list, form.use);
    EXPECT_NE(rules.find("LAW"), std::string::npos) << "the page view knows it too";
    const std::string path = kOut + "/open.png";
    fs::remove(path);
    s->dispatch(app::ExportFigure{path});
    s->finish_export();
    EXPECT_EQ(s->state().ui.export_state, app::JobState::failed);
    EXPECT_NE(s->state().ui.export_result.find(rules), std::string::npos) << s->state().ui.export_result;
    EXPECT_FALSE(fs::exists(path));
    form.use = exporter::Use::internal;
    s->dispatch(app::SetExportForm{form});
    s->dispatch(app::ExportFigure{path});
    s->finish_export();
    EXPECT_EQ(s->state().ui.export_state, app::JobState::done) << s->state().ui.export_result;
    EXPECT_TRUE(app::blocking_rules(s->page().findings->list, form.use).empty());
}

TEST(Export, TheTableOfLinksLiesBesideTheFigure) {
    const auto s = page_session();
    app::ExportForm form = s->state().ui.form;
    form.links_csv = true;
    form.format = "svg";
    s->dispatch(app::SetExportForm{form});
    fs::remove(kOut + "/with.links.csv");
    s->dispatch(app::ExportFigure{kOut + "/with.svg"});
    s->finish_export();
    ASSERT_EQ(s->state().ui.export_state, app::JobState::done) << s->state().ui.export_result;
    const auto csv = base::read_file(kOut + "/with.links.csv");
    ASSERT_TRUE(csv.ok());
    for (const model::LinkIx ix : s->state().shown) EXPECT_NE(csv->find(s->state().dataset->link(ix).id), std::string::npos);
}

TEST(Export, ACopyIsATemporaryPngHandedOverOnce) {
    const auto s = page_session();
    s->dispatch(app::CopyFigure{});
    s->finish_export();
    const auto path = s->take_copy();
    ASSERT_TRUE(path);
    EXPECT_FALSE(s->take_copy());
    EXPECT_TRUE(render_cairo::read_png(*path).ok());
    fs::remove(*path);
}

/// The environment as it was, afterwards.
struct Environment {
    explicit Environment(std::vector<const char*> names) {
        for (const char* n : names) {
            const char* v = std::getenv(n);
            was.emplace_back(n, v ? std::optional<std::string>(v) : std::nullopt);
        }
    }
    ~Environment() {
        for (const auto& [n, v] : was) v ? setenv(n, v->c_str(), 1) : unsetenv(n);
    }
    std::vector<std::pair<const char*, std::optional<std::string>>> was;
};

TEST(Clipboard, HandsThePngToTheProgramOrSaysThatThereIsNone) {
    const Environment keep({"PATH", "DISPLAY", "WAYLAND_DISPLAY"});
    const std::string dir = kOut + "/clip";
    fs::remove_all(dir);
    fs::create_directories(dir + "/bin");
    std::ofstream(dir + "/in.png") << "picture";
    for (const char* name : {"xclip", "wl-copy"}) {
        // Reads its input, tells its words, and leaves a process behind as the real ones do.
        std::ofstream(dir + "/bin/" + name) << "#!/bin/sh\n/bin/cat > '" << dir << "/got'\necho \"$0 $*\" > '" << dir << "/words'\n/bin/sleep 30 &\n";
        fs::permissions(dir + "/bin/" + name, fs::perms::owner_all);
    }
    setenv("PATH", (dir + "/bin").c_str(), 1);
    setenv("DISPLAY", ":99", 1);
    unsetenv("WAYLAND_DISPLAY");
    ASSERT_TRUE(platform::copy_png(dir + "/in.png").ok());
    EXPECT_EQ(*base::read_file(dir + "/got"), "picture");
    EXPECT_NE(base::read_file(dir + "/words")->find("xclip -selection clipboard -t image/png"), std::string::npos);
    setenv("WAYLAND_DISPLAY", "wayland-0", 1);
    ASSERT_TRUE(platform::copy_png(dir + "/in.png").ok());
    EXPECT_NE(base::read_file(dir + "/words")->find("wl-copy -t image/png"), std::string::npos);
    setenv("PATH", "/nowhere", 1);
    const auto none = platform::copy_png(dir + "/in.png");
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().message.find("xclip"), std::string::npos);
}

TEST(Project, SavedAndOpenedItIsTheSameFigure) {
    const auto s = page_session();
    app::ExportForm form = s->state().ui.form;
    form.page = "word-half";
    form.theme = "light";
    form.title = "标题";
    form.use = exporter::Use::open;
    form.review_number = "GS(2024)1号";
    s->dispatch(app::SetExportForm{form});
    s->dispatch(app::SelectLink{s->state().shown.front()});
    s->dispatch(app::SetLayer{style::LayerId::relief, {style::Switch::off, 0.5f}});
    s->dispatch(app::NudgeLabel{"place:510500", 2.5, -1});
    const std::string path = kOut + "/a.atlas.json";
    fs::remove(path);
    s->dispatch(app::SaveProject{kOut + "/a"});
    ASSERT_TRUE(fs::exists(path)) << s->state().ui.project_said;
    EXPECT_EQ(s->state().ui.project_file, fs::absolute(path).lexically_normal().string());
    EXPECT_FALSE(s->state().ui.notice.empty());

    app::Session other(s->data());
    other.resize_map(980, 852);
    ASSERT_TRUE(other.open_project(path).ok());
    const auto a = app::figure_spec(s->state()), b = app::figure_spec(other.state());
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(exporter::to_recipe(*a, *s->data().dataset), exporter::to_recipe(*b, *s->data().dataset));
    EXPECT_EQ(other.state().view, s->state().view) << "filter, camera, layers, selection, nudges";
    EXPECT_EQ(other.state().shown, s->state().shown);

    // In a smaller window what was in view is still in view.
    app::Session small(s->data());
    ASSERT_TRUE(small.open_project(path).ok());
    EXPECT_TRUE(small.project_waits());
    small.resize_map(500, 600);
    small.frame_project();
    const scene::Camera &was = s->state().view.camera, &is = small.state().view.camera;
    EXPECT_EQ(is.center_m.x, was.center_m.x);
    EXPECT_GE(500 * is.m_per_pt, 980 * was.m_per_pt * (1 - 1e-9));
    EXPECT_GE(600 * is.m_per_pt, 852 * was.m_per_pt * (1 - 1e-9));
    // Opening is one step of history.
    other.dispatch(app::Undo{});
    EXPECT_TRUE(other.state().view.filter.empty());
}

TEST(Project, UnknownIdsAreToldAndBadFilesChangeNothing) {
    const auto s = page_session();
    s->dispatch(app::SaveProject{kOut + "/b"});
    std::string text = *base::read_file(kOut + "/b.atlas.json");
    const std::size_t at = text.find("\"corridors\"");
    ASSERT_NE(at, std::string::npos);
    text.insert(text.find('[', at) + 1, "\"c-no-such\", ");
    ASSERT_TRUE(base::write_file(kOut + "/c.atlas.json", text).ok());
    app::Session other(s->data());
    other.resize_map(980, 852);
    ASSERT_TRUE(other.open_project(kOut + "/c.atlas.json").ok());
    EXPECT_NE(other.state().ui.notice.find("c-no-such"), std::string::npos);
    const auto& chosen = other.state().view.filter.corridors;
    EXPECT_NE(std::find(chosen.begin(), chosen.end(), s->state().view.filter.corridors.front()), chosen.end());

    const app::ViewSpec before = other.state().view;
    for (const char* bad : {"", "not json", "{}", "{\"format\":\"corridor-atlas-figure\",\"version\":99}"}) {
        ASSERT_TRUE(base::write_file(kOut + "/bad.atlas.json", bad).ok());
        other.dispatch(app::OpenProjectBox{app::ProjectBox::open});
        other.dispatch(app::OpenProject{kOut + "/bad.atlas.json"});
        EXPECT_FALSE(other.state().ui.project_said.empty()) << bad;
        EXPECT_EQ(other.state().view, before) << bad;
    }
    other.dispatch(app::OpenProject{kOut + "/nothing-here.json"});
    EXPECT_FALSE(other.state().ui.project_said.empty());
    other.dispatch(app::SaveProject{"/no/such/folder/x"});
    EXPECT_NE(other.state().ui.project_said.find("/no/such/folder"), std::string::npos);
}

} // namespace
} // namespace atlas
