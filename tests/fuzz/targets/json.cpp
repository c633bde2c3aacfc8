// The desk's JSON reader, beside the library that it took the place of.
//
// Held against it: what it calls JSON is JSON and the other way round; of objects it shows each name.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "hineni/utf8.hpp"
#include "sync/desk/json_reader.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

void json(BytesView input) {
    using Tree = nlohmann::ordered_json;
    const auto text = as_text(input);
    // The library goes deeper for each bracket, as ours does not.
    if (std::ranges::count(text, '[') + std::ranges::count(text, '{') > 500) return;
    JsonReader whole(text);
    whole.pass_over();
    const bool ours = whole.ends();
    // To the library a zero byte is the end of the text.
    promise(!ours || text.find('\0') == std::string_view::npos, "a text with a zero byte is JSON");
    if (text.find('\0') != std::string_view::npos) return;
    const auto tree = Tree::parse(text, nullptr, false);
    // A number too large for a double is one to us, and to the library an error.
    const bool large = text.find_first_of("eE") != std::string_view::npos || text.size() > 300;
    promise(ours == !tree.is_discarded() || (ours && large),
            "what is JSON to us is none to others, or the other way round");
    if (!ours || tree.is_discarded()) return;
    JsonReader taken(text);
    std::string room;
    std::size_t members = 0;
    if (tree.is_object()) {
        const bool object = taken.take_object([&](std::string_view name) {
            ++members;
            promise(utf8::valid(name) && tree.contains(std::string(name)), "a name that is not there");
        });
        promise(object && taken.ends() && members >= tree.size(), "an object is not read to its end");
    } else if (tree.is_string()) {
        const auto words = taken.take_text(room);
        promise(words && *words == tree.get<std::string>(), "a text is read as another");
    } else if (tree.is_number_integer() && text.find('.') == std::string_view::npos) {
        const auto number = taken.take_whole();
        promise(!number || *number == tree.get<std::int64_t>(), "a number is read as another");
    } else if (tree.is_array()) {
        const bool array = taken.take_array([&] { ++members; });
        promise(array && taken.ends() && members == tree.size(), "an array is not read to its end");
    }
}

}  // namespace hineni::fuzz
