// What Python sees: `seawall.engine._native`. The interpreter is let go while C++ works.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <deque>
#include <optional>

#include "dispatch.hpp"
#include "joined.hpp"
#include "seal.hpp"
#include "tail.hpp"
#include "view.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace seawall;

namespace {

template <class Work>
auto without_python(Work work) {
    const nb::gil_scoped_release others;
    return work();
}

uint32_t size_of(const View<uint8_t>& codes) {
    if (codes.size() > UINT32_MAX) throw std::invalid_argument("fewer than 2^32 codes at a time");
    return uint32_t(codes.size());
}

// The number of matches; query uint32[k], row uint32[k], distance uint8[k], cut uint8[q], one behind the other.
nb::tuple given(const Matches& matches) {
    const uint64_t found = matches.query.size();
    Given given(found * 9 + matches.cut.size());
    given.append(matches.query);
    given.append(matches.row);
    given.append(matches.distance);
    given.append(matches.cut);
    return nb::make_tuple(found, given.object());
}

// Holds the arrays of one search.
struct Call {
    Call(nb::handle queries, nb::handle radius, uint64_t limit)
        : queries(queries, CODE_BYTES), radius(radius),
          asking{this->queries.data(), this->radius.data(), size_of(this->queries), limit, nullptr} {
        if (this->radius.size() != asking.count) throw std::invalid_argument("one radius for each query");
        for (uint32_t i = 0; i < asking.count; ++i)
            if (asking.radius[i] >= RADII) throw std::invalid_argument("a radius is 31 bits at most");
    }

    View<uint8_t> queries, radius;
    Asking asking;
};

// Holds the arrays that the segment looks into.
class Sealed {
public:
    Sealed(nb::handle codes, uint64_t seed, const std::string& set)
        : codes_(codes, CODE_BYTES), shuffled_(seed), lanes_(lanes_named(set)) {
        segment_.codes = codes_.data();
        segment_.size = size_of(codes_);
        segment_.bare = true;
    }

    Sealed(nb::handle codes, nb::handle lines, nb::handle rows, nb::handle shape, uint64_t seed, const std::string& set)
        : codes_(codes, CODE_BYTES), lines_(lines), rows_(rows), shuffled_(seed), lanes_(lanes_named(set)) {
        const View<uint64_t> numbers(shape);
        segment_ = segment_of(codes_.data(), size_of(codes_), reinterpret_cast<const Line*>(lines_.data()),
                              lines_.size() * sizeof(uint32_t) / sizeof(Line), rows_.data(), rows_.size(), numbers.data(),
                              numbers.size());
    }

    uint32_t size() const { return segment_.size; }

    Matches search(const Asking& asking) const { return seawall::search(segment_, shuffled_, lanes_, asking); }

private:
    View<uint8_t> codes_;
    View<uint32_t> lines_, rows_;
    Permutation shuffled_;
    const Lanes& lanes_;
    Segment segment_ = {};
};

// The withdrawn rows of a segment, if there are any.
class Dead {
public:
    Dead(nb::handle bitmap, const Sealed& sealed) {
        if (bitmap.is_none()) return;
        bits_.emplace(bitmap);
        if (bits_->size() * 8 < sealed.size()) throw std::invalid_argument("the bitmap is shorter than the segment");
    }

    const uint8_t* data() const { return bits_ ? bits_->data() : nullptr; }

private:
    std::optional<View<uint8_t>> bits_;
};

nb::tuple search_sealed(const Sealed& sealed, nb::handle queries, nb::handle radius, uint64_t limit, nb::handle bitmap) {
    Call call(queries, radius, limit);
    const Dead dead(bitmap, sealed);
    call.asking.dead = dead.data();
    return given(without_python([&] { return sealed.search(call.asking); }));
}

// A sealed segment or a tail as one search sees it: it has as many rows as ids.
class Part {
public:
    explicit Part(nb::handle part) : ids_(part[1]) {
        if (nb::try_cast(part[0], tail_)) return;
        sealed_ = nb::cast<const Sealed*>(part[0]);
        dead_.emplace(part[2], *sealed_);
        if (ids_.size() != sealed_->size()) throw std::invalid_argument("one id for each row");
    }

    uint64_t size() const { return ids_.size(); }

