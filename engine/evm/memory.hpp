#pragma once
// A frame's memory: bytes that grow by words and start as zero.

#include <cstdint>
#include <cstring>
#include <memory>

#include "base/bytes.hpp"

namespace archi::evm {

/// Keeps its buffer when cleared, so that frames of one depth reuse it. What lies between size and
/// capacity is always zero: growing then only moves the end.
class Memory {
public:
    [[nodiscard]] std::uint8_t* data() { return data_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// True if there are `count` bytes, 1 or 32, at `offset`.
    template <std::size_t count>
    [[nodiscard]] bool holds(std::uint64_t offset) const
    {
        static_assert(count == 1 || count == kWord);
        return offset < (count == 1 ? size_ : word_positions_);
    }
    [[nodiscard]] bytes_view view(std::size_t offset, std::size_t size) const
    {
        return size == 0 ? bytes_view{} : bytes_view(data_.get() + offset, size);
    }

    void clear()
    {
        if (size_ != 0) std::memset(data_.get(), 0, size_);
        size_ = word_positions_ = 0;
    }

    /// Requires size > this->size(), a multiple of 32, and that gas was paid for it: growth is
    /// bounded by gas alone.
    void grow(std::size_t size)
    {
        if (size > capacity_) [[unlikely]]
            reserve(size);
        size_ = size;
        word_positions_ = size - kWord + 1;
    }

private:
    static constexpr std::size_t kWord = 32;

    [[gnu::noinline]] void reserve(std::size_t size)
    {
        constexpr std::size_t kFirst = 1024;  // bytes; what a token transfer needs, with room
        auto capacity = capacity_ == 0 ? kFirst : capacity_;
        while (capacity < size)
            capacity = capacity > SIZE_MAX / 2 ? size : capacity * 2;
        std::unique_ptr<std::uint8_t[]> data(new std::uint8_t[capacity]());
        if (size_ != 0) std::memcpy(data.get(), data_.get(), size_);
        data_ = std::move(data);
        capacity_ = capacity;
    }

    std::unique_ptr<std::uint8_t[]> data_;
    std::size_t size_ = 0;
    std::size_t word_positions_ = 0;  ///< offsets at which a word fits
    std::size_t capacity_ = 0;
};

}  // namespace archi::evm
