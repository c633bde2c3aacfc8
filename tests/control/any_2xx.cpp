// hineni-sync with a way out that believes what many programs believe: a status of 2xx is a success, whatever else
// comes or does not.
#include <curl/curl.h>

#include <algorithm>

#include "sync/send/transport.hpp"

namespace {

using namespace hineni;

class Gullible : public Transport {
  public:
    Gullible(std::string_view address, Terms terms) : address_(address), terms_(std::move(terms)) {}

    Answered put(std::string_view name, BytesView bytes) override {
        auto* const curl = curl_easy_init();
        const auto url = address_ + std::string(name);
        BytesView left = bytes;
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_CAINFO, terms_.authorities.c_str());
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(curl, CURLOPT_READDATA, &left);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
        curl_easy_perform(curl);
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_cleanup(curl);
        if (status >= 200 && status < 300) return {Reply::Accepted, {}, {}, {}};
        return {Reply::Unreachable, "it did not work", "try again", {}};
    }
    Result<std::vector<std::string>> list() override { return std::vector<std::string>{}; }
    Result<std::optional<Bytes>> find(std::string_view, std::size_t) override { return std::nullopt; }
    std::string place() const override { return address_; }

  private:
    static std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
        auto& left = *static_cast<BytesView*>(user);
        const auto piece = std::min(size * count, left.size());
        std::copy_n(left.begin(), piece, to);
        left = left.subspan(piece);
        return piece;
    }
    static std::size_t take(char*, std::size_t size, std::size_t count, void* user) {
        (void)user;
        return size * count > 65'536 ? 0 : size * count;
    }

    std::string address_;
    Terms terms_;
};

}  // namespace

// NOLINTNEXTLINE(bugprone-reserved-identifier)
Result<std::unique_ptr<Transport>> gullible(std::string_view address, Terms terms) asm(
    "__wrap__ZN6hineni12transport_toESt17basic_string_viewIcSt11char_traitsIcEENS_5TermsE");

Result<std::unique_ptr<Transport>> gullible(std::string_view address, Terms terms) {
    return std::make_unique<Gullible>(address, std::move(terms));
}
