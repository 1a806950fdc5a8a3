#include <arm_neon.h>

#include "kernels.inl"

namespace seawall {
namespace {

struct Neon {
    using Sketch = uint16x8_t;
    static Sketch sketch(uint16_t value) { return vdupq_n_u16(value); }

    template <int K>
    static uint32_t within(const uint16_t* lanes, Sketch sketch) {
        return eight<K>(lanes, sketch) | eight<K>(lanes + 8, sketch) << 8 | eight<K>(lanes + 16, sketch) << 16 |
               eight<K>(lanes + 24, sketch) << 24;
    }

    static int distance(const uint8_t* one, const uint8_t* other) {
        const uint8x16_t low = vcntq_u8(veorq_u8(vld1q_u8(one), vld1q_u8(other)));
        const uint8x16_t high = vcntq_u8(veorq_u8(vld1q_u8(one + 16), vld1q_u8(other + 16)));
        // Added in 16 bits: 256 differing bits do not fit eight.
        return vaddlvq_u8(low) + vaddlvq_u8(high);
    }

private:
    template <int K>
    static uint32_t eight(const uint16_t* lanes, Sketch sketch) {
        static const uint16_t bits[8] = {1, 2, 4, 8, 16, 32, 64, 128};
        const uint16x8_t x = veorq_u16(vld1q_u16(lanes), sketch);
        const uint16x8_t near = vcleq_u16(vpaddlq_u8(vcntq_u8(vreinterpretq_u8_u16(x))), vdupq_n_u16(K));
        return vaddvq_u16(vandq_u16(near, vld1q_u16(bits)));
    }
};

}  // namespace

extern const Lanes NEON = lanes_of<Neon>("neon");

}  // namespace seawall
