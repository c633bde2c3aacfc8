#include "sync/print/signatory_rows.hpp"

#include <algorithm>

#include "sync/print/days.hpp"

namespace hineni {

namespace {

constexpr Type signatory_name_type{.size = 10.5, .weight = TypeWeight::Semibold, .leading = 1.32};
constexpr Type signatory_affiliation_type{.size = 8.5, .leading = 1.36};
constexpr Type signatory_number_type{.size = 8.5, .leading = 1.6};
constexpr Type signatory_day_type{.size = 8.5, .leading = 1.36};
constexpr Type signatory_typed_type{.size = 14, .face = Face::Script, .leading = 1.3};
constexpr double signatory_blank = 6;  // Above and below what stands in a row.
constexpr double signature_height = 34;
constexpr double signatory_gap = 14;

}  // namespace

SignatoryRows::SignatoryRows(const Press& press, const Box& area, bool languages)
    : press_(press),
      languages_(languages),
      number_(press, signatory_number_type),
      name_(press, signatory_name_type, 6),
      affiliation_(press, signatory_affiliation_type, 12),
      typed_(press, signatory_typed_type, 2) {
    at_.number = area.x;
    at_.number_width = 30;
    at_.name = at_.number + at_.number_width + signatory_gap;
    at_.day_width = 78;
    at_.day = area.x + area.width - at_.day_width;
    at_.signature_width = signature_height * 1000 / 400;
    at_.signature = at_.day - signatory_gap - at_.signature_width;
    at_.name_width = at_.signature - signatory_gap - at_.name;
}

const Setting& SignatoryRows::day_of(const Signatory& signatory) {
    const auto words = signatory.day + (languages_ ? "\nin " + language_in_words(signatory.language) : "");
    const auto [at, made] = days_.try_emplace(words, press_, signatory_day_type);
    if (made) at->second.set(words, at_.day_width);
    return at->second;
}

double SignatoryRows::height_of(const Signatory& signatory) {
    double height = name_.set(signatory.name, at_.name_width).height();
    if (!signatory.affiliation.empty()) height += affiliation_.set(signatory.affiliation, at_.name_width).height();
    height = std::max(height, day_of(signatory).height());
    if (!signatory.typed.empty()) {
        height = std::max(height, typed_.set(signatory.typed, at_.signature_width).height());
    }
    if (!signatory.signature.empty()) height = std::max(height, signature_height - signatory_blank);
    return height + 2 * signatory_blank;
}

void SignatoryRows::sign(Canvas& canvas, double y, double height, const Signatory& signatory) {
    if (!signatory.signature.empty()) {
        const double top = y + (height - signature_height) / 2;
        canvas.signature(signatory.signature, {at_.signature, top, at_.signature_width, signature_height}, 0.9);
    } else if (!signatory.typed.empty()) {
        const auto& typed = typed_.set(signatory.typed, at_.signature_width);
        canvas.words(at_.signature, y + (height - typed.height()) / 2, typed, ink::pen);
    }
}

void SignatoryRows::draw(Canvas& canvas, double y, double height, std::size_t number, const Signatory& signatory) {
    canvas.line(at_.number, y + height, at_.day + at_.day_width, y + height, ink::line, 0.4);
    double top = y + signatory_blank;
    number_.set(std::to_string(number), at_.number_width, TypeAlign::End);
    canvas.words(at_.number, top, number_, ink::quiet);
    canvas.words(at_.day, top + 1.4, day_of(signatory), ink::quiet);
    const auto& name = name_.set(signatory.name, at_.name_width);
    canvas.words(at_.name, top, name);
    top += name.height();
    if (!signatory.affiliation.empty()) {
        canvas.words(at_.name, top, affiliation_.set(signatory.affiliation, at_.name_width), ink::quiet);
    }
    sign(canvas, y, height, signatory);
}

}  // namespace hineni
