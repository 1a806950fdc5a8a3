#include "joined.hpp"

#include <algorithm>
#include <tuple>

namespace seawall {
namespace {

struct Hit {
    uint32_t query;
    uint8_t distance;
    uint64_t place, id;

    bool operator<(const Hit& other) const {
        return std::tie(query, distance, place) < std::tie(other.query, other.distance, other.place);
    }
};

// In order within each part, and of each part in turn.
std::vector<Hit> hits_of(const std::vector<Found>& found) {
    std::vector<Hit> hits;
    for (const Found& part : found)
        for (size_t i = 0; i < part.matches.row.size(); ++i) {
            const uint32_t row = part.matches.row[i];
            hits.push_back({part.matches.query[i], part.matches.distance[i], part.first + row, part.ids[row]});
        }
    return hits;
}

}  // namespace

Joined joined(const std::vector<Found>& found, uint32_t queries, uint64_t limit) {
    std::vector<Hit> hits = hits_of(found);
    if (found.size() > 1) std::sort(hits.begin(), hits.end());
    Joined whole;
    whole.cut.resize(queries);
    for (const Found& part : found)
        for (uint32_t query = 0; query < queries; ++query) whole.cut[query] |= part.matches.cut[query];
    uint64_t run = 0;
    for (const Hit& hit : hits) {
        run = whole.query.size() && hit.query == whole.query.back() ? run + 1 : 1;
        if (limit && run > limit) {
            whole.cut[hit.query] = 1;
            continue;
        }
        whole.id.push_back(hit.id);
        whole.place.push_back(hit.place);
        whole.query.push_back(hit.query);
        whole.distance.push_back(hit.distance);
    }
    return whole;
}

}  // namespace seawall
