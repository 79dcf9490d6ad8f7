#include "chain/config.hpp"

#include <algorithm>
#include <set>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "chain/published_genesis.hpp"
#include "stf/system.hpp"

namespace archi::chain {

namespace {

/// A chain.toml is a page; a file beyond this is not one.
constexpr std::size_t kMaxFileSize = std::size_t{1} << 20U;
constexpr std::size_t kMaxGenesisAccounts = 10'000;

std::unexpected<Error> out_of_bounds(const char* key, const std::string& found,
                                     const std::string& allowed)
{
    return failure(ErrorCode::kInvalidArgument,
                   std::string(key) + " is " + found + "; allowed is " + allowed);
}

Result<void> check_range(const char* key, std::uint64_t value, std::uint64_t least,
                         std::uint64_t most, const char* unit = "")
{
    if (value >= least && value <= most) return {};
    return out_of_bounds(key, std::to_string(value) + unit,
                         std::to_string(least) + " to " + std::to_string(most) + unit);
}

Result<void> check_settlement(const Config& config)
{
    const auto& settlement = config.settlement;
    if (settlement == SettlementConfig{}) return {};
    const auto wrong = [](const char* sentence) {
        return failure(ErrorCode::kInvalidArgument, sentence);
    };
    if (config.role == Role::kMainland)
        return wrong("a mainland settles nowhere; remove the table settlement");
    // 48 bits on both sides: what the Bridgehub takes.
    constexpr auto kMostChainId = (std::uint64_t{1} << 48U) - 1;
    if (auto done = check_range("settlement.chain_id", settlement.chain_id, 1, kMostChainId); !done)
        return done;
    if (auto done = check_range("chain_id", config.chain_id, 1, kMostChainId); !done) return done;
    if (settlement.chain_id == config.chain_id)
        return wrong("settlement.chain_id is the chain's own id; it names the L1");
    if (config.genesis.size() > kMaxPublishedAccounts)
        return out_of_bounds("genesis", std::to_string(config.genesis.size()) + " accounts",
                             "at most " + std::to_string(kMaxPublishedAccounts) +
                                 " on a chain that settles: its L1 gets them");
    if (settlement.base_token.is_zero())
        return wrong("settlement.base_token is missing; it is the base token's asset id on the L1");
    constexpr std::size_t kMostText = 31;
    for (const auto& [key, text] : {std::pair{"settlement.token_name", settlement.token_name},
                                    std::pair{"settlement.token_symbol", settlement.token_symbol}})
        if (text.empty() || text.size() > kMostText)
            return out_of_bounds(key, std::to_string(text.size()) + " bytes long", "1 to 31 bytes");
    if (settlement.token.is_zero())
        return wrong("settlement.token is zero; it is the base token's address where it lives");
    if (settlement.group.is_zero() && settlement.epoch_seconds != 0)
        return wrong(
            "settlement.epoch_seconds is for chains in a group; settlement.group is missing");
    if (settlement.group.is_zero()) return {};
    return check_range("settlement.epoch_seconds", settlement.epoch_seconds, 1, 86'400, " s");
}

bool is_name(const std::string& name)
{
    if (name.empty() || name.size() > 32 || name[0] < 'a' || name[0] > 'z') return false;
    return std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

stf::ChainRules Config::rules() const
{
    stf::ChainRules rules{
        .chain_id = chain_id,
        .block_gas_limit = block_gas_limit,
        .fee_collector = fee_collector,
        .minimum_base_fee = minimum_base_fee,
        .cycles_per_gas = role == Role::kMainland ? kCyclesPerMainlandGas : kCyclesPerGas};
    if (settlement.chain_id != 0)
        rules.settlement = {.chain_id = settlement.chain_id,
                            .base_token = settlement.base_token,
                            .group = settlement.group,
                            .epoch_seconds = settlement.epoch_seconds,
                            .data_scheme = data_mode == DataMode::kRollup
                                               ? stf::Settlement::kCalldata
                                               : stf::Settlement::kCommittee};
    return rules;
}

Result<void> validate(const Config& config)
{
    if (!is_name(config.name))
        return out_of_bounds("name", "\"" + config.name.substr(0, 64) + "\"",
                             "1 to 32 of a-z, 0-9 and '-', starting with a letter");
    const auto ms = [](milliseconds time) { return static_cast<std::uint64_t>(time.count()); };
    const Result<void> checks[] = {
        check_range("chain_id", config.chain_id, 1, (std::uint64_t{1} << 53U) - 1),
        check_range("sequencer.block_time_ms", ms(config.block_time), 100, 10'000, " ms"),
        config.empty_block_interval.count() == 0
            ? Result<void>{}
            : check_range("sequencer.empty_block_interval_ms", ms(config.empty_block_interval),
                          ms(config.block_time), 86'400'000, " ms (or 0: never)"),
        check_range("sequencer.block_gas_limit", config.block_gas_limit, 30'000'000,
                    100'000'000'000),
        check_range("batch.time_ms", ms(config.batch_time), ms(config.block_time), 86'400'000,
                    " ms"),
        check_range("batch.transactions", config.batch_transactions, 1, 1'000'000),
        check_range("batch.cycles", config.batch_cycles, std::uint64_t{1} << 30U,
                    std::uint64_t{1} << 48U),
        check_range("mempool.transactions", config.mempool_transactions, 100, 10'000'000),
        check_range("mempool.bytes", config.mempool_bytes, std::uint64_t{1} << 20U,
                    std::uint64_t{64} << 30U),
        check_range("mempool.per_sender", config.mempool_per_sender, 1, 1'000'000),
    };
    for (const auto& check : checks)
        if (!check) return check;
    if (config.minimum_base_fee.is_zero() || config.minimum_base_fee.bit_length() > 60)
        return out_of_bounds("fees.minimum_base_fee", config.minimum_base_fee.to_decimal(),
                             "1 to 2^60 - 1 wei");
    if (config.rpc_host.empty() || config.rpc_host.size() > 255)
        return out_of_bounds("rpc.host",
                             std::to_string(config.rpc_host.size()) + " characters long",
                             "1 to 255 characters");
    if (config.genesis.size() > kMaxGenesisAccounts)
        return out_of_bounds("genesis", std::to_string(config.genesis.size()) + " accounts",
                             "at most " + std::to_string(kMaxGenesisAccounts));
    if (auto done = check_settlement(config); !done) return done;
    std::set<Address> seen;
    u256 sum;
    for (const auto& [address, balance] : config.genesis) {
        if (!seen.insert(address).second)
            return failure(ErrorCode::kInvalidArgument,
                           "genesis names " + hex::encode(address.bytes) + " twice");
        sum = balance.fits_u128() ? sum + balance : stf::system::reserve();
        if (sum >= stf::system::reserve())
            return out_of_bounds("the sum of genesis balances", "too large", "below 2^127 wei");
    }
    return {};
}

Result<Config> load_config(const std::filesystem::path& file)
{
    const auto text = read_file(file, kMaxFileSize);
    if (!text && text.error().code == ErrorCode::kLimitExceeded)
        return failure(ErrorCode::kInvalidArgument,
                       file.string() + " is larger than 1 MiB; it is no chain.toml");
    if (!text) return std::unexpected(text.error());
    auto config = parse_config(*text);
    if (!config) return failure(file.string(), config.error());
    return config;
}

Result<void> save_config(const std::filesystem::path& file, const Config& config)
{
    return write_file_atomically(file, to_toml(config), Readers::kEveryone);
}

}  // namespace archi::chain
