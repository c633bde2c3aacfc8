// hineni-kiosk: owns a sign-up until it is an entry, and puts the sealed entry into the queue. No network. Here the
// parts are wired and the clock is read; what happens on the glass is shell/stage.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "hineni/log.hpp"
#include "hineni/seal.hpp"
#include "kiosk/device/device.hpp"
#include "kiosk/form/phone_in_child.hpp"
#include "kiosk/shell/gallery.hpp"
#include "kiosk/shell/kiosk_loop.hpp"
#include "kiosk/shell/practice.hpp"
#include "kiosk/shell/rehearsal.hpp"
#include "kiosk/shell/stage.hpp"
#include "kiosk/shell/stage_store.hpp"
#include "kiosk/shell/table_on_state.hpp"
#include "kiosk/shell/window.hpp"
#include "kiosk/voice/speaker.hpp"
#include "kiosk/widgets/look.hpp"

namespace hineni {
namespace {

namespace fs = std::filesystem;

struct Options {
    fs::path event, state, gallery, rehearsal, pictures, mirror, packs;
    bool fullscreen = false, touches = false;
    std::string window;
    std::string look = "day";
};

// Nothing that is typed may reach the disk in the clear: no core dump, no debugger, no file that others read.
class Curtains {
  public:
    Curtains() {
        umask(077);
        const rlimit none{0, 0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
    Curtains(const Curtains&) = delete;
    Curtains& operator=(const Curtains&) = delete;
#ifdef __SANITIZE_ADDRESS__  // Its leak checker is a debugger, which comes when all is over.
    ~Curtains() {
        (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    }
#else
    ~Curtains() = default;
#endif
};

int complain(const Error& error) {
    std::fprintf(stderr, "hineni-kiosk: %s\n", error.what.c_str());
    if (!error.hint.empty()) std::fprintf(stderr, "hint: %s\n", error.hint.c_str());
    return 1;
}

// "1280x800"; nothing for anything else.
std::optional<Window::Size> size_in(std::string_view text) {
    Window::Size size;
    const auto* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    const bool sensible = size.width >= 320 && size.width <= 7680 && size.height >= 240 && size.height <= 7680;
    if (height.ec != std::errc{} || height.ptr != end || !sensible) return std::nullopt;
    return size;
}

Window::Size glass_of(const Options& options) {
    return size_in(options.window).value_or(Window::Size{});
}

Result<fs::path> this_program() {
    std::error_code problem;
    auto program = fs::read_symlink("/proc/self/exe", problem);
    if (problem) return fail("find this program's own folder: " + problem.message());
    return program;
}

Result<Wording> open_wording(const fs::path& program, const EventPack& pack) {
    return Wording::open(program.parent_path() / "../share/hineni/wording", pack.languages);
}

int run_gallery(const Options& options, const EventPack& pack, const Wording& wording, Painter& painter) {
    const auto size = glass_of(options);
    const auto written = write_gallery(options.gallery, pack, wording, painter, {size.width, size.height});
    if (!written) return complain(written.error());
    std::printf("%zu pictures in %s\n", *written, options.gallery.c_str());
    return 0;
}

Result<std::vector<rehearsal::Step>> read_rehearsal(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.is_open() || in.bad()) return fail("read the script: it cannot be opened", "--rehearse names a text file");
    return rehearsal::read_script(text);
}

fs::path mirror_of(const Options& options, const EventPack& pack) {
    return options.mirror.empty() ? fs::path(pack.mirror) : options.mirror;
}

Store store_of(const Options& options, const EventPack& pack) {
    return store_on_device(pack, options.state, mirror_of(options, pack));
}

// The pack in use is a link into the shelf, which may point elsewhere at any moment: where it points now is what is
// read, and what later packs are held against.
fs::path pack_folder(const Options& options) {
    std::error_code unknown;
    auto folder = options.packs.empty() ? fs::path() : fs::canonical(options.event, unknown);
    return unknown || folder.empty() ? options.event : folder;
}

Device::Places places_of(const Options& options, const EventPack& pack) {
    Device::Places places;
    places.state = options.state;
    places.shelf = options.packs;
    places.mirror = mirror_of(options, pack);
    return places;
}

// The organizer's table on a real device: the PIN lies in the state, the rest is the device's.
Table table_of(Device& device, const EventPack& pack, const fs::path& state) {
    auto table = table_on_state(pack, state);
    table.look = [&device](const Now& now) { return device.look(now); };
    table.glance = [&device](const Now& now) { return device.glance(now); };
    table.carry_out = [&device](const Order& order, const Now& now) { return device.carry_out(order, now); };
    return table;
}

Result<void> rehearse(const Options& options, const Stage::Parts& parts) {
    const auto script = read_rehearsal(options.rehearsal);
    if (!script) return tl::unexpected(script.error());
    std::error_code problem;
    if (!options.pictures.empty()) fs::create_directories(options.pictures, problem);
    if (problem) return fail("make the folder " + options.pictures.string() + ": " + problem.message());
    const auto size = glass_of(options);
    const auto now = read_clocks();
    Stage stage(parts, store_of(options, parts.pack), size.width, size.height, now.monotonic);
    rehearsal::Attendee attendee(stage, now, size.width, size.height, options.pictures, stdout);
    if (options.touches) attendee.show_touches();
    return attendee.play(*script);
}

int run_rehearsal(const Options& options, const Stage::Parts& parts) {
    const auto met = rehearse(options, parts);
    if (met) return 0;
    return complain(within("rehearse " + options.rehearsal.string(), met.error()).value());
}

int run_window(const Options& options, Stage::Parts parts, Store store) {
    auto size = options.window.empty() ? std::nullopt : size_in(options.window);
    auto window = Window::open("Hineni", size);
    if (!window) return complain(window.error());
    const auto glass = window->pixels();
    if (!glass) return complain(glass.error());
    Speaker speaker;
    parts.speaker = &speaker;
    Stage stage(parts, std::move(store), glass->width, glass->height, read_clocks().monotonic);
    const auto ended = run_on(*window, stage);
    return ended ? 0 : complain(ended.error());
}

// A kiosk whose pack is broken still says so on its screen, to whoever set it up.
EventPack pack_of_a_closed_kiosk() {
    EventPack pack;
    pack.languages = {"en"};
    return pack;
}

int run(const Options& options) {
    const Curtains closed;
    if (const auto started = start_sealing(); !started) return complain(started.error());
    const auto folder = pack_folder(options);
    const auto read = read_event_pack(folder);
    const bool in_window = options.gallery.empty() && options.rehearsal.empty();
    if (!read) {
        for (const auto& complaint : read.error()) log("hineni-kiosk: read the event pack: " + in_words(complaint));
        if (!in_window) {
            std::fprintf(stderr, "hint: correct %s, then try again\n", options.event.c_str());
            return 1;
        }
    }
    const auto pack = read ? *read : pack_of_a_closed_kiosk();
    const auto program = this_program();
    if (!program) return complain(program.error());
    const auto wording = open_wording(*program, pack);
    if (!wording) return complain(wording.error());
    auto painter = Painter::open();
    if (!painter) return complain(painter.error());
    if (!options.gallery.empty()) return run_gallery(options, pack, *wording, *painter);
    Comfort usual;
    usual.scheme = scheme_named(options.look).value_or(Scheme::Day);
    Stage::Parts parts{pack, *wording, usual, *painter, phones_in_child(phone_module_beside(*program))};
    const auto practice = practice_on_device(pack, options.state);
    parts.practice = &practice;
    auto table = table_on_state(pack, options.state);
    parts.table = &table;
    if (!options.rehearsal.empty()) return run_rehearsal(options, parts);
    Device device(pack, places_of(options, pack));
    table = table_of(device, pack, options.state);
    if (!options.packs.empty()) parts.shelved = folder.filename().string();
    if (!read) return run_window(options, parts, closed_store({in_words(read.error().front()), {}}));
    return run_window(options, parts, store_of(options, pack));
}

void add_options(CLI::App& app, Options& options) {
    app.set_version_flag("--version", "hineni-kiosk " HINENI_VERSION);
    const auto size = [](const std::string& text) {
        return size_in(text) ? std::string() : "a size is WIDTHxHEIGHT in pixels, such as 1280x800";
    };
    app.add_option("--event", options.event, "The event pack: a folder with event.toml")->type_name("DIR")->required();
    auto* state = app.add_option("--state", options.state, "Where the queue and the device's key are kept");
    state->type_name("DIR");
    app.add_option("--mirror", options.mirror, "A second copy of every entry, in a folder on a stick")
        ->type_name("DIR");
    app.add_option("--packs", options.packs, "The shelf of event packs that --event is the current one of")
        ->type_name("DIR");
    auto* fullscreen = app.add_flag("--fullscreen", options.fullscreen, "The whole screen (unless --window is given)");
    app.add_option("--window", options.window, "A window, or the size of pictures (1280x800)")
        ->type_name("WxH")
        ->check(CLI::Validator(size, ""))
        ->excludes(fullscreen);
    app.add_option("--look", options.look, "day or night")->check(CLI::IsMember({"day", "night"}));
    auto* gallery = app.add_option("--gallery", options.gallery, "Write a picture of every screen, and end");
    gallery->type_name("DIR");
    auto* rehearsal = app.add_option("--rehearse", options.rehearsal, "Play an attendee, offscreen, and end");
    rehearsal->type_name("FILE")->needs(state)->excludes(gallery);
    app.add_option("--pictures", options.pictures, "Where pictures of the rehearsal go")
        ->type_name("DIR")
        ->needs(rehearsal);
    app.add_flag("--touches", options.touches, "Print where each touch of the rehearsal goes")->needs(rehearsal);
    app.callback([&options] {
        if (options.gallery.empty() && options.state.empty()) throw CLI::RequiredError("--state");
    });
}

}  // namespace
}  // namespace hineni

int main(int argc, char** argv) {
    CLI::App app("Signs people up at a vigil, with no network. What they type is sealed on this device.",
                 "hineni-kiosk");
    hineni::Options options;
    try {
        hineni::add_options(app, options);
        app.parse(argc, argv);
        return hineni::run(options);
    } catch (const CLI::ParseError& wrong) {
        if (wrong.get_exit_code() == 0) return app.exit(wrong);
        std::fprintf(stderr, "hineni-kiosk: read the command line: %s\nhint: hineni-kiosk --help\n", wrong.what());
        return 2;
    } catch (const std::exception& failure) {
        return hineni::complain({std::string("run: ") + failure.what(), {}});
    }
}
