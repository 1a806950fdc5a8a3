#include "search.hpp"

#include <algorithm>
#include <numeric>

#include "brute.hpp"

namespace seawall {
namespace {

const Reaches REACHES;

// Queries taken together. More share the way of each table through the cache; their numbers must fit 16 bits.
constexpr uint32_t BLOCK = 1 << 15;
// Up to here each query visits all tables before the next one begins; sorting would cost more than it saves.
constexpr uint32_t FEW = 32;
// Tables visited ahead, so that their lines arrive while others are read.
constexpr unsigned TABLES_AHEAD = 2;
// A part of a table that stays in the second cache (1 MB and more on servers) while all queries that need it pass.
constexpr uint64_t REGION_BYTES = 1 << 19;
constexpr unsigned SORT_BITS = 11;
constexpr uint32_t CANDIDATES = 512;
// A query may read a quarter of the segment in overflow lines; more, and reading every code is quicker. The least is for
// small segments, where chance alone fills a few lines.
constexpr uint32_t LEAST_BUDGET = 64;

class Block {
public:
    Block(const Segment& segment, const Permutation& shuffled, const Lanes& lanes, const Asking& asking)
        : segment_(segment), lanes_(lanes), shuffled_(shuffled), asking_(asking), chunks_(uint64_t(asking.count) * CHUNKS),
          spent_(asking.count), budget_(std::max(segment.size / 4 / LANES, LEAST_BUDGET)), hits_(asking.count, asking.limit),
          sink_{candidates_, 0, CANDIDATES, this, [](Sink& sink) { static_cast<Block*>(sink.owner)->verify(); }} {}

    Hits& run() {
        for (uint32_t i = 0; i < asking_.count; ++i) {
            const Chunks of_query = shuffled_(asking_.queries + uint64_t(i) * CODE_BYTES);
            for (unsigned chunk = 0; chunk < CHUNKS; ++chunk) chunks_[chunk * asking_.count + i] = of_query.chunk[chunk];
        }
        if (asking_.count <= FEW)
            for (uint32_t i = 0; i < asking_.count; ++i) visit_tables_of(i);
        else
            for (unsigned chunk = 0; chunk < CHUNKS; ++chunk) visit_table(chunk);
        verify();
        answer_flooded();
        return hits_;
    }

private:
    void visit_tables_of(uint32_t query);
    void visit_table(unsigned chunk);
    void sort_into(std::vector<Asked>& sorted, std::vector<uint32_t>& starts, unsigned chunk, unsigned sort_bits) const;
    void verify();
    void take(const Candidate&, uint32_t distance);
    void answer_flooded();

    // Of every query, in their order.
    const uint16_t* chunks_at(unsigned chunk) const { return &chunks_[(chunk % CHUNKS) * asking_.count]; }

    Asked asked(uint32_t query, unsigned chunk) const {
        return {uint16_t(bucket_of(chunks_at(chunk)[query], segment_.width)), chunks_at(chunk + 1)[query], uint16_t(query),
                asking_.radius[query]};
    }

    Probe probe(unsigned chunk) {
        return {&segment_.table[chunk], nullptr, 0, nullptr, 0, false, uint16_t(chunk), REACHES.of[chunk],
                {spent_.data(), budget_}};
    }

    const Segment& segment_;
    const Lanes& lanes_;
    const Permutation& shuffled_;
    const Asking& asking_;
    std::vector<uint16_t> chunks_;
    std::vector<uint32_t> spent_;
    uint32_t budget_;
    Hits hits_;
    Candidate candidates_[CANDIDATES];
    Sink sink_;
};

struct Flips {
    uint16_t flip[CHUNK_BITS];

