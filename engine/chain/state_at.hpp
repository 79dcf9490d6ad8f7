#pragma once
// The state after one stored block.

#include <functional>
#include <optional>

#include "chain/ledger.hpp"
#include "state/reader.hpp"

namespace archi::chain {

/// Not for sharing between threads. `ledger` must outlive it.
class StateAt final : public state::Reader {
public:
    /// `on_error` is told of the first read that fails.
    StateAt(const Ledger& ledger, std::uint64_t block,
            std::function<void(const Error&)> on_error = {})
        : ledger_(ledger), block_(block), on_error_(std::move(on_error))
    {
    }

    Hash value(const Hash& key) override
    {
        const auto value = ledger_.value(key, block_);
        if (!value) fail(value.error());
        return value.value_or(Hash{});
    }

    std::shared_ptr<const Bytes> code(const Hash& code_hash) override
    {
        auto code = ledger_.code(code_hash);
        if (!code) fail(code.error());
        return code.value_or(nullptr);
    }

    /// After a failed read, values were zero and mean nothing.
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    void fail(const Error& error)
    {
        if (error_) return;
        error_ = error;
        if (on_error_) on_error_(error);
    }

    const Ledger& ledger_;
    std::uint64_t block_;
    std::function<void(const Error&)> on_error_;
    std::optional<Error> error_;
};

}  // namespace archi::chain
