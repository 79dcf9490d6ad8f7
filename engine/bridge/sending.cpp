#include "bridge/sending.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "bridge/chains.hpp"
#include "bridge/interop.hpp"
#include "bridge/view.hpp"
#include "chain/unix_time.hpp"
#include "l1/account.hpp"
#include "stf/system.hpp"

namespace archi::bridge {
namespace {

namespace system = stf::system;

// Gas of what is sent; what is not used comes back.
constexpr std::uint64_t kPlainGas = 21'000;
constexpr std::uint64_t kWithdrawalGas = 600'000;
constexpr std::uint64_t kBundleGas = 1'500'000;
constexpr std::uint64_t kDepositGas = 200'000;
/// At the destination: to pay out, or to make the token's contract there first.
constexpr std::uint64_t kPayingGas = 400'000;
constexpr std::uint64_t kTokenGas = 2'000'000;
constexpr std::uint64_t kGasPerPubdata = 800;  // Mailbox.sol takes no other
constexpr std::chrono::seconds kPatience{60};

using Chain = std::shared_ptr<chain::Chain>;

Result<Chain> require(const std::vector<Chain>& chains, std::uint64_t id)
{
    auto chain = chain_with(chains, id);
    if (!chain)
        return failure(ErrorCode::kNotFound,
                       "no chain with id " + std::to_string(id) + " settles and runs here");
    return chain;
}

/// Why the call would fail now; nothing if it would not. Errors: kUnavailable where the L1 does not
/// yet hold what the chain would have it pay out.
Result<void> try_out(const chain::Chain& chain, const Address& sender, const Address& to,
                     const u256& value, bytes_view data, std::uint64_t gas)
{
    static const auto not_backed = abi::selector("NotBacked(uint256)");
    const auto outcome = simulate(chain, {.from = sender,
                                          .to = to,
                                          .gas = gas,
                                          .gas_price = {},
                                          .value = value,
                                          .data = Bytes(data.begin(), data.end()),
                                          .access_list = {},
                                          .authorizations = {}});
    if (!outcome) return std::unexpected(outcome.error());
    const auto& output = outcome->output;
    if (outcome->status == evm::Status::kSuccess) return {};
    if (output.size() >= not_backed.size() &&
        std::ranges::equal(bytes_view(output).first(not_backed.size()), not_backed))
        return failure(ErrorCode::kUnavailable,
                       "the mainland does not hold so much for " + chain.config().name +
                           " yet: deposit some there first, or wait for what its genesis gave "
                           "away to be deposited");
    return failure(ErrorCode::kInvalidArgument,
                   "the transaction would fail on " + chain.config().name);
}

/// Signs with room for the fee to rise, and submits.
Result<Hash> submit(chain::Chain& chain, const crypto::PrivateKey& key, const Address& to,
                    const u256& value, Bytes data, std::uint64_t gas)
{
    const auto sender = crypto::address_of(key);
    if (!sender) return failure(ErrorCode::kInvalidArgument, "the sender's key is void");
    if (auto tried = try_out(chain, *sender, to, value, data, gas); !tried)
        return std::unexpected(tried.error());
    constexpr unsigned kRoom = 4;
    const auto raw = l1::sign({.from = {}, .to = to, .data = std::move(data), .value = value},
                              {.chain_id = chain.config().chain_id,
                               .nonce = chain.pending_nonce(*sender),
                               .gas_limit = gas,
                               .priority_fee = {},
                               .max_fee = chain.next_base_fee() * u256{kRoom}},
                              key);
    if (!raw) return std::unexpected(raw.error());
    return chain.submit(*raw);
}

Result<Hash> withdraw(const Sending& sending, chain::Chain& source)
{
    return submit(source, sending.key, system::kBaseToken, sending.amount,
                  abi::Encoder("withdraw(address)").add(sending.receiver).finish(), kWithdrawalGas);
}

Result<Hash> cross(const Sending& sending, chain::Chain& source, const chain::Chain& destination)
{
    const auto& from = source.config().settlement;
    const auto& to = destination.config().settlement;
    if (from.group.is_zero() || from.group != to.group)
        return failure(ErrorCode::kUnsupported, destination.config().name +
                                                    " is in another group than " +
                                                    source.config().name + "; go by way of the L1");
    const auto gas = from.base_token == to.base_token ? kPayingGas : kTokenGas;
    // Half as much again, for the fee there to rise.
    const auto fee = u256{gas} * destination.next_base_fee() * u256{3} / u256{2};
    return submit(source, sending.key, system::kInteropCenter, sending.amount + fee,
                  send_call({.source = sending.from_chain,
                             .destination = sending.to_chain,
                             .asset = from.base_token,
                             .receiver = sending.receiver,
                             .amount = sending.amount,
                             .is_base_token = true,
                             .gas = gas,
                             .fee = fee}),
                  kBundleGas);
}

/// The hash that the mailbox gave a request: second word of NewPriorityRequest.
std::optional<Hash> request_of(const l1::Receipt& receipt)
{
    static const auto topic = abi::event_topic(
        "NewPriorityRequest(uint256,bytes32,uint64,(uint256,uint256,uint256,uint256,uint256,"
        "uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,uint256[],bytes,bytes),"
        "bytes[])");
    for (const auto& log : receipt.logs)
        if (!log.topics.empty() && log.topics.front() == topic &&
            log.data.size() >= 2 * Hash::kSize)
            return fixed<Hash>(bytes_view(log.data).subspan(Hash::kSize));
    return std::nullopt;
}

Result<Hash> deposit(const Sending& sending, const chain::Chain& destination,
                     const Mainland& mainland, TransferStore& store)
{
    const auto& settlement = destination.config().settlement;
    if (settlement.base_token != l1::ether_asset_id(mainland.chain_id))
        return failure(ErrorCode::kUnsupported, destination.config().name + " runs on " +
                                                    settlement.token_symbol +
                                                    ", not on the L1's ether; deposit that token");
    auto client = l1::Client::create(mainland.url);
    if (!client) return std::unexpected(client.error());
    auto account = l1::Account::open(*client, sending.key);
    if (!account) return std::unexpected(account.error());
    // What its gas costs at twice today's fee; what is too much is paid out there.
    const auto fees = client->fees();
    if (!fees) return std::unexpected(fees.error());
    const auto outcome =
        client->call({.to = mainland.contracts.bridgehub,
                      .data = abi::Encoder("l2TransactionBaseCost(uint256,uint256,uint256,uint256)")
                                  .add(u256{sending.to_chain})
                                  .add((fees->base + fees->priority) * u256{3})
                                  .add(u256{kDepositGas})
                                  .add(u256{kGasPerPubdata})
                                  .finish()});
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto cost = answer.number();
    if (outcome->reverted || !answer.finish())
        return failure(ErrorCode::kNotFound, "the L1 does not know the chain yet");
    const auto value = sending.amount + cost;
    abi::Encoder request;
    request.add(u256{sending.to_chain}).add(value).add(sending.receiver).add(sending.amount);
    request.add_bytes({}).add(u256{kDepositGas}).add(u256{kGasPerPubdata}).add_list({});
    request.add(account->address());
    const auto receipt = account->run(
        {.to = mainland.contracts.bridgehub,
         .data = abi::Encoder("requestL2TransactionDirect((uint256,uint256,address,uint256,bytes,"
                              "uint256,uint256,bytes[],address))")
                     .add_dynamic(request)
                     .finish(),
         .value = value},
        kPatience);
    if (!receipt) return std::unexpected(receipt.error());
    const auto entry = request_of(*receipt);
    if (!entry) return failure(ErrorCode::kCorrupt, "the L1 took the deposit and does not list it");
    const auto id = deposit_id(sending.to_chain, *entry);
    const auto known = store.find(id);
    if (!known) return std::unexpected(known.error());
    Passage passage = known->value_or(Passage{});
    auto& transfer = passage.transfer;
    transfer.id = id;
    transfer.from_chain = sending.from_chain;
    transfer.to_chain = sending.to_chain;
    transfer.sender = account->address();
    transfer.receiver = sending.receiver;
    transfer.asset = settlement.base_token;
    transfer.symbol = settlement.token_symbol;
    transfer.amount = sending.amount;
    transfer.step(Stage::kSent) = {chain::unix_ms(), receipt->transaction};
    if (auto done = store.put(passage); !done) return std::unexpected(done.error());
    return receipt->transaction;
}

}  // namespace

Result<Hash> send_transfer(const Sending& sending, const std::vector<Chain>& chains,
                           const Mainland& mainland, TransferStore& store)
{
    if (sending.amount.is_zero())
        return failure(ErrorCode::kInvalidArgument, "nothing is to be sent: the amount is 0");
    if (sending.from_chain == mainland.chain_id) {
        const auto destination = require(chains, sending.to_chain);
        if (!destination) return std::unexpected(destination.error());
        return deposit(sending, **destination, mainland, store);
    }
    const auto source = require(chains, sending.from_chain);
    if (!source) return std::unexpected(source.error());
    if (sending.to_chain == mainland.chain_id) return withdraw(sending, **source);
    if (sending.to_chain == sending.from_chain)
        return submit(**source, sending.key, sending.receiver, sending.amount, {}, kPlainGas);
    const auto destination = require(chains, sending.to_chain);
    if (!destination) return std::unexpected(destination.error());
    return cross(sending, **source, **destination);
}

}  // namespace archi::bridge