    Flips() {
        for (unsigned bit = 0; bit < CHUNK_BITS; ++bit) flip[bit] = uint16_t(1u << bit);
    }
};
const Flips FLIPS;

void Block::visit_tables_of(uint32_t query) {
    Asked asked_in[CHUNKS];
    for (unsigned chunk = 0; chunk < CHUNKS + TABLES_AHEAD; ++chunk) {
        if (chunk < CHUNKS) {
            asked_in[chunk] = asked(query, chunk);
            const Line* lines = segment_.table[chunk].lines;
            __builtin_prefetch(lines + asked_in[chunk].bucket);
            for (unsigned bit = 0; bit < segment_.width; ++bit)
                __builtin_prefetch(lines + (asked_in[chunk].bucket ^ FLIPS.flip[bit]));
        }
        if (chunk < TABLES_AHEAD) continue;
        Probe now = probe(chunk - TABLES_AHEAD);
        now.asked = &asked_in[chunk - TABLES_AHEAD];
        now.count = 1;
        now.flips = FLIPS.flip;
        now.flip_count = segment_.width;
        now.itself = true;
        lanes_.probe(now, sink_);
    }
}

// Brought to the second cache in one straight run, which memory serves some three times as fast as the same lines one by one.
void stream(const Line* lines, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) __builtin_prefetch(lines + i, 0, 2);
}

// The table is gone through region by region. A region's buckets are wanted by the queries of its own upper bits, with
// flips of the lower bits, and by those of the regions one upper bit away, with that flip alone.
void Block::visit_table(unsigned chunk) {
    const unsigned sort_bits = std::min(segment_.width, SORT_BITS);
    unsigned region_bits = 0;
    while (region_bits < sort_bits && segment_.table[chunk].line_count * sizeof(Line) >> region_bits > REGION_BYTES)
        ++region_bits;
    std::vector<Asked> sorted(asking_.count);
    std::vector<uint32_t> starts;
    sort_into(sorted, starts, chunk, sort_bits);
    const unsigned low_bits = segment_.width - region_bits;
    auto visit = [&](uint32_t region, const uint16_t* flips, uint32_t flip_count, bool itself) {
        const uint32_t from = starts[region << (sort_bits - region_bits)], to = starts[(region + 1) << (sort_bits - region_bits)];
        Probe now = probe(chunk);
        now.asked = sorted.data() + from;
        now.count = to - from;
        now.flips = flips;
        now.flip_count = flip_count;
        now.itself = itself;
        lanes_.probe(now, sink_);
    };
    const bool crowded = uint64_t(asking_.count) * segment_.width > uint64_t(1) << segment_.width;
    for (uint32_t region = 0; region < uint32_t(1) << region_bits; ++region) {
        if (crowded) stream(segment_.table[chunk].lines + (uint64_t(region) << low_bits), uint64_t(1) << low_bits);
        visit(region, FLIPS.flip, low_bits, true);
        for (unsigned bit = 0; bit < region_bits; ++bit)
            visit(region ^ (1u << bit), FLIPS.flip + low_bits + bit, 1, false);
    }
    verify();
}

// By the upper bits of the bucket; `starts` has one place for each value of them and one more.
void Block::sort_into(std::vector<Asked>& sorted, std::vector<uint32_t>& starts, unsigned chunk, unsigned sort_bits) const {
    const unsigned shift = CHUNK_BITS - sort_bits;
    const uint16_t* chunks = chunks_at(chunk);
    starts.assign((size_t(1) << sort_bits) + 1, 0);
    for (uint32_t i = 0; i < asking_.count; ++i) ++starts[(uint32_t(chunks[i]) >> shift) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<uint32_t> at(starts);
    for (uint32_t i = 0; i < asking_.count; ++i) sorted[at[uint32_t(chunks[i]) >> shift]++] = asked(i, chunk);
}

// Fetches row numbers, then codes, then compares: each step's misses overlap.
void Block::verify() {
    uint16_t distance[CANDIDATES];
    uint32_t real = 0;
    for (uint32_t i = 0; i < sink_.count; ++i) {
        const Table& table = segment_.table[candidates_[i].chunk];
        const uint32_t place = candidates_[i].place;
        const uint32_t row = place < table.row_count ? table.rows[place] : segment_.size;
        if (row >= segment_.size) continue;
        __builtin_prefetch(segment_.codes + uint64_t(row) * CODE_BYTES);
        candidates_[real++] = {row, candidates_[i].query, candidates_[i].chunk};
    }
    lanes_.distances(candidates_, real, asking_.queries, segment_.codes, distance);
    for (uint32_t i = 0; i < real; ++i)
        if (distance[i] <= asking_.radius[candidates_[i].query]) take(candidates_[i], distance[i]);
    sink_.count = 0;
}

void Block::take(const Candidate& candidate, uint32_t distance) {
    const uint32_t row = candidate.place;
    if (asking_.dead && asking_.dead[row >> 3] >> (row & 7) & 1) return;
    hits_.add(candidate.query, row, distance);
}

void Block::answer_flooded() {
    std::vector<uint32_t> flooded;
    for (uint32_t i = 0; i < asking_.count; ++i)
        if (spent_[i] > budget_) flooded.push_back(i);
    if (flooded.empty()) return;
    hits_.forget(flooded);
    scan_all(segment_, lanes_, asking_, flooded, hits_);
}

void search_block(const Segment& segment, const Permutation& shuffled, const Lanes& lanes, const Asking& asking,
                  uint32_t first, Matches& matches) {
    if (!segment.bare) return Block(segment, shuffled, lanes, asking).run().move_to(matches, first);
    std::vector<uint32_t> all(asking.count);
    std::iota(all.begin(), all.end(), 0u);
    Hits hits(asking.count, asking.limit);
    scan_all(segment, lanes, asking, all, hits);
    hits.move_to(matches, first);
}

}  // namespace

Matches search(const Segment& segment, const Permutation& shuffled, const Lanes& lanes, const Asking& asking) {
    Matches matches;
    for (uint32_t first = 0; first < asking.count; first += BLOCK) {
        const Asking block = {asking.queries + uint64_t(first) * CODE_BYTES, asking.radius + first,
                              std::min(BLOCK, asking.count - first), asking.limit, asking.dead};
        search_block(segment, shuffled, lanes, block, first, matches);
    }
    return matches;
}

}  // namespace seawall
