#pragma once
// MLOAD, MSTORE, MSTORE8, MSIZE, MCOPY, KECCAK256, and the copies of call data, code and return
// data.

#include "base/keccak.hpp"
#include "evm/instructions/words.hpp"
#include "evm/machine.hpp"

namespace archi::evm::memory {

inline void load(const std::uint8_t* bytes, u256* top)
{
    top[-1] = load_word(bytes);
}

inline void store(std::uint8_t* bytes, u256* top)
{
    store_word(bytes, read_limbs(top[-2]));
}

inline void store_byte(std::uint8_t* bytes, u256* top)
{
    *bytes = static_cast<std::uint8_t>(top[-2].low_u64());
}

inline void size(Frame& frame, u256* top)
{
    *top = static_cast<std::uint64_t>(frame.memory.size());
}

/// Pays per word of `size`, which expand_memory has bounded by kMaxMemory.
[[nodiscard]] inline bool pay_words(std::int64_t& gas, const u256& size, std::int64_t per_word)
{
    gas -= per_word * static_cast<std::int64_t>(gas::words(size.low_u64()));
    return gas >= 0;
}

inline Status keccak(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto& offset = top[-1];
    auto& size = top[-2];
    if (!frame.expand_memory(gas, offset, size) || !pay_words(gas, size, gas::kKeccakWord))
        return Status::kOutOfGas;
    const auto permutations = cycles::keccak_permutations(size.low_u64());
    if (!frame.machine->meter.charge(permutations * cycles::kKeccakPermutation))
        return Status::kCycleLimit;
    const auto digest = keccak256(frame.memory.view(static_cast<std::size_t>(offset.low_u64()),
                                                    static_cast<std::size_t>(size.low_u64())));
    size = load_word(digest.data());
    return Status::kSuccess;
}

/// Copies `size` bytes of `source` from `from` to memory; what lies past its end reads as zero.
inline void copy_padded(Frame& frame, const u256& to, const u256& from, const u256& size,
                        bytes_view source)
{
    const auto count = static_cast<std::size_t>(size.low_u64());
    if (count == 0) return;
    auto* target = frame.memory.data() + static_cast<std::size_t>(to.low_u64());
    std::size_t copied = 0;
    if (from < u256(source.size())) {
        const auto begin = static_cast<std::size_t>(from.low_u64());
        copied = std::min(count, source.size() - begin);
        std::memcpy(target, source.data() + begin, copied);
    }
    std::memset(target + copied, 0, count - copied);
}

inline Status copy(Frame& frame, u256* top, std::int64_t& gas, bytes_view source)
{
    if (!frame.expand_memory(gas, top[-1], top[-3]) || !pay_words(gas, top[-3], gas::kCopyWord))
        return Status::kOutOfGas;
    copy_padded(frame, top[-1], top[-2], top[-3], source);
    return Status::kSuccess;
}

inline Status call_data_copy(Frame& frame, u256* top, std::int64_t& gas)
{
    return copy(frame, top, gas, frame.message.input);
}

inline Status code_copy(Frame& frame, u256* top, std::int64_t& gas)
{
    return copy(frame, top, gas, frame.code->bytes());
}

/// EIP-211: reading past the end of the return data fails, also with size zero.
inline Status return_data_copy(Frame& frame, u256* top, std::int64_t& gas)
{
    if (!frame.expand_memory(gas, top[-1], top[-3]) || !pay_words(gas, top[-3], gas::kCopyWord))
        return Status::kOutOfGas;
    const u256 available = frame.return_data.size();
    if (top[-2] > available || top[-3] > available - top[-2]) return Status::kReturnDataOutOfBounds;
    copy_padded(frame, top[-1], top[-2], top[-3], frame.return_data);
    return Status::kSuccess;
}

inline Status memory_copy(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto& to = top[-1];
    const auto& from = top[-2];
    const auto& count = top[-3];
    const auto& farther = to < from ? from : to;
    if (!frame.expand_memory(gas, farther, count) || !pay_words(gas, count, gas::kCopyWord))
        return Status::kOutOfGas;
    if (!count.is_zero())
        std::memmove(frame.memory.data() + static_cast<std::size_t>(to.low_u64()),
                     frame.memory.data() + static_cast<std::size_t>(from.low_u64()),
                     static_cast<std::size_t>(count.low_u64()));
    return Status::kSuccess;
}

}  // namespace archi::evm::memory
