#include "sync/print/fitted.hpp"

namespace hineni {

Fitted::Fitted(const Press& press, const Type& type, std::size_t lines) : lines_(lines) {
    for (const double part : {1.0, 0.8, 0.6}) {
        auto smaller = type;
        smaller.size *= part;
        if (part == 0.6) smaller.lines = 8 * (lines + 1);
        sizes_.emplace_back(press, smaller);
    }
}

const Setting& Fitted::set(std::string_view words, double width) {
    auto& largest = sizes_.front();
    if (largest.set(words).width() <= width && largest.lines() == 1) return largest;
    for (auto& setting : sizes_) {
        setting.set(words, width);
        if (setting.lines() <= lines_) return setting;
    }
    return sizes_.back();
}

}  // namespace hineni
