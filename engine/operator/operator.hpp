#pragma once
// Settles the chains of one world on their L1 (README.md).

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/chain.hpp"
#include "operator/harbour.hpp"
#include "operator/journal.hpp"

namespace archi::settlement {

struct Options {
    std::string url;               ///< of the L1
    std::filesystem::path folder;  ///< keeps harbour.toml and operator.db
    Keys keys;
    /// Deposits what the genesis of a chain gave away when it creates the chain's contract.
    bool backs_geneses = false;
    std::chrono::milliseconds poll{250};             ///< between two looks at the L1
    std::chrono::milliseconds fee_patience{15'000};  ///< until a waiting transaction pays more
};

/// What the operator works with; called on its thread.
struct Hooks {
    /// The world's chains that settle and can be read.
    std::function<std::vector<std::shared_ptr<chain::Chain>>()> chains;
    std::function<void()> on_change;  ///< state() or steps() are other ones
};

/// One thread. Every public method may be called from any thread.
class Operator {
public:
    Operator(Options options, Hooks hooks);
    /// As stop.
    ~Operator();
    Operator(const Operator&) = delete;
    Operator& operator=(const Operator&) = delete;

    /// Idempotent, as stop: what it was doing goes on at the next start, in this process or
    /// another.
    void start();
    void stop();
    /// There is something new to settle.
    void wake();

    /// Degraded while the L1 does not answer, or refuses: with cause and cure; it goes on by
    /// itself.
    [[nodiscard]] chain::State state() const;
    /// What harbour.toml says, and once it runs, what the L1 has. nullopt before the contracts are
    /// deployed.
    [[nodiscard]] std::optional<Harbour> harbour() const;
    /// The transactions that moved a batch, oldest first. Works while stopped, too.
    [[nodiscard]] Result<std::vector<Sent>> steps(const Part& part) const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::settlement
