#pragma once
// Many elements of the extension, as planes: coefficient i of element j is at plane(i)[j]. So a
// vector instruction loads the same coefficient of consecutive elements.

#include <cstddef>

#include "iop/host/pages.hpp"
#include "iop/machine_field.hpp"

namespace archi::prover {

using iop::E;
using iop::F;

/// Uninitialised memory for field elements, aligned for every vector instruction. A vector that
/// begins inside may be loaded whole.
class FieldBuffer {
public:
    FieldBuffer() = default;
    explicit FieldBuffer(std::size_t size) : data_(iop::make_pages<F>(size + kWidestVector)) {}
    [[nodiscard]] F* data() { return data_.get(); }
    [[nodiscard]] const F* data() const { return data_.get(); }

private:
    static constexpr std::size_t kWidestVector = 16;  // elements
    iop::Pages<F> data_;
};

class ExtensionArray {
public:
    ExtensionArray() = default;
    explicit ExtensionArray(std::size_t size) : buffer_(size * E::kDegree), size_(size) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    /// Where element 0 begins; its coefficients are stride() apart.
    [[nodiscard]] F* data() { return buffer_.data(); }
    [[nodiscard]] const F* data() const { return buffer_.data(); }
    [[nodiscard]] std::size_t stride() const { return size_; }

    [[nodiscard]] E get(std::size_t j) const
    {
        E::Coefficients out;
        for (unsigned i = 0; i < E::kDegree; ++i)
            out[i] = data()[i * size_ + j];
        return E(out);
    }
    void set(std::size_t j, const E& element)
    {
        for (unsigned i = 0; i < E::kDegree; ++i)
            data()[i * size_ + j] = element.coefficient(i);
    }

private:
    FieldBuffer buffer_;
    std::size_t size_ = 0;
};

}  // namespace archi::prover
