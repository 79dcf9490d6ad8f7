#pragma once
// All messages of a chain as the Merkle tree of RFC 9162 (l1/FORMATS.md), with every perfect
// subtree at hand: proofs of inclusion, and that one accumulator is a prefix of another.

#include <mutex>
#include <vector>

#include "base/bytes.hpp"

namespace archi::chain {

/// Any thread. 64 bytes a message. Each `count` below is at most size().
class MessageTree {
public:
    void append(const Hash& leaf);
    /// Forgets the leaves from `count` on.
    void truncate(std::uint64_t count);

    [[nodiscard]] std::uint64_t size() const;
    /// The root over the first `count` leaves; zero for none.
    [[nodiscard]] Hash root(std::uint64_t count) const;
    /// RFC 9162, section 2.1.3.1: from leaf `index` to the root over `count`. Requires index <
    /// count.
    [[nodiscard]] std::vector<Hash> inclusion(std::uint64_t index, std::uint64_t count) const;
    /// RFC 9162, section 2.1.4.1: the tree over `older` leaves is a prefix of that over `newer`.
    /// Empty for older = 0. Requires older <= newer.
    [[nodiscard]] std::vector<Hash> consistency(std::uint64_t older, std::uint64_t newer) const;

private:
    /// Over the leaves [begin, end).
    [[nodiscard]] Hash subtree(std::uint64_t begin, std::uint64_t end) const;

    mutable std::mutex mutex_;
    std::vector<std::vector<Hash>> levels_ = {{}};  ///< by height, then by place
};

}  // namespace archi::chain
