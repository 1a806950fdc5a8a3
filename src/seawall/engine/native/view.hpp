// NumPy arrays as plain memory, by Python's buffer protocol: a tenth of a microsecond each, where the library's own array type
// takes half of one. A single look-up has nine of them and is to be over in ten.
#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <stdexcept>

namespace seawall {

namespace nb = nanobind;

template <class T>
class View {
public:
    View() = default;
    // Throws if `array` is not C-contiguous T[n], or T[n, width].
    explicit View(nb::handle array, Py_ssize_t width = 0, int more = 0) {
        if (PyObject_GetBuffer(array.ptr(), &buffer_, PyBUF_C_CONTIGUOUS | more) != 0) throw nb::python_error();
        const bool fits = buffer_.itemsize == Py_ssize_t(sizeof(T)) && buffer_.ndim == (width ? 2 : 1) &&
                          (width == 0 || buffer_.shape[1] == width);
        if (fits) return;
        PyBuffer_Release(&buffer_);
        throw std::invalid_argument("an array of another type or shape");
    }
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    ~View() {
        if (buffer_.obj) PyBuffer_Release(&buffer_);
    }

    // Of one taken with PyBUF_WRITABLE.
    T* room() const { return static_cast<T*>(buffer_.buf); }
    const T* data() const { return static_cast<const T*>(buffer_.buf); }
    uint64_t size() const { return uint64_t(buffer_.shape[0]); }

private:
    Py_buffer buffer_ = {};
};

// New memory that Python owns, and writes to if it likes.
class Given {
public:
    explicit Given(uint64_t bytes) : bytes_(nb::steal(PyByteArray_FromStringAndSize(nullptr, Py_ssize_t(bytes)))) {
        if (!bytes_.is_valid()) throw nb::python_error();
        at_ = PyByteArray_AsString(bytes_.ptr());
    }

    template <class Values>
    void append(const Values& values) {
        const size_t bytes = values.size() * sizeof(*values.data());
        if (bytes) __builtin_memcpy(at_, values.data(), bytes);
        at_ += bytes;
    }

    nb::object object() const { return bytes_; }

private:
    nb::object bytes_;
    char* at_;
};

}  // namespace seawall
