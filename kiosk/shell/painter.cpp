#include "kiosk/shell/painter.hpp"

#include <imgui.h>

#include <cassert>

namespace hineni {

struct Painter::Inside {
    explicit Inside(Typesetter opened) : typesetter(std::move(opened)), context(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.DeltaTime = 1.0F / 60;  // Asked for; nothing here moves with time.
        // More than 65536 corners in a frame are cut into several commands.
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        // ImGui wants a built font before its first frame. Ours come from the Typesetter: one letter is enough.
        static const ImWchar letter[] = {'?', '?', 0};
        ImFontConfig smallest;
        smallest.SizePixels = 4;
        smallest.OversampleH = 1;
        smallest.GlyphRanges = letter;
        io.Fonts->Flags =
            ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoPowerOfTwoHeight;
        io.Fonts->AddFontDefault(&smallest);
        io.Fonts->Build();
        io.Fonts->ClearInputData();
        io.Fonts->SetTexID(nullptr);                       // Plain colour for our rasteriser.
        ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // Lines are triangles, not parts of a texture.
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { ImGui::DestroyContext(context); }

    void run(int width, int height, const Draw& draw);

    Typesetter typesetter;
    Rasteriser rasteriser;
    ImGuiContext* context;
};

void Painter::Inside::run(int width, int height, const Draw& draw) {
    assert(width > 0 && height > 0);
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
    ImGui::NewFrame();
    draw(*ImGui::GetBackgroundDrawList(), typesetter);
    ImGui::Render();
}

Painter::Painter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;
Painter::~Painter() = default;

Result<Painter> Painter::open() {
    auto typesetter = Typesetter::open();
    if (!typesetter) return tl::unexpected(typesetter.error());
    return Painter(std::make_unique<Inside>(std::move(*typesetter)));
}

void Painter::logic(int width, int height, const Draw& draw) {
    inside_->run(width, height, draw);
}

std::vector<PixelRect> Painter::frame(const Draw& draw, Pixels target) {
    const auto before = inside_->typesetter.atlas().generation;
    inside_->run(target.width, target.height, draw);
    // The atlas started anew while drawing: glyphs at the front of the list point to what is no longer there.
    if (inside_->typesetter.atlas().generation != before) inside_->run(target.width, target.height, draw);
    return inside_->rasteriser.draw(*ImGui::GetDrawData(), target);
}

void Painter::forget() {
    inside_->rasteriser.forget();
}

Typesetter& Painter::typesetter() {
    return inside_->typesetter;
}

}  // namespace hineni
