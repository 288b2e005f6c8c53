#version 330 core
// One colour through an 8-bit coverage mask: glyphs from the atlas, and strokes united off-screen.
in vec2 v_extra;
flat in vec4 v_colour;
uniform sampler2D mask;
out vec4 fragment;

void main() {
    fragment = v_colour * texture(mask, v_extra).r;
}
