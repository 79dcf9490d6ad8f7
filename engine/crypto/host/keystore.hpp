#pragma once
// Secrets at rest: sealed with a password (Argon2id, XChaCha20-Poly1305 by libsodium), one file
// each. Host only. The format is in crypto/keystore_format.md.

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace archi::crypto {

/// What one guess of the password costs.
struct PasswordCost {
    std::uint32_t passes = 3;
    std::uint32_t memory_mebibytes = 64;
};

/// Longest secret that can be sealed, bytes.
inline constexpr std::size_t kMaxSecretSize = 4096;
/// Longest sealed secret, bytes: a header of 57 and a tag of 16 more.
inline constexpr std::size_t kMaxSealedSize = kMaxSecretSize + 57 + 16;

/// `secret` sealed for storage. Errors: kLimitExceeded for a longer secret or a cost out of bounds,
/// kUnavailable where the memory for the key derivation cannot be had.
[[nodiscard]] Result<Bytes> seal_secret(bytes_view secret, std::string_view password,
                                        PasswordCost cost = {});

/// The secret in `sealed`. Errors: kCorrupt for anything but the output of seal_secret();
/// kPermission where password or contents were changed (one cannot be told from the other);
/// kUnavailable as above.
[[nodiscard]] Result<Bytes> open_secret(bytes_view sealed, std::string_view password);

/// Writes `sealed` to a new file that only its owner can read (mode 0600), durably and all or
/// nothing. Errors: kAlreadyExists where there is something at `path`; kNoSpace, kPermission,
/// kNotFound, kInternal.
[[nodiscard]] Result<void> write_key_file(const std::filesystem::path& path, bytes_view sealed);

/// The contents of a key file, bounded in size. Errors: kNotFound, kPermission (also where others
/// than the owner may read it), kCorrupt (not a key file), kInternal.
[[nodiscard]] Result<Bytes> read_key_file(const std::filesystem::path& path);

}  // namespace archi::crypto
