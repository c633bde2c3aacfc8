// ActionNetworkServer: the pretended Action Network behind TLS on the loopback, for real programs. It listens when the
// constructor returns and answers in a thread of its own until its end.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "tests/support/action_network.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

class ActionNetworkServer {
  public:
    explicit ActionNetworkServer(ActionNetwork rules);
    ~ActionNetworkServer();
    ActionNetworkServer(const ActionNetworkServer&) = delete;
    ActionNetworkServer& operator=(const ActionNetworkServer&) = delete;

    [[nodiscard]] std::string api() const { return "https://localhost:" + std::to_string(port_) + "/api/v2/"; }
    // SSL_CERT_FILE for the program.
    [[nodiscard]] std::filesystem::path authorities() const { return folder_ / "server.pem"; }
    // The rules, while no question is being answered.
    void with(const std::function<void(ActionNetwork&)>& look);

  private:
    struct Tls;
    void serve();
    void talk(int connection);

    FreshFolder folder_;
    ActionNetwork rules_;
    std::mutex mutex_;
    std::unique_ptr<Tls> tls_;
    int listening_ = -1;
    int end_[2] = {-1, -1};
    int port_ = 0;
    std::thread thread_;
};

}  // namespace hineni
