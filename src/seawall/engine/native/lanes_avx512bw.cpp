#include <immintrin.h>

#include "kernels.inl"

namespace seawall {
namespace {

struct Avx512bw {
    using Sketch = __m512i;
    static Sketch sketch(uint16_t value) { return _mm512_set1_epi16(short(value)); }

    // x & (x - 1) clears the lowest set bit: after K of them nothing is left exactly where at most K were set. Fewer
    // instructions than counting, and none of them waits for the one port that shuffles.
    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        const __m512i minus_one = _mm512_set1_epi16(-1);
        __m512i x = _mm512_xor_si512(_mm512_loadu_si512(lanes), sketch);
        for (int i = 1; i < K; ++i) x = _mm512_and_si512(x, _mm512_add_epi16(x, minus_one));
        return K == 0 ? _mm512_testn_epi16_mask(x, x) : _mm512_testn_epi16_mask(x, _mm512_add_epi16(x, minus_one));
    }

    static int distance(const uint8_t* one, const uint8_t* other) { return distance_of_words(one, other); }
};

}  // namespace

extern const Lanes AVX512BW = lanes_of<Avx512bw>("avx512bw");

}  // namespace seawall
