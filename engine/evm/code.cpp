#include "evm/code.hpp"

#include "evm/opcodes.hpp"

namespace archi::evm {

namespace {

// A PUSH32 at the very end reads 32 bytes past it, and the STOP behind those ends the frame. Word
// loads of shorter pushes stay within the same distance.
constexpr std::size_t kPadding = 40;

}  // namespace

Code::Code(bytes_view code) : size_(code.size())
{
    padded_.reserve(size_ + kPadding);
    padded_.assign(code.begin(), code.end());
    padded_.resize(size_ + kPadding);
    jump_destinations_.resize(size_ / 8 + 1);
    for (std::size_t i = 0; i < size_; ++i) {
        const auto opcode = padded_[i];
        if (opcode >= kPush1 && opcode <= kPush32)
            i += opcode - kPush0;
        else if (opcode == kJumpdest)
            jump_destinations_[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
    }
}

}  // namespace archi::evm
