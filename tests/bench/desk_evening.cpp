// desk_evening FOLDER [ROUNDS]: an evening at the desk: five tablets with 2,000 signed pledges each, in mixed scripts,
// 3 % of the people on two tablets; opened, merged, proved, printed. The real program, each command in a process of its
// own; beside it the floor: bare Cairo with as many pages, signatures and lines of Latin text. Makes FOLDER where it is
// not there.
#include <cairo-pdf.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "sync/desk/workers.hpp"
#include "sync/seal/key_file.hpp"
#include "tests/sync/desk/device.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t tablets = 5;
constexpr std::size_t each = 2000;
constexpr std::size_t twice = each * 3 / 100;
constexpr std::size_t shown_of_ten = 6;
constexpr std::size_t points = 150;

struct Tongue {
    const char* language;
    const char* name;
};
constexpr Tongue tongues[] = {
    {"en", "Ada Sample"}, {"es", "María Núñez-O’Neil"},   {"he", "דנה לוי"},     {"ar", "فاطمة الزهراء"},
    {"zh", "王小明"},     {"vi", "Nguyễn Thị Minh Khai"}, {"ru", "Анна Петрова"}};

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string signature(std::size_t person) {
    std::string path;
    for (std::size_t i = 0; i < points; ++i) {
        const auto at = static_cast<double>(i);
        const double wave = std::sin(at * 0.3 + static_cast<double>(person)) * std::cos(at * 0.11);
        path += (i % 50 == 0 ? "M" : "L") + std::to_string(40 + i * 6) + " " +
                std::to_string(200 + std::lround(150 * wave));
    }
    return path;
}

Entry pledge(const std::string& event, std::size_t tablet, std::size_t i) {
    const auto person = i < twice ? i : tablet * each + i;
    const auto& tongue = tongues[person % std::size(tongues)];
    auto entry = sample_pledge(signature(person));
    entry.event = event;
    entry.language = tongue.language;
    entry.collected.boot.fill(static_cast<std::uint8_t>(tablet + 1));
    entry.collected.since_boot = Monotonic(static_cast<std::int64_t>(i) * 6000);
    entry.collected.unix_s = 1'796'940'000 + static_cast<std::int64_t>(i) * 6;
    entry.answers[0].value = secret(std::string(tongue.name) + " " + std::to_string(person));
    entry.answers[1].value = secret("p" + std::to_string(person) + "@example.org");
    entry.text =
        digest(as_bytes(read(HINENI_SOURCE "/assets/events/tongues/pledge." + std::string(tongue.language) + ".md")));
    entry.public_name = person % 10 < shown_of_ten;
    return entry;
}

void make(const fs::path& folder) {
    fs::create_directories(folder / "drop");
    const auto key = new_secret_key();
    if (!write_key_file(folder / "key", key, nullptr)) std::exit(1);
    fs::copy(HINENI_SOURCE "/assets/events/tongues", folder / "pack");
    auto toml = read(folder / "pack/event.toml");
    const auto own = to_text(public_half(key));
    toml.replace(toml.find("hineni1"), own.size(), own);
    std::ofstream(folder / "pack/event.toml") << toml;
    const std::string event = "vigil-2026-12-10";
    for (std::size_t t = 0; t < tablets; ++t) {
        Tablet tablet({public_half(key)});
        tablet.last.chain.fill(static_cast<std::uint8_t>(t));
        std::vector<Bytes> envelopes(each);
        in_parallel(each, [&](std::size_t i) { envelopes[i] = tablet.sealed(pledge(event, t, i)); });
        for (std::size_t i = 0; i < each; i += 60) {
            const auto bundle = tablet.send({envelopes.begin() + static_cast<std::ptrdiff_t>(i),
                                             envelopes.begin() + static_cast<std::ptrdiff_t>(std::min(each, i + 60))});
            std::ofstream(folder / "drop" / bundle.name, std::ios::binary) << as_text(bundle.bytes);
        }
    }
}

