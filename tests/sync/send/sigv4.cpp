#include "tests/sync/send/sigv4.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "hineni/bytes.hpp"
#include "tests/sync/send/recorder.hpp"

namespace hineni::sigv4 {

namespace {

std::string hex_of(const std::string& bytes) {
    return hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

std::string hmac(const std::string& key, const std::string& text) {
    std::array<unsigned char, 32> out{};
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), out.data(), nullptr);
    return {reinterpret_cast<const char*>(out.data()), out.size()};
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::stringstream rest(text);
    for (std::string part; std::getline(rest, part, at);) parts.push_back(part);
    return parts;
}

// The query in the order of its names; a name without a value has an empty one.
std::string canonical_query(const std::string& query) {
    auto parts = split(query, '&');
    for (auto& part : parts) {
        if (part.find('=') == std::string::npos) part += '=';
    }
    std::sort(parts.begin(), parts.end());
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : "&") + part;
    return out;
}

std::string canonical(const std::string& request) {
    const auto method = request.substr(0, request.find(' '));
    const auto begin = method.size() + 1;
    const auto target = request.substr(begin, request.find(' ', begin) - begin);
    const auto question = target.find('?');
    std::string out = method + "\n" + target.substr(0, question) + "\n";
    if (question != std::string::npos) out += canonical_query(target.substr(question + 1));
    out += "\n";
    const auto signed_headers = said(request, "SignedHeaders");
    for (const auto& name : split(signed_headers, ';')) out += name + ":" + header_of(request, name) + "\n";
    return out + "\n" + signed_headers + "\n" + header_of(request, "x-amz-content-sha256");
}

}  // namespace

std::string sha256_hex(const std::string& text) {
    std::array<unsigned char, 32> out{};
    EVP_Digest(text.data(), text.size(), out.data(), nullptr, EVP_sha256(), nullptr);
    return hex_of({reinterpret_cast<const char*>(out.data()), out.size()});
}

std::string said(const std::string& request, const std::string& what) {
    const auto authorization = header_of(request, "authorization");
    const auto at = authorization.find(what + "=");
    if (at == std::string::npos) return {};
    const auto begin = at + what.size() + 1;
    return authorization.substr(begin, authorization.find(',', begin) - begin);
}

std::string signature_of(const std::string& request, const std::string& secret_key) {
    const auto credential = split(said(request, "Credential"), '/');  // key, day, region, service, "aws4_request"
    if (credential.size() != 5) return "no credential";
    const auto scope = credential[1] + "/" + credential[2] + "/" + credential[3] + "/" + credential[4];
    const auto to_sign =
        "AWS4-HMAC-SHA256\n" + header_of(request, "x-amz-date") + "\n" + scope + "\n" + sha256_hex(canonical(request));
    auto key = "AWS4" + secret_key;
    for (std::size_t i = 1; i < credential.size(); ++i) key = hmac(key, credential[i]);
    return hex_of(hmac(key, to_sign));
}

}  // namespace hineni::sigv4

using namespace hineni;

// The examples of the same page of the S3 API Reference.
TEST_CASE("the signature that tests work out is that of Amazon's published examples") {
    const std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const std::string credential =
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        "SignedHeaders=";
    const std::string rest =
        "Host: examplebucket.s3.amazonaws.com\r\nx-amz-date: 20130524T000000Z\r\nx-amz-content-sha256: ";
    const std::string nothing = sigv4::sha256_hex("");
    const auto get = [&](const std::string& target, const std::string& more, const std::string& names) {
        return "GET " + target + " HTTP/1.1\r\n" + more + rest + nothing + "\r\n" + credential + names +
               ",Signature=x\r\n\r\n";
    };
    CHECK(sigv4::signature_of(get("/test.txt", "Range: bytes=0-9\r\n", "host;range;x-amz-content-sha256;x-amz-date"),
                              secret) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    CHECK(sigv4::signature_of(get("/?lifecycle", "", "host;x-amz-content-sha256;x-amz-date"), secret) ==
          "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    CHECK(sigv4::signature_of(get("/?max-keys=2&prefix=J", "", "host;x-amz-content-sha256;x-amz-date"), secret) ==
          "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    const std::string body = "Welcome to Amazon S3.";
    CHECK(sigv4::signature_of("PUT /test%24file.text HTTP/1.1\r\nDate: Fri, 24 May 2013 00:00:00 GMT\r\n"
                              "x-amz-storage-class: REDUCED_REDUNDANCY\r\n" +
                                  rest + sigv4::sha256_hex(body) + "\r\n" + credential +
                                  "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=x\r\n\r\n" +
                                  body,
                              secret) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}
