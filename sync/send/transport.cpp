#include "sync/send/transport.hpp"

#include <cstdlib>
#include <utility>

#include "sync/send/folder_drop.hpp"
#include "sync/send/s3_drop.hpp"
#include "sync/send/webdav_drop.hpp"

namespace hineni {

namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string without_percents(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
        out.push_back(escape ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i]);
        if (escape) i += 2;
    }
    return out;
}

// "file:/path", "file:///path" and, as people write it, "file:path".
Result<std::unique_ptr<Transport>> folder_at(std::string_view rest) {
    if (rest.starts_with("//localhost/")) rest.remove_prefix(11);
    if (rest.starts_with("///")) rest.remove_prefix(2);
    if (rest.starts_with("//")) {
        return fail("read the drop's address: file: names another computer", "write it like file:/media/stick");
    }
    return std::make_unique<FolderDrop>(without_percents(rest));
}

// "https" of "https://…"; empty for a plain path.
std::string_view kind_of(std::string_view address) {
    const auto colon = address.find(':');
    if (colon == std::string_view::npos || address.substr(0, colon).find('/') != std::string_view::npos) return {};
    return address.substr(0, colon);
}

}  // namespace

std::vector<Answered> Transport::put_all(std::span<const Parcel> parcels) {
    std::vector<Answered> answers;
    for (const auto& parcel : parcels) answers.push_back(put(parcel.name, parcel.bytes));
    return answers;
}

Result<Bytes> Transport::get(std::string_view name, std::size_t at_most) {
    auto found = find(name, at_most);
    if (!found) return tl::unexpected(std::move(found.error()));
    if (!*found) return fail("fetch " + std::string(name) + " from " + place() + ": it is not there");
    return std::move(**found);
}

Result<std::unique_ptr<Transport>> transport_to(std::string_view address, Terms terms) {
    const std::string right =
        "write https://server/folder/ for a server, s3://bucket/prefix for an object store, file:/folder for a folder "
        "or stick";
    const auto kind = kind_of(address);
    if (address.empty() || address.find('\0') != std::string_view::npos) {
        return fail("read the drop's address: there is none", right);
    }
    if (kind == "file") return folder_at(address.substr(5));
    if (const char* file = std::getenv("SSL_CERT_FILE"); terms.authorities.empty() && file != nullptr) {
        terms.authorities = file;
    }
    if (kind == "https") {
        auto parsed = drop_address(address);
        if (!parsed) return tl::unexpected(std::move(parsed.error()));
        return std::make_unique<WebDavDrop>(std::move(*parsed), std::move(terms));
    }
    if (kind == "s3") {
        auto parsed = store_address(address, terms.store.value_or(ObjectStore{{}, {}, {}, {}}));
        if (!parsed) return tl::unexpected(std::move(parsed.error()));
        return std::make_unique<S3Drop>(std::move(*parsed), std::move(terms));
    }
    if (kind == "http") {
        return fail("read the drop's address: http: lets everybody on the way see and change what is sent",
                    "write https:// instead");
    }
    if (kind.empty()) return std::make_unique<FolderDrop>(std::filesystem::path(address));
    return fail("read the drop's address: it is of no kind we know", right);
}

}  // namespace hineni
