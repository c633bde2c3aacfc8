// SlowLine: two networks of their own with nothing between them but a slow and lossy line that the tests carry packet
// by packet (TUN devices), so that the system's real TCP suffers as on a bad mobile connection.
//
// The near end is 10.77.0.1, the far end 10.77.0.2. Programs and sockets belong to the end at which they were begun:
//   { const auto at = line.far(); … }
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace hineni {

class SlowLine {
  public:
    struct Quality {
        double bits_per_s = 1e6;               // Each way.
        std::chrono::milliseconds delay{150};  // One way.
        double loss = 0.1;                     // Of the packets, each way.
        std::uint32_t seed = 1;
        std::size_t waiting = 100;  // Packets that wait for the line, each way; more are lost as well.
    };
    static constexpr auto near_address = "10.77.0.1";
    static constexpr auto far_address = "10.77.0.2";

    // Why this machine cannot have one; empty where it can.
    [[nodiscard]] static std::string why_not();

    explicit SlowLine(const Quality& quality);
    ~SlowLine();
    SlowLine(const SlowLine&) = delete;
    SlowLine& operator=(const SlowLine&) = delete;

    // As long as it lives, this thread and the programs that it starts are at that end.
    class There {
      public:
        There(int place, int home);
        ~There();
        There(const There&) = delete;
        There& operator=(const There&) = delete;

      private:
        int home_;
    };
    [[nodiscard]] There near() const { return {near_.network, home_}; }
    [[nodiscard]] There far() const { return {far_.network, home_}; }

    struct Count {
        std::uint64_t carried = 0;
        std::uint64_t lost = 0;
    };
    // Packets so far, both ways.
    [[nodiscard]] Count count() const { return {carried_, lost_}; }

  private:
    struct End {
        int network = -1;
        int device = -1;
    };
    [[nodiscard]] static End make_end(const char* here, const char* there);
    void carry(const Quality& quality);

    int home_ = -1;
    End near_;
    End far_;
    int stop_ = -1;
    std::atomic<std::uint64_t> carried_{0};
    std::atomic<std::uint64_t> lost_{0};
    std::thread carrier_;
};

}  // namespace hineni
