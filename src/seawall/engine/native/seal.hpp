// The tables of a segment that will not change any more.
#pragma once

#include <cstdint>
#include <vector>

#include "permutation.hpp"
#include "line.hpp"

namespace seawall {

// The number of what is written below; a file of a higher number is not read. Little-endian, as all machines meant here are.
// 1 knew no other layout than NARROW, and is what 2 writes of it.
constexpr int FORMAT = 2;
constexpr int OLDEST_FORMAT = 1;
// `shape` begins with size and width; then comes the number of lines of each chunk's table.
constexpr unsigned BEFORE_LINES = 2;

// Sections are `lines`: the chunks' tables one after the other, each with its 2^width first lines in front (2^bits where the chunk
// has fewer); `rows`: as many as codes for each chunk; `shape`. They are always the same for the same codes, seed and layout.
class Sealing {
public:
    Sealing(const uint8_t* codes, uint32_t size, const Permutation&, const Layout&);

    uint64_t line_count() const { return line_count_; }
    uint64_t row_count() const { return uint64_t(size_) * layout_.chunks; }
    const std::vector<uint64_t>& shape() const { return shape_; }
    void fill(Line* lines, uint32_t* rows) const;

private:
    const uint16_t* words_at(unsigned word) const { return &words_[word * uint64_t(size_)]; }
    template <class Visit>
    void each_bucket(unsigned chunk, Visit visit) const;
    std::vector<uint32_t> ends_of(unsigned chunk) const;
    void fill_table(unsigned chunk, Line* lines, uint32_t* rows) const;

    uint32_t size_;
    const Layout& layout_;
    unsigned width_;
    // Codes shuffled once for all tables, word by word: each table is then filled in one straight reading.
    std::vector<uint16_t> words_;
    std::vector<uint64_t> shape_;
    uint64_t line_count_ = 0;
};

// Throws std::invalid_argument if the sections cannot be those of `size` codes.
Segment segment_of(const uint8_t* codes, uint32_t size, const Line* lines, uint64_t line_count, const uint32_t* rows,
                   uint64_t row_count, const uint64_t* shape, uint64_t shape_count);

}  // namespace seawall
