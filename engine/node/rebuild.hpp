#pragma once
// A world made again from what an L1 has of one chain.

#include <filesystem>
#include <optional>
#include <string>

#include "chain/chain.hpp"
#include "node/control.hpp"

namespace archi::node {

struct RebuildRequest {
    std::string chain;  ///< its id; or its name in `data_folder`
    std::string l1;     ///< http://host:port
    /// By default what `data_folder` says.
    std::optional<Address> bridgehub = {};
    std::filesystem::path target;  ///< the world to make; empty, or not there
    /// Of a world, or of a chain (then the chain needs no name): has a validium's data, which is
    /// checked against the L1.
    std::optional<std::filesystem::path> data_folder = {};
    /// With the operator's keys of `data_folder`: the new world settles instead of that one.
    bool takes_over = false;
};

struct RebuildReport {
    chain::Config config;
    chain::Settled settled;  ///< on the L1
    std::uint64_t l1_block = 0;
    std::uint64_t batches = 0;
    std::uint64_t pubdata_bytes = 0;
    std::uint64_t leaves = 0;  ///< of the state tree
    std::uint64_t queue = 0;   ///< entries
    Hash commitment;           ///< after the last batch; the L1's
    std::uint64_t block = 0;   ///< the further one
    Hash block_hash;
};

/// Finds the chain by the Bridgehub, checks the calldata of its commitments against what the
/// contract accepted, applies batch after batch, compares each commitment, and seals one further
/// block. The world appears at the end, by one rename; what an interrupted one left is thrown away
/// by the next. Errors name what is wrong: kInvalidArgument for the request, kUnavailable while
/// the L1 does not answer, kNotFound for a chain it does not have, kCorrupt for data that are not
/// what they should be, kUnsupported for a validium without its data.
[[nodiscard]] Result<RebuildReport> rebuild_world(const RebuildRequest& request,
                                                  const Progress& progress = {});

}  // namespace archi::node
