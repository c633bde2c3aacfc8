#include "sync/print/setting.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

const char* family_of(Face face) {
    // Families by name, so that a laptop with other fonts prints the same.
    if (face == Face::Script) return "Noto Serif, Noto Serif Hebrew, Noto Naskh Arabic, Noto Serif CJK SC";
    return "Inter, Noto Sans Hebrew, Noto Sans Arabic, Noto Sans CJK SC, Noto Sans";
}

PangoFontDescription* font_of(const Type& type) {
    auto* font = pango_font_description_new();
    pango_font_description_set_family_static(font, family_of(type.face));
    pango_font_description_set_absolute_size(font, std::round(type.size * PANGO_SCALE));
    pango_font_description_set_weight(font, static_cast<PangoWeight>(type.weight));
    if (type.face == Face::Script) pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    return font;
}

int units(double points) {
    return static_cast<int>(std::lround(points * PANGO_SCALE));
}

double points(int units) {
    return static_cast<double>(units) / PANGO_SCALE;
}

PangoRectangle logical(PangoLayout* layout) {
    PangoRectangle lines;
    pango_layout_get_extents(layout, nullptr, &lines);
    return lines;
}

}  // namespace

void Press::Let::operator()(PangoContext* context) const {
    g_object_unref(context);
}

Press::Press() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string("en"));
}

void Setting::Let::operator()(PangoLayout* layout) const {
    g_object_unref(layout);
}

Setting::Setting(const Press& press, const Type& type) : type_(type), layout_(pango_layout_new(press.context())) {
    auto* font = font_of(type);
    pango_layout_set_font_description(layout_.get(), font);
    pango_font_description_free(font);
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    if (type.lines > 0) {
        pango_layout_set_height(layout_.get(), -static_cast<int>(type.lines));
        pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
    }
    style({});
}

void Setting::style(const std::vector<Bold>& bold) {
    auto* list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_line_height_new_absolute(units(type_.size * type_.leading)));
    // A name that is broken gets no hyphen: it is nobody's spelling.
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    if (type_.tracking != 0) {
        pango_attr_list_insert(list, pango_attr_letter_spacing_new(units(type_.size * type_.tracking)));
    }
    // Inter's own words for it: ss02 is for telling letters apart, tnum makes figures line up; large ones stand alone.
    const char* features = type_.size > 20 ? "tnum=0" : type_.face == Face::Clear ? "ss02=1, tnum=1" : "tnum=1";
    pango_attr_list_insert(list, pango_attr_font_features_new(features));
    for (const auto& [from, to] : bold) {
        auto* weight = pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD);
        weight->start_index = static_cast<guint>(from);
        weight->end_index = static_cast<guint>(to);
        pango_attr_list_insert(list, weight);
    }
    pango_layout_set_attributes(layout_.get(), list);
    pango_attr_list_unref(list);
}

Setting& Setting::set(std::string_view words, double width, TypeAlign align, const std::vector<Bold>& bold) {
    if (!bold.empty()) style(bold);
    pango_layout_set_width(layout_.get(), width < 0 ? -1 : units(width));
    pango_layout_set_alignment(layout_.get(), align == TypeAlign::Start    ? PANGO_ALIGN_LEFT
                                              : align == TypeAlign::Middle ? PANGO_ALIGN_CENTER
                                                                           : PANGO_ALIGN_RIGHT);
    pango_layout_set_text(layout_.get(), words.data(), static_cast<int>(words.size()));
    return *this;
}

double Setting::width() const {
    return points(logical(layout_.get()).width);
}

double Setting::above() const {
    PangoRectangle drawn;
    pango_layout_get_extents(layout_.get(), &drawn, nullptr);
    return std::max(0.0, -points(drawn.y));
}

double Setting::height() const {
    PangoRectangle drawn;
    PangoRectangle lines;
    pango_layout_get_extents(layout_.get(), &drawn, &lines);
    return points(std::max(lines.height, drawn.y + drawn.height)) + std::max(0.0, -points(drawn.y));
}

bool Setting::leftward() const {
    return pango_layout_get_direction(layout_.get(), 0) == PANGO_DIRECTION_RTL;
}

std::size_t Setting::lines() const {
    return static_cast<std::size_t>(pango_layout_get_line_count(layout_.get()));
}

std::string printable(std::string_view words) {
    std::string out;
    out.reserve(words.size());
    while (!words.empty()) {
        const auto size = std::max<std::size_t>(1, utf8::front_size(words));
        const auto letter = utf8::front(words);
        const bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 || letter == 0x2029;
        if (control) {
            out += ' ';
        } else {
            out += utf8::encode(letter);
        }
        words.remove_prefix(size);
    }
    return out;
}

}  // namespace hineni
