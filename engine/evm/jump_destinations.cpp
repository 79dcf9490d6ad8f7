#include "evm/jump_destinations.hpp"

#include "evm/opcodes.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace archi::evm {

namespace {

void mark(std::uint8_t* bits, std::size_t position)
{
    bits[position / 8] |= static_cast<std::uint8_t>(1U << (position % 8));
}

[[nodiscard]] std::size_t instruction_size(std::uint8_t opcode)
{
    return opcode >= kPush1 && opcode <= kPush32 ? opcode - kPush0 + std::size_t{1} : 1;
}

}  // namespace

#if defined(__SSE2__)

// Walking through all instructions waits for each one's size. But a JUMPDEST is an instruction for
// certain if none of the 32 bytes before it, read as a PUSH, would reach it. Only where one would,
// the walk decides, from the last position known to begin an instruction.

namespace {

constexpr std::size_t kBlock = sizeof(__m128i);
constexpr std::size_t kReach = 32;  ///< bytes of data of the longest push

[[nodiscard]] __m128i load_block(const std::uint8_t* bytes)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

/// A byte `distance` before a position, read as a PUSH, reaches it from kPush0 + distance on.
/// Signed: no opcode from 0x80 on is a PUSH, and those are negative.
[[nodiscard]] bool may_be_data(const std::uint8_t* position)
{
    static_assert(kPush32 == 0x7f && kReach == 2 * kBlock);
    const auto below = [](int first) {
        return _mm_sub_epi8(_mm_set1_epi8(static_cast<char>(first)),
                            _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    };
    const auto far = _mm_cmpgt_epi8(load_block(position - 32), below(kPush0 + 31));
    const auto near = _mm_cmpgt_epi8(load_block(position - 16), below(kPush0 + 15));
    return _mm_movemask_epi8(_mm_or_si128(far, near)) != 0;
}

}  // namespace

void find_jump_destinations(const std::uint8_t* code, std::size_t size, std::uint8_t* bits)
{
    const auto wanted = _mm_set1_epi8(static_cast<char>(kJumpdest));
    std::size_t known = 0;  // begins an instruction, and all before it is settled
    for (std::size_t block = 0; block < size; block += kBlock) {
        const auto equal = _mm_cmpeq_epi8(load_block(code + block), wanted);
        for (auto found = static_cast<unsigned>(_mm_movemask_epi8(equal)); found != 0;
             found &= found - 1) {
            const auto position = block + static_cast<std::size_t>(std::countr_zero(found));
            if (known != position && (position < kReach || may_be_data(code + position))) {
                while (known < position)
                    known += instruction_size(code[known]);
                if (known != position) continue;
            }
            mark(bits, position);
            known = position + 1;
        }
    }
}

#else

void find_jump_destinations(const std::uint8_t* code, std::size_t size, std::uint8_t* bits)
{
    for (std::size_t i = 0; i < size; i += instruction_size(code[i]))
        if (code[i] == kJumpdest) mark(bits, i);
}

#endif

}  // namespace archi::evm
