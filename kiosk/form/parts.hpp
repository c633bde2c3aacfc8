// The parts of event.toml, a reader each. A reader asks a Section for its keys, one line a key, with type and limits;
// so the list of a part's keys is the reader's own text. What was wrong stands in the Proof; the value is whole either
// way, and thrown away as long as there are complaints.
#pragma once

#include "kiosk/form/section.hpp"

namespace hineni {

// [event]; also fills in the Proof's languages, which everything after it is held against.
void read_event(Section event, EventPack& pack);
// [keys], [organizer] and [deliver].
void read_keys(Section keys, EventPack& pack);
void read_organizer(Section organizer, EventPack& pack);
void read_delivery(Section deliver, EventPack& pack);
// [[partner]] and [[chapter]].
[[nodiscard]] std::vector<Partner> read_partners(std::vector<Section> partners);
[[nodiscard]] std::vector<Chapter> read_chapters(std::vector<Section> chapters);
// [[form]] with its fields, consents and occasions, which refer to the partners and chapters of `pack`.
[[nodiscard]] std::vector<Form> read_forms(std::vector<Section> forms, const EventPack& pack);
// A max_length that the pack does not name is left at 0: the form settles it, which knows all of its fields.
[[nodiscard]] std::vector<Field> read_fields(std::vector<Section> fields, const std::vector<Chapter>& chapters);
[[nodiscard]] std::vector<Consent> read_consents(std::vector<Section> consents, const std::vector<Partner>& partners);
[[nodiscard]] std::vector<Occasion> read_occasions(std::vector<Section> occasions);

}  // namespace hineni
