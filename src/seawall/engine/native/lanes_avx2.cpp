#include <immintrin.h>

#include "kernels.inl"

namespace seawall {
namespace {

struct Avx2 {
    using Sketch = __m256i;
    static Sketch sketch(uint16_t value) { return _mm256_set1_epi16(short(value)); }

    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        const __m256i* halves = reinterpret_cast<const __m256i*>(lanes);
        const __m256i both = _mm256_packs_epi16(none_left<K>(_mm256_loadu_si256(halves), sketch),
                                                none_left<K>(_mm256_loadu_si256(halves + 1), sketch));
        // Packing goes by 128 bits; 0xD8 puts the four quarters back in order.
        return uint32_t(_mm256_movemask_epi8(_mm256_permute4x64_epi64(both, 0xD8)));
    }

    static int distance(const uint8_t* one, const uint8_t* other) { return distance_of_words(one, other); }

private:
    // Lanes of all ones where at most K bits were set: x & (x - 1) clears the lowest.
    template <int K>
    static __m256i none_left(__m256i x, Sketch sketch) {
        x = _mm256_xor_si256(x, sketch);
        for (int i = 0; i < K; ++i) x = _mm256_and_si256(x, _mm256_add_epi16(x, _mm256_set1_epi16(-1)));
        return _mm256_cmpeq_epi16(x, _mm256_setzero_si256());
    }
};

}  // namespace

extern const Lanes AVX2 = lanes_of<Avx2>("avx2");

}  // namespace seawall
