#pragma once
// chain.toml: everything one chain is, declared.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/u256.hpp"
#include "stf/block.hpp"

namespace archi::chain {

using std::chrono::milliseconds;

/// Proving cycles that one gas buys (R of evm/CYCLES.md). Part of the rules that genesis fixes.
inline constexpr std::uint64_t kCyclesPerGas = 1024;
/// The mainland is not proven: no transaction's gas buys fewer cycles than it can take.
inline constexpr std::uint64_t kCyclesPerMainlandGas = std::uint64_t{1} << 32U;

/// Where a chain's data lives. Volition comes with its own issue.
enum class DataMode : std::uint8_t { kRollup, kValidium };

/// An island is proven in batches and may settle on an L1; the mainland is an L1 itself: final at
/// once, without batches, its clock strictly ahead from block to block and for tests to move.
enum class Role : std::uint8_t { kIsland, kMainland };

/// The L1 that an island settles on (stf::Settlement). Part of the genesis: it cannot change.
struct SettlementConfig {
    std::uint64_t chain_id = 0;       ///< 0: settles nowhere
    Hash base_token;                  ///< asset id on the L1
    Hash group;                       ///< zero: in none
    std::uint64_t epoch_seconds = 0;  ///< 1 to 86400 in a group, the same for all of it; 0 in none

    // What the base token is, for other chains: its asset id does not tell
    std::uint64_t token_chain = 0;     ///< where it lives; 0: on the L1
    Address token = small_address(1);  ///< there; 1: ether
    std::string token_name = "Ether";  ///< at most 31 bytes, as is the symbol
    std::string token_symbol = "ETH";

    bool operator==(const SettlementConfig&) const = default;
};

struct Config {
    std::string name;  ///< 1 to 32 of a-z, 0-9, '-'; starts with a letter
    Role role = Role::kIsland;
    std::uint64_t chain_id = 0;  ///< 1 … 2^53-1, unique in its world
    DataMode data_mode = DataMode::kRollup;

    SettlementConfig settlement;

    // [sequencer]
    milliseconds block_time{250};             ///< 100 ms to 10 s
    milliseconds empty_block_interval{5000};  ///< an empty block at least this often; 0: never
    std::uint64_t block_gas_limit = 500'000'000;

    // [batch]: sealed when the first limit is reached
    milliseconds batch_time{10'000};
    std::uint64_t batch_transactions = 20'000;
    std::uint64_t batch_cycles = std::uint64_t{1} << 36;

    // [fees]
    Address fee_collector;
    u256 minimum_base_fee{100'000'000};  ///< wei per gas: 0.1 gwei

    // [mempool]
    std::size_t mempool_transactions = 100'000;
    std::size_t mempool_bytes = 256U << 20U;
    std::size_t mempool_per_sender = 2'000;

    // [rpc]
    std::string rpc_host = "127.0.0.1";
    std::uint16_t rpc_port = 0;  ///< 0: the node chooses once and writes it back

    // [[genesis]]: balances that exist from block 0; only in worlds without an L1
    std::vector<std::pair<Address, u256>> genesis;

    bool operator==(const Config&) const = default;

    [[nodiscard]] stf::ChainRules rules() const;
};

/// Errors name the key, what was found and what is allowed. Unknown keys are errors.
[[nodiscard]] Result<Config> parse_config(const std::string& text);
[[nodiscard]] std::string to_toml(const Config& config);
[[nodiscard]] Result<Config> load_config(const std::filesystem::path& file);
/// Written to a temporary file, synced and renamed.
[[nodiscard]] Result<void> save_config(const std::filesystem::path& file, const Config& config);
/// Bounds of every field.
[[nodiscard]] Result<void> validate(const Config& config);

}  // namespace archi::chain
