// The buckets around a bucket: which bits of its number are turned over, in the order of how many.
#pragma once

#include <algorithm>

#include "lanes.hpp"

namespace seawall {

// Looked up in one go, with their lines fetched in advance: more would push each other out of the first cache.
constexpr unsigned FLIPS_AT_ONCE = 32;
constexpr unsigned MOST_AROUND = 1 + MOST_BITS + MOST_BITS * (MOST_BITS - 1) / 2;

struct Around {
    uint32_t flip[MOST_AROUND];
    // How many turn over so many bits, or fewer.
    uint32_t upto[MOST_FLIPS + 1];
};

// Every way to turn over up to MOST_FLIPS of the lower `bits` bits.
const Around& around(unsigned bits);

// Calls `visit(Flips)` for all that turn over `most` of these bits at most, FLIPS_AT_ONCE at a time. So many bits are turned over
// already: they count.
template <class Visit>
void each_flips(const Around& all, int already, int most, Visit visit) {
    for (uint32_t from = 0, end = all.upto[most]; from < end; from += FLIPS_AT_ONCE) {
        const uint32_t to = std::min(end, from + FLIPS_AT_ONCE);
        Flips flips = {all.flip + from, {}};
        for (int bits = 0; bits <= int(MOST_FLIPS); ++bits) {
            const uint32_t upto = bits < already ? 0 : all.upto[std::min(bits - already, most)];
            flips.ends[bits] = std::min(std::max(upto, from), to) - from;
        }
        visit(flips);
    }
}

}  // namespace seawall
