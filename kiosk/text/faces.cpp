#include "kiosk/text/faces.hpp"

#include <hb-ot.h>

#include <algorithm>

#include "kiosk/text/font_file.hpp"

namespace hineni {

namespace {

struct Block {
    char32_t first, last;
};

// A family brings four files, by Weight, and the blocks for which it is asked when Inter does not cover a character.
// Noto has two weights in fonts-noto-core; a new script is one more entry.
struct Family {
    const char* folder;
    std::array<const char*, 4> files;
    float scale;
    std::vector<Block> blocks;
    unsigned index = 0;  // Of the face in each file.
};

// A family without a Medium of its own draws its Regular as much thicker as Inter's Medium is, in parts of the em.
constexpr float medium_is_thicker = 0.016F;

constexpr const char* inter = "/usr/share/fonts/opentype/inter/";
constexpr const char* noto = "/usr/share/fonts/truetype/noto/";
constexpr const char* cjk = "/usr/share/fonts/opentype/noto/";
constexpr float display_from =
    36;  // Inter's optical size axis ends at 32 points; close to it the text cut reads better.

enum Place : std::size_t { Text, Display, Fallbacks };

}  // namespace

// The scales were chosen by eye, on names in one line: Hebrew stands between Inter's small letters and its capitals,
// the alef of Arabic as high as a capital and its strokes as thick as Inter's (at 1.5 it shouts), Chinese as it is.
static const std::vector<Family>& families() {
    static const std::vector<Family> all{
        {inter, {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf"}, 1, {}},
        {inter,
         {"InterDisplay-Regular.otf", "InterDisplay-Medium.otf", "InterDisplay-SemiBold.otf", "InterDisplay-Bold.otf"},
         1,
         {}},
        {noto,
         {"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf",
          "NotoSansHebrew-Bold.ttf"},
         1.14F,
         {{0x0590, 0x05FF}, {0xFB1D, 0xFB4F}}},
        {noto,
         {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf",
          "NotoSansArabic-Bold.ttf"},
         1.2F,
         {{0x0600, 0x06FF}, {0x0750, 0x077F}, {0x0870, 0x08FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}}},
        {cjk,
         {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Bold.ttc"},
         1,
         {{0x1100, 0x11FF},
          {0x2E80, 0x9FFF},
          {0xA960, 0xA97F},
          {0xAC00, 0xD7FF},
          {0xF900, 0xFAFF},
          {0xFE30, 0xFE4F},
          {0xFF00, 0xFFEF},
          {0x20000, 0x3FFFF}},
         2},  // Simplified Chinese; the others differ in the form of some strokes.
        {noto,
         {"NotoSans-Regular.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Bold.ttf"},
         1,
         {{0, 0x10FFFF}}},
    };
    return all;
}

static Faces::Id id_of(std::size_t family, Weight weight) {
    return static_cast<Faces::Id>(family * 4 + static_cast<std::size_t>(weight));
}

// Weights with the same file share what FreeType keeps of it, a megabyte for Chinese: the first of them owns it.
static Faces::Id owner_of(Faces::Id id) {
    const auto& files = families()[id / 4].files;
    Faces::Id first = id / 4 * 4;
    while (files[first % 4] != std::string_view(files[id % 4])) ++first;
    return first;
}

bool FontFace::covers(char32_t c) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font.get(), c, &glyph) != 0 && glyph != 0;
}

Faces::Faces() : faces_(families().size() * 4), looked_for_(faces_.size(), false) {}

Faces::~Faces() {
    // Before the library, which would free them too late: their files are unmapped by then.
    for (auto& face : faces_) {
        if (face && face->glyphs != nullptr) FT_Done_Face(face->glyphs);
    }
}

Result<Faces> Faces::open() {
    Faces faces;
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return fail("open the fonts: freetype does not start");
    faces.library_.reset(library);
    if (faces.face(id_of(Text, Weight::Regular)) == nullptr) {
        return fail(std::string("open the fonts: ") + inter + families()[Text].files[0] + " is missing",
                    "install the package fonts-inter");
    }
    return faces;
}

const FontFace* Faces::face(Id id) {
    if (looked_for_[id]) return faces_[id] ? &*faces_[id] : nullptr;
    looked_for_[id] = true;
    const Family& family = families()[id / 4];
    FontFace face;
    face.file.reset(map_font(std::string(family.folder) + family.files[id % 4]));
    if (!face.file) return nullptr;
    const std::unique_ptr<hb_face_t, FreeWith<hb_face_destroy>> opened(hb_face_create(face.file.get(), family.index));
    if (hb_face_get_glyph_count(opened.get()) == 0) return nullptr;
    face.font.reset(hb_font_create(opened.get()));
    hb_ot_font_set_funcs(face.font.get());
    const unsigned em = hb_face_get_upem(opened.get());
    hb_font_set_scale(face.font.get(), static_cast<int>(em), static_cast<int>(em));
    face.em = static_cast<float>(em);
    face.scale = family.scale;
    const bool medium = id % 4 == static_cast<Id>(Weight::Medium);
    if (medium && family.files[0] == std::string_view(family.files[1])) face.thicker = medium_is_thicker;
    faces_[id] = std::move(face);
    return &*faces_[id];
}

void Faces::rest() {
    for (const auto& face : faces_) {
        if (face) give_back_pages(face->file.get());
    }
}

Faces::Id Faces::main(TypeStyle style) {
    const auto wanted = id_of(style.size >= display_from ? Display : Text, style.weight);
    for (const auto id : {wanted, id_of(Text, style.weight)}) {
        if (face(id) != nullptr) return id;
    }
    return id_of(Text, Weight::Regular);
}

Faces::Id Faces::drawing(char32_t c, TypeStyle style) {
    const auto first = main(style);
    if (at(first).covers(c)) return first;
    for (std::size_t family = Fallbacks; family < families().size(); ++family) {
        const auto& blocks = families()[family].blocks;
        if (std::none_of(blocks.begin(), blocks.end(), [&](Block b) { return c >= b.first && c <= b.last; })) continue;
        const auto id = id_of(family, style.weight);
        if (const auto* it = face(id); it != nullptr && it->covers(c)) return id;
    }
    return first;
}

FT_Face Faces::glyphs(Id id) {
    const Id owner = owner_of(id);
    if (face(owner) == nullptr) return nullptr;
    FontFace& owned = *faces_[owner];
    if (owned.glyphs == nullptr) {
        unsigned size = 0;
        const char* bytes = hb_blob_get_data(owned.file.get(), &size);
        const auto* start = reinterpret_cast<const FT_Byte*>(bytes);
        const auto index = static_cast<FT_Long>(families()[owner / 4].index);
        if (FT_New_Memory_Face(library_.get(), start, static_cast<FT_Long>(size), index, &owned.glyphs) != 0) {
            return nullptr;
        }
    }
    return owned.glyphs;
}

}  // namespace hineni
