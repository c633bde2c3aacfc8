// Upkeep: what a kiosk does for its entries while nobody is at the glass. It erases what the pack's rule lets go, and
// makes up for what the mirror lacks. One short step at a time: somebody who walks up waits for one step at most.
//
// Nothing of it concerns an attendee. A failure goes to the log once, until something else is wrong or it worked again;
// that the second copy is missing is also said on the welcome screen, to the organizer. It reads no clock.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/envelope.hpp"
#include "hineni/mirror.hpp"
#include "hineni/queue.hpp"
#include "hineni/result.hpp"

namespace hineni {

class Upkeep {
  public:
    // What may be erased at a moment: may_be_erased() with the pack's rule.
    using MayErase = std::function<Result<std::vector<EntryId>>(const Moment&)>;
    // `mirror`: empty for none.
    Upkeep(std::filesystem::path state, const std::filesystem::path& mirror, MayErase may_erase);

    // The second copy of an envelope that is in the queue, before the thank-you. While the mirror is missing this does
    // nothing: a sick stick costs one attendee time, not all of them, and step() makes up for it.
    void copy(const Envelope& envelope);

    // One step of a round. True: more is to be done, now.
    [[nodiscard]] bool step(Queue& queue, const Moment& now);

    // Until a whole round of copying has gone well.
    [[nodiscard]] bool second_copy_missing() const { return missing_; }

  private:
    enum class Next { Look, Erase, Copy };

    void look(Queue& queue, const Moment& now);
    void erase_some(Queue& queue);
    [[nodiscard]] bool copy_some();
    static void note(std::string& last, const Error& error);
    void lost(const Error& error);

    std::filesystem::path state_;
    MayErase may_erase_;
    std::optional<Mirror> mirror_;
    std::optional<QueueReader> reader_;  // While a round copies.
    Next next_ = Next::Look;
    std::vector<EntryId> to_erase_;
    bool missing_ = false;
    std::string erase_trouble_, mirror_trouble_;  // What was logged last; empty: it went well.
};

}  // namespace hineni
