// What a block of queries has found so far.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "search.hpp"

namespace seawall {

class Hits {
public:
    Hits(uint32_t queries, uint64_t limit) : limit_(limit), cut_(queries) {}

    void add(uint32_t query, uint32_t row, uint32_t distance) {
        hits_.push_back(uint64_t(query) << 40 | uint64_t(distance) << 32 | row);
        if (limit_ && hits_.size() >= full_) trim();
    }

    // What these queries (ascending) have found: they are answered anew.
    void forget(const std::vector<uint32_t>& queries) {
        hits_.erase(std::remove_if(hits_.begin(), hits_.end(),
                                   [&](uint64_t hit) {
                                       return std::binary_search(queries.begin(), queries.end(), uint32_t(hit >> 40));
                                   }),
                    hits_.end());
        for (uint32_t query : queries) cut_[query] = 0;
    }

    void move_to(Matches& matches, uint32_t first_query) {
        trim();
        for (uint64_t hit : hits_) {
            matches.query.push_back(first_query + uint32_t(hit >> 40));
            matches.distance.push_back(uint8_t(hit >> 32));
            matches.row.push_back(uint32_t(hit));
        }
        matches.cut.insert(matches.cut.end(), cut_.begin(), cut_.end());
    }

private:
    // Sorted by query, distance, row, with the first `limit` of each query. A near code is found in several tables.
    void trim() {
        std::sort(hits_.begin(), hits_.end());
        hits_.erase(std::unique(hits_.begin(), hits_.end()), hits_.end());
        if (!limit_) return;
        uint64_t kept = 0, run = 0, query = ~uint64_t(0);
        for (uint64_t hit : hits_) {
            run = hit >> 40 == query ? run + 1 : 1;
            query = hit >> 40;
            if (run <= limit_) hits_[kept++] = hit;
            else cut_[query] = 1;
        }
        hits_.resize(kept);
        // Twice what must be kept, so that trimming costs little for each hit.
        full_ = std::max<uint64_t>(FULL, 2 * kept);
    }

    // 32 MB of hits: far more than honest queries find, so that only a flood is trimmed on the way.
    static constexpr uint64_t FULL = 1 << 22;

    uint64_t limit_, full_ = FULL;
    std::vector<uint64_t> hits_;
    std::vector<uint8_t> cut_;
};

}  // namespace seawall
