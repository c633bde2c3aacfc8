#include "tests/seizure/evening.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <utility>

namespace hineni {

namespace fs = std::filesystem;

SeizedDisk::SeizedDisk(const fs::path& folder, fs::path at) : image_(folder / "disk.image"), at_(std::move(at)) {
    fs::create_directories(at_);
    write_whole(image_, "");
    fs::resize_file(image_, ext4_bytes);
    const auto made = finish({"mkfs.ext4", "-q", "-F", "-b", "4096", image_.string()});
    REQUIRE_MESSAGE(made.exit_code == 0, made.err);
    if (::geteuid() != 0 || ::access("/dev/loop-control", W_OK) != 0) return;
    mounted_ = std::make_unique<Mounted>(image_, at_);
    if (!mounted_->trouble().empty()) mounted_.reset();
}

fs::path SeizedDisk::take() {
    if (mounted_) {
        mounted_.reset();
        return image_;
    }
    MESSAGE("the disk is made of the folder: mounting needs root and loop devices");
    const auto made = finish({"mkfs.ext4", "-q", "-F", "-b", "4096", "-d", at_.string(), image_.string()});
    REQUIRE_MESSAGE(made.exit_code == 0, made.err);
    return image_;
}

nlohmann::json learnt(const fs::path& image, const fs::path& canaries, const fs::path& order) {
    std::vector<std::string> command{HINENI_SOURCE "/tests/seizure/learn.py", "--json"};
    if (!canaries.empty()) command.insert(command.end(), {"--canaries", canaries.string()});
    if (!order.empty()) command.insert(command.end(), {"--order", order.string()});
    command.push_back(image.string());
    const auto said = finish(command);
    REQUIRE_MESSAGE((said.exit_code == 0 || said.exit_code == 3), said.err);
    return nlohmann::json::parse(said.out);
}

}  // namespace hineni
