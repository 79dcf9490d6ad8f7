#pragma once
// What one can do with an archipelago, whether it is open in this process or in another one.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "chain/replay.hpp"
#include "node/batches.hpp"
#include "node/snapshot.hpp"
#include "node/transfers.hpp"

namespace archi::node {

/// Tells what long work is doing: "opening the database", stage by stage.
using Progress = std::function<void(const std::string& stage)>;

struct ChainRequest {
    std::string name;
    std::optional<std::uint64_t> chain_id;  ///< chosen if absent
    std::optional<chain::milliseconds> block_time;
    chain::DataMode data_mode = chain::DataMode::kRollup;
    std::optional<std::uint16_t> rpc_port;  ///< chosen if absent
    /// Where it settles: the world's L1 if empty, kNoL1, or a URL, which becomes the world's L1
    /// if it has none.
    std::string l1 = {};
};

/// A file that the guest `batch` takes as its input, and what a proof of it shows.
struct WitnessReport {
    std::uint64_t batch = 0;
    std::uint64_t transactions = 0;
    std::uint64_t bytes = 0;  ///< of the file
    Bytes output;             ///< commitment after ‖ output hash ‖ public input, 96 bytes

    bool operator==(const WitnessReport&) const = default;
};

/// Blocking calls; each may be interrupted and repeated. Thread-safe.
class Control {
public:
    virtual ~Control() = default;

    [[nodiscard]] virtual Result<WorldSnapshot> status() = 0;
    /// Writes chain.toml and genesis; does not start the chain.
    [[nodiscard]] virtual Result<chain::Config> create_chain(const ChainRequest& request,
                                                             const Progress& progress) = 0;
    [[nodiscard]] virtual Result<void> start_chain(const std::string& name,
                                                   const Progress& progress) = 0;
    [[nodiscard]] virtual Result<void> stop_chain(const std::string& name) = 0;
    [[nodiscard]] virtual Result<void> restart_chain(const std::string& name,
                                                     const Progress& progress) = 0;
    /// Moves the chain's folder to the world's trash.
    [[nodiscard]] virtual Result<void> delete_chain(const std::string& name) = 0;
    /// One file (a zstd-compressed tar): chain.toml and chain.db, consistent even while the
    /// chain runs. No keys.
    [[nodiscard]] virtual Result<void> export_chain(const std::string& name,
                                                    const std::filesystem::path& file,
                                                    const Progress& progress) = 0;
    [[nodiscard]] virtual Result<chain::Config> import_chain(
        const std::filesystem::path& file, const std::optional<std::string>& new_name,
        const Progress& progress) = 0;
    /// Executes the chain's whole history again and compares (chain/replay.hpp).
    [[nodiscard]] virtual Result<chain::ReplayReport> check_chain(const std::string& name,
                                                                  const Progress& progress) = 0;
    /// Writes what the guest needs to prove a sealed batch (the last one without `batch`): the
    /// batch is executed again for it. Errors: kNotFound, kCorrupt, kIo.
    [[nodiscard]] virtual Result<WitnessReport> write_witness(
        const std::string& name, std::optional<std::uint64_t> batch,
        const std::filesystem::path& file) = 0;
    /// The newest `count` batches of a chain, with their transactions on the L1.
    [[nodiscard]] virtual Result<BatchList> batches(const std::string& name,
                                                    std::uint64_t count) = 0;

    /// Sends from one chain to another, or on one; gives the transaction's hash. Errors:
    /// kInvalidArgument, kNotFound (names), kUnavailable.
    [[nodiscard]] virtual Result<Hash> send(const SendRequest& request) = 0;
    /// The newest `limit` transfers between chains.
    [[nodiscard]] virtual Result<std::vector<bridge::Transfer>> transfers(std::size_t limit) = 0;
    /// One, by its identity or by the transaction that sent it. kNotFound if there is none (yet).
    [[nodiscard]] virtual Result<bridge::Transfer> transfer(const Hash& id) = 0;
};

/// The world in `folder`, open in another process: every call goes over its admin socket.
class RemoteControl : public Control {
public:
    /// Asks the process to stop its chains and end.
    [[nodiscard]] virtual Result<void> shut_down() = 0;
};

/// kUnavailable if no process serves that world.
[[nodiscard]] Result<std::unique_ptr<RemoteControl>> attach(const std::filesystem::path& folder);

}  // namespace archi::node
