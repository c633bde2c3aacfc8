// Contacts as people type them: slips in an e-mail's domain, what is good enough to go on, and the one form in which
// the desk compares them. The first byte chooses the region.
//
// Held against it: a form of a form is itself; a number is a plus or a region and digits; a domain that is proposed is
// not corrected once more.
#include <algorithm>
#include <array>

#include "hineni/utf8.hpp"
#include "kiosk/form/rules.hpp"
#include "kiosk/session/mail_slips.hpp"
#include "sync/people/contact.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

bool digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void phone_number(std::string_view typed, std::string_view region) {
    const auto form = phone_form(typed, region);
    if (form.empty()) return;
    if (form.front() == '+') {
        promise(digits(form.substr(1)), "a number that is not of digits");
        const auto again = phone_form(form, region);
        promise(again == form || again.empty(), "a number has two forms");
        return;
    }
    promise(form.starts_with(std::string(region) + ":"), "a number of another region");
    promise(digits(form.substr(region.size() + 1)), "a number that is not of digits");
}

}  // namespace

void contact(BytesView input) {
    constexpr std::array<std::string_view, 6> regions{"US", "DE", "MX", "IL", "XX", "CA"};
    if (input.empty()) return;
    const auto region = regions[input.front() % regions.size()];
    const auto typed = as_text(input.subspan(1));
    if (const auto meant = keyboard::meant_domain(typed)) {
        promise(!keyboard::meant_domain(*meant), "what is proposed is corrected once more");
        promise(*meant != typed, "what was typed is proposed");
    }
    const auto mail = email_form(typed);
    promise(mail.empty() || (mail == typed && email_form(mail) == mail), "an address has two forms");
    phone_number(typed, region);
    const auto code = postal_code_form(typed, region);
    promise(postal_code_form(code, region) == code, "a postal code has two forms");
    if (!utf8::valid(typed)) return;
    for (const auto kind : {FieldKind::Email, FieldKind::Phone, FieldKind::PostalCode, FieldKind::Name}) {
        Field field;
        field.kind = kind;
        const auto optional = problem_with(field, typed);
        field.required = true;
        const auto required = problem_with(field, typed);
        promise(optional == required || required == Problem::Missing, "a required answer has another problem");
    }
}

}  // namespace hineni::fuzz
