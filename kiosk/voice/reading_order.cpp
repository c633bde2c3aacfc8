#include "kiosk/voice/reading_order.hpp"

#include <algorithm>
#include <numeric>

namespace hineni {

namespace {

using Indices = std::vector<std::size_t>;

// Boxes that touch by less than a pixel stand beside each other all the same.
constexpr float blur = 1;

struct Span {
    float from = 0, to = 0;
};

class Reader {
  public:
    Reader(const std::vector<touch::Rect>& boxes, Across across) : boxes_(boxes), across_(across) {}

    Indices read(Indices all) {
        rows(std::move(all));
        return std::move(order_);
    }

  private:
    [[nodiscard]] Span span(std::size_t index, bool down) const {
        const auto& box = boxes_[index];
        return down ? Span{box.y, box.bottom()} : Span{box.x, box.right()};
    }

    // Cut wherever an empty strip lies between.
    [[nodiscard]] std::vector<Indices> parts(Indices all, bool down) const {
        std::stable_sort(all.begin(), all.end(),
                         [&](auto a, auto b) { return span(a, down).from < span(b, down).from; });
        std::vector<Indices> found;
        float end = 0;
        for (const auto each : all) {
            const auto here = span(each, down);
            if (found.empty() || here.from >= end - blur) found.emplace_back();
            end = found.back().empty() ? here.to : std::max(end, here.to);
            found.back().push_back(each);
        }
        return found;
    }

    void rows(Indices all) {
        const auto found = parts(std::move(all), true);
        if (found.size() == 1) return columns(found.front());
        for (const auto& row : found) rows(row);
    }

    void columns(const Indices& all) {
        auto found = parts(all, false);
        if (across_ == Across::RightToLeft) std::reverse(found.begin(), found.end());
        if (found.size() == 1) {  // They overlap both ways: sorted from the top already.
            order_.insert(order_.end(), all.begin(), all.end());
            return;
        }
        for (const auto& column : found) rows(column);
    }

    const std::vector<touch::Rect>& boxes_;
    Across across_;
    Indices order_;
};

}  // namespace

std::vector<std::size_t> reading_order(const std::vector<touch::Rect>& boxes, Across across) {
    Indices all(boxes.size());
    std::iota(all.begin(), all.end(), 0U);
    return Reader(boxes, across).read(std::move(all));
}

}  // namespace hineni
