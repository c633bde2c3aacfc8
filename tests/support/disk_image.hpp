// DiskImage: what a disk holds at one moment, as a value: what lies there for good, and what programs wrote since and
// may or may not get there. A power cut is a function from one image to another.
//
// It knows what Linux promises and no more. Writes since the last sync of a file reach the disk in any order, in whole
// sectors, in part or not at all. A name (made, removed) stays only once the folder was synced. A sync that failed
// has forgotten what it was to write: it can be read until the power goes, and no later sync makes up for it.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "hineni/bytes.hpp"

namespace hineni {

using Chance = std::mt19937_64;

// The bytes of a file. Copies share their pages until one of them writes.
class Content {
  public:
    static constexpr std::size_t page_size = 4096;

    [[nodiscard]] std::size_t size() const { return size_; }
    void read(std::size_t at, std::span<std::uint8_t> into) const;  // Zeros behind the end.
    void write(std::size_t at, BytesView bytes);                    // Grows where needed.
    void resize(std::size_t size);
    // The pages that hold the bytes from `at` to `end`, as they are in another content.
    void take_pages(const Content& from, std::size_t at, std::size_t end);
    [[nodiscard]] Bytes all() const;

  private:
    using Page = std::array<std::uint8_t, page_size>;
    [[nodiscard]] Page& own(std::size_t number);

    std::vector<std::shared_ptr<Page>> pages_;  // Null: zeros.
    std::size_t size_ = 0;
};

// Something that was done to a file and not synced.
struct Unsynced {
    std::size_t at = 0;
    std::size_t end = 0;                 // Behind the bytes; of a truncation: the end before it.
    std::shared_ptr<const Bytes> bytes;  // Null: the file was cut off at `at`.
    bool forgotten = false;              // A sync of it failed.
};

struct FileImage {
    Content on_disk;
    Content now;  // What programs read.
    std::vector<Unsynced> since;

    void write(std::size_t at, BytesView bytes);
    void truncate(std::size_t size);
    void sync();
    void fail_to_sync();
};

struct DiskImage {
    using Number = std::size_t;  // Of a file, whatever it is called.
    struct Naming {
        std::string name;
        std::optional<Number> file;  // Nothing: the name was removed.
    };
    std::map<Number, std::shared_ptr<FileImage>> files;  // Shared with copies until one of them changes.
    std::map<std::string, Number> names_on_disk;
    std::map<std::string, Number> names;
    std::vector<Naming> since;
    Number next = 1;

    FileImage& to_change(Number file);
    void name(const std::string& path, Number file);
    void remove(const std::string& path);
    // Of the folder that holds `path`.
    void sync_names(const std::string& path);
    // Files that no name leads to, but for those to keep.
    void forget_nameless(const std::function<bool(Number)>& keep);
    [[nodiscard]] const FileImage* file(const std::string& path) const;
};

// What becomes of one unsynced sector, of a truncation or a name.
enum class Fate {
    Kept,
    Dropped,
    Torn,   // The first or the last part of it. Of truncations and names: as chance has it.
    Noise,  // Where it was being written there is something else. The bytes beside it are as they were.
};

struct Fates {
    std::size_t sector = 512;
    bool length_arrives = false;  // A file is as long as it was, whatever of its bytes arrived.
    std::function<Fate()> next;   // Asked for each in the order in which it was done.
};

// As chance has it: sectors of 512 or 4096 bytes; all, none, nearly all or nearly none kept; in order or not.
[[nodiscard]] Fates any_fates(Chance& chance);

[[nodiscard]] DiskImage after_power_cut(const DiskImage& before, const Fates& fates, Chance& chance);
[[nodiscard]] DiskImage after_power_cut(const DiskImage& before, Chance& chance);

// Takes the files of one folder out of an image, and puts them back.
[[nodiscard]] DiskImage take_folder(DiskImage& image, const std::string& folder);
void put_back(DiskImage& image, DiskImage folder);

}  // namespace hineni
