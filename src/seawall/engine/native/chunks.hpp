// Why no match is missed although almost no code is read.
//
// A code is 256 bits; two codes match when at most R <= 31 of them differ. Cut both codes (after one and the same shuffling
// of the bits) into m chunks, and give chunk i a share s_i, with s_0 + ... + s_{m-1} = R + 1. Let b_i be the number of differing
// bits in chunk i. The sum of b_i is at most R, so less than the sum of s_i.
//
// Pigeonhole (multi-index hashing: Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012):
// some chunk has b_i <= s_i - 1. With 16 chunks of 16 bits and R = 31 every share is 2, so looking up the query's own chunk and
// its 16 one-bit flips in each of 16 tables finds every match: 272 look-ups.
//
// Pigeonring (Qin, Xiao, "Pigeonring: a principle for faster thresholded similarity search", PVLDB 12(1), 2018): the numbers
// b_i - s_i stand on a ring and their sum is negative; by the cycle lemma there is a start i from which every partial sum
// along the ring is negative. So for some i both b_i <= s_i - 1 and b_i + b_{i+1} <= s_i + s_{i+1} - 1. A table entry
// therefore carries 16 bits of the *next* chunk of its code as a sketch, and only entries within `joint` - b_i bits there are
// candidates: for 16 chunks and R = 31 one entry in 94 where the chunk is equal, one in 478 where a bit was flipped. The rest
// are rejected without a look at their code.
//
// A table of fewer buckets uses the upper `width` bits of the chunk only, and a wide chunk shows only its first 16 bits in the
// sketch. At least as many bits differ in the whole chunk as in a part of it, so both conditions still hold for the start i, and
// no match is missed.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace seawall {

constexpr unsigned CODE_BYTES = 32;
// A shuffled code is 16 words of 16 bits.
constexpr unsigned WORDS = 16;
constexpr unsigned WORD_BITS = 16;
constexpr unsigned RADII = 32;
constexpr unsigned MOST_CHUNKS = 16;
constexpr unsigned MOST_BITS = 22;
// More would be thousands of buckets a table.
constexpr unsigned MOST_FLIPS = 2;

// What chunk i may differ by, for one radius: `own` bits in the chunk (-1: this chunk need not be looked up at all),
// `joint` bits in it and its neighbour together.
struct Reach {
    int8_t own;
    int8_t joint;
};

struct Chunk {
    unsigned bits;
    // Chunk i begins with word i, its sketch in the table before. The bits past 16 are lent by a word that begins no chunk.
    unsigned lender, shift;
    Reach reach[RADII];

    // Bits that choose the bucket, in a segment of this width.
    unsigned used(unsigned width) const { return width < bits ? width : bits; }

    uint32_t bucket(uint16_t own, uint16_t lent, unsigned width) const {
        const unsigned more = bits - WORD_BITS;
        const uint32_t whole = uint32_t(own) << more | (uint32_t(lent) >> shift & ((1u << more) - 1));
        return whole >> (bits - used(width));
    }
};

// A way to cut a code. `bits` of all chunks are 256 in sum, 16 at least each.
struct Layout {
    unsigned chunks;
    unsigned widest = 0;
    Chunk chunk[MOST_CHUNKS];

    explicit Layout(std::initializer_list<unsigned> bits);

    unsigned after(unsigned chunk) const { return chunk + 1 == chunks ? 0 : chunk + 1; }

    // A bucket is to hold 10 to 20 entries: fewer waste look-ups, more overflow the line.
    unsigned width_for(uint64_t size) const {
        unsigned width = 0;
        while (width < widest && size >= (uint64_t(20) << width)) ++width;
        return width;
    }
};

// Look-ups, lines and candidates of a query at radius 31, lines in overflow included: a bucket of many lines costs more than as
// many look-ups of one. Neighbours whose shares differ are mixed: a wide chunk before a narrow one rejects more.
//
//          chunks          look-ups   lines at 10^7   10^8     candidates at 10^7   10^8
// NARROW   16 of 16 bits        272           1,615  14,959                   108  1,076
// MIDDLE   4 of 19, 10 of 18    954           1,150   8,251                    92    917
// WIDE     8 of 22, 4 of 20   2,116           1,641   2,704                   266    493
extern const Layout NARROW;
extern const Layout MIDDLE;
extern const Layout WIDE;

const Layout& layout_for(uint64_t size);
// Throws std::invalid_argument if no layout has so many.
const Layout& layout_of(uint64_t chunks);

}  // namespace seawall
