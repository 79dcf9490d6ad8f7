#pragma once
// Gas prices as numbers with their origin. Unit: gas.

#include <cstdint>

namespace archi::evm::gas {

// Yellow Paper, appendix G.
inline constexpr std::int16_t kBase = 2;
inline constexpr std::int16_t kVeryLow = 3;
inline constexpr std::int16_t kLow = 5;
inline constexpr std::int16_t kMid = 8;
inline constexpr std::int16_t kHigh = 10;
inline constexpr std::int16_t kJumpdest = 1;
inline constexpr std::int16_t kBlockHash = 20;
inline constexpr std::int16_t kKeccak = 30;
inline constexpr std::int64_t kKeccakWord = 6;
inline constexpr std::int64_t kCopyWord = 3;
inline constexpr std::int16_t kLog = 375;
inline constexpr std::int16_t kLogTopic = 375;
inline constexpr std::int64_t kLogByte = 8;
inline constexpr std::int16_t kCreate = 32000;
inline constexpr std::int64_t kCodeDepositByte = 200;
inline constexpr std::int16_t kSelfdestruct = 5000;
inline constexpr std::int64_t kNewAccount = 25000;
inline constexpr std::int64_t kCallValue = 9000;
inline constexpr std::int64_t kCallStipend = 2300;
inline constexpr std::int64_t kMemoryWord = 3;
inline constexpr std::int64_t kMemoryQuadraticDivisor = 512;

inline constexpr std::int64_t kExpByte = 50;      ///< EIP-160
inline constexpr std::int64_t kInitCodeWord = 2;  ///< EIP-3860
inline constexpr std::int64_t kCallReserve = 64;  ///< EIP-150: a caller keeps one part in 64

// EIP-2929. Instructions charge kWarmAccess first and the difference when the access was cold.
inline constexpr std::int16_t kWarmAccess = 100;
inline constexpr std::int64_t kColdAccount = 2600;
inline constexpr std::int64_t kColdSlot = 2100;
inline constexpr std::int64_t kColdAccountExtra = kColdAccount - kWarmAccess;
inline constexpr std::int64_t kColdSlotExtra = kColdSlot - kWarmAccess;

// EIP-2200 as changed by EIP-2929 and EIP-3529.
inline constexpr std::int64_t kStoreSentry = 2300;  ///< SSTORE fails with this much gas or less
inline constexpr std::int64_t kStoreSet = 20000;
inline constexpr std::int64_t kStoreReset = 5000 - kColdSlot;
inline constexpr std::int64_t kStoreClearRefund = 4800;

/// Words that hold `bytes`.
[[nodiscard]] constexpr std::uint64_t words(std::uint64_t bytes)
{
    return (bytes + 31) / 32;
}

/// Total price of a memory of `word_count` words (Yellow Paper, C_mem). Requires word_count < 2^29.
[[nodiscard]] constexpr std::int64_t memory(std::uint64_t word_count)
{
    const auto count = static_cast<std::int64_t>(word_count);
    return kMemoryWord * count + count * count / kMemoryQuadraticDivisor;
}

}  // namespace archi::evm::gas
