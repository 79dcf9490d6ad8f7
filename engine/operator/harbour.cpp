#include "operator/harbour.hpp"

#include <algorithm>
#include <array>

#include "base/abi.hpp"
#include "base/hex.hpp"
#include "crypto/host/mnemonic.hpp"

namespace archi::settlement {
namespace {

constexpr std::array<std::uint64_t, 3> kLocalChains{9, 1337, 31'337};  ///< UnprovenVerifier.sol
constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;
const u256 kLeastBalance{kEther};
const u256 kFunds = u256{100} * u256{kEther};
/// The owner also deposits what the chains' geneses give away.
const u256 kOwnersFunds = u256{4'000} * u256{kEther};
constexpr std::uint64_t kTransferGas = 21'000;
constexpr std::chrono::minutes kPatience{2};
/// Guardians may freeze a batch for days; one of one, the owner, guards a local world.
constexpr std::uint64_t kUpgradeDelay = 12 * std::uint64_t{86'400};

/// The first test account that can pay `amount`; the last ones are used least.
Result<std::optional<crypto::PrivateKey>> find_payer(l1::Client& client, const u256& amount)
{
    auto keys = crypto::test_account_keys();
    std::ranges::reverse(keys);
    for (const auto& key : keys) {
        const auto balance = client.balance(crypto::address_of(key).value());
        if (!balance) return std::unexpected(balance.error());
        if (*balance > amount) return key;
    }
    return std::nullopt;
}

Result<void> fund(l1::Client& client, std::uint64_t chain_id, const Keys& keys,
                  const std::stop_token& stop)
{
    std::vector<Address> poor;
    for (const auto& address : addresses_of(keys)) {
        const auto balance = client.balance(address);
        if (!balance) return std::unexpected(balance.error());
        if (*balance < kLeastBalance) poor.push_back(address);
    }
    if (poor.empty()) return {};
    const auto payer = is_local(chain_id)
                           ? find_payer(client, u256{poor.size()} * kFunds + kOwnersFunds)
                           : Result<std::optional<crypto::PrivateKey>>(std::nullopt);
    if (!payer) return std::unexpected(payer.error());
    if (!*payer)
        return failure(ErrorCode::kInvalidArgument,
                       "the operator's key " + hex::encode(poor.front()) +
                           " has less than one ether on the L1; send it some");
    auto account = l1::Account::open(client, **payer, stop);
    if (!account) return std::unexpected(account.error());
    std::vector<Hash> sent;
    for (const auto& address : poor) {
        const auto& funds = address == addresses_of(keys).front() ? kOwnersFunds : kFunds;
        const auto hash = account->send({.to = address, .value = funds}, kTransferGas);
        if (!hash) return failure("cannot pay the operator's keys", hash.error());
        sent.push_back(*hash);
    }
    for (const auto& hash : sent)
        if (const auto paid = account->wait(hash, kPatience); !paid)
            return failure("cannot pay the operator's keys", paid.error());
    return {};
}

Result<Harbour> build(l1::Client& client, const Keys& keys, Harbour harbour,
                      const std::filesystem::path& file, const Progress& progress,
                      const std::stop_token& stop)
{
    if (progress) progress("paying the operator's keys");
    if (auto funded = fund(client, harbour.chain_id, keys, stop); !funded)
        return std::unexpected(funded.error());
    auto owner = l1::Account::open(client, keys.owner, stop);
    if (!owner) return std::unexpected(owner.error());
    const auto contracts = l1::deploy_contracts(
        *owner, {.guardians = {owner->address()}, .threshold = 1, .upgrade_delay = kUpgradeDelay},
        [&](const std::string& step, std::size_t index, std::size_t count) {
            if (progress)
                progress("deployed " + step + ", " + std::to_string(index + 1) + " of " +
                         std::to_string(count));
        });
    if (!contracts) return std::unexpected(contracts.error());
    harbour.contracts = *contracts;
    // A local L1 may make blocks only when something happens: nothing would come to lie on top.
    if (!is_local(harbour.chain_id)) harbour.finality_depth.reset();
    if (auto saved = save_harbour(file, harbour); !saved) return std::unexpected(saved.error());
    return harbour;
}

/// Whether transactions of `sender` are in no block yet.
Result<bool> has_waiting(l1::Client& client, const Address& sender)
{
    const auto included = client.nonce(sender, l1::Tag::kLatest);
    if (!included) return std::unexpected(included.error());
    const auto known = client.nonce(sender, l1::Tag::kPending);
    if (!known) return std::unexpected(known.error());
    return *known > *included;
}

}  // namespace

bool is_local(std::uint64_t chain_id)
{
    return std::ranges::find(kLocalChains, chain_id) != kLocalChains.end();
}

Result<bool> is_complete(l1::Client& client, const l1::Contracts& contracts)
{
    // publishVersion comes last.
    const auto outcome = client.call({.from = {},
                                      .to = contracts.chain_type_manager,
                                      .data = abi::Encoder("protocolVersion()").finish(),
                                      .value = {}});
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto version = answer.number();
    return !outcome->reverted && answer.finish() && !version.is_zero();
}

Result<Harbour> enter_harbour(l1::Client& client, const Keys& keys,
                              const std::filesystem::path& file, const Progress& progress,
                              const std::stop_token& stop)
{
    auto known = load_harbour(file);
    if (!known && known.error().code != ErrorCode::kNotFound) return known;
    const auto chain_id = client.chain_id();
    if (!chain_id) return std::unexpected(chain_id.error());
    const auto genesis = client.block(l1::BlockId{std::uint64_t{0}});
    if (!genesis) return std::unexpected(genesis.error());
    if (!*genesis) return failure(ErrorCode::kCorrupt, "the L1 has no first block");
    if (known && (known->chain_id != *chain_id || known->genesis != (*genesis)->hash))
        return failure(ErrorCode::kInvalidArgument,
                       "the L1 is another one than this world settled on (" + file.string() +
                           "); bring the old one back, or make a new world");
    if (known) {
        const auto complete = is_complete(client, known->contracts);
        if (!complete) return std::unexpected(complete.error());
        if (*complete) return known;
        const auto waits = has_waiting(client, addresses_of(keys).front());
        if (!waits) return std::unexpected(waits.error());
        if (*waits)
            return failure(ErrorCode::kUnavailable,
                           "the L1 was reorganized and takes the contracts' transactions again");
    }
    return build(client, keys,
                 {.chain_id = *chain_id, .genesis = (*genesis)->hash, .contracts = {}}, file,
                 progress, stop);
}

}  // namespace archi::settlement
