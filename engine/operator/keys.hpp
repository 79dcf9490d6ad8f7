#pragma once
// The operator's keys on an L1.

#include <filesystem>

#include "base/result.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::settlement {

/// One key for each thing that is done, so that a stolen one can do no other.
struct Keys {
    crypto::PrivateKey owner;      ///< deployed the contracts, creates chains
    crypto::PrivateKey committer;  ///< commits batches and takes them back
    crypto::PrivateKey prover;
    crypto::PrivateKey executor;

    bool operator==(const Keys&) const = default;
};

/// Reads the keys, or makes them where there is no such file; only its owner may use it.
/// Errors: kCorrupt for any other file, kPermission if others may read it, those of the system.
[[nodiscard]] Result<Keys> load_or_make_keys(const std::filesystem::path& file);

/// In the order of their declaration.
[[nodiscard]] std::array<Address, 4> addresses_of(const Keys& keys);

}  // namespace archi::settlement
