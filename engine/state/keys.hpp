#pragma once
// Where everything lives in the state: 32-byte keys. The format page is FORMAT.md.

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::state {

/// What a key stands for. No contract can reach any tag but kStorage.
enum class Tag : std::uint8_t { kStorage = 0, kAccount = 1, kCode = 2, kSystem = 3 };

/// BLAKE3(tag ‖ address ‖ slot), 53 bytes.
[[nodiscard]] Hash storage_key(const Address& address, const u256& slot);
/// Slot 0 under kAccount: the packed account (account.hpp).
[[nodiscard]] Hash account_key(const Address& address);
/// Slot 0 under kCode: CODE = BLAKE3(code), or the delegate's address for a 7702 delegation.
[[nodiscard]] Hash code_key(const Address& address);
/// Slot 1 under kCode: OBSERVABLE = keccak(code), as EXTCODEHASH shows it.
[[nodiscard]] Hash observable_key(const Address& address);
/// Values of the protocol itself, address zero.
[[nodiscard]] Hash system_key(const u256& slot);

}  // namespace archi::state
