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
    Table table[CHUNKS];
    const uint8_t* codes;
    uint32_t size;
    // Bits of a chunk that choose the bucket.
    unsigned width;
    // No tables: every code is read.
    bool bare;
};

// Buckets are to hold 10 to 20 entries: fewer waste look-ups, more overflow the line. At most 2^16, then they grow longer.
inline unsigned width_for(uint64_t size) {
    unsigned width = 0;
    while (width < CHUNK_BITS && size >= (uint64_t(20) << width)) ++width;
    return width;
}

inline uint32_t bucket_of(uint16_t chunk, unsigned width) { return uint32_t(chunk) >> (CHUNK_BITS - width); }

}  // namespace seawall
