#include "kiosk/text/paragraph.hpp"

#include <fribidi.h>
#include <string.h>

#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/text/graphemes.hpp"

namespace hineni {

static constexpr char32_t invisible = 0x200B;  // Zero width space: HarfBuzz leaves it out.

template <class T, class Memory>
static void overwrite(std::vector<T, Memory>& list) {
    if (!list.empty()) explicit_bzero(list.data(), list.size() * sizeof(T));
    list.clear();
}

void Paragraph::wipe() {
    overwrite(characters_);
    overwrite(bytes_);
    overwrite(levels_);
    overwrite(grapheme_);
    overwrite(types_);
    overwrite(brackets_);
    overwrite(embedding_);
    runs_.clear();
}

void Paragraph::read(std::string_view text, TypeStyle style, Direction base, Faces& faces) {
    wipe();
    decode(text);
    order(base);
    for (auto& c : characters_) {
        if (c == '\t') c = ' ';
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) c = invisible;
    }
    part(style, faces);
    arrange();
}

void Paragraph::decode(std::string_view text) {
    int flags = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::front(text.substr(at));
        const bool first = characters_.empty();
        grapheme_.push_back(first || breaks_grapheme(characters_.back(), c, flags) ? 1 : 0);
        flags = regional_indicator(c) ? flags + 1 : 0;
        characters_.push_back(c);
        bytes_.push_back(at);
        at += std::max<std::size_t>(utf8::front_size(text.substr(at)), 1);
    }
    bytes_.push_back(text.size());
}

static bool trails_off(FriBidiCharType type) {
    return FRIBIDI_IS_EXPLICIT_OR_BN_OR_WS(type) || FRIBIDI_IS_ISOLATE(type);
}

// Levels after the Unicode bidirectional algorithm (UAX #9). Nothing below U+0590 is written right to left.
void Paragraph::order(Direction base) {
    const std::size_t size = characters_.size();
    const bool right_to_left = base == Direction::RightToLeft;
    levels_.assign(size, right_to_left ? 1 : 0);
    const bool plain = std::all_of(characters_.begin(), characters_.end(), [](auto c) { return c < 0x590; });
    if (size == 0 || (plain && !right_to_left)) return;
    types_.resize(size);
    brackets_.resize(size);
    embedding_.resize(size);
    const auto length = static_cast<FriBidiStrIndex>(size);
    fribidi_get_bidi_types(characters_.data(), length, types_.data());
    fribidi_get_bracket_types(characters_.data(), length, types_.data(), brackets_.data());
    FriBidiParType direction = right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (fribidi_get_par_embedding_levels_ex(types_.data(), brackets_.data(), length, &direction, embedding_.data()) ==
        0) {
        return;  // Out of memory: in the order of the base direction.
    }
    for (std::size_t i = 0; i < size; ++i) levels_[i] = static_cast<std::uint8_t>(embedding_[i]);
    // Rule L1: what trails off at the end of the line follows the paragraph.
    for (std::size_t i = size; i > 0 && trails_off(types_[i - 1]); --i) {
        levels_[i - 1] = right_to_left ? 1 : 0;
    }
}

static bool of_no_script(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

// The face for a letter with its marks. A letter of no script, such as the dotted circle under a mark alone, goes to
// the face of its first mark, if that has it too.
static Faces::Id face_of(const WipedList<std::uint32_t>& all, std::size_t i, bool marked, TypeStyle style,
                         Faces& faces) {
    const auto face = faces.drawing(all[i], style);
    if (!marked || faces.at(face).covers(all[i + 1])) return face;
    const auto other = faces.drawing(all[i + 1], style);
    return faces.at(other).covers(all[i]) ? other : face;
}

// Runs in logical order. A mark, a space or a steering character stays with the face before it if that can draw it, so
// that niqqud meets its letter; digits and signs among Hebrew or Arabic are Inter's, as everywhere else.
void Paragraph::part(TypeStyle style, Faces& faces) {
    auto* unicode = hb_unicode_funcs_get_default();
    const auto main = faces.main(style);
    for (std::size_t i = 0; i < characters_.size(); ++i) {
        const char32_t c = characters_[i];
        const bool ascii = c > 0x20 && c < 0x7F;
        Run* last = runs_.empty() ? nullptr : &runs_.back();
        hb_script_t script = ascii ? (((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON)
                                   : hb_unicode_script(unicode, c);
        const bool follows = last != nullptr && (steers_only(c) || grapheme_[i] == 0 || c == ' ');
        const bool kept = follows && (steers_only(c) || faces.at(last->face).covers(c));
        const bool marked = i + 1 < characters_.size() && grapheme_[i + 1] == 0 && !steers_only(characters_[i + 1]);
        const auto face = kept                        ? last->face
                          : (steers_only(c) || ascii) ? main
                                                      : face_of(characters_, i, marked, style, faces);
        if (last != nullptr && last->level == levels_[i] && last->face == face) {
            if (of_no_script(script) || script == last->script) {
                last->end = i + 1;
                continue;
            }
            if (of_no_script(last->script)) {
                last->script = script;
                last->end = i + 1;
                continue;
            }
        }
        if (last != nullptr && of_no_script(script) && last->face == face) script = last->script;
        runs_.push_back({i, i + 1, levels_[i], script, face});
    }
}

// Rule L2: from the highest level down, turn around each row of runs at that level or above.
void Paragraph::arrange() {
    std::uint8_t highest = 0;
    for (const auto& run : runs_) highest = std::max(highest, run.level);
    for (std::uint8_t level = highest; level > 0; --level) {
        for (auto from = runs_.begin(); from != runs_.end();) {
            from = std::find_if(from, runs_.end(), [&](const Run& run) { return run.level >= level; });
            const auto to = std::find_if(from, runs_.end(), [&](const Run& run) { return run.level < level; });
            std::reverse(from, to);
            from = to;
        }
    }
}

}  // namespace hineni
