#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "hineni/form.hpp"
#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

Form form_with(std::vector<Field> fields) {
    Form form;
    form.id = "join";
    form.fields = std::move(fields);
    Consent consent;
    consent.id = "newsletter";
    consent.to = "us";
    form.consents.push_back(consent);
    form.ask_public = true;
    form.text.by_language.emplace_back("en", "# Pledge");
    form.occasions.push_back({"action-night", {}, {}, {}, std::nullopt, ""});
    return form;
}

Field field(std::string id, FieldKind kind, std::size_t max_length = 0) {
    Field out;
    out.id = std::move(id);
    out.kind = kind;
    out.max_length = max_length;
    return out;
}

// The worst that an attendee can fill in, made of one character again and again.
Entry filled(const Form& form, std::string_view character) {
    Entry entry = sample_entry();
    entry.answers.clear();
    entry.consents.clear();
    entry.event.assign(40, 'e');
    entry.form = form.id;
    entry.language.assign(35, 'l');
    entry.collected.since_boot = Monotonic::min();
    entry.collected.unix_s = std::numeric_limits<std::int64_t>::min();
    entry.collected.within_s = std::numeric_limits<int>::min();
    entry.took_s = std::numeric_limits<int>::min();
    for (const auto& each : form.fields) {
        std::string answer;
        const auto characters = each.max_length > 0 ? each.max_length : longest_answer(each.kind);
        for (std::size_t i = 0; i < characters; ++i) answer += character;
        if (each.kind == FieldKind::YesNo) answer = "yes";
        if (!each.options.empty()) {
            answer.clear();
            for (const auto& option : each.options) {
                answer += (answer.empty() || each.kind == FieldKind::Choice ? "" : " ") + option.id;
                if (each.kind == FieldKind::Choice) answer = option.id;
            }
        }
        entry.answers.push_back({each.id, secret(answer)});
    }
    for (const auto& each : form.consents) entry.consents.push_back({each.id, each.to, each.channel, {}, false});
    entry.text = Digest{};
    entry.public_name = false;
    for (const auto& each : form.occasions) entry.occasions.push_back(each.id);
    entry.receipt_code = "7KQM2XRD9FT3";
    return entry;
}

}  // namespace

TEST_CASE("the fullest card is sealed exactly when there is room for it") {
    const FreshFolder folder;
    const auto device = *device_key(folder.path());
    const std::vector organizers{public_half(new_secret_key())};
    int sealed = 0;
    int refused = 0;
    for (std::size_t length = 440; length <= 640; ++length) {
        auto choices = field("roles", FieldKind::Choices);
        choices.options = {{"driver", {}}, {"cook", {}}};
        auto choice = field("team", FieldKind::Choice);
        choice.options = {{"digital", {}}, {"fundraising", {}}};
        const auto form = form_with({field("name", FieldKind::Name), field("email", FieldKind::Text, length), choices,
                                     choice, field("again", FieldKind::YesNo)});
        const bool fits = fullest_card(form) <= card_room();
        ++(fits ? sealed : refused);
        CHECK(seal(filled(form, "🕯"), organizers, device).has_value() == fits);
        for (const auto* other : {"\"", "\\", "x", "ש"}) {
            if (fits) CHECK(seal(filled(form, other), organizers, device));
        }
    }
    CHECK(sealed > 0);
    CHECK(refused > 0);
}

TEST_CASE("the longest typed signature fits beside the fullest card that is let through") {
    const FreshFolder folder;
    const auto device = *device_key(folder.path());
    const std::vector organizers{public_half(new_secret_key())};
    std::size_t length = 640;
    auto form = form_with({field("text", FieldKind::Text, length)});
    while (fullest_card(form) > card_room()) form = form_with({field("text", FieldKind::Text, --length)});
    while (fullest_card(form_with({field("text", FieldKind::Text, length + 1)})) <= card_room()) ++length;
    form = form_with({field("text", FieldKind::Text, length)});
    auto entry = filled(form, "🕯");
    std::string typed;
    for (std::size_t i = 0; i < longest_answer(FieldKind::Name); ++i) typed += "🕯";
    entry.signature_typed = secret(typed);
    CHECK(seal(entry, organizers, device));
}

TEST_CASE("a field without a limit of its own counts with that of its kind") {
    CHECK(fullest_card(form_with({field("a", FieldKind::Name)})) ==
          fullest_card(form_with({field("a", FieldKind::Text, 200)})));
    CHECK(fullest_card(form_with({field("a", FieldKind::Name, 10)})) <
          fullest_card(form_with({field("a", FieldKind::Name)})));
}

TEST_CASE("a name, an address, a phone and a postal code always fit") {
    const auto form = form_with({field("name", FieldKind::Name), field("email", FieldKind::Email),
                                 field("phone", FieldKind::Phone), field("postal_code", FieldKind::PostalCode)});
    CHECK(fullest_card(form) <= card_room());
}
