#include "sync/send/store_address.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "sync/send/drop_address.hpp"

namespace hineni {

namespace {

void or_else(std::string& value, const char* name) {
    const char* found = value.empty() ? std::getenv(name) : nullptr;
    if (found != nullptr) value = found;
}

// AWS, "Bucket naming rules": 3 to 63 small letters, digits, dots and hyphens.
bool is_bucket(std::string_view text) {
    return text.size() >= 3 && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

bool is_region(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

// Of characters that need no escapes: versions of libcurl sign those differently. And none of its parts is "." or "..":
// they would be taken out of an address on its way, and the bundles lie elsewhere.
bool is_prefix(std::string_view path) {
    while (!path.empty()) {
        const auto step = path.substr(0, path.find('/'));
        if (step == "." || step == ".." || step.find_first_not_of(plain) != std::string_view::npos) return false;
        path.remove_prefix(std::min(step.size() + 1, path.size()));
    }
    return true;
}

Result<void> fill_in(ObjectStore& store) {
    or_else(store.endpoint, "AWS_ENDPOINT_URL");
    or_else(store.region, "AWS_REGION");
    if (store.region.empty()) store.region = "us-east-1";
    or_else(store.access_key, "AWS_ACCESS_KEY_ID");
    or_else(store.secret_key, "AWS_SECRET_ACCESS_KEY");
    if (store.endpoint.empty()) {
        return fail("read the drop's address: it does not say which object store",
                    "write endpoint = \"https://…\" under [deliver.store], or set AWS_ENDPOINT_URL");
    }
    if (!is_region(store.region)) {
        return fail("read the drop's address: the region is none", "write it like region = \"us-east-1\"");
    }
    if (store.access_key.empty() || store.secret_key.empty()) {
        return fail("read the drop's address: the object store's keys are missing",
                    "write access_key and secret_key under [deliver.store], or set AWS_ACCESS_KEY_ID and "
                    "AWS_SECRET_ACCESS_KEY");
    }
    return {};
}

}  // namespace

Result<StoreAddress> store_address(std::string_view text, ObjectStore store) {
    const std::string attempt = "read the drop's address: ";
    constexpr std::string_view scheme = "s3://";
    const auto rest = text.substr(std::min(scheme.size(), text.size()));
    const auto bucket = rest.substr(0, rest.find('/'));
    auto prefix = rest.substr(std::min(bucket.size() + 1, rest.size()));
    while (prefix.ends_with('/')) prefix.remove_suffix(1);
    if (!text.starts_with(scheme) || !is_bucket(bucket) || prefix.find_first_of("?#") != std::string_view::npos) {
        return fail(attempt + "it names no bucket", "write it like s3://bucket/prefix");
    }
    if (!is_prefix(prefix)) {
        return fail(attempt + "its prefix has more than letters, digits, hyphens, dots and underscores",
                    "write it like s3://bucket/vigils/december");
    }
    if (auto filled = fill_in(store); !filled) return tl::unexpected(std::move(filled.error()));
    const auto endpoint = drop_address(store.endpoint);
    if (!endpoint || !endpoint->user.empty()) {
        return fail(attempt + "the endpoint of the object store is none", "write it like https://s3.example.org");
    }
    StoreAddress address;
    address.bucket_url = endpoint->folder + std::string(bucket);
    if (!prefix.empty()) address.prefix = std::string(prefix) + "/";
    address.place = std::string(scheme) + std::string(bucket) + (prefix.empty() ? "" : "/") + std::string(prefix) +
                    " on " + endpoint->host;
    address.store = std::move(store);
    return address;
}

}  // namespace hineni
