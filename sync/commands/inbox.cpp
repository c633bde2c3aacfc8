#include "sync/commands/inbox.hpp"

#include <algorithm>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/send/folder_drop.hpp"

namespace hineni {

namespace fs = std::filesystem;

Result<void> Inbox::put(BytesView receipt) const {
    std::error_code wrong;
    fs::create_directory(folder_, wrong);
    fs::permissions(folder_, fs::perms::owner_all, wrong);
    const auto sum = digest(receipt);
    const auto name = hex(BytesView(sum).first(8)) + "-" + hex(BytesView(sum).subspan(8, 16)) + ".receipt";
    const auto answer = FolderDrop(folder_).put(name, receipt);
    if (answer.reply != Reply::Accepted) return fail("keep receipt: " + answer.why, answer.hint);
    return {};
}

Result<void> Inbox::empty(const std::function<Result<void>(BytesView)>& take) const {
    std::error_code none;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entries(folder_, none); !none && entries != fs::directory_iterator();
         entries.increment(none)) {
        if (is_receipt_name(entries->path().filename().string())) paths.push_back(entries->path());
    }
    std::sort(paths.begin(), paths.end());
    FolderDrop folder(folder_);
    for (const auto& path : paths) {
        const auto file = folder.get(path.filename().string(), largest_receipt);
        if (!file) return tl::unexpected(file.error());
        if (auto taken = take(*file); !taken) return taken;
        fs::remove(path, none);
    }
    return {};
}

}  // namespace hineni
