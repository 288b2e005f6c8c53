#version 330 core
// Box-filtered coverage across a line of half width v_extra.y at distance v_extra.x from its middle, both in pixels.
// A line's profile sums to its width, so a hairline keeps its weight wherever it lies between pixel centres.
in vec2 v_extra;
flat in vec4 v_colour;
out vec4 fragment;

void main() {
    fragment = v_colour * clamp(v_extra.y + 0.5 - abs(v_extra.x), 0.0, 1.0);
}
