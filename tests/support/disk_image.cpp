#include "tests/support/disk_image.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t page_size = Content::page_size;

std::size_t pages_for(std::size_t size) {
    return (size + page_size - 1) / page_size;
}

}  // namespace

Content::Page& Content::own(std::size_t number) {
    auto& page = pages_[number];
    if (!page) {
        page = std::make_shared<Page>();
    } else if (page.use_count() > 1) {
        page = std::make_shared<Page>(*page);
    }
    return *page;
}

void Content::read(std::size_t at, std::span<std::uint8_t> into) const {
    while (!into.empty()) {
        const auto inside = at % page_size;
        const auto count = std::min(page_size - inside, into.size());
        const auto number = at / page_size;
        if (number < pages_.size() && pages_[number]) {
            std::copy_n(pages_[number]->begin() + inside, count, into.begin());
        } else {
            std::ranges::fill(into.first(count), std::uint8_t{0});
        }
        into = into.subspan(count);
        at += count;
    }
}

void Content::write(std::size_t at, BytesView bytes) {
    if (at + bytes.size() > size_) resize(at + bytes.size());
    while (!bytes.empty()) {
        const auto inside = at % page_size;
        const auto count = std::min(page_size - inside, bytes.size());
        std::copy_n(bytes.begin(), count, own(at / page_size).begin() + inside);
        bytes = bytes.subspan(count);
        at += count;
    }
}

void Content::resize(std::size_t size) {
    pages_.resize(pages_for(size));
    const auto inside = size % page_size;
    // What lay behind the end must not come back when the file grows again.
    if (size < size_ && inside != 0 && pages_.back()) {
        auto& last = own(pages_.size() - 1);
        std::fill(last.begin() + inside, last.end(), std::uint8_t{0});
    }
    size_ = size;
}

void Content::take_pages(const Content& from, std::size_t at, std::size_t end) {
    const auto last = std::min(pages_for(end), from.pages_.size());
    if (pages_.size() < last) pages_.resize(last);
    for (auto number = at / page_size; number < last; ++number) pages_[number] = from.pages_[number];
}

Bytes Content::all() const {
    Bytes bytes(size_);
    read(0, bytes);
    return bytes;
}

void FileImage::write(std::size_t at, BytesView bytes) {
    now.write(at, bytes);
    since.push_back({at, at + bytes.size(), std::make_shared<const Bytes>(bytes.begin(), bytes.end())});
}

void FileImage::truncate(std::size_t size) {
    since.push_back({size, std::max(size, now.size()), nullptr});
    now.resize(size);
}

// The system writes whole pages, as they are now.
void FileImage::sync() {
    std::vector<bool> written;
    for (const auto& each : since) {
        if (each.forgotten) continue;
        on_disk.take_pages(now, each.at, each.end);
        written.resize(std::max(written.size(), pages_for(each.end)));
        std::fill(written.begin() + each.at / page_size, written.begin() + pages_for(each.end), true);
    }
    on_disk.resize(now.size());
    // What was forgotten lies in one page each; written once more, it has arrived.
    std::erase_if(since, [&](const Unsynced& each) {
        return !each.forgotten || (each.at / page_size < written.size() && written[each.at / page_size]);
    });
}

void FileImage::fail_to_sync() {
    std::vector<Unsynced> parts;
    for (const auto& each : since) {
        if (!each.bytes || each.forgotten) {
            parts.push_back(each);
            continue;
        }
        for (auto at = each.at; at < each.end;) {
            const auto end = std::min(each.end, (at / page_size + 1) * page_size);
            const auto bytes = BytesView(*each.bytes).subspan(at - each.at, end - at);
            parts.push_back({at, end, std::make_shared<const Bytes>(bytes.begin(), bytes.end()), true});
            at = end;
        }
    }
    since = std::move(parts);
}

FileImage& DiskImage::to_change(Number number) {
    auto& file = files[number];
    if (!file) {
        file = std::make_shared<FileImage>();
    } else if (file.use_count() > 1) {
        file = std::make_shared<FileImage>(*file);
    }
    return *file;
}

void DiskImage::name(const std::string& path, Number file) {
    names[path] = file;
    since.push_back({path, file});
}

void DiskImage::remove(const std::string& path) {
    names.erase(path);
    since.push_back({path, std::nullopt});
}

void DiskImage::sync_names(const std::string& path) {
    const auto folder = path.substr(0, path.rfind('/') + 1);
    std::erase_if(since, [&](const Naming& naming) {
        if (!naming.name.starts_with(folder)) return false;
        if (naming.file) {
            names_on_disk[naming.name] = *naming.file;
        } else {
            names_on_disk.erase(naming.name);
        }
        return true;
    });
}

void DiskImage::forget_nameless(const std::function<bool(Number)>& keep) {
    const auto named = [this](Number number) {
        const auto leads = [number](const auto& entry) { return entry.second == number; };
        return std::ranges::any_of(names, leads) || std::ranges::any_of(names_on_disk, leads) ||
               std::ranges::any_of(since, [number](const Naming& naming) { return naming.file == number; });
    };
    std::erase_if(files, [&](const auto& file) { return !named(file.first) && !keep(file.first); });
}

const FileImage* DiskImage::file(const std::string& path) const {
    const auto found = names.find(path);
    return found == names.end() ? nullptr : files.at(found->second).get();
}

DiskImage take_folder(DiskImage& image, const std::string& folder) {
    DiskImage out;
    out.next = image.next;
    const auto take = [&](auto& from, auto& to) {
        std::erase_if(from, [&](auto& named) {
            if (!named.first.starts_with(folder + "/")) return false;
            to.insert(named);
            if (auto file = image.files.extract(named.second)) out.files[named.second] = std::move(file.mapped());
            return true;
        });
    };
    take(image.names, out.names);
    take(image.names_on_disk, out.names_on_disk);
    std::erase_if(image.since, [&](DiskImage::Naming& naming) {
        if (!naming.name.starts_with(folder + "/")) return false;
        if (naming.file) {
            if (auto file = image.files.extract(*naming.file)) out.files[*naming.file] = std::move(file.mapped());
        }
        out.since.push_back(std::move(naming));
        return true;
    });
    return out;
}

void put_back(DiskImage& image, DiskImage folder) {
    image.files.merge(folder.files);
    image.names.merge(folder.names);
    image.names_on_disk.merge(folder.names_on_disk);
    std::ranges::move(folder.since, std::back_inserter(image.since));
}

}  // namespace hineni
