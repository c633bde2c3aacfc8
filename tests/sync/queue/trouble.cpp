// Disks that are full, folders that cannot be written to.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

Envelope envelope() {
    return {new_entry_id(), event_tag("vigil"), Bytes(envelope_sizes[0], 0x5A)};
}

// A disk of `size`, where this user may mount one.
class SmallDisk {
  public:
    SmallDisk(const std::filesystem::path& place, const char* size) : place_(place) {
        std::filesystem::create_directory(place);
        there_ = mount("tmpfs", place.c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
    }
    ~SmallDisk() {
        if (there_) umount(place_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool there() const { return there_; }
    [[nodiscard]] bool only_read() const {
        return mount("tmpfs", place_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }
    // Takes all the room that is left.
    void fill() const {
        std::ofstream file(place_ / "ballast", std::ios::binary);
        const std::string block(4096, 'b');
        while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {}
    }
    void empty() const { std::filesystem::remove(place_ / "ballast"); }

  private:
    std::filesystem::path place_;
    bool there_ = false;
};

}  // namespace

TEST_CASE("a full disk refuses an envelope, loses none, and takes it again once there is room") {
    const FreshFolder folder;
    const SmallDisk disk(folder / "disk", "16m");
    if (!disk.there()) {
        MESSAGE("skipped: this user may not mount a small disk");
        return;
    }
    auto queue = Queue::open(folder / "disk");
    REQUIRE(queue);
    disk.fill();
    std::vector<Envelope> added;
    auto refused = envelope();
    for (;;) {
        const auto result = queue->add(refused);
        if (!result) {
            CHECK(result.error().what.starts_with("add to queue: "));
            CHECK(result.error().hint.find("disk is full") != std::string::npos);
            break;
        }
        added.push_back(refused);
        refused = envelope();
        REQUIRE(added.size() < 5000);
    }
    CHECK_FALSE(queue->add(refused));
    CHECK(queue->tally().value() == added.size());
    disk.empty();
    REQUIRE(queue->add(refused));
    added.push_back(refused);
    CHECK(queue->tally().value() == added.size());
    auto reader = QueueReader::open(folder / "disk");
    REQUIRE(reader);
    CHECK(reader->ids().value().size() == added.size());
    for (const auto& each : added) CHECK(reader->bytes(each.id).value() == each.bytes);
}

TEST_CASE("a disk without any room is named when the queue is opened") {
    const FreshFolder folder;
    const SmallDisk disk(folder / "disk", "64k");
    if (!disk.there()) {
        MESSAGE("skipped: this user may not mount a small disk");
        return;
    }
    disk.fill();
    const auto queue = Queue::open(folder / "disk");
    REQUIRE_FALSE(queue);
    CHECK_FALSE(queue.error().hint.empty());
}

TEST_CASE("a disk with little room takes envelopes though there is none for shuffled pages") {
    const FreshFolder folder;
    const SmallDisk disk(folder / "disk", "512k");
    if (!disk.there()) {
        MESSAGE("skipped: this user may not mount a small disk");
        return;
    }
    auto queue = Queue::open(folder / "disk");
    REQUIRE_MESSAGE(queue, (queue ? "" : queue.error().what));
    for (int i = 0; i < 5; ++i) CHECK(queue->add(envelope()));
}

TEST_CASE("a queue on a disk that is only for reading can be read") {
    const FreshFolder folder;
    const SmallDisk disk(folder / "disk", "16m");
    if (!disk.there()) {
        MESSAGE("skipped: this user may not mount a small disk");
        return;
    }
    const auto added = envelope();
    {
        auto queue = Queue::open(folder / "disk");
        REQUIRE(queue);
        REQUIRE(queue->add(added));
    }
    REQUIRE(disk.only_read());
    auto reader = QueueReader::open(folder / "disk");
    REQUIRE_MESSAGE(reader, (reader ? "" : reader.error().what));
    CHECK(reader->bytes(added.id).value() == added.bytes);
    const auto writer = Queue::open(folder / "disk");
    REQUIRE_FALSE(writer);
    CHECK_FALSE(writer.error().hint.empty());
}

TEST_CASE("a folder that belongs to somebody else is named with a hint") {
    if (geteuid() != 0) {
        MESSAGE("skipped: only root can pretend to be somebody else");
        return;
    }
    const FreshFolder folder;
    REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
    REQUIRE(seteuid(65534) == 0);
    const auto queue = Queue::open(folder / "state");
    REQUIRE(seteuid(0) == 0);
    REQUIRE_FALSE(queue);
    CHECK(queue.error().what.find("Permission denied") != std::string::npos);
    CHECK(queue.error().hint == "choose a folder you may write to");
}
