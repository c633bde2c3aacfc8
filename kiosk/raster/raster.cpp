#include "kiosk/raster/raster.hpp"

#include <imgui.h>

#include <algorithm>
#include <cassert>

#include "kiosk/raster/fill.hpp"
#include "kiosk/raster/shape.hpp"

namespace hineni {

static constexpr int tile_size = 64;

struct Rasteriser::Inside {
    struct Tile {
        PixelBox box;
        std::vector<std::uint32_t> shapes;  // Places in `shapes`, from the last that hides all before it.
        std::uint64_t hash = 0;
        std::uint64_t drawn = 0;  // The hash of what the target holds.
    };

    Pixels last;
    bool whole = true;
    int across = 0;
    std::vector<Tile> tiles;
    std::vector<Shape> shapes;

    void fit(Pixels target);
    void sort();
    void file(std::uint32_t place);
    std::vector<PixelRect> redraw(Pixels target);
};

static constexpr std::uint64_t empty_hash = 0x8E51'2D0B'55A1'60C7;

void Rasteriser::Inside::fit(Pixels target) {
    const bool same = last.data == target.data && last.width == target.width && last.height == target.height &&
                      last.stride == target.stride;
    if (!same) whole = true;
    if (last.width != target.width || last.height != target.height) {
        tiles.clear();
        across = (target.width + tile_size - 1) / tile_size;
        for (int y = 0; y < target.height; y += tile_size) {
            for (int x = 0; x < target.width; x += tile_size) {
                Tile tile;
                tile.box = PixelBox{x, y, x + tile_size, y + tile_size}.meet({0, 0, target.width, target.height});
                tiles.push_back(std::move(tile));
            }
        }
    }
    last = target;
}

// Files a shape with every tile that it touches. What lies under an opaque shape that fills the tile is not drawn, and
// does not count.
void Rasteriser::Inside::file(std::uint32_t place) {
    const Shape& shape = shapes[place];
    const bool opaque = shape.opaque();
    const bool one_tile = shape.box.left / tile_size == (shape.box.right - 1) / tile_size &&
                          shape.box.top / tile_size == (shape.box.bottom - 1) / tile_size;
    for (int row = shape.box.top / tile_size; row <= (shape.box.bottom - 1) / tile_size; ++row) {
        for (int column = shape.box.left / tile_size; column <= (shape.box.right - 1) / tile_size; ++column) {
            Tile& tile = tiles[static_cast<std::size_t>(row) * static_cast<std::size_t>(across) +
                               static_cast<std::size_t>(column)];
            if (!one_tile && shape.misses(tile.box)) continue;
            if (opaque && shape.covers(tile.box)) {
                tile.shapes.clear();
                tile.hash = empty_hash;
            }
            tile.shapes.push_back(place);
            tile.hash = (tile.hash ^ shape.hash) * 0x9E3779B97F4A7C15U;
            tile.hash ^= tile.hash >> 31U;
        }
    }
}

void Rasteriser::Inside::sort() {
    for (Tile& tile : tiles) {
        tile.shapes.clear();
        tile.hash = empty_hash;
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) file(static_cast<std::uint32_t>(i));
}

static void blacken(const PixelBox& box, Pixels target) {
    for (int y = box.top; y < box.bottom; ++y) {
        std::uint32_t* row = target.data + static_cast<std::ptrdiff_t>(y) * target.stride;
        std::fill(row + box.left, row + box.right, 0U);
    }
}

std::vector<PixelRect> Rasteriser::Inside::redraw(Pixels target) {
    std::vector<PixelRect> changed;
    for (Tile& tile : tiles) {
        if (!whole && tile.hash == tile.drawn) continue;
        tile.drawn = tile.hash;
        const PixelBox& box = tile.box;
        const bool hidden =
            !tile.shapes.empty() && shapes[tile.shapes.front()].opaque() && shapes[tile.shapes.front()].covers(box);
        if (!hidden) blacken(box, target);
        for (const auto place : tile.shapes) fill(shapes[place], box, target);
        if (!changed.empty() && changed.back().y == box.top && changed.back().x + changed.back().width == box.left) {
            changed.back().width += box.right - box.left;
        } else {
            changed.push_back({box.left, box.top, box.right - box.left, box.bottom - box.top});
        }
    }
    whole = false;
    return changed;
}

Rasteriser::Rasteriser() : inside_(std::make_unique<Inside>()) {}
Rasteriser::Rasteriser(Rasteriser&&) noexcept = default;
Rasteriser& Rasteriser::operator=(Rasteriser&&) noexcept = default;
Rasteriser::~Rasteriser() = default;

std::vector<PixelRect> Rasteriser::draw(const ImDrawData& data, Pixels target) {
    assert(target.width >= 0 && target.height >= 0 && target.stride >= target.width);
    inside_->fit(target);
    inside_->shapes.clear();
    collect_shapes(data, target.width, target.height, inside_->shapes);
    inside_->sort();
    return inside_->redraw(target);
}

void Rasteriser::forget() {
    inside_->whole = true;
}

}  // namespace hineni
