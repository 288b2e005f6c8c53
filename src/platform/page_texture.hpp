// Pixels of a page as an OpenGL texture, one texel for one pixel. Uploaded once for each picture of the page.
#pragma once

#include "app/page_preview.hpp"

#include <cstdint>
#include <memory>

namespace atlas::platform {

class PageTexture {
public:
    PageTexture() = default;
    ~PageTexture();
    PageTexture(const PageTexture&) = delete;
    PageTexture& operator=(const PageTexture&) = delete;

    /// The texture that shows these pixels, as ImGui takes it; 0 for none, or where they are larger than a texture may be.
    std::uintptr_t show(const std::shared_ptr<const app::PagePixels>& pixels);
    /// Gives the memory back while no page is looked at.
    void clear();

private:
    unsigned texture_ = 0;
    std::shared_ptr<const app::PagePixels> shown_; ///< held, so that its address is not used again
};

} // namespace atlas::platform
