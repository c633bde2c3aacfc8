#include "sync/send/drop_address.hpp"

#include <curl/curl.h>

#include <memory>

namespace hineni {

namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

// One part of the address; empty where it has none.
std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
    char* found = nullptr;
    if (curl_url_get(url.get(), which, &found, flags) != CURLUE_OK || found == nullptr) return {};
    std::string text(found);
    curl_free(found);
    return text;
}

}  // namespace

Result<DropAddress> drop_address(std::string_view text) {
    const std::string hint = "write it like https://cloud.example.org/public.php/dav/files/TOKEN/";
    const Url url(curl_url());
    const std::string whole(text);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, whole.c_str(), 0) != CURLUE_OK) {
        return fail("read the drop's address: it is not one", hint);
    }
    if (part(url, CURLUPART_SCHEME) != "https") return fail("read the drop's address: it is not https:", hint);
    if (!part(url, CURLUPART_QUERY).empty() || !part(url, CURLUPART_FRAGMENT).empty()) {
        return fail("read the drop's address: it must not have a ? or a #", hint);
    }
    DropAddress address;
    address.user = part(url, CURLUPART_USER, CURLU_URLDECODE);
    address.password = part(url, CURLUPART_PASSWORD, CURLU_URLDECODE);
    address.host = part(url, CURLUPART_HOST);
    const auto port = part(url, CURLUPART_PORT);
    if (!port.empty() && port != "443") address.host += ":" + port;
    address.folder = "https://" + address.host + part(url, CURLUPART_PATH);
    if (!address.folder.ends_with('/')) address.folder += '/';
    return address;
}

}  // namespace hineni
