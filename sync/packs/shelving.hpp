// Shelving: the one writer of the shelf (hineni/shelf.hpp; README.md has its folder). Each step leaves the shelf as it
// was or as it is to be, whenever the power goes: `current` is always a whole pack that was read after it was copied.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "hineni/shelf.hpp"
#include "sync/packs/event_seal.hpp"

namespace hineni {

class Shelving {
  public:
    // Makes the shelf where there is none; waits for another writer.
    [[nodiscard]] static Result<Shelving> open(const std::filesystem::path& shelf);
    Shelving(Shelving&& other) noexcept;
    Shelving& operator=(Shelving&&) = delete;
    ~Shelving();

    enum class From {
        Card,   // The boot partition: whoever writes it owns the device.
        Stick,  // Anybody's.
    };
    enum class Became {
        Taken,    // In use from now on.
        Waiting,  // For the organizer's yes.
        Known,    // Nothing new: in use already, or looked at on this card before.
        Nothing,  // There is no pack there.
    };
    struct Looked {
        Became became = Became::Nothing;
        ShelvedPack pack;
    };
    // Is there a pack in `below`, and is it to be used? A failure, all of it, is the shelf's complaint from then on.
    [[nodiscard]] Result<Looked> look(const std::filesystem::path& below, From from);

    // The organizer's yes. Fails where another pack waits, or none. Whoever sealed it is trusted from now on.
    [[nodiscard]] Result<ShelvedPack> take_waiting(const std::string& digest);

    // Overwrites and removes everything.
    [[nodiscard]] Result<void> wipe();

  private:
    struct Coming {
        EventPack pack;
        SealFound seal;
        std::string card_mark;  // Of the pack and its seal.
    };
    Shelving(std::filesystem::path shelf, int lock) : shelf_(std::move(shelf)), lock_(lock) {}
    [[nodiscard]] Result<Looked> look_at(const std::filesystem::path& found, From from);
    [[nodiscard]] Result<Coming> bring(const std::filesystem::path& found);
    [[nodiscard]] Sealer judge(const SealFound& seal, const std::vector<SigningName>& trusted, From from) const;
    [[nodiscard]] Result<void> place(const Coming& coming);
    [[nodiscard]] Result<void> use(const EventPack& pack, const SealFound& seal, bool trust);
    [[nodiscard]] Result<void> trust(const SigningName& name);
    [[nodiscard]] Result<void> tidy();
    [[nodiscard]] Result<void> put(const std::string& name, const std::string& text);
    void complain(const std::string& why);

    std::filesystem::path shelf_;
    int lock_ = -1;
};

}  // namespace hineni
