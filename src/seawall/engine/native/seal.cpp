#include "seal.hpp"

#include <numeric>
#include <stdexcept>

namespace seawall {
namespace {

// Lines past the first that a bucket of so many entries needs.
uint32_t more_lines(uint32_t count) { return count > LANES ? (count - 1) / LANES : 0; }

void fill_line(Line& line, const uint32_t* rows, uint32_t from, uint32_t count, uint32_t next, const uint16_t* sketches) {
    line = {};
    for (uint32_t i = 0; i < count; ++i) line.sketch[i] = sketches[rows[from + i]];
    if (count) line.first = from;
    line.set(count, next);
}

}  // namespace

Sealing::Sealing(const uint8_t* codes, uint32_t size, const Permutation& shuffled, const Layout& layout)
    : size_(size), layout_(layout), width_(layout.width_for(size)), words_(uint64_t(size) * WORDS), shape_{size, width_} {
    for (uint64_t row = 0; row < size; ++row) {
        const Shuffled of_row = shuffled(codes + row * CODE_BYTES);
        for (unsigned word = 0; word < WORDS; ++word) words_[word * uint64_t(size) + row] = of_row.word[word];
    }
    for (unsigned chunk = 0; chunk < layout.chunks; ++chunk) {
        uint64_t lines = 0;
        uint32_t from = 0;
        for (uint32_t to : ends_of(chunk)) {
            lines += 1 + more_lines(to - from);
            from = to;
        }
        shape_.push_back(lines);
        line_count_ += lines;
    }
}

// The bucket of each row, from the last.
template <class Visit>
void Sealing::each_bucket(unsigned chunk, Visit visit) const {
    const Chunk& cut = layout_.chunk[chunk];
    const uint16_t *own = words_at(chunk), *lent = words_at(cut.lender);
    for (uint32_t row = size_; row-- > 0;) visit(row, cut.bucket(own[row], lent[row], width_));
}

// Where each bucket's entries end when all are sorted by bucket; each begins where the one before it ends.
std::vector<uint32_t> Sealing::ends_of(unsigned chunk) const {
    std::vector<uint32_t> ends(size_t(1) << layout_.chunk[chunk].used(width_));
    each_bucket(chunk, [&](uint32_t, uint32_t bucket) { ++ends[bucket]; });
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    return ends;
}

void Sealing::fill(Line* lines, uint32_t* rows) const {
    for (unsigned chunk = 0; chunk < layout_.chunks; ++chunk) {
        fill_table(chunk, lines, rows);
        lines += shape_[BEFORE_LINES + chunk];
        rows += size_;
    }
}

// The rows first, each to its bucket: four bytes at a random place. The lines, sixteen times as much memory, are then written
// straight through.
void Sealing::fill_table(unsigned chunk, Line* lines, uint32_t* rows) const {
    const std::vector<uint32_t> ends = ends_of(chunk);
    std::vector<uint32_t> at(ends);
    const uint16_t* sketches = words_at(layout_.after(chunk));
    each_bucket(chunk, [&](uint32_t row, uint32_t bucket) { rows[--at[bucket]] = row; });
    uint32_t more = uint32_t(ends.size());
    for (uint32_t bucket = 0; bucket < ends.size(); ++bucket) {
        Line* line = lines + bucket;
        uint32_t from = at[bucket];
        for (; ends[bucket] - from > LANES; from += LANES) {
            fill_line(*line, rows, from, LANES, more, sketches);
            line = lines + more++;
        }
        fill_line(*line, rows, from, ends[bucket] - from, 0, sketches);
    }
}

Segment segment_of(const uint8_t* codes, uint32_t size, const Line* lines, uint64_t line_count, const uint32_t* rows,
                   uint64_t row_count, const uint64_t* shape, uint64_t shape_count) {
    Segment segment = {};
    const Layout& layout = layout_of(shape_count - BEFORE_LINES);
    segment.layout = &layout;
    segment.codes = codes;
    segment.size = size;
    const bool fits = shape[0] == size && shape[1] <= layout.widest && row_count == uint64_t(size) * layout.chunks;
    if (!fits) throw std::invalid_argument("the sections are not those of these codes");
    segment.width = unsigned(shape[1]);
    uint64_t first = 0;
    for (unsigned chunk = 0; chunk < layout.chunks; ++chunk) {
        const uint64_t count = shape[BEFORE_LINES + chunk];
        if (count < uint64_t(1) << segment.used(chunk) || count > line_count - first)
            throw std::invalid_argument("the tables are shorter than they say");
        segment.table[chunk] = {lines + first, rows + chunk * uint64_t(size), count, size};
        first += count;
    }
    return segment;
}

}  // namespace seawall
