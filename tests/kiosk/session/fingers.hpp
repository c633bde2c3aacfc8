// Typing as a finger does it: each character by its taps, each tap as typing carries it out, the keyboard following.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/utf8.hpp"
#include "kiosk/session/keyboard.hpp"

namespace hineni::keyboard {

// Everything that can be up for a field, whatever is tapped.
inline std::vector<Up> all_up(FieldKind kind, const Language& language) {
    std::vector<Up> found{for_field(kind, language)};
    for (std::size_t next = 0; next < found.size(); ++next) {
        const auto here = found[next];
        for (const auto& row : rows(here)) {
            for (const auto& key : row) {
                for (const char* before : {"", "a"}) {
                    const auto then = after(here, key, before);
                    if (std::find(found.begin(), found.end(), then) == found.end()) found.push_back(then);
                }
            }
        }
    }
    return found;
}

struct Finger {
    Up up;
    std::string typed;

    Finger(FieldKind kind, const Language& language) : up(for_field(kind, language)) {}

    void tap(const Key& key) {
        const auto here = resolved(key, typed);
        const auto taken = here.takes + here.leaves;
        REQUIRE(taken <= typed.size());
        if (!here.inserts.empty()) typed.replace(typed.size() - taken, here.takes, here.inserts);
        up = after(up, key, typed);
    }
    // False where no key has it.
    bool type(char32_t character) {
        const auto taps = taps_for(character, up, typed);
        if (!taps) return false;
        for (const auto& key : *taps) tap(key);
        return true;
    }
    // Taps the offer with this label, on the page of the offers on which it is; false where it is on none of the first.
    bool take(std::string_view label) {
        for (int page = 0; page < 5; ++page) {
            const auto keys = offers(up, typed, "", "zh");
            for (const auto& key : keys) {
                if (key.label != label) continue;
                tap(key);
                return true;
            }
            if (keys.empty() || keys.back().does != Does::More) return false;
            up = after(up, keys.back(), typed);
        }
        return false;
    }
};

// What stands in the field in the end; nothing where a character has no key.
inline std::string typed_by_key(std::string_view words, FieldKind kind, const Language& language) {
    Finger finger(kind, language);
    for (auto left = words; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        if (!finger.type(utf8::front(left))) return {};
    }
    return finger.typed;
}

}  // namespace hineni::keyboard
