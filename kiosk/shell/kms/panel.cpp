#include "kiosk/shell/kms/panel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace hineni {

PixelExtent picture_on(PixelExtent panel, PanelUp up) {
    const bool sideways = up == PanelUp::Left || up == PanelUp::Right;
    return sideways ? PixelExtent{panel.height, panel.width} : panel;
}

PixelRect within_extent(PixelRect part, PixelExtent whole) {
    const int left = std::clamp(part.x, 0, whole.width);
    const int top = std::clamp(part.y, 0, whole.height);
    // In more bits: a part may reach further than an int can count.
    const auto right = std::clamp<long long>(0LL + part.x + part.width, left, whole.width);
    const auto bottom = std::clamp<long long>(0LL + part.y + part.height, top, whole.height);
    return {left, top, static_cast<int>(right) - left, static_cast<int>(bottom) - top};
}

PixelRect on_panel(PixelRect part, PixelExtent panel, PanelUp up) {
    const int right = part.x + part.width;
    const int bottom = part.y + part.height;
    switch (up) {
        case PanelUp::Top: break;
        case PanelUp::Bottom: return {panel.width - right, panel.height - bottom, part.width, part.height};
        case PanelUp::Left: return {part.y, panel.height - right, part.height, part.width};
        case PanelUp::Right: return {panel.width - bottom, part.x, part.height, part.width};
    }
    return part;
}

PanelSpot in_picture(PanelSpot panel_share, PixelExtent panel, PanelUp up) {
    PanelSpot share = panel_share;
    switch (up) {
        case PanelUp::Top: break;
        case PanelUp::Bottom: share = {1 - panel_share.x, 1 - panel_share.y}; break;
        case PanelUp::Left: share = {1 - panel_share.y, panel_share.x}; break;
        case PanelUp::Right: share = {panel_share.y, 1 - panel_share.x}; break;
    }
    const auto picture = picture_on(panel, up);
    const auto along = [](float part, int size) {
        const auto whole = static_cast<float>(size);
        return std::clamp(part * whole, 0.0F, std::max(0.0F, whole - 1));
    };
    return {along(share.x, picture.width), along(share.y, picture.height)};
}

void copy_to_panel(const Pixels& picture, PixelRect part, Pixels panel, PanelUp up) {
    const PixelExtent size{panel.width, panel.height};
    const auto to = on_panel(part, size, up);
    const auto stride = static_cast<std::ptrdiff_t>(picture.stride);
    // Row by row of the panel; where in the picture a row begins, and which way it goes there.
    for (int row = 0; row < to.height; ++row) {
        auto* out = panel.data + static_cast<std::ptrdiff_t>(to.y + row) * panel.stride + to.x;
        int x = part.x;
        int y = part.y + row;
        std::ptrdiff_t step = 1;
        if (up == PanelUp::Bottom) {
            x = part.x + part.width - 1;
            y = part.y + part.height - 1 - row;
            step = -1;
        } else if (up == PanelUp::Left) {
            x = part.x + part.width - 1 - row;
            y = part.y;
            step = stride;
        } else if (up == PanelUp::Right) {
            x = part.x + row;
            y = part.y + part.height - 1;
            step = -stride;
        }
        const auto* in = picture.data + y * stride + x;
        if (step == 1) {
            std::memcpy(out, in, static_cast<std::size_t>(to.width) * sizeof *out);
            continue;
        }
        for (std::ptrdiff_t column = 0; column < to.width; ++column) out[column] = in[column * step];
    }
}

std::vector<PixelRect> no_more_than(std::size_t most, std::vector<PixelRect> parts) {
    if (parts.size() <= most) return parts;
    auto [left, top, width, height] = parts.front();
    int right = left + width;
    int bottom = top + height;
    for (const auto& part : parts) {
        left = std::min(left, part.x);
        top = std::min(top, part.y);
        right = std::max(right, part.x + part.width);
        bottom = std::max(bottom, part.y + part.height);
    }
    return {{left, top, right - left, bottom - top}};
}

}  // namespace hineni
