// A search of one segment: exact, in one thread, with memory bounded by the queries and what is found.
#pragma once

#include <cstdint>
#include <vector>

#include "lanes.hpp"
#include "permutation.hpp"

namespace seawall {

struct Asking {
    const uint8_t* queries;
    // For each query, 0 to 31.
    const uint8_t* radius;
    uint32_t count;
    // Most matches of a query, 0 for all.
    uint64_t limit;
    // A bit for each row, from the lowest, or null.
    const uint8_t* dead;
};

// Parallel vectors in the order of query, distance, row; `cut` has a place for each query.
struct Matches {
    std::vector<uint32_t> query, row;
    std::vector<uint8_t> distance, cut;
};

// Fewer codes than this are all read: as quick as the look-ups.
constexpr uint32_t BARE_SIZE = 1000;

Matches search(const Segment&, const Permutation&, const Lanes&, const Asking&);

}  // namespace seawall