    Found search(Asking asking, uint64_t first) const {
        if (tail_) return {tail_->search(asking, ids_.size()), ids_.data(), first};
        asking.dead = dead_->data();
        return {sealed_->search(asking), ids_.data(), first};
    }

private:
    View<uint64_t> ids_;
    Tail* tail_ = nullptr;
    const Sealed* sealed_ = nullptr;
    std::optional<Dead> dead_;
};

// The number of matches; id uint64[k], place int64[k], query uint32[k], distance uint8[k], cut uint8[q], one behind the other.
nb::tuple search_parts(nb::list of, nb::handle queries, nb::handle radius, uint64_t limit) {
    const Call call(queries, radius, limit);
    std::deque<Part> parts;
    for (nb::handle part : of) parts.emplace_back(part);
    const Joined whole = without_python([&] {
        std::vector<Found> found;
        uint64_t first = 0;
        for (const Part& part : parts) {
            found.push_back(part.search(call.asking, first));
            first += part.size();
        }
        return joined(found, call.asking.count, limit);
    });
    Given given(whole.id.size() * 21 + whole.cut.size());
    given.append(whole.id);
    given.append(whole.place);
    given.append(whole.query);
    given.append(whole.distance);
    given.append(whole.cut);
    return nb::make_tuple(whole.id.size(), given.object());
}

// `chunks` 0: the layout that is quicker at this size.
Sealing* sealing_of(nb::handle codes, uint64_t seed, unsigned chunks) {
    const View<uint8_t> view(codes, CODE_BYTES);
    const uint32_t size = size_of(view);
    const Layout& layout = chunks ? layout_of(chunks) : layout_for(size);
    return without_python([&] { return new Sealing(view.data(), size, Permutation(seed), layout); });
}

void fill(const Sealing& sealing, nb::handle lines, nb::handle rows) {
    View<uint32_t> to_lines(lines, 0, PyBUF_WRITABLE), to_rows(rows, 0, PyBUF_WRITABLE);
    if (to_lines.size() * sizeof(uint32_t) != sealing.line_count() * sizeof(Line) || to_rows.size() != sealing.row_count())
        throw std::invalid_argument("no room for these sections");
    without_python([&] { sealing.fill(reinterpret_cast<Line*>(to_lines.room()), to_rows.room()); });
}

void add(Tail& tail, nb::handle codes) {
    const View<uint8_t> view(codes, CODE_BYTES);
    without_python([&] { tail.add(view.data(), view.size()); });
}

void kill(Tail& tail, nb::handle rows) {
    const View<uint32_t> view(rows);
    without_python([&] { tail.kill(view.data(), view.size()); });
}

nb::tuple search_tail(Tail& tail, nb::handle queries, nb::handle radius, uint64_t limit) {
    const Call call(queries, radius, limit);
    return given(without_python([&] { return tail.search(call.asking); }));
}

nb::object codes_of(Tail& tail) {
    const std::vector<uint8_t> codes = without_python([&] { return tail.codes(); });
    Given given(codes.size());
    given.append(codes);
    return given.object();
}

std::vector<std::string> sets() {
    std::vector<std::string> names;
    for (const Lanes* lanes : runnable()) names.emplace_back(lanes->name);
    return names;
}

}  // namespace

NB_MODULE(_native, module) {
    // Python does not promise to free what is still held when it ends; a page of warnings would frighten for nothing.
    nb::set_leak_warnings(false);
    module.attr("FORMAT") = FORMAT;
    module.attr("OLDEST_FORMAT") = OLDEST_FORMAT;
    module.def("sets", &sets);
    module.def("search", &search_parts, "parts"_a, "queries"_a, "radius"_a, "limit"_a);
    module.attr("BARE_SIZE") = BARE_SIZE;
    nb::class_<Sealing>(module, "Sealing")
        .def(nb::new_(&sealing_of), "codes"_a, "seed"_a, "chunks"_a)
        .def_prop_ro("lines", &Sealing::line_count)
        .def_prop_ro("rows", &Sealing::row_count)
        .def_prop_ro("shape", &Sealing::shape)
        .def("fill", &fill, "lines"_a, "rows"_a);
    nb::class_<Sealed>(module, "Sealed")
        .def(nb::init<nb::handle, uint64_t, const std::string&>(), "codes"_a, "seed"_a, "set"_a)
        .def(nb::init<nb::handle, nb::handle, nb::handle, nb::handle, uint64_t, const std::string&>(), "codes"_a, "lines"_a,
             "rows"_a, "shape"_a, "seed"_a, "set"_a)
        .def("__len__", &Sealed::size)
        .def("find", &search_sealed, "queries"_a, "radius"_a, "limit"_a, "dead"_a.none());
    nb::class_<Tail>(module, "Tail")
        .def("__init__", [](Tail* at, uint64_t seed, const std::string& set) { new (at) Tail(seed, lanes_named(set)); },
             "seed"_a, "set"_a)
        .def("__len__", &Tail::size)
        .def("add", &add, "codes"_a)
        .def("kill", &kill, "rows"_a)
        .def("bytes", &codes_of)
        .def("find", &search_tail, "queries"_a, "radius"_a, "limit"_a);
}
