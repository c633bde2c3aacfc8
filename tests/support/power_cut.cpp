// What a power cut does to a DiskImage.
#include <algorithm>
#include <utility>

#include "tests/support/disk_image.hpp"

namespace hineni {

namespace {

bool arrives(Fate fate, Chance& chance) {
    return fate == Fate::Kept || (fate != Fate::Dropped && chance() % 2 == 0);
}

// The part of a write that lies in one sector.
void write_sector(Content& disk, std::size_t at, BytesView bytes, Fate fate, Chance& chance) {
    if (fate == Fate::Dropped) return;
    if (fate == Fate::Kept) return disk.write(at, bytes);
    if (fate == Fate::Noise) {
        Bytes noise(bytes.size());
        std::ranges::generate(noise, [&] { return static_cast<std::uint8_t>(chance()); });
        return disk.write(at, noise);
    }
    const auto split = chance() % (bytes.size() + 1);
    if (chance() % 2 == 0) return disk.write(at, bytes.first(split));
    disk.write(at + split, bytes.subspan(split));
}

Content cut_content(const FileImage& file, const Fates& fates, Chance& chance) {
    Content disk = file.on_disk;
    for (const auto& each : file.since) {
        if (!each.bytes) {
            if (arrives(fates.next(), chance)) disk.resize(each.at);
            continue;
        }
        for (auto at = each.at; at < each.end;) {
            const auto end = std::min(each.end, (at / fates.sector + 1) * fates.sector);
            write_sector(disk, at, BytesView(*each.bytes).subspan(at - each.at, end - at), fates.next(), chance);
            at = end;
        }
    }
    if (fates.length_arrives && !file.since.empty()) disk.resize(file.now.size());
    return disk;
}

// Of each name a first part of what was done to it: a folder's changes stay in order.
std::map<std::string, DiskImage::Number> cut_names(const DiskImage& before, const Fates& fates, Chance& chance) {
    auto names = before.names_on_disk;
    std::map<std::string, bool> over;
    for (const auto& [name, file] : before.since) {
        if (!arrives(fates.next(), chance)) over[name] = true;
        if (over[name]) continue;
        if (file) {
            names[name] = *file;
        } else {
            names.erase(name);
        }
    }
    return names;
}

}  // namespace

Fates any_fates(Chance& chance) {
    Fates fates;
    fates.sector = chance() % 2 == 0 ? 512 : 4096;
    fates.length_arrives = chance() % 4 == 0;
    switch (chance() % 8) {
        case 0: fates.next = [] { return Fate::Dropped; }; return fates;
        case 1: fates.next = [] { return Fate::Kept; }; return fates;
        case 2:  // In order up to somewhere, the last one torn.
            fates.next = [left = chance() % 64, &chance]() mutable {
                if (left == 0) return Fate::Dropped;
                if (--left > 0) return Fate::Kept;
                return chance() % 2 == 0 ? Fate::Torn : Fate::Noise;
            };
            return fates;
        default: break;
    }
    static constexpr std::array<unsigned, 5> shares{3, 30, 50, 90, 99};  // Kept, of a hundred.
    const unsigned kept = shares.at(chance() % shares.size());
    const unsigned torn = chance() % 2 == 0 ? 10 : 0;
    fates.next = [kept, torn, &chance] {
        if (chance() % 100 < torn) return chance() % 4 == 0 ? Fate::Noise : Fate::Torn;
        return chance() % 100 < kept ? Fate::Kept : Fate::Dropped;
    };
    return fates;
}

DiskImage after_power_cut(const DiskImage& before, const Fates& fates, Chance& chance) {
    DiskImage after;
    after.next = before.next;
    after.names_on_disk = after.names = cut_names(before, fates, chance);
    for (const auto& [name, number] : after.names) {
        if (after.files.contains(number)) continue;
        const auto& file = before.files.at(number);
        if (file->since.empty()) {
            after.files[number] = file;
            continue;
        }
        auto& cut = after.to_change(number);
        cut.on_disk = cut_content(*file, fates, chance);
        cut.now = cut.on_disk;
    }
    return after;
}

DiskImage after_power_cut(const DiskImage& before, Chance& chance) {
    return after_power_cut(before, any_fates(chance), chance);
}

}  // namespace hineni
