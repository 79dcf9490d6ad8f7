#pragma once
// Code with what execution needs to know about it, computed once per code hash.

#include "base/bytes.hpp"

namespace archi::evm {

/// Immutable, shared between frames, blocks and threads.
class Code {
public:
    explicit Code(bytes_view code);

    /// The code as deployed.
    [[nodiscard]] bytes_view bytes() const { return {storage_.data(), size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// The code followed by zeros (STOP) so that a PUSH at its end reads within bounds.
    [[nodiscard]] const std::uint8_t* padded() const { return storage_.data(); }

    /// True if `position` holds a JUMPDEST that is not inside push data.
    [[nodiscard]] bool is_jump_destination(std::size_t position) const
    {
        return position < size_ &&
               ((storage_[size_ + kPadding + position / 8] >> (position % 8)) & 1) != 0;
    }

private:
    // A PUSH32 at the very end reads 32 bytes past it, and the STOP behind those ends the frame.
    // Word loads of shorter pushes stay within the same distance.
    static constexpr std::size_t kPadding = 40;

    Bytes storage_;  ///< the code, kPadding zeros, one bit a position
    std::size_t size_;
};

}  // namespace archi::evm
