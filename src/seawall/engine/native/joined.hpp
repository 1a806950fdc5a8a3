// What was found in several parts, as one answer.
#pragma once

#include <cstdint>
#include <vector>

#include "search.hpp"

namespace seawall {

// Of one part: its matches, the ids of its rows, and the rows of all parts before it.
struct Found {
    Matches matches;
    const uint64_t* ids;
    uint64_t first;
};

// Parallel vectors in the order of query, distance, place, at most `limit` a query (0: all); `cut` has a place for each query. A place
// is a row's number among those of all parts.
struct Joined {
    std::vector<uint64_t> id, place;
    std::vector<uint32_t> query;
    std::vector<uint8_t> distance, cut;
};

Joined joined(const std::vector<Found>&, uint32_t queries, uint64_t limit);

}  // namespace seawall
