#include "tests/support/memory.hpp"

#include <fcntl.h>
#include <hb.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <unordered_map>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

constexpr std::size_t piece = 6;

// Little-endian, as all machines of the kiosk are.
std::string unit_of(std::uint32_t value, std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> 8U * i & 0xFFU));
    return out;
}

void add_pieces(std::vector<Trace>& traces, const std::vector<std::uint32_t>& values, std::size_t unit,
                const std::vector<std::size_t>& strides, const std::string& called) {
    for (std::size_t from = 0; from + piece <= values.size(); ++from) {
        std::string bytes;
        for (std::size_t i = 0; i < piece; ++i) bytes += unit_of(values[from + i], unit);
        for (const auto stride : strides) traces.push_back({bytes, unit, stride, called});
    }
}

std::vector<std::uint32_t> glyphs_of(std::string_view words, const char* face) {
    auto* file = hb_blob_create_from_file_or_fail(face);
    if (file == nullptr) return {};
    auto* opened = hb_face_create(file, 0);
    auto* font = hb_font_create(opened);
    auto* buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, words.data(), static_cast<int>(words.size()), 0, static_cast<int>(words.size()));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, nullptr, 0);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    std::vector<std::uint32_t> glyphs;
    for (unsigned i = 0; i < count; ++i) glyphs.push_back(infos[i].codepoint);
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(opened);
    hb_blob_destroy(file);
    return glyphs;
}

struct Mapping {
    std::uint64_t begin = 0, end = 0;
    std::string name;
};

std::vector<Mapping> written_mappings(pid_t process) {
    constexpr std::uint64_t sanitizers_own = std::uint64_t{64} << 30U;
    std::vector<Mapping> all;
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    for (std::string line; std::getline(maps, line);) {
        Mapping mapping;
        std::array<char, 5> rights{};
        int name = 0;
        if (std::sscanf(line.c_str(), "%" SCNx64 "-%" SCNx64 " %4s %*s %*s %*s %n", &mapping.begin, &mapping.end,
                        rights.data(), &name) < 3) {
            continue;
        }
        mapping.name = line.substr(static_cast<std::size_t>(name));
        const bool file = mapping.name.starts_with("/") && rights[1] != 'w';
        const bool kernels = mapping.name == "[vvar]" || mapping.name == "[vsyscall]";
        if (rights[0] != 'r' || file || kernels || mapping.end - mapping.begin >= sanitizers_own) continue;
        all.push_back(std::move(mapping));
    }
    return all;
}

// Which traces may begin with these two bytes; most places in memory are passed over by one look.
class Beginnings {
  public:
    explicit Beginnings(const std::vector<Trace>& traces) : traces_(traces) {
        for (std::size_t i = 0; i < traces.size(); ++i) by_front_[front(traces[i].bytes.data())].push_back(i);
        for (const auto& [bytes, which] : by_front_) maybe_[bytes] = 1;
    }

    template <class Hit>
    void look(std::string_view memory, Hit hit) const {
        for (std::size_t at = 0; at + 2 <= memory.size(); ++at) {
            const auto bytes = front(memory.data() + at);
            if (maybe_[bytes] == 0) continue;
            for (const auto which : by_front_.at(bytes)) {
                if (stands(memory, at, traces_[which])) hit(at, traces_[which]);
            }
        }
    }

  private:
    // A unit of one byte stands beside the next; a larger one holds both.
    static std::uint16_t front(const char* at) {
        std::uint16_t value = 0;
        std::memcpy(&value, at, sizeof value);
        return value;
    }
    static bool stands(std::string_view memory, std::size_t at, const Trace& trace) {
        const auto units = trace.bytes.size() / trace.unit;
        if (at + (units - 1) * trace.stride + trace.unit > memory.size()) return false;
        for (std::size_t i = 0; i < units; ++i) {
            const auto* there = memory.data() + at + i * trace.stride;
            if (std::memcmp(there, trace.bytes.data() + i * trace.unit, trace.unit) != 0) return false;
        }
        return true;
    }

