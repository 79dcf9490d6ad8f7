#pragma once
// The proving-cycle schedule, version 1. CYCLES.md is the format page; these are its numbers.
// Unit: rv32im instructions. Those of precompiles are held against the guest by a test.

#include <cstdint>

namespace archi::evm::cycles {

/// Covers every instruction whose price in gas is in proportion to its work.
inline constexpr std::uint64_t kPerGas = 64;

// Surcharges: what an operation costs beyond kPerGas times its gas.
inline constexpr std::uint64_t kDivision = 800;  ///< DIV, SDIV, MOD, SMOD
inline constexpr std::uint64_t kAddmod = 1700;
inline constexpr std::uint64_t kMulmod = 2500;
inline constexpr std::uint64_t kExpByte = 2500;  ///< a byte of the exponent
inline constexpr std::uint64_t kKeccakPermutation = 16000;

inline constexpr std::uint64_t kEcrecover = 5'000'000;
inline constexpr std::uint64_t kSha256Block = 3500;
inline constexpr std::uint64_t kModexpPerGas = 256;   ///< a unit of the precompile's gas
inline constexpr std::uint64_t kModexpSquare = 4000;  ///< a square of the words of its operands
inline constexpr std::uint64_t kBn254Add = 400'000;
inline constexpr std::uint64_t kBn254Mul = 6'000'000;
inline constexpr std::uint64_t kBn254Pairing = 30'000'000;
inline constexpr std::uint64_t kBn254PairingPair = 22'000'000;
inline constexpr std::uint64_t kBlake2 = 2500;
inline constexpr std::uint64_t kBlake2Round = 600;
inline constexpr std::uint64_t kPointEvaluation = 190'000'000;
inline constexpr std::uint64_t kBls12G1Add = 1'800'000;
inline constexpr std::uint64_t kBls12G2Add = 3'000'000;
inline constexpr std::uint64_t kBls12G1MsmPair = 26'000'000;
inline constexpr std::uint64_t kBls12G2MsmPair = 56'000'000;
inline constexpr std::uint64_t kBls12Pairing = 75'000'000;
inline constexpr std::uint64_t kBls12PairingPair = 50'000'000;
inline constexpr std::uint64_t kBls12MapFp = 12'000'000;
inline constexpr std::uint64_t kBls12MapFp2 = 40'000'000;
inline constexpr std::uint64_t kP256Verify = 5'000'000;

/// The first term of the schedule. Gas from 2^56 on, which no chain has, counts as 2^56.
[[nodiscard]] constexpr std::uint64_t of_gas(std::int64_t gas)
{
    constexpr auto kMost = std::int64_t{1} << 56;
    return static_cast<std::uint64_t>(gas < kMost ? gas : kMost) * kPerGas;
}

/// Permutations that keccak256 of `bytes` takes: the padding needs at least one byte.
[[nodiscard]] constexpr std::uint64_t keccak_permutations(std::uint64_t bytes)
{
    constexpr std::uint64_t kRate = 136;
    return bytes / kRate + 1;
}

/// Compressions that sha256 of `bytes` takes: the padding needs at least nine bytes.
[[nodiscard]] constexpr std::uint64_t sha256_blocks(std::uint64_t bytes)
{
    return (bytes + 8) / 64 + 1;
}

/// Counts up to a limit.
class Meter {
public:
    explicit Meter(std::uint64_t limit) : limit_(limit) {}

    /// False: the limit is passed, and stays passed (though nothing, 0, can always be charged).
    [[nodiscard]] bool charge(std::uint64_t amount)
    {
        if (amount > limit_ - used_) [[unlikely]] {
            used_ = limit_;
            exceeded_ = true;
            return false;
        }
        used_ += amount;
        return true;
    }
    void exhaust()
    {
        limit_ = used_;
        exceeded_ = true;
    }
    /// Gives back what was charged in advance. Requires amount <= used().
    void give_back(std::uint64_t amount) { used_ -= amount; }

    [[nodiscard]] std::uint64_t used() const { return used_; }
    [[nodiscard]] bool exceeded() const { return exceeded_; }

private:
    std::uint64_t limit_;
    std::uint64_t used_ = 0;
    bool exceeded_ = false;
};

}  // namespace archi::evm::cycles
