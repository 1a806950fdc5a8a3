// A shuffling of the 256 bits, drawn from the seed of the index. Natural codes crowd some chunks (1.6 times the mean
// bucket; 1.02 times after shuffling), and whoever does not know the seed cannot craft codes that all fall into one bucket.
#pragma once

#include <cstdint>

#include "chunks.hpp"

namespace seawall {

struct Shuffled {
    uint16_t word[WORDS];
};

class Permutation {
public:
    explicit Permutation(uint64_t seed);
    Shuffled operator()(const uint8_t* code) const;

private:
    // For each of the 64 half bytes of a code and each of its 16 values, where its bits go: 32 KB, the size of the first cache.
    uint64_t places_[2 * CODE_BYTES][16][4];
};

}  // namespace seawall
