#include <algorithm>
#include <array>

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

void read_delivery(Section deliver, EventPack& pack) {
    pack.drop = deliver.words("drop", Need::Optional, 500);
    if (!pack.drop.empty() && !spelling::is_drop(pack.drop)) {
        deliver.complain("drop", "drop is " + in_quotes(pack.drop),
                         "https://… (a WebDAV folder), s3://bucket/prefix, or file:/a/folder");
    }
    pack.erase = deliver.one_of<Erase>("erase", Need::Optional, erase_values).value_or(pack.erase);
    pack.erase_after_days =
        static_cast<int>(deliver.number("erase_after_days", Need::Optional, 0, 3650).value_or(pack.erase_after_days));
    deliver.end();
}

}  // namespace hineni
