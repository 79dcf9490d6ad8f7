#pragma once
// Private keys of accounts: what signs transactions. Host only; constant time, by libsecp256k1.

#include <optional>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::crypto {

/// A secp256k1 private key: a big-endian number in [1, n-1].
struct PrivateKey : FixedBytes<32> {
    constexpr auto operator<=>(const PrivateKey&) const = default;
};

/// An ECDSA signature from which the key can be recovered; s is at most n/2 (EIP-2).
struct Signature {
    u256 r;
    u256 s;
    bool y_parity = false;
};

/// x and y of the public key, 32 big-endian bytes each. Empty where `key` is zero or not below n.
[[nodiscard]] std::optional<FixedBytes<64>> public_key(const PrivateKey& key);

/// The account that `key` controls. Empty where `key` is zero or not below n.
[[nodiscard]] std::optional<Address> address_of(const PrivateKey& key);

/// Signs a 32-byte digest with the nonce of RFC 6979: equal inputs give equal signatures.
/// Empty where `key` is zero or not below n, and where the nonce point has x >= n, which Ethereum
/// cannot express (probability 2^-127).
[[nodiscard]] std::optional<Signature> sign(const Hash& message_hash, const PrivateKey& key);

}  // namespace archi::crypto
