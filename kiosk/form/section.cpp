#include "kiosk/form/section.hpp"

#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni {

using document::Key;
using document::List;
using document::Place;
using document::Table;

std::string listed(const std::vector<std::string_view>& names) {
    std::string out;
    for (const auto name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

std::string in_quotes(std::string_view word) {
    const auto shown = utf8::cut(word, 60);
    std::string out = "\"";
    for (const char c : shown) out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c);
    return out + (shown.size() < word.size() ? "…\"" : "\"");
}

const Key* Section::find(std::string_view key, Need need, std::string_view instead) {
    known_.push_back(key);
    const auto* found = table_->find(key);
    if (found == nullptr && need == Need::Required) {
        proof_->complain(at_, name_ + " has no " + std::string(key), std::string(instead));
    }
    return found;
}

void Section::complain(std::string_view key, std::string wrong, std::string instead) {
    const auto* found = table_->find(key);
    proof_->complain(found == nullptr ? at_ : found->place, std::move(wrong), std::move(instead));
}

Place Section::place_of(std::string_view key, std::string_view inner) const {
    const auto* outer = table_->find(key);
    if (outer == nullptr) return at_;
    const auto* table = std::get_if<Table>(&outer->value.is);
    const auto* found = table == nullptr ? nullptr : table->find(inner);
    return found == nullptr ? outer->place : found->place;
}

bool Section::check_words(const std::string& what, const std::string& words, Place at, Room room) {
    const auto complain_with = [&](std::string_view wrong, std::string instead) {
        proof_->complain(at, what + std::string(wrong), std::move(instead));
        return false;
    };
    if (spelling::is_blank(words)) return complain_with(" is empty", "some words, or leave it out");
    if (spelling::control_character(words) != std::string::npos || words.find('\t') != std::string::npos) {
        return complain_with(" holds a control character", "letters, signs and spaces only");
    }
    if (!room.lines && words.find('\n') != std::string::npos) return complain_with(" has several lines", "one line");
    if (const auto length = utf8::count(words); length > room.characters) {
        return complain_with(" has " + std::to_string(length) + " characters",
                             "at most " + std::to_string(room.characters));
    }
    return true;
}

std::string Section::words(std::string_view key, Need need, std::size_t most) {
    const auto* found = get<std::string>(key, need, std::string(key) + " = \"…\"");
    if (found == nullptr) return {};
    if (!check_words(std::string(key), *found, table_->find(key)->place, {most})) return {};
    return *found;
}

std::string Section::secret(std::string_view key, std::size_t most) {
    const auto* found = find(key, Need::Optional, {});
    if (found == nullptr) return {};
    const auto* words = std::get_if<std::string>(&found->value.is);
    if (words == nullptr) {
        proof_->complain(found->place, std::string(key) + " is not a text in quotes", std::string(key) + " = \"…\"");
        return {};
    }
    return check_words(std::string(key), *words, found->place, {most}) ? *words : std::string();
}

std::string Section::id(std::string_view key, std::string_view also) {
    const std::string right = "1 to 40 small letters, digits and -, such as \"join\"";
    const auto* found = get<std::string>(key, Need::Required, right);
    if (found == nullptr) return {};
    if (!spelling::is_id(*found, also)) {
        complain(key, std::string(key) + " is " + in_quotes(*found), right);
        return {};
    }
    return *found;
}

std::string Section::id_among(std::set<std::string>& taken) {
    auto found = id("id");
    if (!found.empty() && !taken.insert(found).second) {
        complain("id", "there is another " + name_ + " with the id " + in_quotes(found), "an id of its own");
    }
    return found;
}

bool Section::check_language(std::string_view key, const Key& in) {
    const auto& languages = proof_->languages;
    if (!spelling::is_language(in.name)) {
        proof_->complain(in.place, std::string(key) + " has words in " + in_quotes(in.name),
                         "a language code of two or three small letters, such as en");
        return false;
    }
    if (languages.empty() || std::find(languages.begin(), languages.end(), in.name) != languages.end()) return true;
    proof_->complain(in.place,
                     std::string(key) + " has words in " + in_quotes(in.name) + ", which languages does not name",
                     "one of " + listed({languages.begin(), languages.end()}) + ", or add it to languages");
    return false;
}

Text Section::text(std::string_view key, Need need, Room room) {
    const auto first = proof_->languages.empty() ? Language("en") : proof_->languages.front();
    const auto* table = get<Table>(key, need, std::string(key) + " = { " + first + " = \"…\" }");
    if (table == nullptr) return {};
    Text text;
    for (const auto& in : table->keys) {
        if (!check_language(key, in)) continue;
        const auto what = std::string(key) + " in " + in.name;
        const auto* words = std::get_if<std::string>(&in.value.is);
        if (words == nullptr) {
            proof_->complain(in.place, what + " is " + in_words(in.value), "words in quotes");
        } else if (check_words(what, *words, in.place, room)) {
            text.by_language.emplace_back(in.name, *words);
        }
    }
    if (!proof_->languages.empty() && table->find(first) == nullptr) {
        complain(key, std::string(key) + " has no words in " + first + ", the first of languages", first + " = \"…\"");
    }
    // The first language stands in for a missing one.
    std::stable_partition(text.by_language.begin(), text.by_language.end(),
                          [&](const auto& words) { return words.first == first; });
    return text;
}

bool Section::yes_no(std::string_view key) {
    const auto* found = get<bool>(key, Need::Optional, "true or false, without quotes");
    return found != nullptr && *found;
}

std::optional<std::int64_t> Section::number(std::string_view key, Need need, std::int64_t low, std::int64_t high) {
    const auto right = low == high ? std::string(key) + " = " + std::to_string(low)
                                   : "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
    const auto* found = get<std::int64_t>(key, need, right);
    if (found == nullptr) return std::nullopt;
    if (*found < low || *found > high) {
        complain(key, std::string(key) + " is " + std::to_string(*found), right);
        return std::nullopt;
    }
    return *found;
}

std::optional<LocalTime> Section::time(std::string_view key, Need need) {
    const auto* found = get<LocalTime>(key, need, "day, hour and offset from UTC, such as 2026-12-10T17:00:00-05:00");
    if (found == nullptr) return std::nullopt;
    if (found->year < 2020 || found->year > 2099) {
        complain(key, std::string(key) + " is in the year " + std::to_string(found->year), "a year from 2020 to 2099");
        return std::nullopt;
    }
    return *found;
}

std::string Section::uuid(std::string_view key) {
    const std::string right = "the id from Action Network, such as 8f14e45f-ceea-467f-a8d8-3c1f2b6d9e10";
    const auto* found = get<std::string>(key, Need::Optional, right);
    if (found == nullptr) return {};
    if (!spelling::is_uuid(*found)) {
        complain(key, std::string(key) + " is " + in_quotes(*found), right);
        return {};
    }
    return *found;
}

std::optional<std::size_t> Section::index_of(std::string_view key, Need need,
                                             const std::vector<std::string_view>& names) {
    const auto right = "one of " + listed(names);
    const auto* found = get<std::string>(key, need, right);
    if (found == nullptr) return std::nullopt;
    const auto name = std::find(names.begin(), names.end(), *found);
    if (name == names.end()) {
        complain(key, std::string(key) + " is " + in_quotes(*found), right);
        return std::nullopt;
    }
    return static_cast<std::size_t>(name - names.begin());
}

std::vector<Section::Item> Section::list(std::string_view key, Need need, std::size_t fewest, std::size_t most) {
    std::vector<Item> items;
    const auto right = std::string(key) + " = [\"…\"]";
    const auto* found = get<List>(key, need, right);
    if (found == nullptr) return items;
    const auto count = found->items.size();
    if (count < fewest || count > most) {
        complain(key, std::string(key) + (count == 0 ? " is empty" : " has " + std::to_string(count) + " in it"),
                 std::to_string(fewest) + " to " + std::to_string(most));
        return items;
    }
    for (const auto& item : found->items) {
        const auto* words = std::get_if<std::string>(&item.is);
        if (words == nullptr) {
            proof_->complain(item.place, std::string(key) + " holds " + in_words(item), right);
        } else if (check_words("a text in " + std::string(key), *words, item.place, {500})) {
            items.push_back({*words, item.place});
        }
    }
    return items;
}

std::vector<Section> Section::sections(std::string_view key, std::string_view name, Need need, std::size_t most) {
    std::vector<Section> out;
    const auto* found = get<List>(key, need, "at least one " + std::string(name));
    if (found == nullptr) return out;
    if (found->items.size() > most) {
        proof_->complain(found->items[most].place,
                         "there are " + std::to_string(found->items.size()) + " of " + std::string(name),
                         "at most " + std::to_string(most));
    }
    if (need == Need::Required && found->items.empty()) complain(key, std::string(key) + " is empty", "at least one");
    for (const auto& item : found->items) {
        if (const auto* table = std::get_if<Table>(&item.is)) {
            out.emplace_back(*proof_, std::string(name), *table, item.place);
        } else {
            proof_->complain(item.place, std::string(key) + " holds " + in_words(item), std::string(name));
        }
    }
    return out;
}

std::optional<Section> Section::section(std::string_view key, std::string_view name, Need need) {
    const auto* found = get<Table>(key, need, name);
    if (found == nullptr) return std::nullopt;
    return Section(*proof_, std::string(name), *found, table_->find(key)->place);
}

bool Section::belongs(std::string_view key, bool fits, std::string_view with) {
    if (fits) return true;
    if (const auto* found = find(key, Need::Optional, {})) {
        proof_->complain(found->place, std::string(key) + " does not belong here",
                         std::string(key) + " only " + std::string(with));
    }
    return false;
}

void Section::end() {
    for (const auto& key : table_->keys) {
        if (std::find(known_.begin(), known_.end(), key.name) != known_.end()) continue;
        const auto near = spelling::nearest(key.name, known_);
        const auto meant = near.empty() ? "" : " (did you mean " + std::string(near) + "?)";
        proof_->complain(key.place, in_quotes(key.name) + " is not a key of " + name_ + meant,
                         near.empty() ? "one of " + listed(known_) : std::string(near) + " = …");
    }
}

}  // namespace hineni
