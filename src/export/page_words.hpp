// The words of a page: title, subtitle, notes beside the map, and the foot. Text only; where it stands is page_layout's.
#pragma once

#include "export/figure.hpp"

namespace atlas::exporter {

/// What, where and when, from the filter and the years of the plans that the links stand in.
std::string made_title(const model::Dataset& dataset, const filter::FilterSpec& filter, const std::vector<model::LinkIx>& links, model::Lang lang);
/// The plans that the links stand in.
std::string made_subtitle(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, model::Lang lang);

/// N of M, conditions that a made title does not name (`unsaid`, may be empty), what stands out, what could not be drawn, what was
/// folded, and the sentence that keeps curves from being read as routes.
std::vector<std::string> note_sentences(const scene::MapContents& contents, const scene::MapView& view, const std::string& unsaid, int links_passed, int links_total, double scale_denominator);

struct FootWords {
    std::string status;              ///< printed first and in bold: the review number, or that review is due; may be empty
    std::vector<std::string> lines;  ///< sources; projection and method; makers, date, data version
};
/// `provinces`: how many provinces the subject covers.
FootWords foot_words(const scene::MapContents& contents, const FigureSpec& spec, const geo::Albers& projection, const std::string& data_version, std::size_t provinces);
/// "内部工作用图" or the like, for the head of the page; empty for open use.
std::string use_mark(const FigureSpec& spec);
/// The number with full-width brackets (TYP6); otherwise exactly as entered.
std::string printed_review_number(const std::string& entered);

/// Two-digit province codes of all that the links' parties lie in.
std::vector<std::string> provinces_of(const model::Dataset& dataset, const std::vector<model::LinkIx>& links);

} // namespace atlas::exporter
