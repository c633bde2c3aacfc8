// The address of a drop, as somebody puts it into an event pack or on a command line.
//
// Held against it: what is accepted goes to where it says, over https, ends with a slash, and neither it nor a
// complaint shows a password; what is shown to people has no token.
#include "sync/send/drop_address.hpp"

#include <algorithm>
#include <array>

#include "sync/send/store_address.hpp"
#include "sync/send/transport.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

// All that there are, of addresses that we know: what says something else says something of the address.
const std::array<std::string, 3>& complaints() {
    static const std::array<std::string, 3> all{drop_address("").error().what,
                                                drop_address("http://example.org/").error().what,
                                                drop_address("https://example.org/?token").error().what};
    return all;
}

}  // namespace

void addresses(BytesView input) {
    const auto text = text_of(input);
    if (const auto address = drop_address(text)) {
        promise(address->folder.starts_with("https://"), "a drop that is not asked over https");
        promise(address->folder.ends_with("/"), "a drop that is not a folder");
        promise(
            address->folder.find('@') == std::string::npos || address->folder.find('@') > address->folder.find('/', 8),
            "a name or password stayed in the address");
        promise(address->place() == "https://" + address->host + "/…", "people are shown more than the server");
        const auto again = drop_address(address->folder);
        promise(again && again->folder == address->folder, "an address that was read is not read again");
    } else {
        promise(std::ranges::count(complaints(), address.error().what) == 1, "a complaint repeats an address");
    }
    if (const auto store = store_address(text, {"https://s3.example.org", "us-east-1", "key", "secret"})) {
        promise(store->prefix.empty() || store->prefix.ends_with("/"), "a prefix that is not a folder");
        const auto odd = [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || c == '%' || c == '?' || c == '#';
        };
        for (const char c : store->prefix + store->bucket_url) promise(!odd(c), "a prefix that would need an escape");
        promise(store->place.find("secret") == std::string::npos || text.find("secret") != std::string::npos,
                "a key is shown");
    }
}

}  // namespace hineni::fuzz
