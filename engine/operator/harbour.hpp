#pragma once
// Where a world's chains settle, and what it remembers of that: the L1 and the contracts on it.

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "l1/deployment.hpp"
#include "operator/keys.hpp"

namespace archi::settlement {

/// The contracts that a world uses.
struct Harbour {
    std::uint64_t chain_id = 0;  ///< of the L1
    Hash genesis;                ///< of the L1: another one at the same address is noticed
    l1::Contracts contracts;
    /// Blocks on top that make a block final; nullopt: what the node tags as `finalized`.
    std::optional<std::uint64_t> finality_depth = 0;

    bool operator==(const Harbour&) const = default;
};

/// True for chain ids that only local L1s have: there the UnprovenVerifier exists, and test
/// accounts pay.
[[nodiscard]] bool is_local(std::uint64_t chain_id);

/// Errors: kNotFound; kCorrupt with line or key.
[[nodiscard]] Result<Harbour> load_harbour(const std::filesystem::path& file);
[[nodiscard]] Result<void> save_harbour(const std::filesystem::path& file, const Harbour& harbour);

/// True if the deployment is there to its last transaction.
[[nodiscard]] Result<bool> is_complete(l1::Client& client, const l1::Contracts& contracts);

/// Tells what long work is doing.
using Progress = std::function<void(const std::string& stage)>;

/// What `file` says, if the L1 still has it; else deploys all contracts with the owner's key, and
/// writes `file`. What an interrupted deployment left on the L1 stays there unused. On a local L1,
/// keys without money get some from the well-known test accounts.
/// Errors: kInvalidArgument where the L1 is another one than the file says, or its keys have no
/// money; kUnavailable while the owner's transactions wait again after a reorganization; those of
/// l1::deploy_contracts.
[[nodiscard]] Result<Harbour> enter_harbour(l1::Client& client, const Keys& keys,
                                            const std::filesystem::path& file,
                                            const Progress& progress = {},
                                            const std::stop_token& stop = {});

}  // namespace archi::settlement
