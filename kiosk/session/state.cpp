#include "kiosk/session/state.hpp"

#include <algorithm>

#include "kiosk/session/typing.hpp"

namespace hineni {

namespace {

template <class... Each>
struct Cases : Each... {
    using Each::operator()...;
};
template <class... Each>
Cases(Each...) -> Cases<Each...>;

}  // namespace

const Card* card_in(const State& state) {
    return std::visit(
        [](const auto& here) -> const Card* {
            if constexpr (requires { here.card; }) {
                return &here.card;
            } else {
                return nullptr;
            }
        },
        state);
}

bool can_go_on(const State& state) {
    return std::visit(Cases{
                          [](const Welcome&) { return false; },
                          [](const Reading& reading) { return reading.reached_end; },
                          [](const Choosing& choosing) {
                              const auto& chosen = choosing.card.occasions;
                              return std::find(chosen.begin(), chosen.end(), true) != chosen.end();
                          },
                          [](const Filling&) { return true; },
                          [](const Consenting&) { return true; },
                          [](const Signing& signing) {
                              return signing.typing ? typing::typed_enough(signing.card.signature_typed)
                                                    : signing.card.ink.is_signed();
                          },
                          [](const Saving&) { return false; },
                          [](const Trouble&) { return true; },
                          [](const Thanks&) { return true; },
                          [](const OutOfOrder&) { return false; },
                          [](const Organizing& organizing) {
                              const bool pin = organizing.page == Organizing::Page::Pin && !organizing.checking;
                              const bool password = organizing.page == Organizing::Page::Password;
                              return (pin && !organizing.digits.empty()) || (password && !organizing.password.empty());
                          },
                      },
                      state);
}

}  // namespace hineni
