// Proof: one reading of one pack, as a printer's proof: what was found wrong so far, the languages that every text is
// held against, and the files that the pack names.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/form/document.hpp"

namespace hineni {

inline constexpr std::size_t largest_event_toml = std::size_t{256} * 1024;
inline constexpr std::size_t largest_named_file = std::size_t{64} * 1024;

class Proof {
  public:
    explicit Proof(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Empty until [event] was read, and where it could not be: then texts are not held against anything.
    std::vector<Language> languages;

    // About event.toml.
    void complain(document::Place at, std::string wrong, std::string instead);
    [[nodiscard]] std::size_t complaints() const { return complaints_.size(); }

    // The text of a file of the pack, as it will be shown: no byte order mark, lines ending in '\n'. Complains (at the
    // place that names it, or about a line of it) and gives nothing where it is missing, too large, outside the folder
    // or not plain text.
    [[nodiscard]] std::optional<std::string> named_file(const std::string& name, document::Place named_at);
    // event.toml itself; bounded, as it is on the disk.
    [[nodiscard]] std::optional<std::string> event_toml();

    // Files read so far, by name, byte for byte.
    [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }

    // Names of files that were asked for, there or not, as they are normally written.
    [[nodiscard]] const std::set<std::string>& named() const { return named_; }

    // In the order of event.toml, then of the named files.
    [[nodiscard]] std::vector<Complaint> in_order() const;

  private:
    struct Remark {
        std::size_t file = 0;  // 0 is event.toml, then the named ones as they came.
        document::Place at;
        Complaint complaint;
    };
    std::optional<std::string> own_file(const std::string& name, document::Place named_at);
    std::optional<std::string> refuse(document::Place at, std::string wrong, std::string instead);
    void complain_about(const std::string& file, int line, std::string wrong, std::string instead);

    std::filesystem::path folder_;
    std::vector<Remark> complaints_;
    std::map<std::string, std::string> files_;
    std::set<std::string> named_;
    std::size_t spoilt_files_ = 0;
};

// The bytes that an entry carries as the pack's digest are the digest of these (README).
[[nodiscard]] std::string one_of_all(const std::map<std::string, std::string>& files);

}  // namespace hineni
