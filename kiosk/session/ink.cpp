#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "kiosk/session/card.hpp"

namespace hineni {

namespace {

constexpr std::size_t most_points = 2500;
constexpr std::size_t point_size = 2 * sizeof(std::int16_t);
constexpr std::size_t longest_step = 9;  // "L1000 400"
constexpr int too_close = 3;
constexpr double least_way = ink_width / 10.0;
constexpr Ink::Point stroke_starts{-1, 0};

std::size_t count(const Secret& points) {
    return points.size() / point_size;
}

Ink::Point at(const Secret& points, std::size_t index) {
    Ink::Point point;
    const auto* from = points.bytes().data() + index * point_size;
    std::memcpy(&point.x, from, sizeof point.x);
    std::memcpy(&point.y, from + sizeof point.x, sizeof point.y);
    return point;
}

bool add(Secret& points, Ink::Point point) {
    char bytes[point_size];
    std::memcpy(bytes, &point.x, sizeof point.x);
    std::memcpy(bytes + sizeof point.x, &point.y, sizeof point.y);
    return points.append({bytes, sizeof bytes});
}

Ink::Point inside(Ink::Point point) {
    return {std::clamp<std::int16_t>(point.x, 0, ink_width), std::clamp<std::int16_t>(point.y, 0, ink_height)};
}

double way(Ink::Point a, Ink::Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

// "M10 20" onto the end; there is always room for it.
void write(Secret& path, char step, Ink::Point point) {
    char text[sizeof "L-32768 -32768"];
    const int size = std::snprintf(text, sizeof text, "%c%hd %hd", step, point.x, point.y);
    [[maybe_unused]] const bool fits = path.append({text, static_cast<std::size_t>(size)});
}

}  // namespace

Ink::Ink() : points_(most_points * point_size) {}

bool Ink::begin(Point point) noexcept {
    if (points_.size() + 2 * point_size > points_.capacity()) return false;
    return add(points_, stroke_starts) && add(points_, inside(point));
}

bool Ink::go_on(Point point) noexcept {
    if (points_.empty()) return false;
    const auto to = inside(point);
    if (way(at(points_, count(points_) - 1), to) < too_close) return true;
    return add(points_, to);
}

void Ink::undo() noexcept {
    for (auto index = count(points_); index > 0; --index) {
        if (at(points_, index - 1).x != stroke_starts.x) continue;
        points_.resize((index - 1) * point_size);
        return;
    }
}

void Ink::start_over() noexcept {
    points_.wipe();
}

std::size_t Ink::strokes() const noexcept {
    std::size_t strokes = 0;
    for (std::size_t index = 0; index < count(points_); ++index) strokes += at(points_, index).x == stroke_starts.x;
    return strokes;
}

std::vector<Ink::Point> Ink::stroke(std::size_t index) const {
    std::vector<Point> points;
    std::size_t strokes = 0;
    for (std::size_t each = 0; each < count(points_) && strokes <= index + 1; ++each) {
        const auto point = at(points_, each);
        if (point.x == stroke_starts.x) {
            ++strokes;
        } else if (strokes == index + 1) {
            points.push_back(point);
        }
    }
    return points;
}

bool Ink::is_signed() const noexcept {
    double gone = 0;
    for (std::size_t index = 1; index < count(points_); ++index) {
        const auto from = at(points_, index - 1);
        const auto to = at(points_, index);
        gone = from.x == stroke_starts.x || to.x == stroke_starts.x ? 0 : gone + way(from, to);
        if (gone >= least_way) return true;
    }
    return false;
}

Secret Ink::svg_path() const {
    if (points_.empty()) return {};
    Secret path(count(points_) * longest_step);
    bool starts = true;
    for (std::size_t index = 0; index < count(points_); ++index) {
        const auto point = at(points_, index);
        if (point.x != stroke_starts.x) write(path, starts ? 'M' : 'L', point);
        starts = point.x == stroke_starts.x;
    }
    return path;
}

}  // namespace hineni
