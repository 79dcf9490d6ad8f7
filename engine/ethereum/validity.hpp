#pragma once
// Which transactions Ethereum refuses, and what a transaction costs before it runs.

#include <string>

#include "ethereum/case.hpp"

namespace archi::ethereum {

inline constexpr std::uint64_t kGasPerBlob = 1 << 17;  // EIP-4844

struct IntrinsicGas {
    std::uint64_t execution = 0;  ///< taken from the gas limit before execution
    std::uint64_t floor = 0;      ///< used at least (EIP-7623); zero before Prague
};

[[nodiscard]] IntrinsicGas intrinsic_gas(const Case& test);

/// Wei per blob gas (EIP-4844).
[[nodiscard]] u256 blob_base_fee(const Case& test);

/// Empty if the transaction is valid, else a name of the tests' exceptions.
[[nodiscard]] std::string refusal(const Case& test, const u256& blob_fee, evm::MapHost& world);

}  // namespace archi::ethereum
