// WebDavDrop: a drop on a WebDAV server (nginx, Apache, Nextcloud's file-drop link), over HTTPS.
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
        : address_(std::move(address)), https_(address_.user, address_.password, std::move(terms)) {}

    // A missing folder is made once.
    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override;
    [[nodiscard]] Answered put_and(std::string_view name, BytesView bytes,
                                   const std::function<void()>& meanwhile) override;
    // PROPFIND, or where the server does not have it, the page of links that it shows for a folder.
    [[nodiscard]] Result<std::vector<std::string>> list() override;
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override;
    [[nodiscard]] std::string place() const override { return address_.place(); }

  private:
    [[nodiscard]] Result<Heard> put_once(std::string_view name, BytesView bytes,
                                         const std::function<void()>* meanwhile = nullptr);
    [[nodiscard]] Answered put_doing(std::string_view name, BytesView bytes, const std::function<void()>* meanwhile);
    [[nodiscard]] Answered looked_at(const Heard& heard, std::string_view name, BytesView bytes);

    DropAddress address_;
    Https https_;
};

}  // namespace hineni
