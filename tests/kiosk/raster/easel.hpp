// Easel: ImGui's draw lists without a window, and a target to draw them on.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "kiosk/raster/raster.hpp"

namespace hineni {

class Easel {
  public:
    Easel() : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DeltaTime = 1;
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        ImGui::GetIO().Fonts->Build();
        ImGui::GetIO().Fonts->SetTexID(nullptr);
        ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    }
    Easel(const Easel&) = delete;
    Easel& operator=(const Easel&) = delete;
    ~Easel() { ImGui::DestroyContext(context_); }

    // Good until the next call.
    const ImDrawData& record(int width, int height, const std::function<void(ImDrawList&)>& draw) {
        ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
        ImGui::NewFrame();
        draw(*ImGui::GetBackgroundDrawList());
        ImGui::Render();
        return *ImGui::GetDrawData();
    }

  private:
    ImGuiContext* context_;
};

struct Sheet {
    int width, height;
    std::vector<std::uint32_t> memory;

    Sheet(int w, int h)
        : width(w), height(h), memory(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0x123456) {}
    [[nodiscard]] Pixels pixels() { return {memory.data(), width, height, width}; }
    [[nodiscard]] std::uint32_t at(int x, int y) const {
        return memory[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

// The whole picture, by a rasteriser that has drawn nothing before.
inline Sheet drawn_whole(const ImDrawData& data, int width, int height) {
    Sheet sheet(width, height);
    Rasteriser().draw(data, sheet.pixels());
    return sheet;
}

inline void triangle(ImDrawList& list, ImVec2 p, ImVec2 q, ImVec2 r, ImU32 a, ImU32 b, ImU32 c) {
    list.PrimReserve(3, 3);
    const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
    list.PrimWriteVtx(p, {0, 0}, a);
    list.PrimWriteVtx(q, {0, 0}, b);
    list.PrimWriteVtx(r, {0, 0}, c);
    for (int i = 0; i < 3; ++i) list.PrimWriteIdx(static_cast<ImDrawIdx>(first + i));
}
inline void triangle(ImDrawList& list, ImVec2 p, ImVec2 q, ImVec2 r, ImU32 colour) {
    triangle(list, p, q, r, colour, colour, colour);
}

// The same numbers on every machine, unlike the standard distributions.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2 + 1) {}
    std::uint32_t roll() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>(state_ >> 33U);
    }
    int below(int limit) { return static_cast<int>(roll() % static_cast<std::uint32_t>(limit)); }
    float between(float low, float high) { return low + (high - low) * static_cast<float>(roll() % 4096U) / 4096.0F; }

  private:
    std::uint64_t state_;
};

}  // namespace hineni
