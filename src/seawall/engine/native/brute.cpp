#include "brute.hpp"

namespace seawall {
namespace {

// Codes that stay in the first cache while the queries pass over them.
constexpr uint32_t TILE = 512;

// One query on its way through the rows. Rows come in ascending order, so once more than `limit` matches are known, a row at
// the distance of the last one kept, or further, cannot be among the nearest any more: the reach shrinks, down to stopping.
class Scan {
public:
    Scan(uint32_t query, int reach) : query_(query), reach_(reach) {}

    void over(uint32_t from, uint32_t to, const Segment& segment, const Lanes& lanes, const Asking& asking, Hits& hits) {
        Near near[TILE];
        if (reach_ < 0) return;
        const uint8_t* code = asking.queries + uint64_t(query_) * CODE_BYTES;
        const uint32_t found = lanes.scan(segment.codes, from, to, code, reach_, near);
        for (uint32_t i = 0; i < found; ++i) {
            if (int(near[i].distance) > reach_ || is_dead(asking.dead, near[i].row)) continue;
            hits.add(query_, near[i].row, near[i].distance);
            count(near[i].distance, asking.limit);
        }
    }

private:
    static bool is_dead(const uint8_t* dead, uint32_t row) { return dead && dead[row >> 3] >> (row & 7) & 1; }

    void count(uint32_t distance, uint64_t limit) {
        ++at_[distance];
        if (!limit || ++total_ <= limit) return;
        uint64_t nearer = 0;
        for (int d = 0; d <= reach_; ++d)
            if ((nearer += at_[d]) >= limit) reach_ = d - 1;
    }

    uint32_t query_;
    int reach_;
    uint64_t total_ = 0;
    uint64_t at_[RADII] = {};
};

}  // namespace

void scan_all(const Segment& segment, const Lanes& lanes, const Asking& asking, const std::vector<uint32_t>& which,
              Hits& hits) {
    std::vector<Scan> scans;
    for (uint32_t query : which) scans.emplace_back(query, asking.radius[query]);
    for (uint64_t from = 0; from < segment.size; from += TILE) {
        const uint32_t to = uint32_t(std::min<uint64_t>(from + TILE, segment.size));
        for (Scan& scan : scans) scan.over(uint32_t(from), to, segment, lanes, asking, hits);
    }
}

}  // namespace seawall
