#include "kiosk/shell/rehearsal_words.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "hineni/utf8.hpp"

namespace hineni::rehearsal {

namespace {

bool is_white(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}

bool turns_direction(char32_t c) {
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::vector<touch::Target> labelled(const touch::Ledger& ledger, const std::string& label) {
    std::vector<touch::Target> exact;
    std::vector<touch::Target> containing;
    for (const auto& target : ledger.targets()) {
        const auto words = plain(target.label);
        if (words == label) exact.push_back(target);
        if (words.find(label) != std::string::npos) containing.push_back(target);
    }
    return exact.empty() ? containing : exact;
}

struct Point {
    float x = 0, y = 0;
};

Point middle(const touch::Rect& box) {
    return {box.x + box.width / 2, box.y + box.height / 2};
}

// Where the words stand: written down as words, or as the label of something that can be tapped.
std::optional<Point> place_of(const touch::Ledger& ledger, std::string_view words) {
    const auto wanted = plain(words);
    for (const auto& each : ledger.words()) {
        if (plain(each.text).find(wanted) != std::string::npos) return middle(each.ink);
    }
    return std::nullopt;
}

// What a finger on the words themselves would touch.
std::vector<touch::Target> under_words(const touch::Ledger& ledger, std::string_view words) {
    std::vector<touch::Target> found;
    const auto place = place_of(ledger, words);
    for (const auto& target : ledger.targets()) {
        if (place && target.box.contains(place->x, place->y)) found.push_back(target);
    }
    return found;
}

}  // namespace

std::string plain(std::string_view words) {
    std::string out;
    bool white = false;
    while (!words.empty()) {
        const auto size = std::max<std::size_t>(utf8::front_size(words), 1);
        const auto c = utf8::front(words);
        if (is_white(c)) {
            white = !out.empty();
        } else if (!turns_direction(c)) {
            if (white) out.push_back(' ');
            white = false;
            out.append(words.substr(0, size));
        }
        words.remove_prefix(size);
    }
    return out;
}

bool is_on_glass(const touch::Ledger& ledger, std::string_view words) {
    const auto wanted = plain(words);
    std::string all;
    for (const auto& each : ledger.words()) all += plain(each.text) + " ";
    if (all.find(wanted) != std::string::npos) return true;
    const auto& targets = ledger.targets();
    return std::any_of(targets.begin(), targets.end(),
                       [&](const auto& target) { return plain(target.label).find(wanted) != std::string::npos; });
}

Result<touch::Target> find_target(const touch::Ledger& ledger, std::string_view label, std::string_view near) {
    auto found = labelled(ledger, plain(label));
    if (found.empty()) found = under_words(ledger, label);
    if (found.empty()) return fail("nothing to tap says so");
    if (near.empty()) return found.front();
    const auto place = place_of(ledger, near);
    if (!place) return fail("\"" + std::string(near) + "\" is not on the glass");
    const auto distance = [&](const touch::Target& target) {
        const auto at = middle(target.box);
        return (at.x - place->x) * (at.x - place->x) + (at.y - place->y) * (at.y - place->y);
    };
    return *std::min_element(found.begin(), found.end(),
                             [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
}

std::string on_the_glass(const touch::Ledger& ledger) {
    std::string all;
    const auto add = [&](std::string_view words) {
        const auto said = '"' + plain(words) + '"';
        if (utf8::count(said) <= 3 || all.find(said) != std::string::npos) return;  // A key, or said before.
        all += (all.empty() ? "" : ", ") + said;
    };
    for (const auto& each : ledger.words()) add(each.text);
    for (const auto& target : ledger.targets()) add(target.label);
    return all.empty() ? "nothing" : all;
}

Now later(const Now& now, Monotonic by) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(now.monotonic + by) -
                       std::chrono::floor<std::chrono::seconds>(now.monotonic);
    Now then = now;
    then.monotonic += by;
    then.moment.since_boot += by;
    if (then.moment.unix_s) *then.moment.unix_s += whole.count();
    return then;
}

}  // namespace hineni::rehearsal
