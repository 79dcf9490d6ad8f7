#pragma once
// Code with what execution needs to know about it, computed once per code hash.

#include "base/bytes.hpp"

namespace archi::evm {

/// Immutable, shared between frames, blocks and threads.
class Code {
public:
    explicit Code(bytes_view code);

    /// The code as deployed.
    [[nodiscard]] bytes_view bytes() const { return {padded_.data(), size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// The code followed by zeros (STOP) so that a PUSH at its end reads within bounds.
    [[nodiscard]] const std::uint8_t* padded() const { return padded_.data(); }

    /// True if `position` holds a JUMPDEST that is not inside push data.
    [[nodiscard]] bool is_jump_destination(std::size_t position) const
    {
        return position < size_ && ((jump_destinations_[position / 8] >> (position % 8)) & 1) != 0;
    }

private:
    Bytes padded_;
    std::size_t size_;
    Bytes jump_destinations_;  ///< one bit a position
};

}  // namespace archi::evm
