#include "chunks.hpp"

#include <stdexcept>

namespace seawall {
namespace {

// From about here each answers sooner than the one before it: measured, as calculated from the lines and candidates of a query.
constexpr uint64_t MIDDLE_FROM = 4'000'000;
constexpr uint64_t WIDE_FROM = 25'000'000;

}  // namespace

Layout::Layout(std::initializer_list<unsigned> bits) : chunks(unsigned(bits.size())) {
    unsigned lent = chunks * WORD_BITS, i = 0;
    for (unsigned of_chunk : bits) {
        chunk[i++] = {of_chunk, lent / WORD_BITS % WORDS, lent % WORD_BITS, {}};
        lent += of_chunk - WORD_BITS;
        widest = of_chunk > widest ? of_chunk : widest;
    }
    for (unsigned radius = 0; radius < RADII; ++radius) {
        int share[MOST_CHUNKS];
        // The widest chunks get what is over: their buckets are small.
        unsigned over = (radius + 1) % chunks;
        for (i = 0; i < chunks; ++i) share[i] = int((radius + 1) / chunks);
        for (unsigned width = widest; over > 0; --width)
            for (i = 0; i < chunks && over > 0; ++i)
                if (chunk[i].bits == width) ++share[i], --over;
        for (i = 0; i < chunks; ++i)
            chunk[i].reach[radius] = {int8_t(share[i] - 1), int8_t(share[i] + share[after(i)] - 1)};
    }
}

const Layout NARROW({16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16});
const Layout MIDDLE({19, 18, 18, 19, 18, 18, 18, 19, 18, 18, 19, 18, 18, 18});
const Layout WIDE({22, 22, 20, 22, 22, 20, 22, 22, 20, 22, 22, 20});

const Layout& layout_for(uint64_t size) { return size < MIDDLE_FROM ? NARROW : size < WIDE_FROM ? MIDDLE : WIDE; }

const Layout& layout_of(uint64_t chunks) {
    for (const Layout* layout : {&NARROW, &MIDDLE, &WIDE})
        if (layout->chunks == chunks) return *layout;
    throw std::invalid_argument("no code is cut into so many chunks");
}

}  // namespace seawall
