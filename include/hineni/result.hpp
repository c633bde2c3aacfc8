// What the outside world gives back: a value, or an Error in words. An Error names the attempt and the
// cause, innermost last ("deliver: PUT 3f…: connection refused"), and a hint says what a person can do about it.
// Neither ever contains an answer that somebody typed.
//
// tl::expected is the one third-party header under include/: it is std::expected for compilers that
// lack it, and every signature of the project needs it.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace hineni {

struct Error {
    std::string what;  // "attempt: cause", lower case, no full stop, no newline.
    std::string hint;  // What to do about it; empty where nobody can do anything.
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string what, std::string hint = {}) {
    return tl::unexpected(Error{std::move(what), std::move(hint)});
}

// The same failure, seen from one attempt further out.
[[nodiscard]] inline tl::unexpected<Error> within(std::string_view attempt, Error cause) {
    cause.what = std::string(attempt) + ": " + cause.what;
    return tl::unexpected(std::move(cause));
}

}  // namespace hineni
