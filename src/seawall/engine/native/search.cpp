#include "search.hpp"

#include <algorithm>
#include <numeric>

#include "brute.hpp"
#include "flips.hpp"

namespace seawall {
namespace {

// Queries taken together. The more, the more share the way of each table through the cache; their numbers must fit 16 bits.
constexpr uint32_t BLOCK = 1 << 16;
// Up to here each query visits all tables before the next one begins; sorting would cost more than it saves.
constexpr uint32_t FEW = 32;
// For one query: so many look-ups of FLIPS_AT_ONCE buckets ahead, their lines are fetched while others are read.
constexpr unsigned PROBES_AHEAD = 2;
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
        : segment_(segment), lanes_(lanes), shuffled_(shuffled), asking_(asking), words_(uint64_t(asking.count) * WORDS),
          spent_(asking.count), budget_(std::max(segment.size / 4 / LANES, LEAST_BUDGET)), farthest_(*std::max_element(asking.radius, asking.radius + asking.count)),
          hits_(asking.count, asking.limit),
          sink_{candidates_, 0, CANDIDATES, this, [](Sink& sink) { static_cast<Block*>(sink.owner)->verify(); }} {}

    Hits& run() {
        for (uint32_t i = 0; i < asking_.count; ++i) {
            const Shuffled of_query = shuffled_(asking_.queries + uint64_t(i) * CODE_BYTES);
            for (unsigned word = 0; word < WORDS; ++word) words_[word * asking_.count + i] = of_query.word[word];
        }
        if (asking_.count <= FEW)
            for (uint32_t i = 0; i < asking_.count; ++i) visit_tables_of(i);
        else
            for (unsigned chunk = 0; chunk < segment_.layout->chunks; ++chunk) visit_table(chunk);
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
    const uint16_t* words_at(unsigned word) const { return &words_[word * asking_.count]; }

    Asked asked(uint32_t query, unsigned chunk) const {
        const Chunk& cut = segment_.layout->chunk[chunk];
        const uint32_t bucket = cut.bucket(words_at(chunk)[query], words_at(cut.lender)[query], segment_.width);
        return {bucket, asking_.radius[query], words_at(segment_.layout->after(chunk))[query], uint16_t(query)};
    }

    Probe probe(unsigned chunk, const Asked* asked, uint32_t count, const Flips& flips, uint32_t region) {
        return {&segment_.table[chunk], asked, count, flips, region, uint16_t(chunk), segment_.layout->chunk[chunk].reach,
                {spent_.data(), budget_}};
    }

    const Segment& segment_;
    const Lanes& lanes_;
    const Permutation& shuffled_;
    const Asking& asking_;
    std::vector<uint16_t> words_;
    std::vector<uint32_t> spent_;
    uint32_t budget_;
    // The greatest radius among the queries: what it does not want looked up, none does.
    uint8_t farthest_;
    Hits hits_;
    Candidate candidates_[CANDIDATES];
    Sink sink_;
};

void Block::visit_tables_of(uint32_t query) {
    const Layout& layout = *segment_.layout;
    Asked asked_in[MOST_CHUNKS];
    Probe waiting[PROBES_AHEAD];
    unsigned made = 0;
    for (unsigned chunk = 0; chunk < layout.chunks; ++chunk) {
        asked_in[chunk] = asked(query, chunk);
        const int own = layout.chunk[chunk].reach[asking_.radius[query]].own;
        if (own < 0) continue;
        const Line* lines = segment_.table[chunk].lines;
        each_flips(around(segment_.used(chunk)), 0, own, [&](const Flips& flips) {
            for (uint32_t i = 0; i < flips.count(); ++i) __builtin_prefetch(lines + (asked_in[chunk].bucket ^ flips.flip[i]));
            Probe& place = waiting[made++ % PROBES_AHEAD];
            if (made > PROBES_AHEAD) lanes_.probe(place, sink_);
            place = probe(chunk, &asked_in[chunk], 1, flips, 0);
        });
    }
    for (unsigned i = made < PROBES_AHEAD ? 0 : made - PROBES_AHEAD; i < made; ++i)
        lanes_.probe(waiting[i % PROBES_AHEAD], sink_);
}

// Brought to the second cache in one straight run, which memory serves some three times as fast as the same lines one by one.
void stream(const Line* lines, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) __builtin_prefetch(lines + i, 0, 2);
}

// The lines with which the buckets from..to go on, where they stand in the order of the buckets, as in sealed tables. No more
// than `most`: in others they stand anywhere.
void stream_overflow(const Table& table, uint32_t from, uint32_t to, uint32_t end, uint64_t most) {
    auto first_after = [&](uint32_t bucket) -> uint64_t {
        for (; bucket < end; ++bucket)
            if (table.lines[bucket].next()) return std::min<uint64_t>(table.lines[bucket].next(), table.line_count);
        return table.line_count;
    };
    const uint64_t first = first_after(from), last = first_after(to);
    if (first < last) stream(table.lines + first, std::min(last - first, most));
}

// The table is gone through region by region. A region's buckets are wanted by the queries of its own upper bits, with flips of
// the lower bits, and by those of the regions a few upper bits away, with so many flips less.
void Block::visit_table(unsigned chunk) {
    const Table& table = segment_.table[chunk];
    const unsigned width = segment_.used(chunk), sort_bits = std::min(width, SORT_BITS);
    unsigned region_bits = 0;
    while (region_bits < sort_bits && table.line_count * sizeof(Line) >> region_bits > REGION_BYTES) ++region_bits;
    const int own = segment_.layout->chunk[chunk].reach[farthest_].own;
    if (own < 0) return;
    std::vector<Asked> sorted(asking_.count);
    std::vector<uint32_t> starts;
    sort_into(sorted, starts, chunk, sort_bits);
    const unsigned low_bits = width - region_bits;
    const Around &lower = around(low_bits), &upper = around(region_bits);
    const uint32_t regions = 1u << region_bits, buckets = 1u << low_bits;
    const uint64_t lines_each = table.line_count >> region_bits;
    const bool crowded = uint64_t(asking_.count) * width > uint64_t(1) << width;
    for (uint32_t region = 0; region < regions; ++region) {
        if (crowded) {
            stream(table.lines + uint64_t(region) * buckets, buckets);
            stream_overflow(table, region * buckets, (region + 1) * buckets, regions * buckets, 2 * lines_each);
        }
        for (int flipped = 0; flipped <= own; ++flipped)
            for (uint32_t i = flipped ? upper.upto[flipped - 1] : 0; i < upper.upto[flipped]; ++i) {
                const uint32_t other = region ^ upper.flip[i];
                const uint32_t from = starts[other << (sort_bits - region_bits)];
                const uint32_t to = starts[(other + 1) << (sort_bits - region_bits)];
                if (from == to) continue;
                each_flips(lower, flipped, own - flipped, [&](const Flips& flips) {
                    lanes_.probe(probe(chunk, sorted.data() + from, to - from, flips, upper.flip[i] << low_bits), sink_);
                });
            }
    }
    verify();
}

// By the upper bits of the bucket; `starts` has one place for each value of them and one more.
void Block::sort_into(std::vector<Asked>& sorted, std::vector<uint32_t>& starts, unsigned chunk, unsigned sort_bits) const {
    const unsigned shift = WORD_BITS - sort_bits;
    const uint16_t* words = words_at(chunk);
    starts.assign((size_t(1) << sort_bits) + 1, 0);
    for (uint32_t i = 0; i < asking_.count; ++i) ++starts[(uint32_t(words[i]) >> shift) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<uint32_t> at(starts);
    for (uint32_t i = 0; i < asking_.count; ++i) sorted[at[uint32_t(words[i]) >> shift]++] = asked(i, chunk);
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
