#version 330 core
// Everything streamed: strokes, small fills, glyphs, images. Positions are pixels from the top left of the framebuffer.
layout(location = 0) in vec2 position_px;
layout(location = 1) in vec2 extra;  // flat.frag: distance and half width; mask and image: texture coordinates
layout(location = 2) in vec4 colour; // premultiplied
uniform vec2 framebuffer_px;
out vec2 v_extra;
flat out vec4 v_colour;

void main() {
    v_extra = extra;
    v_colour = colour;
    gl_Position = vec4(position_px.x * 2.0 / framebuffer_px.x - 1.0, 1.0 - position_px.y * 2.0 / framebuffer_px.y, 0.0, 1.0);
}
