#pragma once
// Read access to a state: the database on the host, the witness in the guest.

#include <memory>

#include "base/bytes.hpp"

namespace archi::state {

class Reader {
public:
    virtual ~Reader() = default;
    /// The value at `key`; zero if absent (an absent leaf and a zero value mean the same
    /// everywhere).
    virtual Hash value(const Hash& key) = 0;
    /// The code whose BLAKE3 is `code_hash`; null if unknown (a broken database or witness).
    virtual std::shared_ptr<const Bytes> code(const Hash& code_hash) = 0;
};

/// One key whose value changed.
struct Change {
    Hash key{};
    Hash before{};
    Hash after{};

    bool operator==(const Change&) const = default;
};

}  // namespace archi::state
