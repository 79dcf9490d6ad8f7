#pragma once
// Keys from other wallets: Web3 Secret Storage, version 3, the JSON files of geth and its kin. Host
// only. Reading alone: what this engine stores is sealed by keystore.hpp.
// Source: "Web3 Secret Storage Definition", ethereum.org.

#include <string_view>

#include "base/result.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::crypto {

/// Longest key store that is read, bytes; real ones have about 500.
inline constexpr std::size_t kMaxWeb3KeystoreSize = 64 << 10;
/// Most memory that a file may ask for (scrypt: 128 · n · r), bytes.
inline constexpr std::uint64_t kMaxScryptMemory = 1ULL << 30U;
/// Most blocks that scrypt may mix: n · r · p. A minute or two of one core.
inline constexpr std::uint64_t kMaxScryptWork = 1ULL << 27U;
/// Most iterations of PBKDF2: ten seconds or so.
inline constexpr std::uint64_t kMaxPbkdf2Iterations = 10'000'000;

/// The private key in the key store `text`, opened with `password` (taken as its bytes).
/// Key derivation by scrypt or PBKDF2-HMAC-SHA256, cipher AES-128-CTR. Takes as long as the file's
/// own parameters say; they are bounded as above.
/// Errors: kCorrupt where `text` is no key store or its key does not have the address it names;
/// kUnsupported for another version, cipher or derivation; kLimitExceeded where the file asks for
/// more memory or work than the bounds; kPermission where password or contents were changed (one
/// cannot be told from the other); kUnavailable where the memory cannot be had.
[[nodiscard]] Result<PrivateKey> open_web3_keystore(std::string_view text,
                                                    std::string_view password);

}  // namespace archi::crypto
