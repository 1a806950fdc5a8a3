// What is written once for each instruction set, and chosen when the program runs.
//
// A file of an instruction set is compiled with that set's flags, so nothing it defines may be shared with other files: an
// inline function of the standard library compiled there could be the copy that the linker keeps for all, and would stop an
// older processor. So lanes_*.cpp and kernels.inl use plain pointers, keep all in unnamed namespaces and export one table.
#pragma once

#include <cstdint>

#include "line.hpp"

namespace seawall {

// A query in one chunk.
struct Asked {
    uint32_t bucket : 24;
    uint32_t radius : 8;
    uint16_t sketch;
    uint16_t query;
};

// `place` is an index into the rows of the chunk's table; `Search` puts the row itself there.
struct Candidate {
    uint32_t place;
    uint16_t query;
    uint16_t chunk;
};

struct Sink {
    Candidate* candidates;
    uint32_t count;
    uint32_t room;
    void* owner;
    void (*empty)(Sink&);
};

// Lines past the first that a query has read. Over the budget its buckets are flooded, and reading on would cost more than
// reading all codes: it is given up here and answered by brute force.
struct Spent {
    uint32_t* lines;
    uint32_t budget;
};

// Bits to turn over in the number of a bucket: up to ends[0] none, from there to ends[1] one, from there to ends[2] two.
struct Flips {
    const uint32_t* flip;
    uint32_t ends[MOST_FLIPS + 1];

    uint32_t count() const { return ends[MOST_FLIPS]; }
};

struct Probe {
    const Table* table;
    const Asked* asked;
    uint32_t count;
    Flips flips;
    // Turned over in every bucket besides; `flips` counts them.
    uint32_t region;
    uint16_t chunk;
    // For each radius.
    const Reach* reach;
    Spent spent;
};

struct Near {
    uint32_t row;
    uint32_t distance;
};

struct Lanes {
    const char* name;
    // Candidates of these queries in the buckets of these flips.
    void (*probe)(const Probe&, Sink&);
    // Differing bits of each candidate's query and row.
    void (*distances)(const Candidate*, uint32_t count, const uint8_t* queries, const uint8_t* codes, uint16_t* out);
    // Rows from..to within `reach` bits of one query; `out` has room for all of them. Returns how many.
    uint32_t (*scan)(const uint8_t* codes, uint32_t from, uint32_t to, const uint8_t* query, int reach, Near* out);
};

extern const Lanes BASELINE;
#if defined(SEAWALL_X86)
extern const Lanes AVX2;
extern const Lanes AVX512BW;
extern const Lanes AVX512VPOPCNT;
#elif defined(SEAWALL_ARM64)
extern const Lanes NEON;
#endif

}  // namespace seawall
