#include "sync/send/s3_signature.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "sync/seal/sha256.hpp"

namespace hineni {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

// "https://host:9000/vigil/a?prefix=b" taken apart.
struct UrlParts {
    std::string_view host, path, query;
};

UrlParts parts_of(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    const auto rest = url.substr(scheme.size());
    const auto host = rest.substr(0, rest.find('/'));
    const auto target = rest.substr(host.size());
    const auto path = target.substr(0, target.find('?'));
    return {host, path, target.substr(std::min(path.size() + 1, target.size()))};
}

std::string in_hex(std::string_view text) {
    return hex(sha256(as_bytes(text)));
}

std::array<std::uint8_t, 32> signing_key(const ObjectStore& store, std::string_view day) {
    auto key = hmac_sha256(as_bytes("AWS4" + store.secret_key), as_bytes(day));
    for (const std::string_view next :
         {std::string_view(store.region), std::string_view("s3"), std::string_view("aws4_request")}) {
        key = hmac_sha256(key, as_bytes(next));
    }
    return key;
}

}  // namespace

std::vector<std::string> signed_headers(const ToSign& what, const ObjectStore& store) {
    const auto url = parts_of(what.url);
    const auto payload = hex(sha256(what.body));
    // By their names, in the order in which they are signed.
    std::map<std::string, std::string> headers{
        {"host", std::string(url.host)}, {"x-amz-content-sha256", payload}, {"x-amz-date", std::string(what.time)}};
    if (!what.content_type.empty()) headers.emplace("content-type", what.content_type);

    std::vector<std::string> lines;
    std::string names;
    std::string canonical =
        std::string(what.method) + "\n" + std::string(url.path) + "\n" + std::string(url.query) + "\n";
    for (const auto& [name, value] : headers) {
        names += (names.empty() ? "" : ";") + name;
        canonical += name;
        canonical += ":" + value + "\n";
        lines.push_back(name + ": " + value);
    }
    canonical += "\n" + names + "\n" + payload;

    const auto day = what.time.substr(0, what.time.find('T'));
    const auto scope = std::string(day) + "/" + store.region + "/s3/aws4_request";
    const auto to_sign =
        std::string(algorithm) + "\n" + std::string(what.time) + "\n" + scope + "\n" + in_hex(canonical);
    lines.push_back("Authorization: " + std::string(algorithm) + " Credential=" + store.access_key + "/" + scope +
                    ", SignedHeaders=" + names +
                    ", Signature=" + hex(hmac_sha256(signing_key(store, day), as_bytes(to_sign))));
    return lines;
}

std::string in_signature(std::int64_t unix_s) {
    const auto time = static_cast<std::time_t>(unix_s);
    std::tm parts{};
    if (time < 0 || ::gmtime_r(&time, &parts) == nullptr) return {};
    std::array<char, 17> text{};
    if (std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts) == 0) return {};
    return text.data();
}

}  // namespace hineni
