// SignatoryRows: the people who are named, one a row: number, name and where they are from, signature, day.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "sync/print/book.hpp"
#include "sync/print/canvas.hpp"
#include "sync/print/fitted.hpp"

namespace hineni {

class SignatoryRows {
  public:
    // `languages`: say in which somebody signed.
    SignatoryRows(const Press& press, const Box& area, bool languages);

    [[nodiscard]] double height_of(const Signatory& signatory);
    void draw(Canvas& canvas, double y, double height, std::size_t number, const Signatory& signatory);

  private:
    struct Columns {
        double number = 0, name = 0, signature = 0, day = 0;  // Where each begins.
        double number_width = 0, name_width = 0, signature_width = 0, day_width = 0;
    };
    void sign(Canvas& canvas, double y, double height, const Signatory& signatory);
    const Setting& day_of(const Signatory& signatory);

    const Press& press_;
    Columns at_;
    bool languages_;
    Setting number_;
    Fitted name_;
    Fitted affiliation_;
    Fitted typed_;
    std::map<std::string, Setting> days_;  // There are few.
};

}  // namespace hineni
