#pragma once
// Carries bundles from island to island: imports the source's accumulator, executes what it finds
// there. What it did is in the chains' states; it remembers nothing that a restart would miss.

#include <chrono>
#include <map>

#include "bridge/interop.hpp"
#include "bridge/lookout.hpp"

namespace archi::bridge {

/// For one thread. `store` must outlive it.
class Courier {
public:
    explicit Courier(TransferStore& store) : store_(store) {}

    /// Tells each island what came for it from others of its group (policy instant). Bundles that
    /// pay too little, or failed again and again, stay for anyone to execute, and their transfers
    /// say so. Errors: those of the store.
    [[nodiscard]] Result<void> carry(Chains chains);

private:
    using Clock = std::chrono::steady_clock;
    struct Attempt {
        unsigned count = 0;
        Clock::time_point next;
    };
    struct Crossing {
        std::shared_ptr<chain::Chain> source;
        std::shared_ptr<chain::Chain> destination;
        std::vector<Passage> passages;
    };

    [[nodiscard]] Result<void> cross(const Crossing& crossing);
    [[nodiscard]] Result<bool> may_go(const Crossing& crossing, Passage& passage,
                                      const Bundle& bundle);

    TransferStore& store_;
    std::map<Hash, Attempt> attempts_;  ///< by bundle
};

}  // namespace archi::bridge
