// Why no match is missed although almost no code is read.
//
// A code is 256 bits; two codes match when at most R <= 31 of them differ. Cut both codes (after one and the same shuffling
// of the bits) into 16 chunks of 16 bits, and give chunk i a share s_i, with s_0 + ... + s_15 = R + 1. Let b_i be the number
// of differing bits in chunk i. The sum of b_i is at most R, so less than the sum of s_i.
//
// Pigeonhole (multi-index hashing: Norouzi, Punjani, Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012):
// some chunk has b_i <= s_i - 1. With R = 31 every share is 2, so looking up the query's own chunk and its 16 one-bit flips in
// each of 16 tables finds every match: 272 look-ups.
//
// Pigeonring (Qin, Xiao, "Pigeonring: a principle for faster thresholded similarity search", PVLDB 12(1), 2018): the numbers
// b_i - s_i stand on a ring and their sum is negative; by the cycle lemma there is a start i from which every partial sum
// along the ring is negative. So for some i both b_i <= s_i - 1 and b_i + b_{i+1} <= s_i + s_{i+1} - 1. A table entry
// therefore carries the *next* chunk of its code as a sketch, and only entries within `joint` - b_i bits there are candidates:
// for R = 31 one entry in 94 where the chunk is equal, one in 478 where a bit was flipped. The rest are rejected
// without a look at their code.
//
// A table of fewer than 65,536 buckets uses the upper `width` bits of the chunk only. At least as many bits differ in the
// whole chunk as in its upper part, so both conditions still hold for the start i, and no match is missed.
#pragma once

#include <cstdint>

namespace seawall {

constexpr unsigned CODE_BYTES = 32;
constexpr unsigned CHUNKS = 16;
constexpr unsigned CHUNK_BITS = 16;
constexpr unsigned RADII = 32;

// What chunk i may differ by, for one radius: `own` bits in the chunk (-1: this chunk need not be looked up at all),
// `joint` bits in it and its neighbour together.
struct Reach {
    int8_t own;
    int8_t joint;
};

struct Reaches {
    Reach of[CHUNKS][RADII];

    Reaches() {
        for (unsigned radius = 0; radius < RADII; ++radius)
            for (unsigned chunk = 0; chunk < CHUNKS; ++chunk) {
                const int own = share(chunk, radius), next = share((chunk + 1) % CHUNKS, radius);
                of[chunk][radius] = {int8_t(own - 1), int8_t(own + next - 1)};
            }
    }

    static int share(unsigned chunk, unsigned radius) {
        return int((radius + 1) / CHUNKS + (chunk < (radius + 1) % CHUNKS ? 1 : 0));
    }
};

}  // namespace seawall
