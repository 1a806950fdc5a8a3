// The loops that all instruction sets share. `Set` gives `within<K>`: which of the 32 lanes of a line differ from a sketch in
// at most K bits, lane i as bit i; the lanes past the sketches hold other things and are masked by the line's count.
#include <cstdint>

#include "lanes.hpp"

namespace seawall {
namespace {

// Queries whose first lines are fetched while another is looked up: enough to hide the second cache, few enough for the first.
constexpr uint32_t AHEAD = 2;

inline uint32_t lowest(uint32_t count) { return (uint32_t(1) << count) - 1; }

__attribute__((noinline)) void put(uint32_t mask, uint32_t first, const Asked& asked, const Probe& probe, Sink& sink) {
    if (sink.count + LANES > sink.room) sink.empty(sink);
    for (; mask; mask &= mask - 1) {
        const uint32_t place = first + uint32_t(__builtin_ctz(mask));
        __builtin_prefetch(probe.table->rows + place);
        sink.candidates[sink.count++] = {place, asked.query, probe.chunk};
    }
}

template <class Set, int K>
__attribute__((noinline)) void read_on(const Line* line, typename Set::Sketch sketch, const Asked& asked, const Probe& probe, Sink& sink) {
    uint32_t& spent = probe.spent.lines[asked.query];
    for (uint32_t next = line->next(); next && next < probe.table->line_count; next = line->next()) {
        if (++spent > probe.spent.budget) return;
        line = probe.table->lines + next;
        // In a sealed table the bucket goes on there.
        __builtin_prefetch(line + 1);
        __builtin_prefetch(line + 2);
        const uint32_t mask = Set::template within<K>(line->sketch, sketch) & lowest(line->count());
        if (mask) put(mask, line->first, asked, probe, sink);
    }
}

// What a query's look-ups in one table share, in registers.
template <class Set>
struct Looking {
    const Line* const lines;
    const uint32_t bucket;
    const typename Set::Sketch sketch;
    const Asked& asked;
    const Probe& probe;
    Sink& sink;

    Looking(const Asked& asked, const Probe& probe, Sink& sink)
        : lines(probe.table->lines), bucket(asked.bucket ^ probe.region), sketch(Set::sketch(asked.sketch)), asked(asked), probe(probe),
          sink(sink) {}

    template <int K>
    void in(uint32_t flip) const {
        const Line* line = lines + (bucket ^ flip);
        const uint32_t mask = Set::template within<K>(line->sketch, sketch);
        const uint32_t tail = line->tail;
        if (__builtin_expect(mask != 0, 0)) {
            const uint32_t real = mask & lowest(tail & 31);
            if (real) put(real, line->first, asked, probe, sink);
        }
        if (tail >> 5) read_on<Set, K>(line, sketch, asked, probe, sink);
    }

    template <int K>
    void in_flips(uint32_t from, uint32_t to) const {
        const uint32_t* const flip = probe.flips.flip;
        for (uint32_t i = from; i < to; ++i) in<K>(flip[i]);
    }

    // Those within `joint` bits.
    void in_flips(int joint, uint32_t from, uint32_t to) const {
        switch (joint) {
            case 0: return in_flips<0>(from, to);
            case 1: return in_flips<1>(from, to);
            case 2: return in_flips<2>(from, to);
            case 3: return in_flips<3>(from, to);
            case 4: return in_flips<4>(from, to);
            default: return in_flips<5>(from, to);
        }
    }
};

inline void fetch(const Asked& asked, const Probe& probe) {
    const Line* const lines = probe.table->lines;
    const uint32_t bucket = asked.bucket ^ probe.region;
    const uint32_t* const flip = probe.flips.flip;
    for (uint32_t i = 0; i < probe.flips.ends[MOST_FLIPS]; ++i) __builtin_prefetch(lines + (bucket ^ flip[i]));
}

template <class Set>
void probe_with(const Probe& probe, Sink& sink) {
    const uint32_t* const ends = probe.flips.ends;
    for (uint32_t i = 0; i < probe.count; ++i) {
        if (i + AHEAD < probe.count) fetch(probe.asked[i + AHEAD], probe);
        const Looking<Set> looking(probe.asked[i], probe, sink);
        const Reach reach = probe.reach[probe.asked[i].radius];
        // Each bit turned over has used up one of the `joint` bits.
        for (int flipped = 0; flipped <= reach.own; ++flipped) {
            const uint32_t from = flipped ? ends[flipped - 1] : 0;
            if (from < ends[flipped]) looking.in_flips(reach.joint - flipped, from, ends[flipped]);
        }
    }
}

template <class Set>
void distances_with(const Candidate* candidates, uint32_t count, const uint8_t* queries, const uint8_t* codes, uint16_t* out) {
    for (uint32_t i = 0; i < count; ++i)
        out[i] = uint16_t(Set::distance(queries + uint64_t(candidates[i].query) * CODE_BYTES,
                                        codes + uint64_t(candidates[i].place) * CODE_BYTES));
}

template <class Set>
uint32_t scan_with(const uint8_t* codes, uint32_t from, uint32_t to, const uint8_t* query, int reach, Near* out) {
    uint32_t found = 0;
    for (uint32_t row = from; row < to; ++row) {
        const int distance = Set::distance(query, codes + uint64_t(row) * CODE_BYTES);
        out[found] = {row, uint32_t(distance)};
        found += distance <= reach;
    }
    return found;
}

// Four counts of 64 bits, by the processor's own instruction where the file's flags allow it.
inline int distance_of_words(const uint8_t* one, const uint8_t* other) {
    uint64_t a[4], b[4];
    __builtin_memcpy(a, one, CODE_BYTES);
    __builtin_memcpy(b, other, CODE_BYTES);
    int distance = 0;
    for (int i = 0; i < 4; ++i) distance += __builtin_popcountll(a[i] ^ b[i]);
    return distance;
}

template <class Set>
constexpr Lanes lanes_of(const char* name) {
    return {name, probe_with<Set>, distances_with<Set>, scan_with<Set>};
}

}  // namespace
}  // namespace seawall
