#pragma once
// The mempool's journal: transactions whose hash was told to somebody are still there after the
// process ended, however it ended. Written without fsync: a power cut may take the last seconds of
// it.

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "stf/transaction.hpp"

namespace archi::chain {

class Journal {
public:
    static constexpr const char* kFileName = "mempool.journal";
    using TransactionPointer = std::shared_ptr<const stf::SignedTransaction>;

    struct Opened;
    /// Reads what is there; a damaged tail is dropped.
    [[nodiscard]] static Result<Opened> open(const std::filesystem::path& folder);

    /// One write to the system. Any thread. False if it failed; the file is as before then.
    bool append(const stf::SignedTransaction& transaction);
    /// Replaces everything by what `content` gives; it is called while no append can come between.
    [[nodiscard]] Result<void> rewrite(
        const std::function<std::vector<TransactionPointer>()>& content);
    [[nodiscard]] std::uint64_t size() const;

private:
    Journal(std::filesystem::path file, Descriptor descriptor, std::uint64_t size)
        : file_(std::move(file)), descriptor_(std::move(descriptor)), size_(size)
    {
    }
    std::filesystem::path file_;
    mutable std::mutex mutex_;
    Descriptor descriptor_;
    std::uint64_t size_;
};

struct Journal::Opened {
    std::unique_ptr<Journal> journal;
    std::vector<TransactionPointer> transactions;  ///< in order of arrival
};

}  // namespace archi::chain
