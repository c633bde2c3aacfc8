// What a disk must hold after a power cut, given what was promised before it.
#include <sqlite3.h>

#include <algorithm>

#include "tests/disk/life.hpp"

namespace hineni {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};

// By a connection of the test's own.
bool is_whole(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
    if (code != SQLITE_OK) return false;
    sqlite3_stmt* check = nullptr;
    if (sqlite3_prepare_v2(opened, "PRAGMA integrity_check", -1, &check, nullptr) != SQLITE_OK) return false;
    const bool whole = sqlite3_step(check) == SQLITE_ROW &&
                       std::string(reinterpret_cast<const char*>(sqlite3_column_text(check, 0))) == "ok";
    sqlite3_finalize(check);
    return whole;
}

// All or none of what one erase() was to take.
void judge_erasing(const Promised& promised, const std::vector<EntryId>& ids, Verdict& verdict) {
    const auto left =
        std::ranges::count_if(promised.erasing, [&](const EntryId& id) { return std::ranges::binary_search(ids, id); });
    if (left != 0 && static_cast<std::size_t>(left) != promised.erasing.size()) verdict.partial = true;
}

void judge_entries(QueueReader& reader, const Promised& promised, Verdict& verdict) {
    const auto ids = reader.ids();
    if (!ids) {
        verdict.opens = ids.error().what;
        return;
    }
    for (const auto& id : promised.thanked) {
        if (!std::ranges::binary_search(*ids, id)) verdict.lost = true;
    }
    judge_erasing(promised, *ids, verdict);
    auto read = reader.read(*ids, [&](const EntryId& id, BytesView bytes) {
        const auto tried = promised.tried.find(id);
        if (tried == promised.tried.end() || !std::ranges::equal(*tried->second, bytes)) verdict.partial = true;
        if (promised.erased.contains(id)) verdict.undead = true;
        return true;
    });
    if (!read) verdict.opens = read.error().what;
}

}  // namespace

std::string Verdict::in_words() const {
    std::string words = opens;
    const auto add = [&](bool wrong, const char* word) {
        if (wrong) words += (words.empty() ? "" : ", ") + std::string(word);
    };
    add(lost, "lost");
    add(partial, "partial");
    add(corrupt, "corrupt");
    add(undead, "erased and there again");
    add(miscounted, "miscounted");
    return words.empty() ? "fine" : words;
}

Verdict judge(CrashDisk& disk, const DiskImage& image, const Promised& promised) {
    disk.put(image);
    return judge_folder(disk.folder() / "state", promised);
}

Verdict judge_folder(const std::filesystem::path& state, const Promised& promised) {
    Verdict verdict;
    auto queue = Queue::open(state);
    if (!queue) {
        verdict.opens = queue.error().what;
        verdict.lost = !promised.thanked.empty();
        return verdict;
    }
    const auto tally = queue->tally();
    verdict.miscounted = !tally || *tally < promised.thanks || *tally > promised.tried.size();
    auto reader = QueueReader::open(state);
    if (!reader) {
        verdict.opens = reader.error().what;
        return verdict;
    }
    judge_entries(*reader, promised, verdict);
    verdict.corrupt = !is_whole(state / "queue.db");
    return verdict;
}

}  // namespace hineni