    const std::vector<Trace>& traces_;
    std::unordered_map<std::uint16_t, std::vector<std::size_t>> by_front_;
    std::vector<char> maybe_ = std::vector<char>(65536);
};

constexpr std::size_t page = 4096;

// Calls `take` with each stretch of pages that are in memory and readable, no longer than a mapping.
template <class Take>
void each_stretch(pid_t process, const Mapping& mapping, Take take) {
    const auto folder = "/proc/" + std::to_string(process);
    const int memory = open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    const int present = open((folder + "/pagemap").c_str(), O_RDONLY | O_CLOEXEC);
    std::string stretch;
    std::uint64_t begin = mapping.begin;
    const auto pass = [&] {
        if (!stretch.empty()) take(begin, stretch);
        stretch.clear();
    };
    constexpr std::size_t pages_at_once = 4096;
    std::vector<std::uint64_t> entries(pages_at_once);
    std::array<char, page> bytes{};
    for (auto at = mapping.begin; at < mapping.end;) {
        const auto pages = std::min<std::uint64_t>(pages_at_once, (mapping.end - at) / page);
        const auto got = pread(present, entries.data(), pages * 8, static_cast<off_t>(at / page * 8));
        for (std::size_t i = 0; i < pages; ++i, at += page) {
            const bool known = got >= static_cast<ssize_t>((i + 1) * 8);
            const bool there = !known || (entries[i] >> 62U) != 0;  // In memory, or swapped out.
            const bool read = there && pread(memory, bytes.data(), page, static_cast<off_t>(at)) == page;
            if (!read) {
                pass();
                continue;
            }
            if (stretch.empty()) begin = at;
            stretch.append(bytes.data(), page);
        }
    }
    pass();
    close(present);
    close(memory);
}

}  // namespace

std::vector<Trace> traces_of(std::string_view words, const std::string& called) {
    std::vector<std::uint32_t> letters;
    std::string utf8;
    std::vector<Trace> traces;
    for (auto left = words; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        letters.push_back(utf8::front(left));
        const auto here = utf8::cut(left, piece);
        if (utf8::count(here) == piece) traces.push_back({std::string(here), here.size(), 1, called + " as utf-8"});
    }
    add_pieces(traces, letters, 2, {2}, called + " as utf-16");
    add_pieces(traces, letters, 4, {4, 16, 20, 24}, called + " as utf-32");
    std::set<std::vector<std::uint32_t>> ciphers;
    for (const auto* face :
         {"Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-Medium", "InterDisplay-Bold"}) {
        ciphers.insert(glyphs_of(words, (std::string("/usr/share/fonts/opentype/inter/") + face + ".otf").c_str()));
    }
    for (const auto& glyphs : ciphers) {
        add_pieces(traces, glyphs, 2, {2}, called + " as glyphs of 16 bits");
        add_pieces(traces, glyphs, 4, {4, 16, 20, 24}, called + " as glyphs of 32 bits");
    }
    return traces;
}

std::vector<Found> find_in_memory(pid_t process, const std::vector<Trace>& traces, std::size_t most) {
    const Beginnings beginnings(traces);
    std::vector<Found> found;
    for (const auto& mapping : written_mappings(process)) {
        each_stretch(process, mapping, [&](std::uint64_t begin, std::string_view bytes) {
            beginnings.look(bytes, [&](std::size_t at, const Trace& trace) {
                if (found.size() < most) found.push_back({trace.called, begin + at, mapping.name});
            });
        });
    }
    return found;
}

std::string in_words(const std::vector<Found>& found) {
    std::ostringstream out;
    for (const auto& each : found) {
        out << each.called << " at " << std::hex << each.address << " in " << each.mapping << "\n";
    }
    return out.str();
}

}  // namespace hineni
