#include "load/stream.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "load/check.hpp"

namespace archi::load {

namespace {

constexpr double kReportEvery = 5;  // seconds

/// Resident memory of a process in MB, 0 if it cannot be read.
std::uint64_t resident(const std::string& process_id)
{
    std::ifstream status("/proc/" + process_id + "/status");
    for (std::string word; status >> word;) {
        std::uint64_t kilobytes = 0;
        if (word == "VmRSS:" && status >> kilobytes) return kilobytes / 1024;
    }
    return 0;
}

/// Follows the chain's head and adds up what its blocks include.
class Counter {
public:
    Counter(Senders& senders, std::atomic<std::uint64_t>& total)
        : senders_(senders), total_(total), block_(senders.head())
    {
    }

    void look(Included& included)
    {
        for (const auto head = senders_.head(); block_ < head;) {
            const auto count = senders_.transactions_in(++block_);
            if (count == 0) continue;
            included.blocks.push_back(block_);
            included.largest = std::max(included.largest, count);
            total_ += count;
        }
    }

private:
    Senders& senders_;
    std::atomic<std::uint64_t>& total_;
    std::uint64_t block_;
};

}  // namespace

std::vector<std::string> sign(Senders& senders, std::size_t transactions, unsigned batch,
                              bool native)
{
    const auto begin = Clock::now();
    const std::size_t rounds = transactions / (senders.size() * batch);
    std::vector<std::string> bodies(rounds * senders.size());
    const auto work = [&](std::size_t half) {
        for (std::size_t i = half; i < senders.size(); i += 2)
            for (std::size_t round = 0; round < rounds; ++round)
                bodies[round * senders.size() + i] = senders.body(i, batch, native);
    };
    std::thread other(work, 1);
    work(0);
    other.join();
    std::size_t bytes = 0;
    for (const auto& body : bodies)
        bytes += body.size();
    std::printf("signed %zu %s transfers ahead in %.1f s (%zu MB of requests)\n",
                bodies.size() * batch, native ? "native" : "ERC-20", since(begin), bytes >> 20U);
    return bodies;
}

Included stream(Senders& senders, std::vector<std::string> bodies, const StreamOptions& options)
{
    std::atomic<bool> over = false;
    std::atomic<std::uint64_t> sent = 0;
    std::atomic<std::uint64_t> total = 0;
    std::atomic<std::uint64_t> refused = 0;
    const auto everything = bodies.size() * options.batch;
    Counter counter(senders, total);
    Included included;
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (unsigned connection = 0; connection < options.connections; ++connection) {
        threads.emplace_back([&, connection] {
            auto client = must(net::Client::create(options.url), "connect");
            for (std::size_t i = 0; i < bodies.size() && !over; ++i) {
                if ((i % senders.size()) % options.connections != connection) continue;
                while (!over && sent - total > options.window)
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                const auto answer = must(client.post(std::move(bodies[i])), "post");
                sent += options.batch;
                for (std::size_t at = answer.body.find("\"error\""); at != std::string::npos;
                     at = answer.body.find("\"error\"", at + 1)) {
                    if (refused++ == 0)
                        std::fprintf(stderr, "refused: %.300s\n", answer.body.c_str() + at);
                }
            }
        });
    }
    double reported = 0;
    std::uint64_t reported_total = 0;
    for (;;) {
        const auto time = since(begin);
        counter.look(included);
        if (time - reported >= kReportEvery) {
            std::printf("  after %4.1f s: %6.0f included/s", time,
                        static_cast<double>(total - reported_total) / (time - reported));
            if (!options.process_id.empty())
                std::printf(", node %llu MB resident",
                            static_cast<unsigned long long>(resident(options.process_id)));
            std::printf("\n");
            std::fflush(stdout);
            reported = time;
            reported_total = total;
        }
        if (time >= options.seconds || total + refused >= everything) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    included.transactions = total;
    included.seconds = since(begin);
    included.ran_out = included.seconds < options.seconds;
    over = true;
    for (auto& thread : threads)
        thread.join();
    included.refused = refused;
    // What was sent in the last moment goes into blocks before the next measurement.
    for (const auto wait = Clock::now(); total + refused < sent;) {
        if (since(wait) > 60) give_up("what was sent did not get into blocks in 60 s");
        counter.look(included);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return included;
}

}  // namespace archi::load
