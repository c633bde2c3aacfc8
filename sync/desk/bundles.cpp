#include "sync/desk/bundles.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/desk/workers.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_read = 4 * std::size_t{1024} * 1024;  // What a reader takes (bundle.hpp).

// A name that somebody else gave may hold anything; a terminal must not obey it.
std::string harmless(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    }
    return text;
}

// The path of a place on this machine.
std::optional<fs::path> local_path(std::string_view address) {
    constexpr std::string_view scheme = "file:";
    if (address.starts_with(scheme)) {
        address.remove_prefix(scheme.size());
        if (address.starts_with("//")) address.remove_prefix(2);
        return fs::path(address);
    }
    if (address.find("://") != std::string_view::npos) return std::nullopt;
    return fs::path(address);
}

void add_file(const fs::path& file, FoundBundles& found) {
    const auto name = file.filename().string();
    if (name.starts_with(".")) return;
    if (is_bundle_name(name)) {
        const auto folder = file.has_parent_path() ? file.parent_path().string() : std::string(".");
        found.bundles.push_back({folder, name, harmless(file.string())});
    } else if (!is_receipt_name(name)) {
        found.passed_over.push_back(harmless(file.string()) + ": not a bundle, passed over");
    }
}

// What a folder holds that is neither a file nor a folder to look into. Nothing is passed over in silence that might
// hold entries; a link to a folder may lead in a circle.
void add_other(const fs::directory_entry& other, FoundBundles& found) {
    std::error_code none;
    const char* what = other.is_directory(none) ? "a link to a folder, not followed; name that folder itself"
                       : other.is_symlink(none) ? "a link that leads nowhere"
                                                : "not a file, passed over";
    found.passed_over.push_back(harmless(other.path().string()) + ": " + what);
}

// Whether to go into it. File systems keep a folder of their own on a stick that is nobody's to read.
bool can_enter(const fs::path& folder, FoundBundles& found) {
    std::error_code cause;
    const fs::directory_iterator look(folder, cause);
    if (cause && folder.filename() != "lost+found") {
        found.problems.push_back(harmless(folder.string()) + ": " + cause.message());
    }
    return !cause;
}

void add_folder(const fs::path& folder, FoundBundles& found) {
    std::error_code cause;
    std::vector<fs::path> files;
    auto each = fs::recursive_directory_iterator(folder, cause);
    for (; !cause && each != fs::recursive_directory_iterator(); each.increment(cause)) {
        std::error_code gone;
        const bool is_folder = each->is_directory(gone) && !each->is_symlink(gone);
        const bool hidden = each->path().filename().string().starts_with(".");
        if (is_folder && (hidden || !can_enter(each->path(), found))) each.disable_recursion_pending();
        if (is_folder || hidden) continue;
        if (each->is_regular_file(gone)) {
            files.push_back(each->path());
        } else {
            add_other(*each, found);
        }
    }
    if (cause) {
        found.problems.push_back(harmless(folder.string()) + ": " + cause.message());
        if (files.empty()) return;
    }
    ++found.places;
    std::ranges::sort(files);
    for (const auto& file : files) add_file(file, found);
}

void add_drop(const std::string& address, Terms terms, FoundBundles& found) {
    const auto drop = transport_to(address, std::move(terms));
    if (!drop) {
        found.problems.push_back(harmless(drop.error().what));
        return;
    }
    auto names = (*drop)->list();
    if (!names) {
        found.problems.push_back(harmless((*drop)->place() + ": " + names.error().what));
        return;
    }
    ++found.places;
    std::ranges::sort(*names);
    for (const auto& name : *names) {
        const auto called = harmless((*drop)->place() + "/" + name);
        if (is_bundle_name(name)) {
            found.bundles.push_back({address, name, called});
        } else if (!is_receipt_name(name)) {
            found.passed_over.push_back(called + ": not a bundle, passed over");
        }
    }
}

}  // namespace

bool is_here(const std::string& address) {
    return local_path(address).has_value();
}

FoundBundles find_bundles(const std::vector<std::string>& addresses, const TermsFor& terms) {
    FoundBundles found;
    for (const auto& address : addresses) {
        const auto path = local_path(address);
        std::error_code none;
        if (!path) {
            add_drop(address, terms ? terms(address) : Terms(), found);
        } else if (fs::is_regular_file(*path, none)) {
            ++found.places;
            add_file(*path, found);
        } else {
            add_folder(*path, found);
        }
    }
    return found;
}

namespace {

// Keeps the connections to the places that it has fetched from.
class Fetcher {
  public:
    explicit Fetcher(const TermsFor& terms) : terms_(terms) {}

    Result<Bytes> fetch(const Found& bundle) {
        auto& place = places_[bundle.address];
        if (!place) {
            auto drop = transport_to(bundle.address, terms_ ? terms_(bundle.address) : Terms());
            if (!drop) return tl::unexpected(drop.error());
            place = std::move(*drop);
        }
        return place->get(bundle.name, largest_read);
    }

  private:
    const TermsFor& terms_;
    std::map<std::string, std::unique_ptr<Transport>> places_;
};

}  // namespace

Result<Bytes> fetch(const Found& bundle) {
    const TermsFor none;
    return Fetcher(none).fetch(bundle);
}

void fetch_all(const std::vector<Found>& bundles, const TermsFor& terms,
               const std::function<void(const Found& bundle, const Result<Bytes>& bytes)>& see) {
    Pool<Fetcher> fetchers([&] { return std::make_unique<Fetcher>(terms); });
    in_parallel(bundles.size(), [&](std::size_t i) {
        const auto bytes = fetchers.with_one([&](Fetcher& fetcher) { return fetcher.fetch(bundles[i]); });
        see(bundles[i], bytes);
    });
}

}  // namespace hineni
