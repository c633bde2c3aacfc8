#include "sync/desk/spool.hpp"

#include <cassert>
#include <limits>

namespace hineni {

Result<Spool::Place> Spool::add(std::string_view clear) {
    const auto size = clear.size() + PassingCipher::longer_by;
    assert(size <= std::numeric_limits<std::uint16_t>::max());  // Contents are half as large at most.
    const auto at = end_.fetch_add(size);
    const Place place{at & ((std::uint64_t{1} << 48U) - 1), size & 0xFFFFU};
    if (auto written = file_.write(place.at, cipher_.seal(clear, place.at)); !written) {
        return tl::unexpected(written.error());
    }
    return place;
}

Result<void> Spool::read(const Place& place, Secret& clear) const {
    Bytes sealed(place.size);
    if (auto read = file_.read(place.at, sealed); !read) return read;
    if (!cipher_.open(sealed, place.at, clear)) return tl::unexpected(NamelessFile::damaged());
    return {};
}

}  // namespace hineni
