// Join: one attempt to be in a Wi-Fi, from the message to its end. What NetworkManager made for an attempt that failed
// is taken away again, so that a wrong password is not remembered.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/device/module/bus.hpp"
#include "kiosk/device/module/survey.hpp"

namespace hineni {

class Join {
  public:
    // Fails where nothing needs to be asked to know that it cannot be: `name` is not there, or the password is none.
    // The password is read now and never again.
    [[nodiscard]] static Result<std::unique_ptr<Join>> begin(Bus& bus, const Surveyed& around, std::string_view name,
                                                             std::string_view password, Monotonic now);
    Join(const Join&) = delete;
    Join& operator=(const Join&) = delete;
    ~Join();

    // What has become of it by `now`, and by what was found around since; null: not known.
    void see(const Surveyed* around, Monotonic now);
    [[nodiscard]] bool over() const { return over_; }
    // Over, and in vain: why, for people.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

  private:
    Join(Bus& bus, const AccessPoint& point, std::string wifi, Monotonic now);
    void activate(const std::string& settings);
    void add(std::string_view password);
    void heard(sd_bus_message* signal);
    void end(std::string trouble);

    Bus& bus_;
    AccessPoint point_;
    std::string wifi_;
    Monotonic until_;
    std::string made_;   // What NetworkManager remembers since this attempt.
    bool asked_ = true;  // To activate, and the answer has not come yet.
    bool over_ = false;
    std::string trouble_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// Asks NetworkManager to forget what it has under this object.
void forget_settings(Bus& bus, const std::string& object);

// The name of a refusal in words.
[[nodiscard]] std::string in_words(const std::string& refusal);

}  // namespace hineni
