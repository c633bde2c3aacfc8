// JsonReader: a JSON text (RFC 8259) taken apart in one pass, value by value, without a tree of it. The content of an
// entry comes from whoever had the public key, so nothing is believed: all of it is checked, what is passed over too.
//
// Each take… takes the value that comes next, whatever it is, and says nothing of it where it is of another kind. Once
// the text turns out not to be JSON, well() is false and nothing comes any more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hineni {

class JsonReader {
  public:
    explicit JsonReader(std::string_view text);

    // So far it is JSON.
    [[nodiscard]] bool well() const { return well_; }
    // All of it was taken, and it is JSON.
    [[nodiscard]] bool ends();

    // As it stands in the text, or in `room` where it has escapes.
    [[nodiscard]] std::optional<std::string_view> take_text(std::string& room);
    // A whole number as it stands: neither "1.0" nor "1e3", nor beyond 64 bits.
    [[nodiscard]] std::optional<std::int64_t> take_whole();
    [[nodiscard]] std::optional<bool> take_choice();
    // True where a null came and was taken; takes nothing else.
    [[nodiscard]] bool take_null();
    void pass_over();

    // Calls see(name) for each member, in order and as often as a name comes. What `see` does not take is passed over.
    // `name` holds until `see` takes something. False where another kind of value came.
    template <class See>
    bool take_object(const See& see) {
        if (!opens('{')) return false;
        if (closes('}')) return true;
        std::string room;
        do {
            const auto name = take_name(room);
            if (!name) return false;
            const auto before = at_;
            see(*name);
            if (at_ == before) pass_over();
        } while (goes_on('}'));
        return well_;
    }
    // Calls see() for each element.
    template <class See>
    bool take_array(const See& see) {
        if (!opens('[')) return false;
        if (closes(']')) return true;
        do {
            const auto before = at_;
            see();
            if (at_ == before) pass_over();
        } while (goes_on(']'));
        return well_;
    }

  private:
    [[nodiscard]] char next();  // Behind blanks; 0 at the end.
    bool fails();
    bool opens(char bracket);
    bool closes(char bracket);
    bool goes_on(char bracket);
    [[nodiscard]] std::optional<std::string_view> take_name(std::string& room);
    bool pass_over_text();
    bool pass_over_escape();
    bool pass_over_number(bool& whole);
    bool pass_over_word(std::string_view word);
    bool pass_over_one(std::string& within);
    bool digits();
    [[nodiscard]] std::optional<unsigned> four_hex(std::size_t at) const;
    [[nodiscard]] std::string_view spelled_out(std::string_view escaped, std::string& room) const;

    std::string_view text_;
    std::size_t at_ = 0;
    bool well_ = true;
    bool escapes_ = false;  // In the text that was passed over last.
};

}  // namespace hineni
