#include "tail.hpp"

#include <algorithm>
#include <stdexcept>

namespace seawall {
namespace {

// Codes entered chunk by chunk: their lines are fetched side by side, and a table's lines stay near.
constexpr uint32_t TOGETHER = 256;

}  // namespace

Tail::Tail(uint64_t seed, const Lanes& lanes) : shuffled_(seed), lanes_(lanes) { widen(0); }

void Tail::add(const uint8_t* codes, uint64_t count) {
    const std::lock_guard<std::mutex> gate(gate_);
    const std::unique_lock<std::shared_mutex> lock(body_);
    if (count > UINT32_MAX - size_) throw std::length_error("a tail holds 2^32 - 1 rows at most");
    const uint32_t from = size_;
    codes_.insert(codes_.end(), codes, codes + count * CODE_BYTES);
    size_ += uint32_t(count);
    dead_.resize(size_ / 8 + 1);
    if (NARROW.width_for(size_) > width_) widen(NARROW.width_for(size_));
    else enter(from, size_);
}

void Tail::kill(const uint32_t* rows, uint64_t count) {
    const std::lock_guard<std::mutex> gate(gate_);
    const std::unique_lock<std::shared_mutex> lock(body_);
    if (std::any_of(rows, rows + count, [this](uint32_t row) { return row >= size_; }))
        throw std::out_of_range("there is no such row in the tail");
    for (uint64_t i = 0; i < count; ++i) dead_[rows[i] >> 3] |= uint8_t(1 << (rows[i] & 7));
    any_dead_ |= count > 0;
}

std::vector<uint8_t> Tail::codes() {
    const std::shared_lock<std::shared_mutex> lock(body_);
    return codes_;
}

uint32_t Tail::size() {
    const std::shared_lock<std::shared_mutex> lock(body_);
    return size_;
}

Matches Tail::search(Asking asking, uint64_t rows) {
    std::unique_lock<std::mutex> gate(gate_);
    const std::shared_lock<std::shared_mutex> lock(body_);
    gate.unlock();
    asking.dead = any_dead_ ? dead_.data() : nullptr;
    Segment seen = segment();
    seen.size = uint32_t(std::min<uint64_t>(seen.size, rows));
    return seawall::search(seen, shuffled_, lanes_, asking);
}

// Twice the buckets, all entered anew: rare enough that an add costs the same on average, however many follow.
void Tail::widen(unsigned width) {
    width_ = width;
    for (Growing& table : tables_) {
        table.lines.assign(size_t(1) << width, Line{});
        table.rows.assign(LANES << width, 0);
    }
    enter(0, size_);
}

void Tail::enter(uint32_t from, uint32_t to) {
    Shuffled shuffled[TOGETHER];
    for (uint32_t next; from < to; from = next) {
        next = std::min(to, from + TOGETHER);
        for (uint32_t row = from; row < next; ++row) {
            Shuffled& of_row = shuffled[row - from] = shuffled_(codes_.data() + uint64_t(row) * CODE_BYTES);
            for (unsigned chunk = 0; chunk < NARROW.chunks; ++chunk)
                __builtin_prefetch(&tables_[chunk].lines[bucket_of(chunk, of_row)], 1);
        }
        for (unsigned chunk = 0; chunk < NARROW.chunks; ++chunk)
            for (uint32_t row = from; row < next; ++row) {
                const Shuffled& of_row = shuffled[row - from];
                enter(tables_[chunk], bucket_of(chunk, of_row), of_row.word[NARROW.after(chunk)], row);
            }
    }
}

uint32_t Tail::bucket_of(unsigned chunk, const Shuffled& of_row) const {
    return uint32_t(of_row.word[chunk]) >> (WORD_BITS - width_);
}

void Tail::enter(Growing& table, uint32_t bucket, uint16_t sketch, uint32_t row) {
    unsigned count = table.lines[bucket].count();
    if (count == LANES) {
        // The full first line moves to the back and a new one takes its place: a flooded bucket costs no more than others.
        const uint32_t back = uint32_t(table.lines.size());
        table.lines.push_back(table.lines[bucket]);
        table.lines[back].first = back * LANES;
        table.rows.resize(table.rows.size() + LANES);
        std::copy_n(table.rows.begin() + uint64_t(bucket) * LANES, LANES, table.rows.end() - LANES);
        table.lines[bucket].set(0, back);
        count = 0;
    }
    Line& line = table.lines[bucket];
    line.first = bucket * LANES;
    line.sketch[count] = sketch;
    line.set(count + 1, line.next());
    table.rows[line.first + count] = row;
}

Segment Tail::segment() const {
    Segment segment = {};
    segment.layout = &NARROW;
    segment.codes = codes_.data();
    segment.size = size_;
    segment.width = width_;
    segment.bare = size_ < BARE_SIZE;
    for (unsigned chunk = 0; chunk < NARROW.chunks; ++chunk) {
        const Growing& table = tables_[chunk];
        segment.table[chunk] = {table.lines.data(), table.rows.data(), table.lines.size(), table.rows.size()};
    }
    return segment;
}

}  // namespace seawall
