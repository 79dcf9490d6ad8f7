#pragma once
// A chain in a temporary folder, accounts with money, and signed transactions.

#include <QTemporaryDir>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "base/keccak.hpp"
#include "chain/chain.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::test {

/// An account that these tests can sign for.
struct Person {
    crypto::PrivateKey key;
    Address address;
};

/// Person number `index`; the key is a digest, the same in every run.
inline Person person(std::uint32_t index)
{
    Bytes seed;
    append_be(seed, index + 1, 4);
    Person one;
    one.key = fixed<crypto::PrivateKey>(keccak256(seed).bytes);
    one.address = crypto::address_of(one.key).value();
    return one;
}

inline u256 ether(std::uint64_t count)
{
    return u256{count} * u256{1'000'000'000'000'000'000U};
}

inline constexpr std::uint64_t kGwei = 1'000'000'000;

/// A transfer to person 99, 21,000 gas, 1 gwei tip, 10 gwei at most.
inline stf::Transaction transfer(std::uint64_t nonce, std::uint64_t wei = 1)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = 77;
    transaction.nonce = nonce;
    transaction.max_priority_fee = u256{kGwei};
    transaction.max_fee = u256{10 * kGwei};
    transaction.gas_limit = 21'000;
    transaction.to = person(99).address;
    transaction.value = u256{wei};
    return transaction;
}

inline Bytes sign(stf::Transaction transaction, const Person& from)
{
    const auto signature = crypto::sign(stf::signing_hash(transaction), from.key).value();
    transaction.r = signature.r;
    transaction.s = signature.s;
    transaction.y_parity = signature.y_parity;
    return stf::encode(transaction);
}

/// A contract whose runtime adds one to slot 0 and to the slot of its caller, and logs once.
inline stf::Transaction deployment(std::uint64_t nonce)
{
    // PUSH1 0 SLOAD PUSH1 1 ADD PUSH1 0 SSTORE, CALLER SLOAD PUSH1 1 ADD CALLER SSTORE,
    // PUSH1 7 PUSH1 32 PUSH1 0 LOG1 STOP
    constexpr std::uint8_t kRuntime[] = {0x60, 0x00, 0x54, 0x60, 0x01, 0x01, 0x60, 0x00,
                                         0x55, 0x33, 0x54, 0x60, 0x01, 0x01, 0x33, 0x55,
                                         0x60, 0x07, 0x60, 0x20, 0x60, 0x00, 0xa1, 0x00};
    // PUSH1 size PUSH1 12 PUSH1 0 CODECOPY PUSH1 size PUSH1 0 RETURN
    Bytes init = {0x60, sizeof kRuntime, 0x60, 12,   0x60, 0x00, 0x39,
                  0x60, sizeof kRuntime, 0x60, 0x00, 0xf3};
    append(init, kRuntime);
    auto transaction = transfer(nonce, 0);
    transaction.to.reset();
    transaction.gas_limit = 500'000;
    transaction.data = std::move(init);
    return transaction;
}

inline stf::Transaction call(std::uint64_t nonce, const Address& contract)
{
    auto transaction = transfer(nonce, 0);
    transaction.to = contract;
    transaction.gas_limit = 200'000;
    return transaction;
}

inline chain::Config small_config(std::uint32_t people = 8)
{
    chain::Config config;
    config.name = "tortuga";
    config.chain_id = 77;
    config.block_time = chain::milliseconds(100);
    config.empty_block_interval = chain::milliseconds(0);
    config.batch_time = chain::milliseconds(200);
    config.fee_collector = person(98).address;
    for (std::uint32_t i = 0; i < people; ++i)
        config.genesis.emplace_back(person(i).address, ether(100));
    return config;
}

class ChainFolder {
public:
    [[nodiscard]] std::filesystem::path path() const
    {
        return std::filesystem::path(folder_.path().toStdString()) / "tortuga";
    }
    [[nodiscard]] Result<std::unique_ptr<chain::Chain>> open(
        const chain::Config& config = small_config()) const
    {
        return chain::Chain::open(path(), config);
    }

private:
    QTemporaryDir folder_;
};

/// Longer than any step takes on a busy machine: reached only when something is broken.
inline constexpr chain::milliseconds kPatience{60'000};

/// Waits for a fact that another thread brings about.
template <typename Fact>
bool comes_true(Fact fact)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!fact()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

}  // namespace archi::test
