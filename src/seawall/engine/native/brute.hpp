// Every code read, for some queries of a block: small segments, segments without tables, queries into flooded buckets.
#pragma once

#include <vector>

#include "hits.hpp"

namespace seawall {

// `which` are the places of the queries in the block.
void scan_all(const Segment&, const Lanes&, const Asking&, const std::vector<uint32_t>& which, Hits&);

}  // namespace seawall
