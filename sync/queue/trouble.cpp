#include "sync/queue/trouble.hpp"

#include <sqlite3.h>

#include <cstring>
#include <string>

namespace hineni {

namespace {

const char* hint_for(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL: return "the disk is full: free some space, then try again";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN: return "see that the folder exists and that this user may write there";
        case SQLITE_NOTADB:
            return "the file is not one of Hineni's, or is damaged: keep it, and start in an empty folder";
        case SQLITE_CORRUPT: return "the file is damaged: keep it, do not write to it, and start in an empty folder";
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "another program is using the file: close it, then try again";
        case SQLITE_IOERR: return "see that the disk is healthy and has room, then try again";
        case SQLITE_NOMEM: return "the device is out of memory: close other programs, then try again";
        case SQLITE_ERROR: return "try again; where that does not help, keep the file and start in an empty folder";
        default: return "";
    }
}

}  // namespace

Error trouble_of(sqlite3* database, int code) {
    if (database == nullptr) return {"out of memory", hint_for(SQLITE_NOMEM)};
    const int extended = sqlite3_extended_errcode(database);
    const bool same = (extended & 0xFF) == (code & 0xFF);
    const int exact = same ? extended : code;
    std::string what = same ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    what += " (sqlite " + std::to_string(exact);
    const int system = sqlite3_system_errno(database);
    const bool about_the_disk = (exact & 0xFF) == SQLITE_CANTOPEN || (exact & 0xFF) == SQLITE_IOERR;
    if (about_the_disk && system != 0) what += std::string(", ") + std::strerror(system);
    what += ")";
    return {std::move(what), hint_for(exact)};
}

}  // namespace hineni
