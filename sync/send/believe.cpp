#include "sync/send/believe.hpp"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace hineni {

namespace {

// Chain and name are checked as ever; only the dates are not.
CURLcode without_dates(CURL*, void* settings, void*) {
    auto* const rules = SSL_CTX_get0_param(static_cast<SSL_CTX*>(settings));
    if (rules == nullptr || X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME) != 1) {
        return CURLE_SSL_CONNECT_ERROR;
    }
    return CURLE_OK;
}

std::string joined(const std::vector<std::string>& pins) {
    std::string all;
    for (const auto& pin : pins) all += (all.empty() ? "" : ";") + pin;
    return all;
}

Error of_dates(long found) {
    const std::string moot = "put the server's key into event.toml (deliver.pins): then dates do not matter";
    if (found == X509_V_ERR_CERT_NOT_YET_VALID) {
        return {"by this device's clock the server's certificate is not valid yet",
                "set the device's clock, or " + moot};
    }
    return {"by this device's clock the server's certificate has expired",
            "check the device's clock; if it is right, whoever runs the server renews the certificate. Or " + moot};
}

}  // namespace

void believe_by(CURL* curl, const Terms& terms) {
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!terms.pins.empty()) {
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
        // Without memory for the pin the certificate must fit after all: never nothing at all.
        if (curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, joined(terms.pins).c_str()) == CURLE_OK) return;
    }
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!terms.authorities.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, terms.authorities.c_str());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
    if (terms.dates == Dates::CannotBeJudged) curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, without_dates);
}

std::optional<Error> not_believed(CURL* curl, CURLcode code) {
    const std::string careful =
        "do not sign in anywhere: this may be the network's login page or somebody else; check the drop's address and "
        "the device's clock";
    switch (code) {
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return Error{"the server's key is none of those that event.toml names (deliver.pins)",
                         "do not sign in anywhere: this may be the network's login page or somebody else; if the "
                         "server has a new key, put its pin into event.toml"};
        case CURLE_PEER_FAILED_VERIFICATION: {
            long found = X509_V_OK;
            curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &found);
            if (found == X509_V_ERR_CERT_NOT_YET_VALID || found == X509_V_ERR_CERT_HAS_EXPIRED) return of_dates(found);
            return Error{"the server could not prove who it is (its certificate does not fit)", careful};
        }
        case CURLE_SSL_CONNECT_ERROR: return Error{"no secure connection came about", careful};
        case CURLE_SSL_CACERT_BADFILE:
            return Error{"the file of certificate authorities cannot be read", "check --ca and SSL_CERT_FILE"};
        default: return std::nullopt;
    }
}

}  // namespace hineni
