#pragma once
// A state kept in memory, for replays and small tools.

#include <map>
#include <memory>
#include <span>

#include "state/reader.hpp"

namespace archi::state {

/// Values by key and code by its BLAKE3; starts empty.
class MemoryState final : public Reader {
public:
    Hash value(const Hash& key) override;
    std::shared_ptr<const Bytes> code(const Hash& code_hash) override;
    void apply(std::span<const Change> changes, std::span<const Bytes> new_code);

private:
    std::map<Hash, Hash> values_;
    std::map<Hash, std::shared_ptr<const Bytes>> codes_;
};

}  // namespace archi::state
