#include "tests/worlds/stock.hpp"

#include <map>
#include <memory>
#include <string>

#include "hineni/queue.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni::worlds {

namespace {

using Stock = std::map<std::string, std::shared_ptr<FileImage>>;  // By file name.

Stock unpacked() {
    CrashDisk disk;
    const auto state = disk.folder() / "new";
    static_cast<void>(Queue::open(state).value());
    static_cast<void>(Ledger::open(state).value());
    Stock stock;
    for (const auto& [path, number] : disk.image().names) {
        stock[std::filesystem::path(path).filename()] = disk.image().files.at(number);
    }
    return stock;
}

const Stock& stock() {
    static const Stock made = unpacked();
    return made;
}

}  // namespace

void make_stock() {
    static_cast<void>(stock());
}

void stock_up(CrashDisk& disk, std::span<const std::filesystem::path> states) {
    auto image = disk.image();
    for (const auto& state : states) {
        std::filesystem::create_directory(state);
        for (const auto& [name, file] : stock()) {
            const auto path = (state / name).string();
            image.files[image.next] = file;
            image.names[path] = image.next;
            image.names_on_disk[path] = image.next;
            ++image.next;
        }
    }
    disk.put(std::move(image));
}

}  // namespace hineni::worlds
