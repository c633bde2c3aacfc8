#include "sync/desk/review.hpp"

#include "sync/desk/cells.hpp"

namespace hineni {

namespace {

// What was answered, and what else tells people apart; a signature's lines do not.
std::string in_a_line(const DeskEntry& entry) {
    auto line = (entry.unix_s ? iso_8601(*entry.unix_s) : std::string("time unknown")) + "  tablet " +
                device_name(entry.device) + "  " + entry.form + "  " + entry.language;
    for (const auto& [field, answer] : entry.answers) {
        if (!answer.empty()) line.append("  ").append(field).append(": ").append(answer);
    }
    if (!entry.signature.empty()) line += "  signed by hand";
    if (!entry.signature_typed.empty()) line += "  signed as: " + entry.signature_typed;
    return tamed(line);
}

}  // namespace

std::string review_head() {
    return "# What was merged, and what wants a human eye.\n"
           "# Nothing is decided here: every line begins with #. To decide one, take the # from its line\n"
           "# (or copy the line into a file of your own) and run open again with --decisions FILE.\n";
}

std::string review_title(const std::string& title) {
    return "#\n# == " + tamed(title) + "\n";
}

std::string review_part(const Reviewed& reviewed) {
    std::string text = "#\n# " + tamed(reviewed.why) + "\n";
    for (const auto& each : reviewed.entries) text += "#   " + each.called + "  " + in_a_line(each.entry) + "\n";
    if (reviewed.more > 0) text += "#   and " + std::to_string(reviewed.more) + " more\n";
    for (const auto& decision : reviewed.decisions) text += "#" + decision + "\n";
    return text;
}

}  // namespace hineni
