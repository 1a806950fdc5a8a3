// The tables of a segment that will not change any more.
#pragma once

#include <cstdint>
#include <vector>

#include "permutation.hpp"
#include "line.hpp"

namespace seawall {

// The number of the layout below; a file of another number is not read. Little-endian, as all machines meant here are.
constexpr int FORMAT = 1;
// Size, width, and the number of lines of each chunk's table.
constexpr unsigned SHAPE = 2 + CHUNKS;

// Sections are `lines`: the chunks' tables one after the other, each with its 2^width first lines in front; `rows`: as many as
// codes for each chunk; `shape`. They are always the same for the same codes and seed.
class Sealing {
public:
    Sealing(const uint8_t* codes, uint32_t size, const Permutation&);

    uint64_t line_count() const { return line_count_; }
    uint64_t row_count() const { return uint64_t(size_) * CHUNKS; }
    const std::vector<uint64_t>& shape() const { return shape_; }
    void fill(Line* lines, uint32_t* rows) const;

private:
    const uint16_t* chunks_at(unsigned chunk) const { return &chunks_[(chunk % CHUNKS) * uint64_t(size_)]; }
    std::vector<uint32_t> ends_of(unsigned chunk) const;
    void fill_table(unsigned chunk, Line* lines, uint32_t* rows) const;

    uint32_t size_;
    unsigned width_;
    // Codes shuffled once for all tables, chunk by chunk: each table is then filled in one straight reading.
    std::vector<uint16_t> chunks_;
    std::vector<uint64_t> shape_;
    uint64_t line_count_ = 0;
};

// Throws std::invalid_argument if the sections cannot be those of `size` codes.
Segment segment_of(const uint8_t* codes, uint32_t size, const Line* lines, uint64_t line_count, const uint32_t* rows,
                   uint64_t row_count, const uint64_t* shape, uint64_t shape_count);

}  // namespace seawall
