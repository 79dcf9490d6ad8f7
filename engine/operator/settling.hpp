#pragma once
// One round of settling: looks at the L1 and at the chains, and takes what steps there are.

#include <map>
#include <memory>
#include <set>

#include "operator/calls.hpp"
#include "operator/epochs.hpp"
#include "operator/finality.hpp"
#include "operator/follower.hpp"
#include "operator/operator.hpp"
#include "operator/queue_feed.hpp"
#include "operator/sender.hpp"

namespace archi::settlement {

/// What stands in the way of one chain, in words.
using Faults = std::map<std::uint64_t, std::string>;  // by chain id

/// For the operator's thread.
class Settling {
public:
    /// All must outlive it.
    Settling(l1::Client& client, Journal& journal, const Harbour& harbour, const Options& options,
             std::stop_token stop);

    /// Creates the contracts of chains that have none, follows what was sent, and sends what is
    /// due. Nothing it knows is needed by the next process: the contracts' counters tell how far
    /// each chain is. `progress` hears of long work.
    /// Errors: kNotFound if a reorganization took the contracts; those of the client and of the
    /// databases: the next round goes on.
    [[nodiscard]] Result<void> round(std::span<const std::shared_ptr<chain::Chain>> chains,
                                     const Progress& progress);

    /// Of the last round: chains that the L1 refuses. The others settle without them.
    [[nodiscard]] const Faults& faults() const { return faults_; }

private:
    struct Island {
        std::shared_ptr<chain::Chain> chain;
        std::uint64_t id = 0;
        Address contract;
        Standing standing;
        std::uint64_t executed_finally = 0;  ///< what no reorganization undoes
    };

    [[nodiscard]] Result<void> look_for_reorganization(const l1::Block& head);
    [[nodiscard]] Result<void> find_contracts(std::span<const std::shared_ptr<chain::Chain>> chains,
                                              const Progress& progress);
    [[nodiscard]] Result<std::vector<Island>> read_islands(
        std::span<const std::shared_ptr<chain::Chain>> chains, const l1::Block& head,
        std::uint64_t final_block);
    /// Gives the chains what is in their queues on the L1.
    [[nodiscard]] Result<void> feed(std::span<const Island> islands, std::uint64_t last);
    /// False: the chain cannot settle now.
    [[nodiscard]] Result<bool> agrees(Island& island);
    [[nodiscard]] Result<void> take_back(const Island& island);
    [[nodiscard]] Result<void> take_step(Step step, std::span<const Island> islands);
    [[nodiscard]] Result<Line> line_of(Step step, const Island& island) const;
    [[nodiscard]] Result<Share> share_of(Step step, const Island& island, std::size_t count) const;
    [[nodiscard]] Result<Batch> load(const Island& island, std::uint64_t number,
                                     bool with_data) const;
    /// Shows, for every import of these batches, that its source has executed it when this call is
    /// over.
    [[nodiscard]] Result<void> add_prefixes(std::span<Share> shares) const;
    [[nodiscard]] Result<Prefix> prefix_of(const stf::Import& import,
                                           std::span<const Share> shares) const;
    [[nodiscard]] Result<void> send(Step step, std::vector<Share> shares,
                                    std::vector<const Island*> whose);
    /// True if the refused batches were dropped: a queue entry that came to be known too late goes
    /// into those that are sealed in their place.
    [[nodiscard]] Result<bool> seal_anew(const Island& island, const Share& share,
                                         const std::string& words) const;
    [[nodiscard]] Sender& sender_of(Step step);

    l1::Client& client_;
    Journal& journal_;
    const Harbour& harbour_;
    const Options& options_;
    const std::stop_token stop_;
    Follower follower_;
    Finality finality_;
    QueueFeed feed_;
    std::set<std::uint64_t> unsure_;  ///< chains whose queue is to be read anew
    Sender committer_;
    Sender prover_;
    Sender executor_;
    std::map<std::uint64_t, Address> contracts_;  ///< by chain id
    std::vector<Island> islands_;                 ///< of this round
    Faults faults_;
    /// The L1's head when there was nothing to do: the same head needs no second look.
    std::optional<Hash> quiet_;
    /// Refused in the round before: a call that only came too late is not refused twice.
    std::set<std::uint64_t> doubtful_;
};

}  // namespace archi::settlement
