// ChaosProxy: carries bytes between a client and a server on the loopback, whatever they mean, and breaks the line
// where it is told to. TLS passes through untouched. It works in a thread of its own.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace hineni {

struct Cut {
    enum class Kind {
        Reset,      // Both ends are told rudely (RST).
        Close,      // Both ends are told politely (FIN).
        HalfClose,  // Only the end that was to get more is told; the other way goes on.
        Stall,      // Nobody is told, and nothing more comes this way.
        Dribble,    // From here on each byte travels alone.
    };
    Kind kind = Kind::Reset;
    bool to_server = true;  // Which way is cut.
    std::size_t at = 0;     // After so many bytes on this way.
};
[[nodiscard]] std::string in_words(const Cut& cut);

class ChaosProxy {
  public:
    explicit ChaosProxy(int server_port);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy&) = delete;
    ChaosProxy& operator=(const ChaosProxy&) = delete;

    [[nodiscard]] int port() const { return port_; }
    // Of all connections from now on; nothing: the line is whole.
    void cut(std::optional<Cut> cut);

    // The most bytes that went over one connection so far.
    struct Most {
        std::size_t to_server = 0;
        std::size_t to_client = 0;
    };
    [[nodiscard]] Most most() const { return {most_to_server_, most_to_client_}; }
    [[nodiscard]] int connections() const { return connections_; }

  private:
    struct Way {
        int from = -1;
        int to = -1;
        std::size_t passed = 0;
        bool open = true;
    };
    struct Pair {
        Way to_server;
        Way to_client;
        std::optional<Cut> cut;
    };

    void work();
    void begin_pair();
    // False where the pair has come to its end.
    [[nodiscard]] bool pass(Pair& pair, Way& way);
    [[nodiscard]] static bool break_line(const Cut& cut, Pair& pair, Way& way);

    int server_port_;
    int listening_ = -1;
    int port_ = 0;
    int stop_ = -1;
    std::mutex mutex_;
    std::optional<Cut> cut_;
    std::vector<Pair> pairs_;
    std::atomic<std::size_t> most_to_server_{0};
    std::atomic<std::size_t> most_to_client_{0};
    std::atomic<int> connections_{0};
    std::thread thread_;
};

}  // namespace hineni
