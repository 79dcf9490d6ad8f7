#pragma once
// A mainland that runs, chains that settle on it, and an operator between them.

#include <QTemporaryDir>
#include <memory>
#include <vector>

#include "base/keccak.hpp"
#include "engine/l1/shore.hpp"
#include "l1/chain_creation.hpp"
#include "operator/calls.hpp"
#include "operator/operator.hpp"

namespace archi::test {

/// Persons 0 to 3 are the operator's keys, and person 4 sends on the chains.
inline settlement::Keys operator_keys()
{
    return {.owner = person(0).key,
            .committer = person(1).key,
            .prover = person(2).key,
            .executor = person(3).key};
}

inline chain::Config island_config(std::size_t index,
                                   chain::DataMode mode = chain::DataMode::kRollup)
{
    auto config = small_config();
    config.name = "island-" + std::to_string(index);
    config.chain_id = 420'101 + index;
    config.data_mode = mode;
    config.settlement = {.chain_id = 31'337,
                         .base_token = l1::ether_asset_id(31'337),
                         .group = keccak256(Bytes{1}),
                         .epoch_seconds = 1};
    return config;
}

class Waterfront {
public:
    explicit Waterfront(std::size_t islands = 1,
                        chain::milliseconds block_time = chain::milliseconds(100))
        : shore(31'337, block_time)
    {
        for (std::size_t i = 0; i < islands; ++i)
            add(island_config(i));
    }
    void add(const chain::Config& config)
    {
        folders_.push_back(std::make_unique<ChainFolder>());
        chains.emplace_back(folders_.back()->open(config).value());
        chains.back()->start();
    }

    /// An operator as another process would have it: with the same files, or with files of its own
    /// beside the same contracts.
    [[nodiscard]] std::unique_ptr<settlement::Operator> hire(
        const std::string& other_desk = "",
        std::chrono::milliseconds fee_patience = std::chrono::milliseconds(15'000))
    {
        const auto folder =
            std::filesystem::path(desks_.path().toStdString()) / ("desk" + other_desk);
        std::filesystem::create_directories(folder);
        if (!other_desk.empty())
            std::filesystem::copy_file(desk() / "harbour.toml", folder / "harbour.toml",
                                       std::filesystem::copy_options::overwrite_existing);
        auto made = std::make_unique<settlement::Operator>(
            settlement::Options{.url = shore.url(),
                                .folder = folder,
                                .keys = operator_keys(),
                                .poll = std::chrono::milliseconds(20),
                                .fee_patience = fee_patience},
            settlement::Hooks{.chains = [this] { return chains; }, .on_change = [] {}});
        made->start();
        return made;
    }

    /// Where hire() keeps its files.
    [[nodiscard]] std::filesystem::path desk() const
    {
        return std::filesystem::path(desks_.path().toStdString()) / "desk";
    }

    /// One transfer on each chain.
    void send_everywhere()
    {
        for (const auto& chain : chains) {
            auto transaction = transfer(chain->pending_nonce(person(4).address));
            transaction.chain_id = chain->config().chain_id;
            const auto hash = chain->submit(sign(transaction, person(4)));
            if (!hash || !chain->wait_for(*hash, kPatience)) qFatal("a transfer is lost");
        }
    }
    /// True once each chain's transactions so far are in executed batches.
    [[nodiscard]] bool all_executed() const
    {
        return std::ranges::all_of(chains, [](const auto& chain) {
            const auto settled = chain->settled();
            return chain->metrics().open_batch_transactions == 0 &&
                   settled.executed == chain->last_batch() && chain->last_batch() > 0 &&
                   chain->batch(chain->last_batch())->last_block >= last_busy_block(*chain);
        });
    }

    Shore shore;
    std::vector<std::shared_ptr<chain::Chain>> chains;

private:
    /// The newest block with transactions.
    static std::uint64_t last_busy_block(const chain::Chain& chain)
    {
        auto number = chain.head()->header.number;
        while (number > 0 && chain.block(number)->transactions.empty())
            --number;
        return number;
    }

    std::vector<std::unique_ptr<ChainFolder>> folders_;
    QTemporaryDir desks_;
};

/// What the L1 itself says of a chain.
inline settlement::Standing standing_of(const Waterfront& front, const Address& contract)
{
    auto client = front.shore.client();
    return settlement::read_standing(client, contract, l1::Tag::kLatest).value();
}

inline Address contract_of(const Waterfront& front, const settlement::Operator& settling,
                           std::size_t index = 0)
{
    auto client = front.shore.client();
    return l1::find_chain(client, settling.harbour()->contracts,
                          front.chains.at(index)->config().chain_id)
        .value()
        .value();
}

/// Person 7 asks the Bridgehub for a call on an island: to person 60, with one ether.
inline Hash deposit(const Waterfront& front, const settlement::Operator& settling,
                    std::size_t island)
{
    auto client = front.shore.client();
    auto account = l1::Account::open(client, person(7).key).value();
    abi::Encoder words;
    words.add(u256(front.chains.at(island)->config().chain_id)).add(ether(2));
    words.add(person(60).address).add(ether(1)).add_bytes({});
    words.add(u256(200'000)).add(u256(800)).add_list({}).add(person(7).address);
    const auto receipt = account.run(
        {.from = {},
         .to = settling.harbour()->contracts.bridgehub,
         .data = abi::Encoder("requestL2TransactionDirect((uint256,uint256,address,uint256,bytes,"
                              "uint256,uint256,bytes[],address))")
                     .add_dynamic(words)
                     .finish(),
         .value = ether(2)},
        kPatience);
    if (!receipt) qFatal("%s", describe(receipt.error()).c_str());
    return receipt->transaction;
}

}  // namespace archi::test
