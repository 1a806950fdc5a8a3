#include <immintrin.h>

#include "kernels.inl"

namespace seawall {
namespace {

// Processors that count bits in vectors: VPOPCNTDQ for codes, BITALG for sketches (both since 2019).
struct Avx512vpopcnt {
    using Sketch = __m512i;
    static Sketch sketch(uint16_t value) { return _mm512_set1_epi16(short(value)); }

    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        const __m512i x = _mm512_xor_si512(_mm512_loadu_si512(lanes), sketch);
        return _mm512_cmple_epu16_mask(_mm512_popcnt_epi16(x), _mm512_set1_epi16(K));
    }

    static int distance(const uint8_t* one, const uint8_t* other) {
        const __m256i x = _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(one)),
                                           _mm256_loadu_si256(reinterpret_cast<const __m256i*>(other)));
        const __m256i counts = _mm256_popcnt_epi64(x);
        const __m128i pairs = _mm_add_epi64(_mm256_castsi256_si128(counts), _mm256_extracti128_si256(counts, 1));
        return int(_mm_cvtsi128_si64(pairs) + _mm_extract_epi64(pairs, 1));
    }
};

}  // namespace

extern const Lanes AVX512VPOPCNT = lanes_of<Avx512vpopcnt>("avx512vpopcnt");

}  // namespace seawall
