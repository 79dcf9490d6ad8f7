#pragma once
// Which transaction is being executed, noted where a crash of the process does not erase it, so
// that one that crashes the sequencer is put aside instead of crashing it for ever.

#include <filesystem>
#include <optional>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace archi::chain {

/// A file of one page in shared memory: a note costs a copy of 32 bytes. After a power cut it may
/// say nothing, which is right: that was no transaction's fault.
class ExecutionMark {
public:
    static constexpr const char* kFileName = "executing";
    /// A transaction is put aside when the process has ended in it this often: once may be a
    /// coincidence (somebody killed the process just then).
    static constexpr std::uint32_t kStrikes = 2;

    [[nodiscard]] static Result<ExecutionMark> open(const std::filesystem::path& folder);
    ExecutionMark(const ExecutionMark&) = delete;
    ExecutionMark& operator=(const ExecutionMark&) = delete;
    ExecutionMark(ExecutionMark&& other) noexcept;
    ExecutionMark& operator=(ExecutionMark&&) = delete;
    ~ExecutionMark();

    /// The transaction in which the process has ended kStrikes times, if there is one.
    [[nodiscard]] const std::optional<Hash>& culprit() const { return culprit_; }

    void begin(const Hash& transaction) { content_->current = transaction; }
    void clear() { content_->current = Hash{}; }

private:
    struct Content {
        Hash current;
        Hash suspect;
        std::uint32_t strikes = 0;
    };
    explicit ExecutionMark(Content* content);

    Content* content_;
    std::optional<Hash> culprit_;
};

}  // namespace archi::chain
