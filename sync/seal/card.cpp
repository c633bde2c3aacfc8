// How much a card may take: told before the event, so that no attendee meets a card that cannot be sealed.
#include <algorithm>
#include <limits>
#include <string>

#include "hineni/receipt_code.hpp"
#include "hineni/seal.hpp"
#include "sync/seal/content.hpp"
#include "sync/seal/layout.hpp"

namespace hineni {

namespace {

// No character takes more inside an envelope: four bytes in UTF-8; a quote or a backslash two in JSON; control
// characters are refused.
constexpr std::string_view widest = "\U0001F56F";
static_assert(widest.size() == 4);

std::string fullest_answer(const Field& field) {
    std::string fullest;
    switch (field.kind) {
        case FieldKind::Choice:
        case FieldKind::Chapter:
            for (const auto& option : field.options) {
                if (option.id.size() > fullest.size()) fullest = option.id;
            }
            return fullest;
        case FieldKind::Choices:
            for (const auto& option : field.options) fullest += (fullest.empty() ? "" : " ") + option.id;
            return fullest;
        case FieldKind::YesNo: return "yes";
        default: break;
    }
    const auto characters = field.max_length > 0 ? field.max_length : longest_answer(field.kind);
    for (std::size_t i = 0; i < characters; ++i) fullest += widest;
    return fullest;
}

Secret secret(std::string_view text) {
    Secret out(text.size());
    [[maybe_unused]] const bool fits = out.append(text);
    return out;
}

// The card that takes the most bytes: every answer full, every number long, every word "false" rather than "true".
Entry fullest_entry(const Form& form) {
    Entry entry;
    entry.event.assign(longest_event_id, 'x');
    entry.form = form.id;
    entry.language.assign(longest_language, 'x');
    entry.collected.since_boot = Monotonic::min();
    entry.collected.unix_s = std::numeric_limits<std::int64_t>::min();
    entry.collected.within_s = std::numeric_limits<int>::min();
    entry.took_s = std::numeric_limits<int>::min();
    for (const auto& field : form.fields) entry.answers.push_back({field.id, secret(fullest_answer(field))});
    for (const auto& consent : form.consents) {
        entry.consents.push_back({consent.id, consent.to, consent.channel, {}, false});
    }
    if (!form.text.empty()) entry.text = Digest{};
    if (form.ask_public) entry.public_name = false;
    for (const auto& occasion : form.occasions) entry.occasions.push_back(occasion.id);
    entry.receipt_code.assign(receipt_code_symbols, 'X');
    return entry;
}

}  // namespace

std::size_t card_room() {
    return layout::room(envelope_sizes.front());
}

std::size_t fullest_card(const Form& form) {
    return content_size(fullest_entry(form));
}

}  // namespace hineni
