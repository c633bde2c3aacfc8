// S3Drop: a drop in an S3-compatible object store, over HTTPS and signed by libcurl (AWS Signature, version 4).
//
// Accepted is a 200 with an ETag to our own PUT, and then a look at the same name that shows the same ETag and length;
// a store that lets nobody look (403) is believed, because login pages give no ETags.
//
// A signature carries the time, and a store takes none that is 15 minutes off. Where it says so, we sign again with the
// time that it has just told: no clock of ours needs to be right.
#pragma once

#include "sync/send/https.hpp"
#include "sync/send/store_address.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

class S3Drop : public Transport {
  public:
    S3Drop(StoreAddress address, Terms terms);

    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override;
    [[nodiscard]] Answered put_and(std::string_view name, BytesView bytes,
                                   const std::function<void()>& meanwhile) override;
    // Eight at a time.
    [[nodiscard]] std::vector<Answered> put_all(std::span<const Parcel> parcels) override;
    // All pages of it.
    [[nodiscard]] Result<std::vector<std::string>> list() override;
    // A store that keeps its listing to itself says 403 of what is not there: that fails.
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override;
    [[nodiscard]] std::string place() const override { return address_.place; }

  private:
    struct Putting;
    [[nodiscard]] std::vector<Answered> put_doing(std::span<const Parcel> parcels,
                                                  const std::function<void()>* meanwhile);
    void put_once(const std::vector<Putting*>& which, const std::function<void()>* meanwhile);
    void look_at(std::vector<Putting>& all);
    [[nodiscard]] Question question(std::string method, std::string url, BytesView body = {}) const;
    [[nodiscard]] Result<Heard> ask(std::string method, const std::string& url, std::size_t at_most);
    [[nodiscard]] std::string url_of(std::string_view name) const;
    bool learn_time(const Heard& heard);

    StoreAddress address_;
    Https https_;
    std::string time_;  // "20260628T230510Z", as the store last told; empty: our own clock is good enough.
};

}  // namespace hineni
