#include "sync/publish/network.hpp"

#include <utility>

#include "sync/send/drop_address.hpp"
#include "sync/send/meaning.hpp"

namespace hineni {

namespace {

constexpr std::size_t largest_page = std::size_t{4} * 1024 * 1024;  // 25 people, each with many fields.

}  // namespace

Result<std::string> api_address(const std::string& typed) {
    const auto address = drop_address(typed);
    if (address && address->user.empty() && address->password.empty()) return address->folder;
    return fail("--api: it is no plain https: address", std::string("write it like ") + action_network_api);
}

AskCall ask_over(Https& https, const ApiKey& key, std::string api) {
    return [&https, &key, api = std::move(api)](const Call& call) -> Result<CallAnswer> {
        Question question;
        question.method = call.method;
        question.url = api + call.path;
        question.headers = {key.header()};
        if (call.method == "POST") question.headers.emplace_back("Content-Type: application/json");
        question.body = as_bytes(call.body);
        question.at_most = largest_page;
        const auto heard = https.ask(question);
        if (!heard) return tl::unexpected(heard.error());
        return CallAnswer{heard->status, key.taken_out_of(std::string(as_text(heard->body))),
                          wait_asked(heard->retry_after, heard->date)};
    };
}

}  // namespace hineni
