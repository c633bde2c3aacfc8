// Bus: one connection to a D-Bus, on which questions are asked and answers come when they come. Nothing waits for an
// answer but take_in(), and that as long as it is told to. Knows sd-bus; knows nothing of who is asked what.
#pragma once

#include <systemd/sd-bus.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "hineni/result.hpp"

namespace hineni {

// Whom to ask for what.
struct BusCall {
    const char* service;
    std::string object;
    const char* interface;
    const char* member;
};

class Bus {
  public:
    // Puts the arguments into the message; negative: it could not.
    using Write = std::function<int(sd_bus_message* message)>;
    // An answer, or a refusal: then the name of the error, and no message. Somebody who does not answer within five
    // seconds refused ("org.freedesktop.DBus.Error.NoReply").
    using Answer = std::function<void(sd_bus_message* answer, const std::string& refusal)>;
    using Heard = std::function<void(sd_bus_message* signal)>;

    // Begins to connect. A bus that cannot be reached refuses everything.
    explicit Bus(const std::string& address);
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;
    ~Bus();  // What was not answered is never answered.

    // `secret`: the message is wiped when it has been sent.
    void ask(const BusCall& call, const Write& write, const Answer& answer, bool secret = false);
    // Until the next call of this or the end of the Bus; one at a time.
    void listen(const BusCall& signal, Heard heard);
    void stop_listening();

    // Takes in what came, and waits for the rest until all is answered or `patience` is over.
    void take_in(std::chrono::milliseconds patience);
    // Questions that are open.
    [[nodiscard]] std::size_t open() const { return questions_.size(); }
    // The bus itself is gone, or never was there.
    [[nodiscard]] bool lost() const { return lost_; }

  private:
    struct Question {
        Bus* bus = nullptr;
        Answer answer;
        sd_bus_slot* slot = nullptr;
        std::list<Question>::iterator self;
    };
    static int answered(sd_bus_message* message, void* question, sd_bus_error* unused);
    static int was_heard(sd_bus_message* message, void* bus, sd_bus_error* unused);
    void lose();

    sd_bus* bus_ = nullptr;
    bool lost_ = false;
    std::list<Question> questions_;
    sd_bus_slot* listening_ = nullptr;
    Heard heard_;
};

}  // namespace hineni
