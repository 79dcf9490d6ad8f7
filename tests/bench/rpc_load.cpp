// A load driver for any chain of an archipelago whose test accounts have ether.
//
//   rpc_load latency URL                     send to receipt at idle
//   rpc_load erc20 URL TOKEN_BYTECODE_FILE   throughput, transfers signed ahead
//   rpc_load receipts URL TOKEN_BYTECODE_FILE  a burst into blocks of growing size, then all their
//   receipts rpc_load null                            what this driver reaches against a server
//   that
//                                            answers at once
// Options: --seconds S --senders N --batch N --connections N --signed N --pid PID

#include <map>
#include <thread>

#include "load/check.hpp"
#include "load/null_server.hpp"
#include "load/receipts.hpp"
#include "load/stream.hpp"

namespace {

using namespace archi;
using namespace archi::load;

/// Sent but not yet included, at most: several blocks' worth, well below what a pool takes.
constexpr std::uint64_t kWindow = 20'000;
/// Sent at once to get blocks of many sizes, the largest with as many transactions as a block
/// takes.
constexpr std::uint64_t kBurst = 60'000;
/// Sent to the server that answers at once.
constexpr std::size_t kCeilingTransfers = 200'000;
/// Blocks below this size say little about cost per receipt.
constexpr std::uint64_t kLargeBlock = 1'000;

struct Options {
    std::vector<std::string> words;
    std::map<std::string, unsigned> numbers{{"--seconds", 30},     {"--senders", 64},
                                            {"--batch", 50},       {"--connections", 8},
                                            {"--signed", 900'000}, {"--pid", 0}};

    [[nodiscard]] unsigned operator[](const char* name) const { return numbers.at(name); }
    [[nodiscard]] const std::string& word(std::size_t index) const
    {
        if (index >= words.size()) give_up("not enough arguments: see the head of rpc_load.cpp");
        return words[index];
    }
};

StreamOptions stream_options(const Options& options, const std::string& url)
{
    return {.url = url,
            .batch = options["--batch"],
            .connections = options["--connections"],
            .seconds = static_cast<double>(options["--seconds"]),
            .window = kWindow,
            .process_id = options["--pid"] == 0 ? "" : std::to_string(options["--pid"])};
}

void latency(const Options& options)
{
    Senders senders(options.word(1), 1);
    auto rich = senders.rich();
    std::vector<double> milliseconds;
    for (int i = 0; i < 31; ++i) {
        // Any phase of the block clock.
        std::this_thread::sleep_for(std::chrono::milliseconds(37 * (i % 11)));
        const auto raw = senders.native_transfer(rich, rich.address, u256{1});
        const auto begin = Clock::now();
        senders.deliver(raw);
        milliseconds.push_back(since(begin) * 1e3);
    }
    std::printf("send to receipt at idle: median %.0f ms, max %.0f ms, 31 samples (limit 300)\n",
                median(milliseconds), std::ranges::max(milliseconds));
}

void erc20(const Options& options)
{
    Senders senders(options.word(1), options["--senders"]);
    senders.prepare(options.word(2));
    auto bodies = sign(senders, options["--signed"], options["--batch"], false);
    std::printf("%u senders, batches of %u, %u connections, at most %llu sent ahead of blocks\n",
                options["--senders"], options["--batch"], options["--connections"],
                static_cast<unsigned long long>(kWindow));
    const auto done = stream(senders, std::move(bodies), stream_options(options, options.word(1)));
    std::printf(
        "ERC-20 transfers: %.0f included/s over %.1f s (%llu in %zu blocks, largest %llu, "
        "%llu refused; limit 2000)\n",
        static_cast<double>(done.transactions) / done.seconds, done.seconds,
        static_cast<unsigned long long>(done.transactions), done.blocks.size(),
        static_cast<unsigned long long>(done.largest),
        static_cast<unsigned long long>(done.refused));
    if (done.ran_out) std::printf("the signed transfers ran out: sign more (--signed)\n");
}

void receipts(const Options& options)
{
    Senders senders(options.word(1), options["--senders"]);
    senders.prepare(options.word(2));
    auto how = stream_options(options, options.word(1));
    how.window = kBurst;
    const auto done = stream(senders, sign(senders, kBurst, options["--batch"], true), how);
    std::map<std::uint64_t, std::uint64_t> by_size;
    for (const auto block : done.blocks)
        by_size[senders.transactions_in(block)] = block;
    for (const auto& [size, block] : by_size)
        if (size >= kLargeBlock) read_receipts(senders, block);
}

/// The same client and the same requests against a server in another process.
void ceiling(const Options& options)
{
    const NullServer server(options["--batch"]);
    auto senders = Senders::without_chain(options["--senders"]);
    auto bodies = sign(senders, kCeilingTransfers, options["--batch"], false);
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (unsigned connection = 0; connection < options["--connections"]; ++connection) {
        threads.emplace_back([&, connection] {
            auto client = must(net::Client::create(server.url()), "connect");
            for (std::size_t i = connection; i < bodies.size(); i += options["--connections"])
                must(client.post(std::move(bodies[i])), "post");
        });
    }
    for (auto& thread : threads)
        thread.join();
    const auto sent = static_cast<double>(bodies.size() * options["--batch"]);
    std::printf("driver's ceiling against a server that answers at once: %.0f transactions/s\n",
                sent / since(begin));
}

}  // namespace

int main(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto number = options.numbers.find(word);
        if (number == options.numbers.end()) {
            options.words.push_back(word);
            continue;
        }
        if (i + 1 == argc) give_up(word + " needs a number");
        number->second = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    }
    if (options["--senders"] == 0 || options["--batch"] == 0 || options["--connections"] == 0)
        give_up("senders, batch and connections are at least 1");
    const std::map<std::string, void (*)(const Options&)> modes{
        {"latency", latency}, {"erc20", erc20}, {"receipts", receipts}, {"null", ceiling}};
    const auto mode = modes.find(options.word(0));
    if (mode == modes.end()) give_up("unknown mode " + options.word(0));
    mode->second(options);
}
