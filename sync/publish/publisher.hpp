// Publisher: what to ask Action Network next, for one person after the other, and what follows from its answers. A
// state machine: no loop, no sleep, no clock, no network. Whoever drives it asks the call, hands back the answer, and
// waits.
//
//   the entry point, once               a wrong key shows there
//   people?filter=email…, phone…        is this person on the list?            README.md has the rules
//   POST people                         only somebody new, a new number, or who has no action: with explicit statuses
//   people/ID/signatures…               somebody known: is it there already?
//   POST petitions/ID/signatures …      never with a status
//
// Each POST is in the ledger before it is handed out. After an answer that leaves open whether it was taken, and after
// a run that was killed, the person is looked up anew, and not before fresh writes can be seen.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sync/publish/bodies.hpp"
#include "sync/publish/call.hpp"
#include "sync/publish/on_list.hpp"
#include "sync/publish/publication.hpp"
#include "sync/publish/published.hpp"

namespace hineni {

struct Settled {
    enum class What {
        Waiting,    // Not reached.
        Published,  // Something was sent for them, and all of it is there.
        There,      // All was there already: by the ledger, or the list has it.
        Held,       // For a human: the list has somebody else under this contact.
        Refused,    // It was not taken.
    };
    What what = What::Waiting;
    std::string reason;    // Held, Refused.
    unsigned remarks = 0;  // Remark
};

class Publisher {
  public:
    // All of them outlive it. `dice`: a random number from outside, for how long is waited.
    Publisher(std::span<const Publication> all, Published& ledger, Monotonic now, std::uint32_t dice);

    struct WaitUntil {
        Monotonic when{0};
    };
    struct Over {
        std::optional<Error> stopped;  // Why before the end.
    };
    using Next = std::variant<Call, WaitUntil, Over>;

    // Fails where the ledger cannot be written: then nothing may be sent.
    [[nodiscard]] Result<Next> step(Monotonic now);
    // What came of the call that step() gave last.
    [[nodiscard]] Result<void> hear(Monotonic now, const Result<CallAnswer>& answer);

    // One for each publication.
    [[nodiscard]] const std::vector<Settled>& settled() const { return settled_; }
    [[nodiscard]] std::size_t count(Settled::What what) const;

  private:
    enum class Stage { Email, EmailAsTyped, Phone, Person, Records, Act };

    // The one under way, or one that is taken up again.
    struct Under {
        std::size_t which = 0;
        bool doubtful = false;    // Something may have been done before: it is looked for before it is asked again.
        bool person_put = false;  // POST people was confirmed in this run.
        bool posted = false;
        unsigned outages = 0;    // No answer, or a busy server.
        unsigned breakages = 0;  // 500, and answers that nobody can read.
        unsigned silences = 0;   // {} to a POST.
        // All below begins anew when it is taken up again.
        Stage stage = Stage::Email;
        std::optional<OnList> found;
        std::optional<OnList> with_phone;
        bool decided = false;
        bool known = false;
        Sent sent;
        std::string person;  // Its id there.
        unsigned remarks = 0;
        std::size_t action = 0;
        bool looked = false;  // For the action.
        int page = 1;
    };
    using Advice = Result<std::optional<Call>>;  // Nothing: go on to the next stage, or it is settled.

    [[nodiscard]] bool choose(Monotonic now);
    [[nodiscard]] bool begin(std::size_t which, Monotonic now);
    [[nodiscard]] Advice advance();
    [[nodiscard]] std::optional<Call> look_up();
    [[nodiscard]] Advice put_person();
    [[nodiscard]] Advice act();
    [[nodiscard]] Result<void> finish();
    void decide();
    void decide_phone(const Publication& who);
    void settle(Settled::What what, std::string reason = {});
    [[nodiscard]] Result<void> write(std::span<const EntryId> entries, const std::string& what,
                                     PublishedStep::State state, const std::string& record = {}, unsigned remarks = 0);

    [[nodiscard]] Result<void> hear_well(Monotonic now, const CallAnswer& answer);
    [[nodiscard]] Result<void> hear_posted(Monotonic now, const CallAnswer& answer);
    void hear_people(Monotonic now, const CallAnswer& answer);
    [[nodiscard]] Result<void> hear_records(Monotonic now, const CallAnswer& answer);
    void hear_entry_point(Monotonic now, const Result<CallAnswer>& answer);
    void hear_ill(Monotonic now, const CallAnswer& answer);
    void hear_outage(Monotonic now, std::optional<std::chrono::seconds> asked, bool open_whether_taken);
    void hear_breakage(Monotonic now, const std::string& reason);
    void stop(std::string what, std::string hint);
    void begin_anew(Monotonic due);
    [[nodiscard]] Monotonic patience(unsigned failures, std::optional<std::chrono::seconds> asked);
    [[nodiscard]] const Publication& who() const { return all_[current_->which]; }
    [[nodiscard]] bool posting() const;

    std::span<const Publication> all_;
    Published& ledger_;
    Monotonic started_;
    std::minstd_rand dice_;
    std::vector<Settled> settled_;
    bool opened_ = false;
    unsigned entry_failures_ = 0;
    unsigned given_up_in_a_row_ = 0;
    std::size_t next_ = 0;
    std::optional<Under> current_;
    std::multimap<Monotonic, Under> later_;
    Monotonic not_before_{0};
    std::optional<Error> stopped_;
};

// Words for a remark, and what to do about it.
struct RemarkWords {
    const char* what;
    const char* to_do;
};
[[nodiscard]] std::vector<RemarkWords> in_words(unsigned remarks);

}  // namespace hineni
