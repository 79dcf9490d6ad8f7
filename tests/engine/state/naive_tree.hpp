#pragma once
// The tree as its page defines it, rebuilt from nothing at each question: slow and without sharing
// any code with the library but the hash of bytes.

#include <map>
#include <vector>

#include "base/bytes.hpp"
#include "cases/case.hpp"
#include "state/tree.hpp"

namespace archi::state::test {

class NaiveTree {
public:
    /// Sets the values of a batch; new keys are appended in ascending order.
    void apply(const std::map<Hash, Hash>& values);
    [[nodiscard]] Hash value(const Hash& key) const;
    [[nodiscard]] TreeHead head() const;

private:
    std::vector<Hash> order_;  ///< keys after the sentinel
    std::map<Hash, Hash> values_;
};

[[nodiscard]] Hash random_hash(cases::Context& context);
/// A key whose bytes are zero but for the first and last.
[[nodiscard]] Hash key_of(std::uint8_t first, std::uint8_t last = 0);
/// A random key among about `range`, so that batches meet again.
[[nodiscard]] Hash random_key(cases::Context& context, unsigned range);

/// Net changes of random writes over `tree`: new keys, changed ones, zeroed ones.
[[nodiscard]] std::vector<Change> random_changes(cases::Context& context, const NaiveTree& tree,
                                                 unsigned count, unsigned range);
[[nodiscard]] std::map<Hash, Hash> values_of(const std::vector<Change>& changes);

}  // namespace archi::state::test
