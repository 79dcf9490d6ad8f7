#include "random_voyage.hpp"

#include "base/assert.hpp"
#include "queue_entries.hpp"

namespace archi::stf::testing {
namespace {

constexpr std::uint32_t kContracts = 8;
constexpr std::uint64_t kKeys = 6;

std::vector<Key> keys()
{
    std::vector<Key> made;
    for (std::uint64_t i = 1; i <= kKeys; ++i)
        made.push_back(make_key(i));
    return made;
}

/// Creates what it gets as call data, with its value, and stores the address in slot 0.
Bytes factory()
{
    // CALLDATASIZE PUSH1 0 PUSH1 0 CALLDATACOPY CALLDATASIZE PUSH1 0 CALLVALUE CREATE PUSH1 0
    // SSTORE
    return from_hex(
        "366000600037366000"
        "34f060005500");
}

/// Arithmetic of every family on two words of call data, hashed and stored under the result.
Bytes arithmetic()
{
    // a, b on the stack again and again: ADD MUL SDIV SMOD ADDMOD MULMOD EXP SIGNEXTEND SAR CLZ
    return from_hex(
        "6000356020350160003560203502600035602035056000356020350760203560003560203508"
        "60003560203560203509600035602035600f160a6000356020350b60203560ff1660003590"
        "1d6000351e"
        "600052602052604052606052608052"
        "60a0600020805500");
}

/// Calls the contract at the first word with the rest, forwards what it says.
Bytes caller()
{
    // PUSH1 0 x4 CALLVALUE PUSH1 0 CALLDATALOAD GAS CALL PUSH1 1 SSTORE STOP
    return from_hex("60006000600060003460003561fffff160015500");
}

}  // namespace

RandomVoyage::RandomVoyage(std::uint64_t seed)
    : random_(seed),
      keys_(keys()),
      chain_(keys_,
             {contract(0, counter()), contract(1, setter()), contract(2, reverter()),
              contract(3, hasher()), contract(4, logger()), contract(5, factory()),
              contract(6, arithmetic()), contract(7, caller())},
             below(2) == 0 ? test_rules() : settling_rules())
{
}

Address RandomVoyage::some_address()
{
    switch (below(4)) {
        case 0:
            return keys_[below(kKeys)].address;
        case 1:
            return small_address(static_cast<std::uint32_t>(below(20)));  // precompiles, too
        default:
            return place(static_cast<std::uint32_t>(below(kContracts)));
    }
}

Bytes RandomVoyage::some_data()
{
    switch (below(4)) {
        case 0:
            return {};
        case 1:
            return words(u256{below(5)}, u256{below(3)});
        case 2: {
            Bytes data(below(150));
            for (auto& byte : data)
                byte = static_cast<std::uint8_t>(random_());
            return data;
        }
        default: {
            const auto number = u256{random_(), random_(), random_(), random_()} >> below(256);
            const auto address = u256::from_be(some_address().bytes);
            return below(2) == 0 ? words(address, number) : words(number, address);
        }
    }
}

SignedTransaction RandomVoyage::some_transaction(std::vector<std::uint64_t>& nonces)
{
    const auto sender = below(kKeys);
    Transaction transaction;
    constexpr Kind kKinds[] = {Kind::kLegacy, Kind::kAccessList, Kind::kDynamicFee, Kind::kSetCode};
    transaction.kind = kKinds[below(4)];
    transaction.chain_id = kChainId;
    transaction.nonce = nonces[sender];
    transaction.max_fee = u256{50'000'000'000};
    transaction.max_priority_fee =
        transaction.kind == Kind::kLegacy || transaction.kind == Kind::kAccessList
            ? transaction.max_fee
            : u256{below(1'000'000'000)};
    transaction.gas_limit = 60'000 + below(300'000);
    transaction.to = some_address();
    transaction.value = below(2) == 0 ? u256{} : u256{below(1'000'000)};
    transaction.data = some_data();
    if (transaction.kind != Kind::kLegacy && below(2) == 0)
        transaction.access_list = {
            {.address = some_address(), .slots = {u256{below(3)}.to_be(), u256{}.to_be()}}};
    if (transaction.kind == Kind::kSetCode) {
        const auto authority = below(kKeys);
        const auto nonce = nonces[authority] + (authority == sender ? 1 : 0) + below(5) / 4;
        const auto delegate = below(4) == 0 ? Address{} : some_address();
        transaction.authorizations = {authorize(keys_[authority], kChainId, delegate, nonce)};
    } else if (below(6) == 0) {
        transaction.to = std::nullopt;
        transaction.data = below(3) == 0 ? some_data() : deploying(counter());
    }
    return sign(transaction, keys_[sender]);
}

SignedTransaction RandomVoyage::some_queued()
{
    auto entry = queue_entry(queue_index_++, some_address(), some_address(), u256{below(1'000'000)},
                             some_data());
    entry.gas_limit = 20'000 + below(300'000);
    if (below(4) == 0) entry.queued.minted = u256{random_(), random_(), 0, 0} >> below(128);
    if (below(8) == 0) entry.max_fee = u256{random_(), random_(), random_(), random_()};
    return queued(entry);
}

BatchInput RandomVoyage::next_batch(std::uint64_t blocks, std::uint64_t transactions)
{
    for (auto count = 1 + below(blocks); count > 0; --count) {
        auto builder = chain_.begin(below(3));
        std::vector<SignedTransaction> included;
        std::vector<std::uint64_t> nonces;
        for (const auto& key : keys_)
            nonces.push_back(chain_.account(key.address).nonce);
        const bool settles = chain_.rules.settlement.chain_id != 0;
        for (auto entries = settles ? below(3) : 0; entries > 0; --entries) {
            auto entry = some_queued();
            const auto receipt = below(4) == 0 ? builder.set_aside(entry) : builder.add(entry);
            ARCHI_ASSERT(receipt.has_value());
            included.push_back(std::move(entry));
        }
        for (auto tries = below(transactions + 1); tries > 0; --tries) {
            auto transaction = some_transaction(nonces);
            if (!builder.add(transaction)) continue;  // an authorization moved the nonce on
            for (std::size_t i = 0; i < kKeys; ++i)
                if (keys_[i].address == transaction.sender) ++nonces[i];
            included.push_back(std::move(transaction));
        }
        chain_.accept(builder.seal(), included);
    }
    auto input = chain_.witness();
    ARCHI_ASSERT(input.has_value());
    const auto output = execute_batch(*input);
    ARCHI_ASSERT(output.has_value() && output->block_hashes == chain_.batch_hashes);
    chain_.close_batch(*output);
    return std::move(*input);
}

}  // namespace archi::stf::testing
