#pragma once
// Limits of the machine that are not prices.

#include <cstddef>
#include <cstdint>

namespace archi::evm {

inline constexpr std::size_t kStackLimit = 1024;       ///< words; Yellow Paper 9.1
inline constexpr std::int32_t kCallDepthLimit = 1024;  ///< deepest frame; Yellow Paper 8
inline constexpr std::size_t kMaxCodeSize = 24576;     ///< bytes; EIP-170
inline constexpr std::size_t kMaxInitCodeSize = 2 * kMaxCodeSize;    ///< bytes; EIP-3860
inline constexpr std::uint64_t kMaxMemory = std::uint64_t{1} << 32;  ///< bytes; 2^45 gas and more

}  // namespace archi::evm
