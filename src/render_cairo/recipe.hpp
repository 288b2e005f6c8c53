// Where the three formats keep the recipe, and what writer and reader share.
#pragma once

#include "base/result.hpp"
#include "scene/display_list.hpp"

#include <string>
#include <string_view>

namespace atlas::render_cairo {

inline constexpr std::string_view kRecipeNamespace = "urn:corridor-atlas:ns:1#"; ///< a name, not an address
inline constexpr std::string_view kSvgRecipeElement = "atlas:recipe";

/// Refuses a recipe that read_recipe would not take back.
base::Status check_recipe(const scene::Picture& picture, const std::string& path);
/// A PDF's recipe; the other formats are read in read_recipe.cpp.
base::Result<std::string> read_pdf_recipe(const std::string& path);
base::Error no_recipe(const std::string& path);                             ///< a good file of someone else's
base::Error damaged_figure(const std::string& path, const std::string& why); ///< `why` in the language set

} // namespace atlas::render_cairo
