// WebDavDrop: a drop on a WebDAV server (nginx, Apache, rclone, Nextcloud's file-drop link), over HTTPS.
//
// Accepted is 201 to our own PUT. 200, which a login page also says, counts only after the bundle was fetched again and
// is the same; 204 ("replaced") only where a look at the name does not contradict it. See README.md for every status.
#pragma once

#include "sync/send/drop_address.hpp"
#include "sync/send/https.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

class WebDavDrop : public Transport {
  public:
    WebDavDrop(DropAddress address, Terms terms)
        : address_(std::move(address)), https_({address_.user, address_.password}, std::move(terms)) {}

    // A missing folder is made once.
    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override;
    [[nodiscard]] Answered put_and(std::string_view name, BytesView bytes,
                                   const std::function<void()>& meanwhile) override;
    // Eight at a time.
    [[nodiscard]] std::vector<Answered> put_all(std::span<const Parcel> parcels) override;
    // PROPFIND, or where the server does not have it, the page of links that it shows for a folder.
    [[nodiscard]] Result<std::vector<std::string>> list() override;
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override;
    [[nodiscard]] std::string place() const override { return address_.place(); }

  private:
    struct Putting;
    [[nodiscard]] std::vector<Answered> put_doing(std::span<const Parcel> parcels,
                                                  const std::function<void()>* meanwhile);
    void put_once(std::vector<Putting*> which, const std::function<void()>* meanwhile);
    void make_folder_for(std::vector<Putting>& all);
    void look_at(std::vector<Putting>& all);

    DropAddress address_;
    Https https_;
};

}  // namespace hineni
