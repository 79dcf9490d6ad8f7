// Pre-signed ERC-20 transfers handed to a chain directly, without RPC: how many are included a
// second, and where the sequencer's time goes. Usage: chain TOKEN_HEX_FILE [--count N] [--senders
// N]

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "chain/chain.hpp"
#include "crypto/host/account_key.hpp"

namespace {

using namespace archi;
using Clock = std::chrono::steady_clock;

struct Sender {
    crypto::PrivateKey key;
    Address address;
    std::uint64_t nonce = 0;
};

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Bytes make(Sender& from, std::optional<Address> to, Bytes data, std::uint64_t gas)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = 77;
    transaction.nonce = from.nonce++;
    transaction.max_priority_fee = u256{1};
    transaction.max_fee = u256{1'000'000'000};
    transaction.gas_limit = gas;
    transaction.to = to;
    transaction.data = std::move(data);
    const auto signature = crypto::sign(stf::signing_hash(transaction), from.key).value();
    transaction.r = signature.r;
    transaction.s = signature.s;
    transaction.y_parity = signature.y_parity;
    return stf::encode(transaction);
}

/// transfer(address,uint256)
Bytes transfer_call(const Address& to, const u256& amount)
{
    Bytes data = {0xa9, 0x05, 0x9c, 0xbb};
    data.insert(data.end(), 12, 0);
    append(data, to.bytes);
    append(data, amount.to_be().bytes);
    return data;
}

[[noreturn]] void give_up(const std::string& why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

stf::Receipt receipt_of(const chain::Chain& chain, const Hash& hash)
{
    if (!chain.wait_for(hash, chain::milliseconds(60'000)))
        give_up("a transaction was not included");
    const auto place = *chain.find_transaction(hash);
    auto receipt = chain.block(place.block)->receipts[place.index];
    if (!receipt.success) give_up("a transaction failed");
    return receipt;
}

}  // namespace

int main(int count, char** arguments)
{
    std::size_t transfers = 100'000;
    std::size_t senders = 64;
    std::size_t threads = 1;  // that submit
    for (int i = 2; i + 1 < count; i += 2) {
        if (std::strcmp(arguments[i], "--count") == 0)
            transfers = std::strtoull(arguments[i + 1], nullptr, 10);
        if (std::strcmp(arguments[i], "--threads") == 0)
            threads = std::strtoull(arguments[i + 1], nullptr, 10);
        if (std::strcmp(arguments[i], "--senders") == 0)
            senders = std::strtoull(arguments[i + 1], nullptr, 10);
    }
    if (count < 2) give_up("usage: chain TOKEN_HEX_FILE [--count N] [--senders N] [--threads N]");
    std::ifstream file(arguments[1]);
    std::string text;
    file >> text;
    auto bytecode = hex::decode_lenient(text);
    if (!bytecode || bytecode->empty()) give_up("no bytecode in the file");
    // The constructor's argument: the supply, all of it the deployer's.
    append(*bytecode, u256::power_of_two(100).to_be().bytes);

    std::vector<Sender> people(senders);
    chain::Config config;
    config.name = "bench";
    config.chain_id = 77;
    config.mempool_transactions = 10 * transfers + 1000;
    config.mempool_per_sender = 1'000'000;
    config.mempool_bytes = std::size_t{8} << 30U;
    for (std::size_t i = 0; i < senders; ++i) {
        Bytes seed;
        append_be(seed, i + 1, 8);
        people[i].key = fixed<crypto::PrivateKey>(keccak256(seed).bytes);
        people[i].address = crypto::address_of(people[i].key).value();
        config.genesis.emplace_back(people[i].address, u256::power_of_two(100));
    }

    const char* temporary = std::getenv("TMPDIR");
    auto name =
        std::string(temporary != nullptr ? temporary : "/tmp") + "/archipelago-chain-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) give_up("cannot make a temporary folder");
    const std::filesystem::path folder = name;
    auto opened = chain::Chain::open(folder, config);
    if (!opened) give_up(describe(opened.error()));
    const auto chain = std::move(*opened);
    chain->start();

    const auto deployed = chain->submit(make(people[0], std::nullopt, *bytecode, 8'000'000));
    if (!deployed) give_up(describe(deployed.error()));
    const auto token = receipt_of(*chain, *deployed).contract_address;
    Hash last = *deployed;
    for (std::size_t i = 1; i < senders; ++i)
        last = chain
                   ->submit(make(people[0], token,
                                 transfer_call(people[i].address, u256{1'000'000}), 200'000))
                   .value();
    static_cast<void>(receipt_of(*chain, last));

    const auto signing = Clock::now();
    std::vector<Bytes> signed_transfers;
    for (std::size_t i = 0; i < transfers; ++i)
        signed_transfers.push_back(
            make(people[i % senders], token,
                 transfer_call(people[(i + 1 + i / senders) % senders].address, u256{1}), 100'000));
    std::printf("%zu transfers signed in %.1f s\n", transfers, seconds_since(signing));

    const auto before = chain->metrics().transactions;
    const auto first_block = chain->head()->header.number;
    const auto times_before = chain->sequencer_times();
    const auto start = Clock::now();
    const auto submit = [&](std::size_t thread) {
        for (std::size_t i = 0; i < transfers; ++i) {
            if (i % senders % threads != thread) continue;
            const auto hash = chain->submit(std::move(signed_transfers[i]));
            if (!hash) give_up(describe(hash.error()));
        }
    };
    std::vector<std::thread> submitters;
    for (std::size_t thread = 0; thread < threads; ++thread)
        submitters.emplace_back(submit, thread);
    for (auto& thread : submitters)
        thread.join();
    const auto submitted = seconds_since(start);
    while (chain->metrics().transactions < before + transfers)
        std::this_thread::sleep_for(chain::milliseconds(5));
    const auto total = seconds_since(start);
    const auto times = chain->sequencer_times();
    std::uint64_t largest = 0;
    for (auto number = first_block + 1; number <= chain->head()->header.number; ++number)
        for (const auto block = chain->block(number); !block->receipts.empty();) {
            largest = std::max<std::uint64_t>(largest, block->transactions.size());
            if (!block->receipts.back().success) give_up("a transfer failed");
            break;
        }
    const auto each = [&](std::uint64_t after, std::uint64_t earlier) {
        return static_cast<double>(after - earlier) / 1e3 / static_cast<double>(transfers);
    };
    const double busy =
        each(times.choosing + times.executing + times.sealing + times.storing + times.publishing,
             times_before.choosing + times_before.executing + times_before.sealing +
                 times_before.storing + times_before.publishing);
    std::printf(
        "included %.0f/s (%zu in %.2f s; submitting took %.2f s with %zu threads), "
        "%llu blocks, largest %llu\n",
        static_cast<double>(transfers) / total, transfers, total, submitted, threads,
        static_cast<unsigned long long>(chain->head()->header.number - first_block),
        static_cast<unsigned long long>(largest));
    std::printf(
        "sequencer, microseconds a transfer: choosing %.2f, executing %.2f, sealing %.2f, "
        "storing %.2f, publishing %.2f; sum %.2f = %.0f/s on one core\n",
        each(times.choosing, times_before.choosing), each(times.executing, times_before.executing),
        each(times.sealing, times_before.sealing), each(times.storing, times_before.storing),
        each(times.publishing, times_before.publishing), busy, 1e6 / busy);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("disk %.1f MB, peak memory %ld MB, %llu batches sealed\n",
                static_cast<double>(chain->metrics().disk_bytes) / 1e6, usage.ru_maxrss / 1024,
                static_cast<unsigned long long>(chain->last_batch()));
    chain->stop();
    std::filesystem::remove_all(folder);
}
