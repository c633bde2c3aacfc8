// Query: one prepared statement of SQL, made once and used again and again.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

struct sqlite3_stmt;

namespace hineni {

// Bind, step until false, reset. Parameters and columns count from 1 and from 0, as in SQLite. Must not outlive its
// Database (declare it after).
class Query {
  public:
    // The bytes are copied.
    void bind(int parameter, BytesView bytes);
    void bind(int parameter, std::string_view text);
    void bind(int parameter, std::int64_t number);
    void bind_null(int parameter);

    // True: there is a row to look at. False: done. After an error the statement is ready to be used again.
    [[nodiscard]] Result<bool> step();
    // For statements without rows: steps to the end and resets.
    [[nodiscard]] Result<void> run();
    // Ready to be stepped again; lets go of the read snapshot. Bound parameters stay.
    void reset();

    // Of the current row; views end with the next step() or reset().
    [[nodiscard]] BytesView bytes(int column);
    [[nodiscard]] std::string_view text(int column);
    [[nodiscard]] std::int64_t number(int column);
    [[nodiscard]] bool is_null(int column);

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int refused_ = 0;  // What binding failed with: no memory. The next step() says so.
};

// Resets a statement at the end of a scope, whichever way it is left.
class ResetAtEnd {
  public:
    explicit ResetAtEnd(Query& statement) : statement_(statement) {}
    ~ResetAtEnd() { statement_.reset(); }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

  private:
    Query& statement_;
};

}  // namespace hineni
