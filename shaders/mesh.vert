#version 330 core
// A fill kept on the card. Rim vertices come in pairs, half a pixel inside and half a pixel outside the true edge; flat.frag
// ramps the coverage between them.
layout(location = 0) in vec2 position; // path space, relative to the mesh's origin
layout(location = 1) in vec2 offset;   // direction of the half-pixel step in path space; zero inside
layout(location = 2) in float outside; // 1 on the outer rim
uniform vec2 framebuffer_px;
uniform mat2 linear_px;   // path space to pixels
uniform mat2 step_px;     // the same without its scale, times half a pixel
uniform vec2 origin_px;
uniform vec4 fill_colour; // premultiplied
uniform float inwards;    // 1: the inner rim lies half a pixel inside; 0: on the true edge
out vec2 v_extra;
flat out vec4 v_colour;

void main() {
    vec2 p = linear_px * position + origin_px + step_px * offset * max(outside, inwards);
    v_extra = vec2(outside, 0.5);
    v_colour = fill_colour;
    gl_Position = vec4(p.x * 2.0 / framebuffer_px.x - 1.0, 1.0 - p.y * 2.0 / framebuffer_px.y, 0.0, 1.0);
}
