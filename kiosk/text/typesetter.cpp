#include <hb-ot.h>
#include <imgui.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/breaks.hpp"
#include "kiosk/text/faces.hpp"
#include "kiosk/text/paragraph.hpp"
#include "kiosk/text/text.hpp"

namespace hineni {

static constexpr char32_t dotted_circle = 0x25CC;

Direction direction_of(std::string_view language) {
    const auto name = language.substr(0, language.find_first_of("-_@"));
    static constexpr std::array<std::string_view, 7> right_to_left{"he", "yi", "ar", "fa", "ur", "ps", "ckb"};
    const bool found = std::find(right_to_left.begin(), right_to_left.end(), name) != right_to_left.end();
    return found ? Direction::RightToLeft : Direction::LeftToRight;
}

struct Typesetter::Inside {
    explicit Inside(Faces opened) : faces(std::move(opened)), buffer(hb_buffer_create()) {
        // A space is there before the first letter; nobody wants HarfBuzz's dotted circles in a field being typed.
        hb_buffer_set_flags(buffer.get(), HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    }

    Faces faces;
    GlyphAtlas atlas;
    std::unique_ptr<hb_buffer_t, FreeWith<hb_buffer_destroy>> buffer;
    Paragraph paragraph;

    struct Edges {  // Of a character, on the line.
        float left = 0, right = 0;
    };
    std::vector<Edges> edges;

    void set(std::string_view text, TypeStyle style, Direction base, Line& line);
    void shape(const Run& run, TypeStyle style, Line& line);
    void centre_marks(const Run& run, float unit, Line& line, std::size_t first);
    void split_clusters(const Run& run, float unit, float start);
    void stops(Direction base, Line& line) const;
    void forget();
};

static const char* language_of(hb_script_t script) {
    switch (script) {
        case HB_SCRIPT_HEBREW: return "he";
        case HB_SCRIPT_ARABIC: return "ar";
        case HB_SCRIPT_HAN: return "zh";
        default: return "en";
    }
}

// HarfBuzz gives a cluster (letters drawn as one, such as lam-alef) one advance: its graphemes share it evenly.
void Typesetter::Inside::split_clusters(const Run& run, float unit, float start) {
    unsigned count = 0;
    const auto* shaped = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const auto* moves = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const bool backwards = run.level % 2 == 1;
    float x = start;
    for (unsigned i = 0; i < count;) {
        const std::size_t first = shaped[i].cluster;
        float advance = 0;
        unsigned next = i;
        for (; next < count && shaped[next].cluster == first; ++next) {
            advance += static_cast<float>(moves[next].x_advance) * unit;
        }
        std::size_t end = run.end;
        if (backwards && i > 0) end = shaped[i - 1].cluster;
        if (!backwards && next < count) end = shaped[next].cluster;
        int graphemes = 0;
        for (auto c = first; c < end; ++c) graphemes += c == first || paragraph.starts_grapheme(c) ? 1 : 0;
        const float share = advance / static_cast<float>(std::max(graphemes, 1));
        int place = -1;
        for (auto c = first; c < end; ++c) {
            if (c == first || paragraph.starts_grapheme(c)) ++place;
            const float from = static_cast<float>(backwards ? graphemes - 1 - place : place) * share;
            edges[c] = {x + from, x + from + share};
        }
        x += advance;
        i = next;
    }
}

// Fonts know where a mark stands on a letter, few where on the dotted circle under a mark alone: in its middle, the
// dots of shin and sin at their sides. `first`: of the line's glyphs, the first of this run.
void Typesetter::Inside::centre_marks(const Run& run, float unit, Line& line, std::size_t first) {
    unsigned count = 0;
    const auto* shaped = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const auto* moves = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const auto& all = paragraph.characters();
    for (unsigned mark = 0; mark < count; ++mark) {
        const auto start = shaped[mark].cluster;
        if (all[start] != dotted_circle || start + 1 >= run.end || moves[mark].x_advance != 0) continue;
        unsigned circle = 0;
        while (circle < count && (shaped[circle].cluster != start || moves[circle].x_advance == 0)) ++circle;
        hb_glyph_extents_t ink{};
        if (circle == count ||
            hb_font_get_glyph_extents(faces.at(run.face).font.get(), shaped[mark].codepoint, &ink) == 0) {
            continue;
        }
        const float side = all[start + 1] == 0x5C1 ? 1.0F : all[start + 1] == 0x5C2 ? 0.0F : 0.5F;
        const auto room = static_cast<float>(moves[circle].x_advance - ink.width);
        line.glyphs[first + mark].x =
            line.glyphs[first + circle].x + (room * side - static_cast<float>(ink.x_bearing)) * unit;
    }
}

void Typesetter::Inside::shape(const Run& run, TypeStyle style, Line& line) {
    const FontFace& face = faces.at(run.face);
    const float unit = face.unit(style.size);
    hb_buffer_clear_contents(buffer.get());
    const auto& all = paragraph.characters();
    hb_buffer_add_utf32(buffer.get(), all.data(), static_cast<int>(all.size()), static_cast<unsigned>(run.begin),
                        static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer.get(), run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), run.script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : run.script);
    hb_buffer_set_language(buffer.get(), hb_language_from_string(language_of(run.script), -1));
    hb_shape(face.font.get(), buffer.get(), nullptr, 0);
    unsigned count = 0;
    const auto* shaped = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const auto* moves = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const float start = line.width;
    const auto first = line.glyphs.size();
    for (unsigned i = 0; i < count; ++i) {
        line.glyphs.push_back({run.face, shaped[i].codepoint, line.width + static_cast<float>(moves[i].x_offset) * unit,
                               -static_cast<float>(moves[i].y_offset) * unit});
        line.width += static_cast<float>(moves[i].x_advance) * unit;
    }
    centre_marks(run, unit, line, first);
    split_clusters(run, unit, start);
}

// The caret stands before a character: at its left end, or at its right end where it is read right to left. Behind the
// last one it stands where the next of the same kind would come.
void Typesetter::Inside::stops(Direction base, Line& line) const {
    const std::size_t size = paragraph.size();
    for (std::size_t i = 0; i < size; ++i) {
        if (!paragraph.starts_grapheme(i)) continue;
        line.stops.push_back({paragraph.byte(i), paragraph.level(i) % 2 == 1 ? edges[i].right : edges[i].left});
    }
    float end = base == Direction::RightToLeft ? 0 : line.width;
    if (size > 0) end = paragraph.level(size - 1) % 2 == 1 ? edges[size - 1].left : edges[size - 1].right;
    line.stops.push_back({paragraph.byte(size), end});
}

void Typesetter::Inside::set(std::string_view text, TypeStyle style, Direction base, Line& line) {
    paragraph.read(text, style, base, faces);
    edges.assign(paragraph.size(), {});
    line.style = style;
    line.glyphs.reserve(paragraph.size());
    for (const auto& run : paragraph.runs()) shape(run, style, line);
}

// What was typed does not stay behind in the memory that is used again.
void Typesetter::Inside::forget() {
    unsigned count = 0;
    auto* shaped = hb_buffer_get_glyph_infos(buffer.get(), &count);
    if (count > 0) explicit_bzero(shaped, count * sizeof(hb_glyph_info_t));
    hb_buffer_clear_contents(buffer.get());
    paragraph.wipe();
}

Typesetter::Typesetter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

Result<Typesetter> Typesetter::open() {
    auto faces = Faces::open();
    if (!faces) return tl::unexpected(faces.error());
    return Typesetter(std::make_unique<Inside>(std::move(*faces)));
}

Metrics Typesetter::metrics(TypeStyle style) {
    const FontFace& face = inside_->faces.at(inside_->faces.main(style));
    const float unit = face.unit(style.size);
    hb_font_extents_t extents{};
    hb_font_get_h_extents(face.font.get(), &extents);
    hb_position_t capital = 0;
    hb_ot_metrics_get_position_with_fallback(face.font.get(), HB_OT_METRICS_TAG_CAP_HEIGHT, &capital);
    // Paragraphs are read across, headlines are one shape.
    const float spacing = style.size >= 36 ? 1.25F : 1.45F;
    return {static_cast<float>(extents.ascender) * unit, -static_cast<float>(extents.descender) * unit,
            std::round(style.size * spacing), static_cast<float>(capital) * unit};
}

Line Typesetter::shape(std::string_view text, TypeStyle style, Direction base) {
    Line line;
    inside_->set(text, style, base, line);
    inside_->stops(base, line);
    inside_->forget();
    return line;
}

float Typesetter::width(std::string_view text, TypeStyle style, Direction base) {
    Line line;
    inside_->set(text, style, base, line);
    inside_->forget();
    return line.width;
}

std::vector<Typesetter::Range> Typesetter::wrap(std::string_view text, TypeStyle style, Direction base, float width) {
    std::vector<Range> lines;
    Line line;
    inside_->set(text, style, base, line);
    std::vector<Character> characters;
    characters.reserve(inside_->paragraph.size());
    for (std::size_t i = 0; i < inside_->paragraph.size(); ++i) {
        const auto& edge = inside_->edges[i];
        const bool starts = inside_->paragraph.starts_grapheme(i);
        characters.push_back({inside_->paragraph.byte(i), starts ? edge.right - edge.left : 0, starts,
                              text[inside_->paragraph.byte(i)] == '\n', inside_->paragraph.characters()[i]});
    }
    inside_->forget();
    // Letters may be wider at a line's end than within it; what does not fit when measured again gives up a little.
    const auto fits = [&](std::size_t begin, std::size_t end) {
        return this->width(text.substr(begin, end - begin), style, base) <= width;
    };
    for (const auto& [begin, end] : break_lines(characters, text.size(), width, fits)) lines.push_back({begin, end});
    return lines;
}

void Typesetter::draw(ImDrawList& list, float x, float baseline, const Line& line, std::uint32_t colour) {
    if (line.glyphs.empty() || colour >> 24U == 0) return;
    auto& inside = *inside_;
    // The texture is known by its address, which stays; it tells width and pixels when it is drawn from.
    list.PushTextureID(const_cast<AlphaTexture*>(&inside.atlas.texture()));
    const auto base = static_cast<int>(std::lround(baseline));
    for (const auto& glyph : line.glyphs) {
        const auto pen = static_cast<int>(std::lround((x + glyph.x) * GlyphAtlas::phases));
        const int phase = pen & (GlyphAtlas::phases - 1);
        const float size = line.style.size * inside.faces.at(glyph.face).scale;
        const Spot& spot = inside.atlas.spot(inside.faces, glyph.face, glyph.index, size, phase);
        if (spot.width == 0) continue;
        const int pixel = (pen - phase) / GlyphAtlas::phases;  // Divides without a rest.
        const auto left = static_cast<float>(pixel + spot.left);
        const auto top = static_cast<float>(base + static_cast<int>(std::lround(glyph.y)) + spot.top);
        const ImVec2 from(spot.x, spot.y);
        list.PrimReserve(6, 4);
        list.PrimRectUV({left, top}, {left + spot.width, top + spot.height}, from,
                        {from.x + spot.width, from.y + spot.height}, colour);
    }
    list.PopTextureID();
}

const AlphaTexture& Typesetter::atlas() const {
    return inside_->atlas.texture();
}

void Typesetter::rest() {
    inside_->faces.rest();
}

}  // namespace hineni
