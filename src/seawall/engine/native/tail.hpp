// A segment that grows in place: an added code is found by the next search, in any thread.
#pragma once

#include <mutex>
#include <shared_mutex>
#include <vector>

#include "search.hpp"

namespace seawall {

// Always in the narrow layout: what grows is sealed long before another would be quicker.
class Tail {
public:
    Tail(uint64_t seed, const Lanes& lanes);

    // Rows follow on those that are there. Throws std::length_error past 2^32 - 1 rows.
    void add(const uint8_t* codes, uint64_t count);
    // Throws std::out_of_range for a row that is not there; then none was killed.
    void kill(const uint32_t* rows, uint64_t count);
    std::vector<uint8_t> codes();
    uint32_t size();
    // The first `rows` rows. `asking.dead` is not read: the tail knows its dead.
    Matches search(Asking asking, uint64_t rows = UINT32_MAX);

private:
    struct Growing {
        std::vector<Line> lines;
        // 28 for each line, at the place of its sketches.
        std::vector<uint32_t> rows;
    };

    void widen(unsigned width);
    void enter(uint32_t from, uint32_t to);
    void enter(Growing&, uint32_t bucket, uint16_t sketch, uint32_t row);
    uint32_t bucket_of(unsigned chunk, const Shuffled&) const;
    Segment segment() const;

    // Readers alone would keep a shared lock for ever; they pass a gate, where a waiting writer holds them up.
    std::mutex gate_;
    std::shared_mutex body_;
    const Permutation shuffled_;
    const Lanes& lanes_;
    unsigned width_ = 0;
    uint32_t size_ = 0;
    bool any_dead_ = false;
    std::vector<uint8_t> codes_;
    std::vector<uint8_t> dead_;
    Growing tables_[MOST_CHUNKS];
};

}  // namespace seawall
