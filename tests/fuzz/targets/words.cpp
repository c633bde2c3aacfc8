// What people type off paper: recovery words and receipt codes.
//
// Held against it: a key that is read is written in words that are read again; what is proposed is a key too; a code
// that is read is read again however it is grouped; a mistake is told without what was typed.
#include "hineni/receipt_code.hpp"
#include "sync/seal/recovery.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

std::string on_paper(const SecretKey& key) {
    std::string out;
    int number = 0;
    for (const auto& word : recovery_words(key)) out += std::to_string(++number) + ". " + word + "\n";
    return out;
}

}  // namespace

void words(BytesView input) {
    const auto typed = as_text(input);
    const auto count = count_recovery_words(typed);
    promise(count <= typed.size(), "more words than letters");
    const auto key = key_from_words(typed);
    const auto mended = key_from_mended_words(typed);
    if (key) {
        const auto again = key_from_words(on_paper(*key));
        promise(again && again->bytes == key->bytes, "a key in words is another key");
        promise(mended && mended->bytes == key->bytes, "what is right is put right");
    } else {
        promise(!key.error().what.empty(), "words are refused without a word");
        for (const char c : key.error().what) promise(c >= 0x20 && c != 0x7F, "a message that could drive a terminal");
    }
    if (mended) promise(key_from_words(on_paper(*mended)).has_value(), "a key that is proposed is none");
    const auto code = receipt_code_in(typed);
    if (!code) return;
    promise(code->size() == receipt_code_symbols, "a code of another length");
    promise(receipt_code_in(in_groups(*code)) == code, "a code in groups is another code");
    for (std::size_t i = 0; i < code->size(); ++i) {
        auto wrong = *code;
        wrong[i] = wrong[i] == '7' ? '8' : '7';
        promise(!receipt_code_in(wrong), "a code with one wrong symbol is taken");
    }
}

}  // namespace hineni::fuzz
