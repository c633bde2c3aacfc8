#include "kiosk/form/online_form.hpp"

#include <algorithm>

namespace hineni {

// RFC 3986, 3.4 and 3.5: the query is from the first ? to the # or the end.
std::string online_form_in(std::string_view address, const Language& language) {
    if (address.empty()) return {};
    const auto fragment_from = std::min(address.find('#'), address.size());
    const auto fragment = address.substr(fragment_from);
    const auto before = address.substr(0, fragment_from);
    const auto query_from = std::min(before.find('?'), before.size());
    std::string out(before.substr(0, query_from));
    char joint = '?';
    for (auto rest = before.substr(std::min(query_from + 1, before.size())); !rest.empty();) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.empty() || one == "lang" || one.starts_with("lang=")) continue;
        out += joint;
        out += one;
        joint = '&';
    }
    return out + joint + "lang=" + language + std::string(fragment);
}

}  // namespace hineni
