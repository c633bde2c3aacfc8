#include <algorithm>
#include <array>
#include <filesystem>

#include "kiosk/form/parts.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

using namespace std::string_view_literals;

static constexpr std::array erase_values{std::pair{"received"sv, Erase::Received},
                                         std::pair{"delivered"sv, Erase::Delivered}};

void read_keys(Section keys, EventPack& pack) {
    for (const auto& [text, at] : keys.list("recipients", Need::Required, 1, 4)) {
        const auto key = public_key_from_text(text);
        if (!key) {
            keys.complain_at(at, "recipients holds " + in_quotes(text) + ", which is not a public key",
                             "what `hineni-desk keygen` wrote into the .pub file, hineni1…");
        } else if (std::find(pack.recipients.begin(), pack.recipients.end(), *key) != pack.recipients.end()) {
            keys.complain_at(at, "recipients holds the same key twice", "each key once");
        } else {
            pack.recipients.push_back(*key);
        }
    }
    keys.end();
}

// RFC 7469, 2.4: 32 bytes in base64, of which the last sign but one has two bits to spare.
static bool is_pin(std::string_view text) {
    constexpr std::string_view front = "sha256//";
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!text.starts_with(front) || text.size() != front.size() + 44 || !text.ends_with('=')) return false;
    const auto code = text.substr(front.size(), 43);
    return code.find_first_not_of(signs) == std::string_view::npos && signs.find(code.back()) % 4 == 0;
}

// An address without what may let somebody in: the user part, and the path with its token.
static std::string shown(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos) return in_quotes(address);
    const auto rest = address.substr(scheme + 3);
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    const auto at = rest.rfind('@');  // Wherever: it may be a slash too early in a password.
    const auto user = at == std::string_view::npos ? 0 : at + 1;
    const auto host = rest.substr(std::min(user, rest.size()), user < end ? end - user : 0);
    return in_quotes(std::string(address.substr(0, scheme + 3)) + (user > 0 ? "…@" : "") + std::string(host) +
                     (end < rest.size() || user >= end ? "/…" : ""));
}

static void read_pins(Section& deliver, EventPack& pack) {
    const std::string right = "sha256// and 44 characters, as openssl and curl write it (sync/send/README.md)";
    for (auto& [text, at] : deliver.list("pins", Need::Optional, 1, 4)) {
        if (!is_pin(text)) {
            deliver.complain_at(at, "pins holds " + in_quotes(text) + ", which is no pin", right);
        } else if (std::find(pack.pins.begin(), pack.pins.end(), text) != pack.pins.end()) {
            deliver.complain_at(at, "pins holds the same pin twice", "each pin once");
        } else {
            pack.pins.push_back(std::move(text));
        }
    }
}

// What is not here is left to the environment of whoever delivers.
static ObjectStore read_store(Section section) {
    ObjectStore store;
    store.endpoint = section.words("endpoint", Need::Optional, 200);
    if (!store.endpoint.empty() && !spelling::is_endpoint(store.endpoint)) {
        section.complain("endpoint", "endpoint is " + shown(store.endpoint),
                         "the address of the object store alone, such as https://s3.example.org");
    }
    store.region = section.words("region", Need::Optional, 40);
    if (!store.region.empty() && !spelling::is_id(store.region, "-")) {
        section.complain("region", "region is " + in_quotes(store.region), "a name such as us-east-1");
    }
    store.access_key = section.secret("access_key", 128);
    store.secret_key = section.secret("secret_key", 128);
    if (store.access_key.empty() != store.secret_key.empty()) {
        section.complain(store.access_key.empty() ? "secret_key" : "access_key",
                         "[deliver.store] has one of access_key and secret_key", "both, or none of them");
    }
    section.end();
    return store;
}

static void read_mirror(Section& deliver, EventPack& pack) {
    const auto mirror = deliver.words("mirror", Need::Optional, 500);
    const std::filesystem::path path(mirror);
    if (mirror.empty()) return;
    if (!path.is_absolute() || !path.has_relative_path() || path.lexically_normal().generic_string() == "/") {
        deliver.complain("mirror", "mirror is " + in_quotes(mirror), "a folder from the root on, such as /media/stick");
    } else {
        pack.mirror = mirror;
    }
}

void read_delivery(Section deliver, EventPack& pack) {
    pack.drop = deliver.words("drop", Need::Optional, 500);
    if (!pack.drop.empty() && !spelling::is_drop(pack.drop)) {
        deliver.complain("drop", "drop is " + shown(pack.drop),
                         "https://… (a WebDAV folder), s3://bucket/prefix, or file:/a/folder");
    }
    const bool store = pack.drop.starts_with("s3:");
    if (deliver.belongs("pins", store || pack.drop.starts_with("https:"), "with a drop of https: or s3:")) {
        read_pins(deliver, pack);
    }
    if (deliver.belongs("store", store, "with a drop of s3:")) {
        if (auto section = deliver.section("store", "[deliver.store]", Need::Optional)) {
            pack.store = read_store(std::move(*section));
        }
    }
    read_mirror(deliver, pack);
    pack.erase = deliver.one_of<Erase>("erase", Need::Optional, erase_values).value_or(pack.erase);
    pack.erase_after_days =
        static_cast<int>(deliver.number("erase_after_days", Need::Optional, 0, 3650).value_or(pack.erase_after_days));
    deliver.end();
}

}  // namespace hineni
