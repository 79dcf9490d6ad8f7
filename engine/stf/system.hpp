#pragma once
// The system contracts of a chain that settles (SYSTEM.md): where they are, what code they have,
// and which system leaves belong to the protocol.

#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::stf::system {

/// Sends the transactions that a sequencer makes; has no code. What happened to a queue entry is
/// its log to the L1.
inline constexpr Address kBootloader = small_address(0x8001);
inline constexpr Address kMessenger = small_address(0x8008);
inline constexpr Address kBaseToken = small_address(0x800a);
inline constexpr Address kAssetRouter = small_address(0x10003);
inline constexpr Address kVault = small_address(0x10004);
inline constexpr Address kInteropRoots = small_address(0x10008);
inline constexpr Address kInteropCenter = small_address(0x1000d);
inline constexpr Address kInteropHandler = small_address(0x1000e);

/// What the vault has at genesis: 2^127 wei. Deposits come out of it and withdrawals go back into
/// it, so that the sum of all balances never changes.
[[nodiscard]] u256 reserve();

struct Contract {
    Address address;
    Hash code;  ///< BLAKE3 of the code it has on every chain of this protocol version
};
[[nodiscard]] std::span<const Contract> contracts();

// Slots of system leaves (GENESIS.md)
inline constexpr std::uint64_t kRulesSlot = 0;
inline constexpr std::uint64_t kAccumulatorSlot = 1;
inline constexpr std::uint64_t kMessageCountSlot = 2;
inline constexpr std::uint64_t kFirstPeakSlot = 3;  ///< then one for each height

}  // namespace archi::stf::system
