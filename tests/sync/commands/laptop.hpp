// An organizer's laptop as the real hineni-desk sees it: a key, an event pack with two partners, and what tablets left.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sync/seal/key_file.hpp"
#include "tests/support/process.hpp"
#include "tests/sync/desk/device.hpp"

namespace hineni {

inline std::string slurped(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE_MESSAGE(in, file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void spill(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::size_t times_in(std::string_view text, std::string_view words) {
    std::size_t times = 0;
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) ++times;
    return times;
}

// What somebody typed and chose. Every sign-up of a test comes a quarter of an hour after the one before it.
struct Card {
    std::string name;
    std::string email = {};
    std::string phone = {};
    std::string postal_code = {};
    std::vector<std::string> yes_to = {};  // Ids of consents.
    std::string language = "en";
    std::string form = "join";
};

class Laptop {
  public:
    Laptop() {
        std::filesystem::create_directories(drop());
        std::filesystem::create_directories(pack());
        REQUIRE(write_key_file(key(), secret_, nullptr));
        spill(pack() / "event.toml", words_of_pack());
    }

    // One bundle of one tablet. The ids of the entries, in order.
    std::vector<EntryId> collect(const std::vector<Card>& cards) {
        std::vector<EntryId> ids;
        std::vector<Bytes> envelopes;
        for (const auto& card : cards) {
            const auto entry = entry_of(card);
            ids.push_back(entry.id);
            envelopes.push_back(tablet_.sealed(entry));
        }
        last = tablet_.send(envelopes);
        put(last);
        return ids;
    }
    void put(const Bundle& bundle) const {
        spill(drop() / bundle.name, {reinterpret_cast<const char*>(bundle.bytes.data()), bundle.bytes.size()});
    }

    [[nodiscard]] Entry entry_of(const Card& card) {
        Entry entry = sample_entry(card.name);
        entry.form = card.form;
        entry.language = card.language;
        entry.collected.unix_s = *entry.collected.unix_s + 900 * made_;
        entry.collected.since_boot += std::chrono::minutes(15) * made_++;
        entry.answers.clear();
        const std::vector<std::pair<std::string, std::string>> answers{
            {"name", card.name}, {"email", card.email}, {"phone", card.phone}, {"postal_code", card.postal_code}};
        for (const auto& [field, answer] : answers) entry.answers.push_back({field, secret(answer)});
        entry.consents.clear();
        for (const auto& [id, to, channel, words] : asked()) {
            const bool yes = std::ranges::find(card.yes_to, id) != card.yes_to.end();
            entry.consents.push_back({id, to, channel, digest(as_bytes(words)), yes});
        }
        return entry;
    }

    [[nodiscard]] Finished open(std::vector<std::string> more) const {
        more.insert(more.begin(),
                    {HINENI_BIN "/hineni-desk", "open", "--key", key().string(), "--from", drop().string()});
        return finish(more, {"TZ=UTC"});
    }

    [[nodiscard]] std::filesystem::path drop() const { return folder / "drop"; }
    [[nodiscard]] std::filesystem::path pack() const { return folder / "pack"; }
    [[nodiscard]] std::filesystem::path key() const { return folder / "ada.key"; }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder / name).string(); }

    FreshFolder folder;
    Bundle last;

  private:
    struct Asked {
        std::string id, to;
        Channel channel;
        std::string words;
    };
    static std::vector<Asked> asked() {
        return {{"newsletter", "us", Channel::Email, "Send me the newsletter."},
                {"sanctuary-mail", "sanctuary", Channel::Email, "Sanctuary may write to me."},
                {"sanctuary-call", "sanctuary", Channel::Call, "Sanctuary may call me."},
                {"synagogue-share", "synagogue", Channel::Share, "The synagogue may have my details."}};
    }
    [[nodiscard]] std::string words_of_pack() const {
        std::string toml =
            "hineni = 1\n[event]\nid = \"vigil-2026-12-10\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" }\n"
            "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\", \"es\"]\n[keys]\nrecipients = [\"" +
            to_text(public_half(secret_)) + "\"]\n";
        for (const std::string id : {"sanctuary", "synagogue"}) {
            toml += "[[partner]]\nid = \"" + id + "\"\nkind = \"interfaith\"\nname = { en = \"" + id + "\" }\n";
        }
        toml += "[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n";
        for (const std::string kind : {"name", "email", "phone", "postal_code"}) {
            toml +=
                "[[form.field]]\nid = \"" + kind + "\"\nkind = \"" + kind + "\"\nlabel = { en = \"" + kind + "\" }\n";
        }
        const std::vector<std::string> channels{"email", "sms", "call", "share"};
        for (const auto& [id, to, channel, words] : asked()) {
            toml += "[[form.consent]]\nid = \"" + id + "\"\nto = \"" + to + "\"\nchannel = \"" +
                    channels[static_cast<std::size_t>(channel)] + "\"\ntext = { en = \"" + words + "\" }\n";
        }
        return toml;
    }

    SecretKey secret_ = new_secret_key();
    Tablet tablet_{{public_half(secret_)}};
    int made_ = 0;
};

inline std::string id_of(const EntryId& id) {
    return hex(id.bytes);
}

}  // namespace hineni
