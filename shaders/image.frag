#version 330 core
// A premultiplied image, faded by v_colour (white times opacity).
in vec2 v_extra;
flat in vec4 v_colour;
uniform sampler2D image;
out vec4 fragment;

void main() {
    fragment = v_colour * texture(image, v_extra);
}
