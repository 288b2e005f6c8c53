// A link's source as a reference in the form of GB/T 7714-2015, and as a numbered note with the words themselves. The
// documents are Chinese, so both are Chinese in either language of the interface.
#pragma once

#include "model/dataset.hpp"

#include <string>

namespace atlas::app {

/// "四川省人民政府, 重庆市人民政府. 推动川南渝西地区融合发展总体方案: 川府发〔2023〕9号[Z]. 2023-03-02: 三（十一）."
std::string citation(const model::Dataset& dataset, const model::Link& link);
/// ① … ㊿, then [51].
std::string note_number(int number);
/// "① “推动……”四川省人民政府, ….": the number, the words, the reference.
std::string numbered_note(const model::Dataset& dataset, const model::Link& link, int number);

} // namespace atlas::app
