// The state-transition function on ERC-20 transfers of a real token: what one costs without
// signature recovery, in blocks of 1000 from 64 senders, on a state in memory; the same from a
// witness. Usage: stf TOKEN_HEX_FILE

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "engine/stf/test_chain.hpp"
#include "stf/host/shared_code_cache.hpp"

namespace {

using namespace archi;
using namespace archi::stf;
using namespace archi::stf::testing;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kSenders = 64;
constexpr std::size_t kTransfers = 1000;  // in a block
constexpr std::size_t kRounds = 15;

double microseconds_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

void report(const char* what, std::vector<double> figures)
{
    std::sort(figures.begin(), figures.end());
    std::printf("%-44s median %7.2f us, spread %7.2f to %7.2f\n", what, figures[figures.size() / 2],
                figures.front(), figures.back());
}

ChainRules wide_rules()
{
    auto rules = test_rules();
    rules.block_gas_limit = 500'000'000;
    return rules;
}

std::vector<Key> senders()
{
    std::vector<Key> keys;
    for (std::uint64_t i = 1; i <= kSenders; ++i)
        keys.push_back(make_key(i));
    return keys;
}

class Bench {
public:
    explicit Bench(Bytes token_code) : keys_(senders()), chain_(keys_, {}, wide_rules())
    {
        auto creation = chain_.transfer(keys_[0], {}, {});
        creation.to = std::nullopt;
        creation.data = std::move(token_code);
        append(creation.data, u256{1'000'000'000'000}.to_be().bytes);  // supply
        creation.gas_limit = 5'000'000;
        const auto block = chain_.block(sign(creation, keys_[0]));
        token_ = block.receipts[0].contract_address;
        if (!block.receipts[0].success) {
            std::fprintf(stderr, "the token's creation failed\n");
            std::exit(1);
        }
        for (std::size_t i = 1; i < kSenders; ++i)
            chain_.block(transfer(keys_[0], keys_[i].address, 1'000'000));
    }

    void run()
    {
        std::vector<double> executed;
        std::vector<double> sealed;
        std::vector<double> proven;
        for (std::size_t round = 0; round < kRounds; ++round) {
            const auto transfers = make_block();
            restart_batch();
            auto builder =
                BlockBuilder(chain_.rules, chain_.state, chain_.parent, chain_.hashes.back(),
                             chain_.parent.timestamp + 1, {}, &cache_);
            const auto start = Clock::now();
            for (const auto& each : transfers) {
                const auto receipt = builder.add(each);
                if (!receipt || !receipt->success) {
                    std::fprintf(stderr, "a transfer failed\n");
                    std::exit(1);
                }
            }
            executed.push_back(microseconds_since(start) / kTransfers);
            const auto sealing = Clock::now();
            const auto block = builder.seal();
            sealed.push_back(microseconds_since(sealing) / kTransfers);
            chain_.accept(block, transfers);

            const auto input = chain_.witness().value();
            const auto proving = Clock::now();
            if (!execute_batch(input)) std::exit(1);
            proven.push_back(microseconds_since(proving) / kTransfers);
        }
        report("ERC-20 transfer, without recovery", executed);
        report("its part of sealing the block", sealed);
        report("ERC-20 transfer in execute_batch, all of it", proven);
    }

private:
    SignedTransaction transfer(const Key& from, const Address& to, std::uint64_t amount)
    {
        auto transaction = chain_.transfer(from, token_, {});
        transaction.gas_limit = 100'000;
        transaction.data = {0xa9, 0x05, 0x9c, 0xbb};  // transfer(address,uint256)
        transaction.data.insert(transaction.data.end(), 12, 0);
        append(transaction.data, to.bytes);
        append(transaction.data, u256{amount}.to_be().bytes);
        return sign(transaction, from);
    }

    std::vector<SignedTransaction> make_block()
    {
        std::vector<SignedTransaction> transfers;
        for (std::size_t i = 0; i < kTransfers; ++i) {
            const auto& from = keys_[i % kSenders];
            auto each = transfer(from, keys_[(i * 7 + 3) % kSenders].address, 1);
            each.transaction.nonce += i / kSenders;
            transfers.push_back(sign(each.transaction, from));
        }
        return transfers;
    }

    void restart_batch()
    {
        if (!chain_.batch_blocks.empty())
            chain_.close_batch(execute_batch(chain_.witness().value()).value());
    }

    std::vector<Key> keys_;
    TestChain chain_;
    Address token_;
    SharedCodeCache cache_;
};

}  // namespace

int main(int argc, char** argv)
{
    std::string hex;
    if (argc != 2 || !(std::ifstream(argv[1]) >> hex)) {
        std::fprintf(stderr, "usage: stf TOKEN_HEX_FILE\n");
        return 2;
    }
    Bench(from_hex(hex.c_str())).run();
    return 0;
}
