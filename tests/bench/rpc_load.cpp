// A load driver: signs ERC-20 transfers ahead of time, sends them over JSON-RPC, counts what blocks
// include, and prints throughput and latency.
//
//   rpc_load URL TOKEN_BYTECODE_FILE [--seconds S] [--senders N] [--batch N] [--connections N]
//   [--json]

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "cli/rpc_client.hpp"
#include "crypto/host/account_key.hpp"
#include "evm/evm.hpp"
#include "node/world.hpp"
#include "stf/transaction.hpp"

namespace {

using namespace archi;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kTransferGas = 60'000;
constexpr std::uint64_t kWindow = 20'000;  ///< sent but not yet included, at most
constexpr std::size_t kSignedPerSecond =
    9'000;  ///< more than is sent, so that signing never limits

struct Options {
    std::string url;
    std::string bytecode_file;
    unsigned seconds = 30;
    unsigned senders = 64;
    unsigned batch = 50;
    unsigned connections = 8;
};

[[noreturn]] void die(const std::string& what)
{
    std::fprintf(stderr, "rpc_load: %s\n", what.c_str());
    std::exit(1);
}

template <typename T>
T must(Result<T> result, const char* what)
{
    if (!result) die(std::string(what) + ": " + describe(result.error()));
    return std::move(*result);
}

double seconds_since(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Signer {
    crypto::PrivateKey key;
    Address address;
    std::uint64_t nonce = 0;
};

/// Signer number `index`: its key is a hash, so that a run can be repeated.
Signer signer(unsigned index)
{
    const std::string seed = "archipelago load sender " + std::to_string(index);
    const auto digest =
        keccak256({reinterpret_cast<const std::uint8_t*>(seed.data()), seed.size()});
    const auto key = fixed<crypto::PrivateKey>(digest.bytes);
    return {key, crypto::address_of(key).value(), 0};
}

class Load {
public:
    explicit Load(Options options)
        : options_(std::move(options)), client_(must(cli::RpcClient::create(options_.url), "URL"))
    {
        chain_id_ = must(client_.quantity("eth_chainId", {}), "chain id").low_u64();
        fee_ = must(client_.quantity("eth_gasPrice", {}), "gas price") * u256{1'000};
        for (unsigned i = 0; i < options_.senders; ++i)
            signers_.push_back(signer(i));
    }

    void run()
    {
        latency("native transfer at idle", [this](Signer& from) {
            return make(from, signers_[0].address, u256{1}, {}, 21'000);
        });
        prepare();
        sign();
        throughput();
        receipts();
    }

private:
    Bytes make(Signer& from, std::optional<Address> to, const u256& value, Bytes data,
               std::uint64_t gas)
    {
        stf::Transaction transaction;
        transaction.kind = stf::Kind::kDynamicFee;
        transaction.chain_id = chain_id_;
        transaction.nonce = from.nonce++;
        transaction.max_fee = fee_;
        transaction.gas_limit = gas;
        transaction.to = to;
        transaction.value = value;
        transaction.data = std::move(data);
        const auto signature = crypto::sign(stf::signing_hash(transaction), from.key).value();
        transaction.r = signature.r;
        transaction.s = signature.s;
        transaction.y_parity = signature.y_parity;
        return stf::encode(transaction);
    }

    Signer funded()
    {
        const auto& account = node::test_accounts().front();
        Signer rich{fixed<crypto::PrivateKey>(account.private_key.bytes), account.address, 0};
        rich.nonce = must(client_.quantity("eth_getTransactionCount",
                                           {hex::encode(rich.address), "pending"}),
                          "nonce")
                         .low_u64();
        return rich;
    }

    json::object await(const Hash& hash)
    {
        for (const auto begin = Clock::now(); seconds_since(begin) < 30;) {
            const auto receipt =
                must(client_.call("eth_getTransactionReceipt", {hex::encode(hash)}), "receipt");
            if (receipt.is_object()) return receipt.get_object();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        die("a transaction was not included in 30 s");
    }

    template <typename Make>
    void latency(const char* what, Make make_one)
    {
        auto rich = funded();
        std::vector<double> milliseconds;
        for (int i = 0; i < 20; ++i) {
            const auto raw = make_one(rich);
            const auto begin = Clock::now();
            await(must(client_.send_raw(raw), "send"));
            milliseconds.push_back(seconds_since(begin) * 1e3);
            std::this_thread::sleep_for(std::chrono::milliseconds(37 * (i % 11)));
        }
        std::ranges::sort(milliseconds);
        std::printf("%s: send to receipt median %.0f ms, max %.0f ms (20 samples)\n", what,
                    milliseconds[10], milliseconds.back());
    }

    /// Deploys the token, gives every sender ether and tokens.
    void prepare()
    {
        std::ifstream in(options_.bytecode_file);
        std::string text;
        in >> text;
        auto code = hex::decode_lenient(text);
        if (!code) die("no bytecode in " + options_.bytecode_file);
        const auto supply = u256{UINT64_MAX} * u256{UINT64_MAX};
        append(*code, supply.to_be());
        auto rich = funded();
        const auto deployed =
            await(must(client_.send_raw(make(rich, {}, {}, *code, 3'000'000)), "deploy"));
        token_ =
            hex::decode_fixed<Address>(std::string_view(deployed.at("contractAddress").as_string()))
                .value();
        Hash last;
        for (const auto& one : signers_) {
            last =
                must(client_.send_raw(make(rich, one.address,
                                           u256{20} * u256{1'000'000'000'000'000'000}, {}, 21'000)),
                     "fund");
            last =
                must(client_.send_raw(make(rich, token_, {},
                                           transfer_data(one.address, u256{UINT64_MAX}), 100'000)),
                     "fund");
        }
        await(last);
        for (auto& one : signers_) {
            one.nonce = must(client_.quantity("eth_getTransactionCount",
                                              {hex::encode(one.address), "latest"}),
                             "nonce")
                            .low_u64();
        }
    }

    static Bytes transfer_data(const Address& to, const u256& amount)
    {
        Bytes data{0xa9, 0x05, 0x9c, 0xbb};  // transfer(address,uint256)
        data.resize(4 + 12);
        append(data, to);
        append(data, amount.to_be());
        return data;
    }

    /// Request bodies, ready to send: each a JSON-RPC batch of one sender's next transfers.
    void sign()
    {
        const auto begin = Clock::now();
        const std::size_t total = std::size_t{options_.seconds} * kSignedPerSecond;
        const std::size_t per_sender = total / (std::size_t{options_.senders} * options_.batch);
        bodies_.resize(per_sender * options_.senders);
        const auto work = [&](unsigned half) {
            for (std::size_t i = half; i < options_.senders; i += 2)
                for (std::size_t round = 0; round < per_sender; ++round)
                    bodies_[round * options_.senders + i] = body(static_cast<unsigned>(i));
        };
        std::thread other(work, 1);
        work(0);
        other.join();
        std::printf("signed %zu transfers in %.1f s\n", bodies_.size() * options_.batch,
                    seconds_since(begin));
    }

    std::string body(unsigned index)
    {
        auto& from = signers_[index];
        std::string text = "[";
        for (unsigned i = 0; i < options_.batch; ++i) {
            const auto& to = signers_[(index + i + 1) % signers_.size()].address;
            const auto raw = make(from, token_, {}, transfer_data(to, u256{1}), kTransferGas);
            text += text.size() == 1 ? "" : ",";
            text += R"({"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":[")";
            text += hex::encode(raw);
            text += "\"]}";
        }
        return text + "]";
    }

    /// Sends on `connections` connections until the time is over; each sender's batches keep their
    /// order because one connection serves it.
    void throughput()
    {
        const auto first = must(client_.quantity("eth_blockNumber", {}), "head").low_u64();
        std::atomic<bool> over = false;
        std::atomic<std::uint64_t> sent = 0;
        std::atomic<std::uint64_t> included = 0;
        std::atomic<std::uint64_t> refused = 0;
        std::vector<std::thread> threads;
        const auto begin = Clock::now();
        for (unsigned connection = 0; connection < options_.connections; ++connection) {
            threads.emplace_back([&, connection] {
                auto client = must(net::Client::create(options_.url), "connect");
                for (std::size_t i = 0; i < bodies_.size() && !over; ++i) {
                    if ((i % options_.senders) % options_.connections != connection) continue;
                    while (!over && sent - included > kWindow)
                        std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    const auto answer = must(client.post(bodies_[i]), "post");
                    sent += options_.batch;
                    for (std::size_t at = answer.body.find("\"error\""); at != std::string::npos;
                         at = answer.body.find("\"error\"", at + 1)) {
                        if (refused++ == 0)
                            std::fprintf(stderr, "refused: %.300s\n", answer.body.c_str() + at);
                    }
                }
            });
        }
        std::uint64_t block = first;
        std::uint64_t largest = 0;
        const auto count = [&] {
            const auto head = must(client_.quantity("eth_blockNumber", {}), "head").low_u64();
            while (block < head) {
                const auto transactions =
                    must(client_.quantity("eth_getBlockTransactionCountByNumber",
                                          {hex::encode_quantity(u256{++block})}),
                         "count");
                included += transactions.low_u64();
                if (transactions.low_u64() > largest) {
                    largest = transactions.low_u64();
                    largest_block_ = block;
                }
            }
        };
        while (seconds_since(begin) < options_.seconds &&
               included < bodies_.size() * options_.batch) {
            count();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        const auto counted = included.load();
        const auto time = seconds_since(begin);
        over = true;
        for (auto& thread : threads)
            thread.join();
        std::printf(
            "ERC-20 transfers: %.0f included/s (%llu in %.1f s, %llu blocks, largest %llu, %llu "
            "refused)\n",
            static_cast<double>(counted) / time, static_cast<unsigned long long>(counted), time,
            static_cast<unsigned long long>(block - first),
            static_cast<unsigned long long>(largest),
            static_cast<unsigned long long>(refused.load()));
        // What was sent in the last moment goes into blocks before the next measurement.
        for (const auto wait = Clock::now(); included < sent - refused && seconds_since(wait) < 30;)
            count();
    }

    /// One receipt after the other of the largest block.
    void receipts()
    {
        const auto block = must(client_.call("eth_getBlockByNumber",
                                             {hex::encode_quantity(u256{largest_block_}), false}),
                                "block");
        const auto& hashes = block.at("transactions").as_array();
        const auto begin = Clock::now();
        for (const auto& hash : hashes)
            must(client_.call("eth_getTransactionReceipt", {hash}), "receipt");
        std::printf("receipts of a block of %zu transactions, one by one: %.0f µs each\n",
                    hashes.size(), seconds_since(begin) * 1e6 / static_cast<double>(hashes.size()));
    }

    Options options_;
    cli::RpcClient client_;
    std::uint64_t chain_id_ = 0;
    u256 fee_;
    std::vector<Signer> signers_;
    Address token_;
    std::vector<std::string> bodies_;
    std::uint64_t largest_block_ = 0;
};

Options parse(int argc, char** argv)
{
    Options options;
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto number = [&]() -> unsigned {
            if (i + 1 >= argc) die(word + " needs a number");
            return static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
        };
        if (word == "--seconds")
            options.seconds = number();
        else if (word == "--senders")
            options.senders = number();
        else if (word == "--batch")
            options.batch = number();
        else if (word == "--connections")
            options.connections = number();
        else
            words.push_back(word);
    }
    if (words.size() != 2 || options.senders < 2 || options.batch == 0 || options.connections == 0)
        die("usage: rpc_load URL TOKEN_BYTECODE_FILE [--seconds S] [--senders N] [--batch N] "
            "[--connections N]");
    options.url = words[0];
    options.bytecode_file = words[1];
    return options;
}

}  // namespace

int main(int argc, char** argv)
{
    Load(parse(argc, argv)).run();
}
