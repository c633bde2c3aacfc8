#include "kiosk/device/errand_answers.hpp"

namespace hineni {

Result<void> ErrandAnswers::ask(ErrandKind kind, const std::string& what) {
    const auto place = static_cast<std::size_t>(kind);
    auto asked = hineni::ask(state_, kind, what);
    if (!asked) return tl::unexpected(asked.error());
    Outcome waiting;
    waiting.number = asked->number;
    last_[place] = std::move(waiting);
    asked_[place] = *std::move(asked);
    return {};
}

ErrandAnswers::All ErrandAnswers::look(std::string& trouble) {
    for (std::size_t kind = 0; kind < errand_kinds; ++kind) {
        if (!asked_[kind] || last_[kind]->stage != Outcome::Stage::Working) continue;
        auto answer = answer_to(state_, *asked_[kind]);
        if (!answer) {
            trouble = answer.error().what;
        } else if (*answer) {
            last_[kind] = **std::move(answer);
        }
    }
    return last_;
}

}  // namespace hineni
