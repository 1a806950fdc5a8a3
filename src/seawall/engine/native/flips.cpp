#include "flips.hpp"

namespace seawall {
namespace {

struct AllAround {
    Around of[MOST_BITS + 1];

    AllAround() {
        for (unsigned bits = 0; bits <= MOST_BITS; ++bits) {
            Around& all = of[bits];
            uint32_t* next = all.flip;
            *next++ = 0;
            all.upto[0] = 1;
            for (unsigned bit = 0; bit < bits; ++bit) *next++ = 1u << bit;
            all.upto[1] = 1 + bits;
            for (unsigned high = 1; high < bits; ++high)
                for (unsigned low = 0; low < high; ++low) *next++ = 1u << high | 1u << low;
            all.upto[2] = uint32_t(next - all.flip);
        }
    }
};
static_assert(MOST_FLIPS == 2, "as many as are written out above");

const AllAround ALL;

}  // namespace

const Around& around(unsigned bits) { return ALL.of[bits]; }

}  // namespace seawall
