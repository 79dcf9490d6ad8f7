// How long sealing a batch takes: net changes, tree, commitment, pubdata, and the durable record.
// Usage: seal [--count TRANSFERS] [--accounts N] [--runs N]

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <vector>

#include "base/keccak.hpp"
#include "chain/batch_sealer.hpp"
#include "chain/chain.hpp"
#include "crypto/host/account_key.hpp"

namespace {

using namespace archi;
using Clock = std::chrono::steady_clock;

struct Sender {
    crypto::PrivateKey key;
    Address address;
};

[[noreturn]] void give_up(const std::string& why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

template <typename T>
T required(Result<T> result)
{
    if (!result) give_up(describe(result.error()));
    return std::move(*result);
}

Hash digest(std::uint64_t number)
{
    Bytes seed;
    append_be(seed, number, 8);
    return keccak256(seed);
}

Sender sender(std::uint64_t index)
{
    Sender one;
    one.key = fixed<crypto::PrivateKey>(digest(index + 1).bytes);
    one.address = crypto::address_of(one.key).value();
    return one;
}

Bytes transfer(const Sender& from, std::uint64_t nonce, const Address& to)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = 77;
    transaction.nonce = nonce;
    transaction.max_priority_fee = u256{1};
    transaction.max_fee = u256{1'000'000'000};
    transaction.gas_limit = 21'000;
    transaction.to = to;
    transaction.value = u256{1'000'000'000};
    const auto signature = crypto::sign(stf::signing_hash(transaction), from.key).value();
    transaction.r = signature.r;
    transaction.s = signature.s;
    transaction.y_parity = signature.y_parity;
    return stf::encode(transaction);
}

/// A chain in `folder` with one open batch of `count` transfers among `people`, half of them to
/// accounts that are new.
void fill(const std::filesystem::path& folder, const chain::Config& config,
          const std::vector<Sender>& people, std::uint64_t count)
{
    const auto chain = required(chain::Chain::open(folder, config));
    chain->start();
    Hash last;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto to = i % 2 == 0 ? people[(i + 1) % people.size()].address
                                   : fixed<Address>(digest(i + (std::uint64_t{1} << 32U)).bytes);
        last = required(chain->submit(transfer(people[i % people.size()], i / people.size(), to)));
    }
    while (chain->metrics().transactions < count)
        std::this_thread::sleep_for(chain::milliseconds(5));
    chain->stop();
    if (chain->last_batch() != 0) give_up("the batch is sealed already");
}

}  // namespace

int main(int count, char** arguments)
{
    std::uint64_t transfers = 10'000;
    std::uint64_t accounts = 1'000;
    std::uint64_t runs = 5;
    for (int i = 1; i + 1 < count; i += 2) {
        const auto number = std::strtoull(arguments[i + 1], nullptr, 10);
        if (std::strcmp(arguments[i], "--count") == 0) transfers = number;
        if (std::strcmp(arguments[i], "--accounts") == 0) accounts = number;
        if (std::strcmp(arguments[i], "--runs") == 0) runs = number;
    }
    if (transfers == 0 || accounts == 0 || runs == 0) give_up("a number is missing");
    chain::Config config;
    config.name = "bench";
    config.chain_id = 77;
    config.batch_time = chain::milliseconds(86'400'000);
    config.batch_transactions = 1'000'000;
    config.batch_cycles = std::uint64_t{1} << 48U;
    std::vector<Sender> people;
    for (std::uint64_t i = 0; i < accounts; ++i) {
        people.push_back(sender(i));
        config.genesis.emplace_back(people.back().address, u256::power_of_two(100));
    }
    const char* temporary = std::getenv("TMPDIR");
    auto name = std::string(temporary != nullptr ? temporary : "/tmp") + "/archipelago-seal-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) give_up("cannot make a temporary folder");
    const std::filesystem::path folder = name;
    fill(folder, config, people, transfers);

    const auto ledger = required(chain::Ledger::open(folder, config));
    if (const auto done = ledger->catch_up(); !done) give_up(describe(done.error()));
    chain::BatchSealer sealer(*ledger, config.rules());
    if (const auto done = sealer.recover(); !done) give_up(describe(done.error()));
    const auto head = ledger->head()->header.number;
    std::vector<double> times;
    std::uint64_t bytes = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        const auto start = Clock::now();
        bytes = required(sealer.seal({1, 1, head})).pubdata_bytes;
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        auto undone = sealer.cut(1);
        if (undone) undone = ledger->cut(head, 0);
        if (!undone) give_up(describe(undone.error()));
    }
    std::ranges::sort(times);
    std::printf(
        "sealing %llu transfers of %llu accounts in %llu blocks: median %.0f ms of %llu runs "
        "(%.0f to %.0f), %llu bytes of pubdata\n",
        static_cast<unsigned long long>(transfers), static_cast<unsigned long long>(accounts),
        static_cast<unsigned long long>(head), times[times.size() / 2],
        static_cast<unsigned long long>(runs), times.front(), times.back(),
        static_cast<unsigned long long>(bytes));
    std::filesystem::remove_all(folder);
}
