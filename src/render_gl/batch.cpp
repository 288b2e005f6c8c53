// Blending is premultiplied "over" everywhere, which equals Cairo's operator on sRGB bytes.
#include "render_gl/batch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace atlas::render_gl {

base::Status Batch::load(const std::string& dir) {
    struct { Program& program; const char *vertex, *fragment; } const wanted[] = {
        {flat_, "flat.vert", "flat.frag"}, {masked_, "flat.vert", "mask.frag"}, {image_, "flat.vert", "image.frag"}, {mesh_, "mesh.vert", "flat.frag"}};
    for (const auto& w : wanted) {
        auto program = load_program(dir, w.vertex, w.fragment);
        if (!program) return program.error();
        w.program = std::move(*program);
    }
    const auto at = [&](const char* name) { return glGetUniformLocation(mesh_.id(), name); };
    mesh_at_ = {at("linear_px"), at("step_px"), at("origin_px"), at("fill_colour"), at("inwards")};

    array_ = make_vertex_array();
    vertices_ = make_buffer();
    indices_ = make_buffer();
    glBindVertexArray(array_.id());
    glBindBuffer(GL_ARRAY_BUFFER, vertices_.id());
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.id());
    for (GLuint i = 0; i < 3; ++i) glEnableVertexAttribArray(i);
    const auto offset = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(Vertex), offset(offsetof(Vertex, x)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(Vertex), offset(offsetof(Vertex, u)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Vertex), offset(offsetof(Vertex, colour)));
    glBindVertexArray(0);
    return base::ok();
}

void Batch::begin_frame(int fb_width, int fb_height, GLuint target) {
    if (fb_width != width_ || fb_height != height_) {
        mask_ = {};
        mask_target_ = {};
    }
    width_ = fb_width;
    height_ = fb_height;
    target_ = target;
    stream.vertices.clear();
    stream.indices.clear();
    items_.clear();
}

void Batch::add(Kind kind, std::size_t mark, const RectPx& clip, GLuint texture) {
    const std::size_t count = stream.indices.size() - mark;
    if (count == 0 || clip.empty()) return;
    if (!items_.empty()) {
        Item& last = items_.back();
        if (last.kind == kind && last.clip == clip && last.texture == texture && last.first + last.count == mark) {
            last.count += count;
            return;
        }
    }
    items_.push_back({kind, clip, mark, count, texture});
}

void Batch::flat(std::size_t mark, const RectPx& clip) { add(Kind::flat, mark, clip, 0); }
void Batch::masked(std::size_t mark, const RectPx& clip, GLuint mask) { add(Kind::masked, mark, clip, mask); }
void Batch::image(std::size_t mark, const RectPx& clip, GLuint texture) { add(Kind::image, mark, clip, texture); }

bool Batch::place_in_mask(int width, int height, int& x, int& y) {
    if (shelf_x_ + width > mask_width_) {
        shelf_y_ += shelf_height_;
        shelf_x_ = shelf_height_ = 0;
    }
    if (shelf_y_ + height > mask_height_) return false;
    x = shelf_x_;
    y = shelf_y_;
    shelf_x_ += width;
    shelf_height_ = std::max(shelf_height_, height);
    return true;
}

void Batch::united(std::size_t mark, std::size_t first_vertex, const RectPx& clip, std::uint32_t colour, GLuint mask) {
    float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
    for (std::size_t i = first_vertex; i < stream.vertices.size(); ++i) {
        const Vertex& v = stream.vertices[i];
        x0 = std::min(x0, v.x);
        y0 = std::min(y0, v.y);
        x1 = std::max(x1, v.x);
        y1 = std::max(y1, v.y);
    }
    const auto whole = [](float v) { return static_cast<int>(std::clamp(v, -1e6f, 1e6f)); };
    const RectPx box = RectPx{whole(std::floor(x0)), whole(std::floor(y0)), whole(std::ceil(x1)), whole(std::ceil(y1))}.within(clip);
    if (box.empty() || stream.indices.size() == mark) return;
    prepare_mask();
    const int width = box.x1 - box.x0, height = box.y1 - box.y0;
    int mx = 0, my = 0;
    if (!place_in_mask(width, height, mx, my)) { // draw what is pending; an empty mask takes any box of the framebuffer
        const std::vector<Vertex> vertices(stream.vertices.begin() + static_cast<std::ptrdiff_t>(first_vertex), stream.vertices.end());
        std::vector<std::uint32_t> indices(stream.indices.begin() + static_cast<std::ptrdiff_t>(mark), stream.indices.end());
        for (std::uint32_t& index : indices) index -= static_cast<std::uint32_t>(first_vertex);
        flush();
        stream.vertices = vertices;
        stream.indices = std::move(indices);
        mark = first_vertex = 0;
        place_in_mask(width, height, mx, my);
    }
    const float dx = static_cast<float>(mx - box.x0), dy = static_cast<float>(my - box.y0);
    for (std::size_t i = first_vertex; i < stream.vertices.size(); ++i) {
        stream.vertices[i].x += dx;
        stream.vertices[i].y += dy;
    }
    mask_items_.push_back({mask ? Kind::masked : Kind::flat, {mx, my, mx + width, my + height}, mark, stream.indices.size() - mark, mask});
    const std::size_t paint = stream.indices.size();
    const auto corner = [&](int x, int y) {
        return stream.add({static_cast<float>(x), static_cast<float>(y)}, (static_cast<float>(x) + dx) / static_cast<float>(mask_width_),
                          1 - (static_cast<float>(y) + dy) / static_cast<float>(mask_height_), colour);
    };
    const auto a = corner(box.x0, box.y0), b = corner(box.x1, box.y0), c = corner(box.x0, box.y1), d = corner(box.x1, box.y1);
    stream.quad(a, b, c, d);
    add(Kind::masked, paint, clip, mask_.id());
}

