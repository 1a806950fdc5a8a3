// The tables: one per chunk, one cache line per bucket.
#pragma once

#include <cstdint>

#include "chunks.hpp"

namespace seawall {

constexpr unsigned LANES = 28;

// A bucket's entries: 28 sketches, so that the line fills 64 bytes and one load brings all there is to decide on. A bucket
// with more goes on in further lines behind the 2^width first ones.
struct alignas(64) Line {
    uint16_t sketch[LANES];
    // Where the row numbers of these entries begin in the chunk's `rows`.
    uint32_t first;
    // The number of entries in the low 5 bits, above them the index of the line that goes on, 0 if none does.
    uint32_t tail;

    unsigned count() const { return tail & 31; }
    uint32_t next() const { return tail >> 5; }
    void set(unsigned count, uint32_t next) { tail = next << 5 | count; }
};
static_assert(sizeof(Line) == 64, "a bucket is one cache line");

// Memory of somebody else: a mapped file or a tail under its lock. Indexes read from it are checked before use.
struct Table {
    const Line* lines;
    const uint32_t* rows;
    uint64_t line_count;
    uint64_t row_count;
};

struct Segment {
    const Layout* layout;
    Table table[MOST_CHUNKS];
    const uint8_t* codes;
    uint32_t size;
    // Bits of a chunk that choose the bucket, where it has as many.
    unsigned width;
    // No tables: every code is read.
    bool bare;

    unsigned used(unsigned chunk) const { return layout->chunk[chunk].used(width); }
};

}  // namespace seawall
