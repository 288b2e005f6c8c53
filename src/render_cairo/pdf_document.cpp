// Each page of Cairo's file becomes a form XObject without being unpacked: a page's content stream needs only the keys of a
// form. The transparency group that Cairo gives a page is left out of the forms, so that they paint straight on the page.
#include "render_cairo/pdf_document.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "render_cairo/cairo_player.hpp"
#include "render_cairo/recipe.hpp"

#include <fmt/format.h>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>
#include <stdexcept>

namespace atlas::render_cairo {
namespace {

using Object = QPDFObjectHandle;

Object name(const std::string& text) { return Object::newName("/" + text); }
Object stream(QPDF& pdf, const std::string& bytes, const std::string& keys) {
    Object made = Object::newStream(&pdf, bytes);
    made.replaceDict(Object::parse(keys));
    return made;
}

Object as_form(QPDF& pdf, Object page, const Object& box) {
    Object content = page.getKey("/Contents");
    if (!content.isStream()) return QPDFPageObjectHelper(page).getFormXObjectForPage(); // another Cairo may cut it up
    Object keys = content.getDict();
    keys.replaceKey("/Type", name("XObject"));
    keys.replaceKey("/Subtype", name("Form"));
    keys.replaceKey("/BBox", box);
    keys.replaceKey("/Resources", page.getKey("/Resources"));
    return pdf.makeIndirectObject(content);
}

/// The switch of each layer, in painting order.
struct Layers {
    std::vector<Object> groups;
    std::map<std::string, std::size_t> by_id;

    std::size_t index(QPDF& pdf, const PdfPart& part) {
        const auto [at, added] = by_id.emplace(part.id, groups.size());
        if (added) {
            Object group = Object::parse("<< /Type /OCG /Intent /View >>");
            group.replaceKey("/Name", Object::newUnicodeString(part.title));
            groups.push_back(pdf.makeIndirectObject(group));
        }
        return at->second;
    }
};

/// The pages on top of each other on the first of them.
Layers stack(QPDF& pdf, const std::vector<PdfPart>& parts) {
    const std::vector<Object> pages = pdf.getAllPages();
    if (pages.size() != parts.size()) throw std::logic_error("pages and layers differ in number");
    Object page = pages[0];
    const Object box = page.getKey("/MediaBox");
    Layers layers;
    Object forms = Object::newDictionary(), properties = Object::newDictionary();
    std::string content;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        forms.replaceKey(fmt::format("/P{}", i), as_form(pdf, pages[i], box));
        if (parts[i] == PdfPart{}) {
            content += fmt::format("/P{} Do\n", i);
            continue;
        }
        const std::size_t layer = layers.index(pdf, parts[i]);
        properties.replaceKey(fmt::format("/L{}", layer), layers.groups[layer]);
        content += fmt::format("/OC /L{} BDC /P{} Do EMC\n", layer, i);
    }
    for (std::size_t i = pages.size(); i-- > 1;) pdf.removePage(pages[i]);
    Object resources = Object::newDictionary();
    resources.replaceKey("/XObject", forms);
    resources.replaceKey("/Properties", properties);
    page.replaceKey("/Resources", resources);
    page.replaceKey("/Contents", Object::newStream(&pdf, content));
    return layers;
}

void add_switches(Object root, const Layers& layers) {
    if (layers.groups.empty()) return;
    Object order = Object::newArray();
    for (std::size_t i = layers.groups.size(); i-- > 0;) order.appendItem(layers.groups[i]); // the uppermost first, as layer panels list them
    Object shown = Object::parse("<< /BaseState /ON /ListMode /AllPages >>");
    shown.replaceKey("/Order", order);
    Object all = Object::newDictionary();
    all.replaceKey("/OCGs", Object::newArray(layers.groups));
    all.replaceKey("/D", shown);
    root.replaceKey("/OCProperties", all);
}

void add_metadata(QPDF& pdf, Object root, const scene::Picture& picture) {
    root.replaceKey("/Metadata", stream(pdf, xmp_packet(picture), "<< /Type /Metadata /Subtype /XML >>"));
    Object intent = Object::parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) >>");
    intent.replaceKey("/DestOutputProfile", stream(pdf, srgb_profile(), "<< /N 3 >>"));
    root.replaceKey("/OutputIntents", Object::newArray({intent}));
    root.replaceKey("/PageLabels", Object::parse("<< /Nums [ 0 << /S /D >> ] >>"));
    root.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));
    if (picture.recipe.empty()) return;
    // The place that PDF keeps for a program's own data. The recipe also stands in the XMP, for everyone else.
    Object own = Object::parse("<< /CorridorAtlas << /LastModified (D:20000101000000Z) >> >>");
    own.getKey("/CorridorAtlas").replaceKey("/Private", Object::newStream(&pdf, picture.recipe));
    root.replaceKey("/PieceInfo", own);
}

/// Keeps what fits a recipe; more is no recipe, however small it was packed.
class Limited : public Pipeline {
public:
    Limited() : Pipeline("recipe", nullptr) {}
    void write(const unsigned char* data, std::size_t length) override {
        if (length > kMaxRecipeBytes - bytes.size()) {
            overflown = true;
            throw std::length_error("recipe");
        }
        bytes.append(reinterpret_cast<const char*>(data), length);
    }
    void finish() override {}
    std::string bytes;
    bool overflown = false;
};

} // namespace

base::Result<std::string> one_page(const std::string& pages, const std::vector<PdfPart>& parts, const scene::Picture& picture) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("Cairo", pages.data(), pages.size());
        const Layers layers = stack(pdf, parts);
        add_switches(pdf.getRoot(), layers);
        add_metadata(pdf, pdf.getRoot(), picture);
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
    } catch (const std::exception& e) { // qpdf throws; nothing of it leaves this file
        return base::output_error(base::say("PDF：libqpdf 报告：{}", "PDF: {}", e.what()));
    }
}

base::Result<std::string> read_pdf_recipe(const std::string& path) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false); // a damaged file is refused, not searched through
        pdf.processFile(path.c_str());
        Object own = pdf.getRoot().getKeyIfDict("/PieceInfo").getKeyIfDict("/CorridorAtlas").getKeyIfDict("/Private");
        if (!own.isStream()) return no_recipe(path);
        Limited limited;
        const bool whole = own.pipeStreamData(&limited, 0, qpdf_dl_generalized, true);
        if (limited.overflown) return damaged_figure(path, base::say("配方超过 1 MB", "its recipe is larger than 1 MB"));
        if (!whole) return damaged_figure(path, base::say("配方解不开", "its recipe cannot be unpacked"));
        return limited.bytes;
    } catch (const std::exception&) { // what qpdf says is about the file's inside, and in English
        return damaged_figure(path, base::say("不是可读的 PDF，或加了密码", "it is not a PDF that can be read, or it has a password"));
    }
}

} // namespace atlas::render_cairo
