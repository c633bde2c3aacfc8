#include "tests/disk/real_ext4.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <utility>

#include "tests/support/process.hpp"

namespace hineni {

namespace {

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

Result<std::string> run(std::vector<std::string> command) {
    const auto attempt = command.front();
    const auto finished = finish(std::move(command));
    if (finished.exit_code != 0) return fail(attempt + ": " + first_line(finished.err));
    return first_line(finished.out);
}

}  // namespace

std::string no_ext4_here() {
    if (::geteuid() != 0) return "mounting needs root";
    for (const char* device : {"/dev/fuse", "/dev/loop-control"}) {
        if (::access(device, R_OK | W_OK) != 0) return std::string("there is no ") + device;
    }
    for (const char* program : {"qemu-storage-daemon", "mkfs.ext4", "losetup"}) {
        if (finish({"sh", "-c", std::string("command -v ") + program}).exit_code != 0) {
            return std::string("there is no ") + program;
        }
    }
    return "";
}

RealExt4::RealExt4() = default;

Result<void> RealExt4::start() {
    const auto disk = (folder_ / "disk").string();
    const auto exported = (folder_ / "exported").string();
    for (const char* name : {"disk", "log", "exported"}) std::ofstream(folder_ / name).flush();
    std::filesystem::create_directory(mounted());
    std::filesystem::resize_file(disk, ext4_bytes);
    if (auto made = run({"mkfs.ext4", "-q", "-F", "-b", "4096", disk}); !made) return tl::unexpected(made.error());
    std::filesystem::copy_file(disk, blank());
    // It says nothing and stays in the background once the export is there.
    auto served =
        run({"qemu-storage-daemon", "--daemonize", "--pidfile", (folder_ / "pid").string(), "--blockdev",
             "driver=blklogwrites,node-name=logged,log-sector-size=512,file.driver=file,file.filename=" + disk +
                 ",log.driver=file,log.filename=" + log().string(),
             "--export", "type=fuse,id=export,node-name=logged,mountpoint=" + exported + ",writable=on"});
    if (!served) return tl::unexpected(served.error());
    auto loop = run({"losetup", "--find", "--show", exported});
    if (!loop) return tl::unexpected(loop.error());
    loop_ = *loop;
    if (auto up = run({"mount", "-t", "ext4", "-o", "noatime", loop_, mounted().string()}); !up) {
        return tl::unexpected(up.error());
    }
    return {};
}

RealExt4::~RealExt4() {
    static_cast<void>(finish({"umount", mounted().string()}));
    if (!loop_.empty()) static_cast<void>(finish({"losetup", "--detach", loop_}));
    pid_t server = 0;
    if (std::ifstream(folder_ / "pid") >> server && server > 1) ::kill(server, SIGKILL);
    static_cast<void>(finish({"umount", "--lazy", (folder_ / "exported").string()}));
}

Mounted::Mounted(const std::filesystem::path& image, std::filesystem::path at) : at_(std::move(at)) {
    std::filesystem::create_directories(at_);
    if (auto up = run({"mount", "-t", "ext4", "-o", "loop,noatime", image.string(), at_.string()}); !up) {
        trouble_ = up.error().what;
    }
}

Mounted::~Mounted() {
    if (trouble_.empty()) static_cast<void>(finish({"umount", at_.string()}));
}

}  // namespace hineni