// As many pages, strokes and lines as the book of the evening has, without a thought.
void bare_cairo() {
    const auto drop = [](void*, const unsigned char*, unsigned) { return CAIRO_STATUS_SUCCESS; };
    auto* surface = cairo_pdf_surface_create_for_stream(drop, nullptr, 612, 792);
    auto* cr = cairo_create(surface);
    cairo_select_font_face(cr, "Inter", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, 10);
    constexpr std::size_t rows = tablets * each * shown_of_ten / 10;
    for (std::size_t i = 0; i < rows; ++i) {
        const double y = 80 + static_cast<double>(i % 15) * 42;
        if (i % 15 == 0 && i > 0) cairo_show_page(cr);
        for (int line = 0; line < 3; ++line) {
            cairo_move_to(cr, 62 + line * 150, y);
            cairo_show_text(cr, ("Ada Sample " + std::to_string(i)).c_str());
        }
        for (std::size_t k = 0; k < points; ++k) {
            const auto at = static_cast<double>(k);
            const double wave = std::sin(at * 0.3 + static_cast<double>(i)) * std::cos(at * 0.11);
            const double x = 380 + at * 0.5;
            if (k % 50 == 0) cairo_move_to(cr, x, y);
            cairo_line_to(cr, x, y + 12 * wave);
        }
        cairo_stroke(cr);
    }
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

struct Cost {
    double wall = 1e9;
    double processor = 1e9;
    long most_kb = 0;
};

// In a process of its own. The best counts.
void measure(Cost& cost, const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const auto child = fork();
    if (child == 0) {
        work();
        std::fflush(nullptr);
        _exit(0);
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || status != 0) std::exit(1);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    cost.wall = std::min(cost.wall, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    cost.processor = std::min(cost.processor, seconds(used.ru_utime) + seconds(used.ru_stime));
    cost.most_kb = std::max(cost.most_kb, used.ru_maxrss);
}

std::function<void()> program(const fs::path& folder, std::string command, std::vector<std::string> more) {
    std::vector<std::string> words{
        HINENI_BIN "/hineni-desk", std::move(command), "--key",        folder / "key", "--from",
        folder / "drop",           "--event",          folder / "pack"};
    words.insert(words.end(), more.begin(), more.end());
    return [words] {
        if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr)
            _exit(1);
        std::vector<char*> line;
        for (const auto& word : words) line.push_back(const_cast<char*>(word.c_str()));
        line.push_back(nullptr);
        execv(line[0], line.data());
        _exit(1);
    };
}

void print(const char* what, const Cost& cost) {
    std::printf("%-36s %6.2f s wall, %6.2f s of processor, %4ld MB at most\n", what, cost.wall, cost.processor,
                cost.most_kb / 1024);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: desk_evening FOLDER [ROUNDS]\n"), 2;
    if (!start_sealing()) return 1;
    const fs::path folder = argv[1];
    if (!fs::exists(folder / "pack")) make(folder);
    const unsigned long rounds = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 3;
    Cost floor, open, prove, book, report;
    for (unsigned long round = 0; round < rounds; ++round) {
        measure(floor, bare_cairo);
        measure(open, program(folder, "open", {"--csv", folder / "table.csv"}));
        measure(prove, program(folder, "prove", {}));
        measure(book, program(folder, "book", {"--pdf", folder / "book.pdf"}));
        measure(report, program(folder, "report", {"--pdf", folder / "report.pdf", "--png", folder / "report.png"}));
    }
    std::printf("%zu tablets, %zu entries each, %zu processors, best of %lu\n", tablets, each, workers(), rounds);
    print("bare Cairo", floor);
    print("open --csv (opened, merged)", open);
    print("prove --key", prove);
    print("book (opened, merged, printed)", book);
    print("report --pdf --png", report);
    std::printf("proved and printed: %.2f s wall\n", prove.wall + book.wall);
}
