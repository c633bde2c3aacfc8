#include "sync/publish/for_a_human.hpp"

#include <algorithm>
#include <set>

#include "sync/desk/table.hpp"

namespace hineni {

namespace {

constexpr const char* by_hand = "enter them by hand on the page of the action";

HumanRow row_for(const HeldBack& held) {
    const auto row = [&](const char* reason, const char* to_do) { return HumanRow{"held", reason, to_do, held.who}; };
    switch (held.why) {
        case HeldBack::Why::SharedEmail:
            return row("several people gave this e-mail address: the list would make one person of them",
                       "ask for an address of their own and enter it by hand; name entries in --decisions (together, "
                       "aside) once it is settled");
        case HeldBack::Why::SharedPhone:
            return row("several people gave this phone number and nothing else: the list would make one person of them",
                       "ask for an e-mail address and enter it by hand; name entries in --decisions (together, aside) "
                       "once it is settled");
        case HeldBack::Why::NoContact:
            return row("no e-mail address and no phone number: the list takes nobody without",
                       "nothing can be done without a contact; --decisions (aside) leaves the entry out");
        case HeldBack::Why::BadEmail:
            return row("this is no e-mail address, and there is no phone number", "put it right and enter it by hand");
        case HeldBack::Why::BadPhone:
            return row("this is no whole phone number, and there is no e-mail address",
                       "put it right, with the country's code, and enter it by hand");
        case HeldBack::Why::NoPack:
            return row("the event pack of this entry is not at hand", "name it too: --event DIR");
    }
    return row("", "");
}

std::string cells(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& cell : all) out += (out.empty() ? "" : ",") + csv_cell(cell);
    return out + "\r\n";
}

std::string ids_of(const std::vector<EntryId>& entries) {
    std::string out;
    for (const auto& entry : entries) out += (out.empty() ? "" : " ") + hex(entry.bytes);
    return out;
}

}  // namespace

std::vector<HumanRow> rows_for_a_human(const ToPublish& people, std::span<const Settled> settled,
                                       const Published& ledger) {
    std::vector<HumanRow> rows;
    std::vector<HumanRow> remarked;
    for (const auto& held : people.held) {
        rows.push_back(row_for(held));
        const bool there = !held.who.entries.empty() && ledger.confirmed(held.who.entries, person_step);
        if (there) rows.back().reason += " (was published before the other came)";
    }
    for (std::size_t at = 0; at < settled.size(); ++at) {
        const auto& [what, reason, remarks] = settled[at];
        const auto& who = people.all[at].who;
        if (what == Settled::What::Held)
            rows.push_back({"held", reason, std::string("if it is them, ") + by_hand, who});
        if (what == Settled::What::Refused) rows.push_back({"refused", reason, by_hand, who});
        if (what != Settled::What::Published && what != Settled::What::There) continue;
        HumanRow row{"published", "", "", who};
        for (const auto& [said, to_do] : in_words(remarks)) {
            row.reason += (row.reason.empty() ? "" : "; ") + std::string(said);
            row.to_do += (row.to_do.empty() ? "" : "; ") + std::string(to_do);
        }
        if (!row.reason.empty()) remarked.push_back(std::move(row));
    }
    rows.insert(rows.end(), remarked.begin(), remarked.end());
    return rows;
}

std::vector<HumanRow> withdrawn_rows(std::span<const EntryId> withdrawn, std::span<const EntryId> standing,
                                     const Published& ledger) {
    std::set<std::pair<std::string, std::string>> kept;
    for (const auto& entry : standing) {
        for (const auto& step : ledger.of(entry)) kept.emplace(step.what, step.record);
    }
    std::vector<HumanRow> rows;
    const std::set<EntryId> each_once(withdrawn.begin(), withdrawn.end());
    for (const auto& entry : each_once) {
        HumanRow row{"withdrawn", "", "take it off the list by hand: Action Network deletes nothing by itself", {}};
        row.who.entries = {entry};
        for (const auto& step : ledger.of(entry)) {
            if (!step.record.empty() && kept.contains({step.what, step.record})) continue;
            row.reason += (row.reason.empty() ? "withdrawn after it was published: " : ", ") + step.what + " " +
                          (step.record.empty() ? "(it is not known whether it is there)" : step.record);
        }
        if (!row.reason.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

std::string human_csv(std::span<const HumanRow> rows) {
    auto out = cells({"outcome", "reason", "what_to_do", "event", "form", "name", "email", "phone", "postal_code",
                      "said_yes_to_emails", "said_yes_to_texts", "entry_ids"});
    const auto yes_no = [](bool yes) { return std::string(yes ? "yes" : "no"); };
    for (const auto& [outcome, reason, to_do, who] : rows) {
        const bool known = outcome != "withdrawn";
        out += cells({outcome, reason, to_do, who.event, who.form, who.name, who.email, who.phone, who.postal_code,
                      known ? yes_no(who.email_yes) : "", known ? yes_no(who.sms_yes) : "", ids_of(who.entries)});
    }
    return out;
}

}  // namespace hineni
