#include "permutation.hpp"

#include <cstring>
#include <utility>

namespace seawall {
namespace {

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same numbers on every machine, unlike the standard library's shuffle.
uint64_t next_of(uint64_t& state) {
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

}  // namespace

Permutation::Permutation(uint64_t seed) {
    uint8_t target[256];
    for (unsigned bit = 0; bit < 256; ++bit) target[bit] = uint8_t(bit);
    for (unsigned bit = 255; bit > 0; --bit) std::swap(target[bit], target[next_of(seed) % (bit + 1)]);
    std::memset(places_, 0, sizeof places_);
    for (unsigned bit = 0; bit < 256; ++bit)
        for (unsigned value = 0; value < 16; ++value)
            if (value >> (bit % 4) & 1) places_[bit / 4][value][target[bit] / 64] |= uint64_t(1) << (target[bit] % 64);
}

Shuffled Permutation::operator()(const uint8_t* code) const {
    uint64_t word[4] = {0, 0, 0, 0};
    for (unsigned byte = 0; byte < CODE_BYTES; ++byte) {
        const uint64_t* low = places_[2 * byte][code[byte] & 15];
        const uint64_t* high = places_[2 * byte + 1][code[byte] >> 4];
        for (unsigned i = 0; i < 4; ++i) word[i] |= low[i] | high[i];
    }
    Shuffled shuffled;
    for (unsigned i = 0; i < WORDS; ++i) shuffled.word[i] = uint16_t(word[i / 4] >> (16 * (i % 4)));
    return shuffled;
}

}  // namespace seawall
