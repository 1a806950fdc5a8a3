// What every processor of the family has: SSE2 on x86-64, plain C++ elsewhere.
#include "kernels.inl"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace seawall {
namespace {

#if defined(__SSE2__)

struct Baseline {
    using Sketch = __m128i;
    static Sketch sketch(uint16_t value) { return _mm_set1_epi16(short(value)); }

    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        return half<K>(lanes, sketch) | half<K>(lanes + 16, sketch) << 16;
    }

    static int distance(const uint8_t* one, const uint8_t* other) { return distance_of_words(one, other); }

private:
    template <int K>
    static uint32_t half(const uint16_t* lanes, Sketch sketch) {
        const __m128i* eights = reinterpret_cast<const __m128i*>(lanes);
        return uint32_t(_mm_movemask_epi8(_mm_packs_epi16(none_left<K>(_mm_loadu_si128(eights), sketch),
                                                          none_left<K>(_mm_loadu_si128(eights + 1), sketch))));
    }

    // Lanes of all ones where at most K bits were set: x & (x - 1) clears the lowest.
    template <int K>
    static __m128i none_left(__m128i x, Sketch sketch) {
        x = _mm_xor_si128(x, sketch);
        for (int i = 0; i < K; ++i) x = _mm_and_si128(x, _mm_add_epi16(x, _mm_set1_epi16(-1)));
        return _mm_cmpeq_epi16(x, _mm_setzero_si128());
    }
};

#else

struct Baseline {
    using Sketch = uint16_t;
    static Sketch sketch(uint16_t value) { return value; }

    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        uint32_t mask = 0;
        for (unsigned i = 0; i < LANES; ++i) mask |= uint32_t(__builtin_popcount(lanes[i] ^ sketch) <= K) << i;
        return mask;
    }

    static int distance(const uint8_t* one, const uint8_t* other) { return distance_of_words(one, other); }
};

#endif

}  // namespace

extern const Lanes BASELINE = lanes_of<Baseline>("baseline");

}  // namespace seawall
