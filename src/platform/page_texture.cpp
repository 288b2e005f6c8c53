#include "platform/page_texture.hpp"

#include <epoxy/gl.h>

namespace atlas::platform {

PageTexture::~PageTexture() { clear(); }

void PageTexture::clear() {
    if (texture_ != 0) glDeleteTextures(1, &texture_);
    texture_ = 0;
    shown_.reset();
}

std::uintptr_t PageTexture::show(const std::shared_ptr<const app::PagePixels>& pixels) {
    if (!pixels) {
        clear();
        return 0;
    }
    if (pixels == shown_) return texture_;
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const auto& p = pixels->pixels;
    if (p.width < 1 || p.height < 1 || p.width > largest || p.height > largest) {
        clear();
        return 0;
    }
    if (texture_ == 0) glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, p.width, p.height, 0, GL_RGB, GL_UNSIGNED_BYTE, p.rgb.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glBindTexture(GL_TEXTURE_2D, 0);
    shown_ = pixels;
    return texture_;
}

} // namespace atlas::platform
