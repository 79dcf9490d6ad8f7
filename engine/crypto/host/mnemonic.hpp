#pragma once
// From a mnemonic sentence to account keys: BIP-39 (seed), BIP-32 (derivation), BIP-44 (path). Host
// only.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::crypto {

/// The sentence every development tool knows. Its accounts are public: never worth anything real.
inline constexpr std::string_view kTestMnemonic =
    "test test test test test test test test test test test junk";

/// The 64-byte seed of BIP-39: PBKDF2-HMAC-SHA512, 2,048 iterations, about a millisecond or two.
/// The sentence is taken as it is: neither its words nor its checksum are looked up.
/// Errors: kInvalidArgument where sentence or passphrase has a byte outside printable ASCII (their
/// Unicode normal form would be needed), or where the sentence is empty.
[[nodiscard]] Result<FixedBytes<64>> mnemonic_seed(std::string_view mnemonic,
                                                   std::string_view passphrase = "");

/// The private key at m/44'/60'/0'/0/`index` of `seed`.
/// Errors: kInvalidArgument for an index of 2^31 or more; kInternal where a derived key is not in
/// [1, n-1] (probability below 2^-127; BIP-32 says to take the next index).
[[nodiscard]] Result<PrivateKey> derive_account_key(const FixedBytes<64>& seed,
                                                    std::uint32_t index);

/// The keys of the accounts 0 to 9 of kTestMnemonic.
[[nodiscard]] std::array<PrivateKey, 10> test_account_keys();

}  // namespace archi::crypto
