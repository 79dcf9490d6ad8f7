#pragma once
// The state after the newest block, as the sequencer reads it: hot values come from a bounded
// cache.

#include <cstdlib>
#include <memory>
#include <optional>

#include "chain/ledger.hpp"
#include "state/reader.hpp"

namespace archi::chain {

/// For the sequencer's thread alone.
class LatestState final : public state::Reader {
public:
    explicit LatestState(const Ledger& ledger);

    Hash value(const Hash& key) override;
    std::shared_ptr<const Bytes> code(const Hash& code_hash) override;

    /// What a stored block wrote.
    void apply(std::span<const storage::Write> writes);
    /// Set by the first read that failed: nothing read since may be believed.
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    struct Entry {
        Hash key;  ///< zero: free
        Hash value;
    };
    /// Two ways a set; 8 MB in all, taken from the system only as entries are used.
    static constexpr std::size_t kSets = std::size_t{1} << 16U;
    static constexpr std::size_t kWays = 2;
    struct Free {
        // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): what calloc gave
        void operator()(Entry* entries) const { std::free(entries); }
    };

    [[nodiscard]] Entry* set_of(const Hash& key);
    void keep(const Hash& key, const Hash& value);

    const Ledger& ledger_;
    HashBytes hash_;
    std::unique_ptr<Entry[], Free> entries_;
    std::optional<Error> error_;
};

}  // namespace archi::chain
