#include "sync/commands/sought.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "hineni/receipt_code.hpp"
#include "sync/people/contact.hpp"
#include "sync/people/folding.hpp"

namespace hineni {

namespace {

bool is_address(const std::string& contact) {
    return contact.find('@') != std::string::npos;
}

std::string address_of(std::string_view typed) {
    return email_form(Folding::small(typed));
}

std::string number_of(std::string_view typed, std::string_view region) {
    return phone_form(Folding::narrow(typed), region);
}

tl::unexpected<Error> mistyped_code(const std::string& code) {
    const auto symbols = std::ranges::count_if(
        code, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    const std::string attempt = "read the code " + code + ": ";
    if (symbols != static_cast<std::ptrdiff_t>(receipt_code_symbols)) {
        return fail(attempt + "it has " + std::to_string(symbols) + " letters and digits, and a receipt code has 12",
                    "it looks like 7KQM-2XRD-9FT3");
    }
    if (code.find_first_of("uU") != std::string::npos) {
        return fail(attempt + "no receipt code has a U in it", "it may be a V");
    }
    return fail(attempt + "a symbol is wrong, or two have changed places",
                "compare it with the slip or the phone; S and 5, B and 8, Z and 2 are easily misread");
}

// What entries are asked, and which of it some entry has answered. From several threads.
class Looking {
  public:
    Looking(const Sought& sought, const Kinds& kinds) : sought_(sought), kinds_(kinds) {
        for (const auto& contact : sought.contacts)
            addresses_.push_back(is_address(contact) ? address_of(contact) : "");
    }

    void look_at(const DeskEntry& entry) {
        std::vector<std::string> fits;
        for (const auto& code : sought_.codes) {
            if (code == entry.receipt_code) fits.push_back(code);
        }
        for (std::size_t i = 0; i < sought_.contacts.size(); ++i) {
            if (has_contact(entry, i)) fits.push_back(sought_.contacts[i]);
        }
        if (fits.empty()) return;
        const std::lock_guard lock(mutex_);
        found_.insert_or_assign(entry.id, Match{entry.id, entry.event, entry.form});
        answered_.insert(fits.begin(), fits.end());
    }

    [[nodiscard]] Matches take() {
        Matches matches;
        for (auto& [id, match] : found_) matches.entries.push_back(std::move(match));
        for (const auto& code : sought_.codes) {
            if (!answered_.contains(code)) matches.problems.push_back("no entry has the code " + in_groups(code));
        }
        for (std::size_t i = 0; i < sought_.contacts.size(); ++i) {
            if (answered_.contains(sought_.contacts[i])) continue;
            const auto which = sought_.contacts.size() == 1 ? "that" : "the " + std::to_string(i + 1) + ". named";
            matches.problems.push_back("no entry has " + which +
                                       (is_address(sought_.contacts[i]) ? " e-mail address" : " phone number"));
        }
        return matches;
    }

  private:
    [[nodiscard]] bool has_contact(const DeskEntry& entry, std::size_t i) const {
        const auto& region = kinds_.region(entry);
        const auto kind = is_address(sought_.contacts[i]) ? FieldKind::Email : FieldKind::Phone;
        const auto wanted = kind == FieldKind::Email ? addresses_[i] : number_of(sought_.contacts[i], region);
        return std::ranges::any_of(entry.answers, [&](const auto& answer) {
            if (answer.second.empty() || kinds_.of(entry, answer.first) != kind) return false;
            return wanted == (kind == FieldKind::Email ? address_of(answer.second) : number_of(answer.second, region));
        });
    }

    const Sought& sought_;
    const Kinds& kinds_;
    std::vector<std::string> addresses_;
    std::mutex mutex_;  // Guards what follows.
    std::map<EntryId, Match> found_;
    std::set<std::string> answered_;
};

}  // namespace

Result<Sought> sought_by(const std::vector<std::string>& codes, const std::vector<std::string>& contacts) {
    Sought sought;
    for (const auto& typed : codes) {
        const auto code = receipt_code_in(typed);
        if (!code) return mistyped_code(typed);
        sought.codes.push_back(*code);
    }
    for (const auto& typed : contacts) {
        const bool known = is_address(typed) ? !address_of(typed).empty() : !number_of(typed, "US").empty();
        if (!known) {
            return fail("--contact is neither an e-mail address nor a phone number",
                        "ada@example.org, or a number with its area code: \"+1 617 555 0123\"");
        }
        sought.contacts.push_back(typed);
    }
    return sought;
}

Result<Matches> entries_sought(const Sought& sought, const Collection& collection, const Kinds& kinds) {
    Looking looking(sought, kinds);
    const auto seen =
        collection.see_all([&](std::size_t /*place*/, const DeskEntry& entry) { looking.look_at(entry); });
    if (!seen) return tl::unexpected(seen.error());
    return looking.take();
}

}  // namespace hineni
