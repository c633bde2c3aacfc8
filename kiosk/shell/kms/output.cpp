#include "kiosk/shell/kms/output.hpp"

#include <xf86drm.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>

namespace hineni {
namespace {

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* thing) const {
        free(thing);
    }
};
using Resources = std::unique_ptr<drmModeRes, Freed<drmModeFreeResources>>;
using Connector = std::unique_ptr<drmModeConnector, Freed<drmModeFreeConnector>>;
using Encoder = std::unique_ptr<drmModeEncoder, Freed<drmModeFreeEncoder>>;
using Properties = std::unique_ptr<drmModeObjectProperties, Freed<drmModeFreeObjectProperties>>;
using Property = std::unique_ptr<drmModePropertyRes, Freed<drmModeFreeProperty>>;

PanelUp up_named(std::string_view name) {
    if (name == "Upside Down") return PanelUp::Bottom;
    if (name == "Left Side Up") return PanelUp::Left;
    if (name == "Right Side Up") return PanelUp::Right;
    return PanelUp::Top;
}

// Known to the kernel for panels that are built in; for others from its command line.
PanelUp panel_up(int device, std::uint32_t connector) {
    const Properties all(drmModeObjectGetProperties(device, connector, DRM_MODE_OBJECT_CONNECTOR));
    if (!all) return PanelUp::Top;
    for (std::uint32_t i = 0; i < all->count_props; ++i) {
        const Property property(drmModeGetProperty(device, all->props[i]));
        if (!property || std::string_view(property->name) != "panel orientation") continue;
        const std::span choices(property->enums, static_cast<std::size_t>(property->count_enums));
        const auto chosen = std::find_if(choices.begin(), choices.end(),
                                         [&](const auto& choice) { return choice.value == all->prop_values[i]; });
        if (chosen != choices.end()) return up_named(chosen->name);
    }
    return PanelUp::Top;
}

std::optional<std::uint32_t> crtc_for(int device, const drmModeRes& resources, const drmModeConnector& connector) {
    for (const auto id : std::span(connector.encoders, static_cast<std::size_t>(connector.count_encoders))) {
        const Encoder encoder(drmModeGetEncoder(device, id));
        if (!encoder) continue;
        if (encoder->crtc_id != 0) return encoder->crtc_id;
        for (int i = 0; i < resources.count_crtcs; ++i) {
            if ((encoder->possible_crtcs & (1U << static_cast<unsigned>(i))) != 0) return resources.crtcs[i];
        }
    }
    return std::nullopt;
}

std::optional<ScreenOutput> output_of(int device, const drmModeRes& resources, const drmModeConnector& connector) {
    if (connector.connection != DRM_MODE_CONNECTED || connector.count_modes == 0) return std::nullopt;
    const auto crtc = crtc_for(device, resources, connector);
    if (!crtc) return std::nullopt;
    const std::span modes(connector.modes, static_cast<std::size_t>(connector.count_modes));
    const auto preferred = std::find_if(modes.begin(), modes.end(),
                                        [](const auto& mode) { return (mode.type & DRM_MODE_TYPE_PREFERRED) != 0; });
    return ScreenOutput{.connector = connector.connector_id,
                        .crtc = *crtc,
                        .mode = preferred != modes.end() ? *preferred : modes.front(),
                        .up = panel_up(device, connector.connector_id)};
}

}  // namespace

std::optional<ScreenOutput> connected_output(int device, Ask ask) {
    const Resources resources(drmModeGetResources(device));
    if (!resources) return std::nullopt;
    const std::span connectors(resources->connectors, static_cast<std::size_t>(resources->count_connectors));
    for (const auto id : connectors) {
        const Connector connector(ask == Ask::Anew ? drmModeGetConnector(device, id)
                                                   : drmModeGetConnectorCurrent(device, id));
        if (!connector) continue;
        if (auto output = output_of(device, *resources, *connector)) return output;
    }
    return std::nullopt;
}

}  // namespace hineni
