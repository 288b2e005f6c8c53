// Two sets of tokens. Light is paper and ink with the vermilion of a seal as the one accent; dark keeps the same order of
// strengths on slate.
#include "ui/tokens.hpp"

namespace atlas::ui {

using base::rgb;

Tokens make_tokens(bool dark, float scale) {
    Tokens t;
    t.dark = dark;
    t.scale = scale;
    if (!dark) {
        t.panel = rgb(0xFCFAF5);
        t.well = rgb(0xF3EFE6);
        t.popup = rgb(0xFFFEFB);
        t.ink = rgb(0x26252A);
        t.soft = rgb(0x66636A);
        t.faint = rgb(0x7E7881);
        t.hairline = rgb(0xE4DED2);
        t.hover = rgb(0xF4EFE5);
        t.press = rgb(0xEAE3D6);
        t.bar = rgb(0xEEE7DA);
        t.accent = rgb(0xB5402F);
        t.on_accent = rgb(0xFFFDF9);
        t.accent_wash = rgb(0xF6E1DA);
        t.notice_wash = rgb(0xF7EDD2);
        t.notice_ink = rgb(0x6B5215);
        t.desk = rgb(0xD9D5CC);
        t.caution = rgb(0xB98A1E);
        t.fine = rgb(0x5E8A5A);
        t.shadow = {48, 40, 30, 255};
        t.scrim = {40, 36, 32, 96};
    } else {
        t.panel = rgb(0x1B2026);
        t.well = rgb(0x13171C);
        t.popup = rgb(0x242A31);
        t.ink = rgb(0xECE8E0);
        t.soft = rgb(0xAAABB0);
        t.faint = rgb(0x8C9199);
        t.hairline = rgb(0x30363E);
        t.hover = rgb(0x252B32);
        t.press = rgb(0x2D343C);
        t.bar = rgb(0x2A3037);
        t.accent = rgb(0xE2705C);
        t.on_accent = rgb(0x1E1512);
        t.accent_wash = rgb(0x45302C);
        t.notice_wash = rgb(0x3A3322);
        t.notice_ink = rgb(0xE4CB8C);
        t.desk = rgb(0x0E1114);
        t.caution = rgb(0xD8B050);
        t.fine = rgb(0x7FB07A);
        t.shadow = {0, 0, 0, 255};
        t.scrim = {0, 0, 0, 140};
    }
    return t;
}

} // namespace atlas::ui
