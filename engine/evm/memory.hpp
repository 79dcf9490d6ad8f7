#pragma once
// A frame's memory: bytes that grow by words and start as zero.

#include <cstdint>
#include <cstring>
#include <memory>

#include "base/bytes.hpp"

namespace archi::evm {

/// Keeps its buffer when cleared, so that frames of one depth reuse it.
class Memory {
public:
    [[nodiscard]] std::uint8_t* data() { return data_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bytes_view view(std::size_t offset, std::size_t size) const
    {
        return size == 0 ? bytes_view{} : bytes_view(data_.get() + offset, size);
    }

    void clear() { size_ = 0; }

    /// Requires size > this->size() and that gas was paid for it: growth is bounded by gas alone.
    void grow(std::size_t size)
    {
        if (size > capacity_) reserve(size);
        std::memset(data_.get() + size_, 0, size - size_);
        size_ = size;
    }

private:
    void reserve(std::size_t size)
    {
        constexpr std::size_t kFirst = 2048;  // bytes; what a token transfer needs, with room
        auto capacity = capacity_ == 0 ? kFirst : capacity_;
        while (capacity < size)
            capacity = capacity > SIZE_MAX / 2 ? size : capacity * 2;
        std::unique_ptr<std::uint8_t[]> data(new std::uint8_t[capacity]);
        if (size_ != 0) std::memcpy(data.get(), data_.get(), size_);
        data_ = std::move(data);
        capacity_ = capacity;
    }

    std::unique_ptr<std::uint8_t[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace archi::evm