void Batch::mesh(const StoredMesh& mesh, const RectPx& clip, const float linear[4], const float step[4], PointPx origin, base::Color colour, bool inwards) {
    if (clip.empty() || mesh.count == 0) return;
    Item item{Kind::mesh, clip, 0, 0, 0, &mesh};
    std::copy_n(linear, 4, item.linear);
    std::copy_n(step, 4, item.step);
    item.origin[0] = origin.x;
    item.origin[1] = origin.y;
    const float a = colour.a / 255.0f;
    const float premultiplied[4] = {colour.r / 255.0f * a, colour.g / 255.0f * a, colour.b / 255.0f * a, a};
    std::copy_n(premultiplied, 4, item.colour);
    item.inwards = inwards ? 1.0f : 0.0f;
    items_.push_back(item);
}

void Batch::prepare_mask() {
    if (mask_) return;
    mask_width_ = std::max(width_, 2048);
    mask_height_ = std::max(height_, 2048);
    mask_ = make_texture(GL_R8, mask_width_, mask_height_, GL_RED, nullptr, GL_NEAREST);
    mask_target_ = make_framebuffer();
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, mask_target_.id());
    glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, mask_.id(), 0);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target_);
}

void Batch::use(const Program& program) {
    if (used_ == program.id()) return;
    used_ = program.id();
    glUseProgram(used_);
}

void Batch::set_target(GLuint framebuffer, int width, int height) {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, width, height);
    drawing_height_ = height;
    used_ = 0;
    for (const Program* p : {&flat_, &masked_, &image_, &mesh_}) {
        use(*p);
        glUniform2f(glGetUniformLocation(p->id(), "framebuffer_px"), static_cast<float>(width), static_cast<float>(height));
    }
}

void Batch::draw(const Item& item) {
    glScissor(item.clip.x0, drawing_height_ - item.clip.y1, item.clip.x1 - item.clip.x0, item.clip.y1 - item.clip.y0);
    switch (item.kind) {
    case Kind::flat: use(flat_); break;
    case Kind::masked: use(masked_); break;
    case Kind::image: use(image_); break;
    case Kind::mesh:
        use(mesh_);
        glUniformMatrix2fv(mesh_at_.linear, 1, GL_FALSE, item.linear);
        glUniformMatrix2fv(mesh_at_.step, 1, GL_FALSE, item.step);
        glUniform2fv(mesh_at_.origin, 1, item.origin);
        glUniform4fv(mesh_at_.colour, 1, item.colour);
        glUniform1f(mesh_at_.inwards, item.inwards);
        break;
    }
    if (item.mesh) {
        glBindVertexArray(item.mesh->array.id());
        glDrawElements(GL_TRIANGLES, item.mesh->count, GL_UNSIGNED_INT, nullptr);
        glBindVertexArray(array_.id());
        return;
    }
    if (item.texture) glBindTexture(GL_TEXTURE_2D, item.texture);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(item.count), GL_UNSIGNED_INT, reinterpret_cast<const void*>(item.first * sizeof(std::uint32_t)));
}

void Batch::flush() {
    if (!items_.empty()) {
        if (before_drawing) before_drawing(); // textures that items name must hold what they point at
        glBindVertexArray(array_.id());
        glBindBuffer(GL_ARRAY_BUFFER, vertices_.id());
        // A fresh store each time: the driver need not wait for the last frame.
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(stream.vertices.size() * sizeof(Vertex)), stream.vertices.data(), GL_STREAM_DRAW);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(stream.indices.size() * sizeof(std::uint32_t)), stream.indices.data(), GL_STREAM_DRAW);
        glEnable(GL_BLEND);
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        glEnable(GL_SCISSOR_TEST);
        if (!mask_items_.empty()) {
            set_target(mask_target_.id(), mask_width_, mask_height_);
            const int used_rows = shelf_y_ + shelf_height_;
            glScissor(0, mask_height_ - used_rows, mask_width_, used_rows);
            glClearColor(0, 0, 0, 0);
            glClear(GL_COLOR_BUFFER_BIT);
            glBlendEquation(GL_MAX);
            for (const Item& item : mask_items_) draw(item);
        }
        glBlendEquation(GL_FUNC_ADD);
        set_target(target_, width_, height_);
        for (const Item& item : items_) draw(item);
    }
    items_.clear();
    mask_items_.clear();
    shelf_x_ = shelf_y_ = shelf_height_ = 0;
    stream.vertices.clear();
    stream.indices.clear();
}

} // namespace atlas::render_gl
