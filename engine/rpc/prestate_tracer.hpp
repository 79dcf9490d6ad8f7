#pragma once
// geth's prestateTracer: what a transaction needs to know before it runs, or what it changes.
// Private to this library.

#include <map>
#include <memory>

#include "evm/tracer.hpp"
#include "rpc/input.hpp"

namespace archi::rpc {

struct PrestateOptions {
    bool with_difference = false;
    bool with_code = true;
    bool with_storage = true;
    std::size_t max_bytes = 0;
};

/// diffMode, disableCode, disableStorage.
[[nodiscard]] PrestateOptions read_prestate_options(const Input& config, std::size_t max_bytes);

/// Looks each account and slot up when it is first touched, which is before it can change.
class PrestateTracer : public evm::Tracer {
public:
    explicit PrestateTracer(const PrestateOptions& options) : options_(options) {}

    void on_transaction_start(evm::Host& host, std::span<const Address> involved) override;
    void on_transaction_end() override;
    void on_step(const evm::Step& step) override;
    void on_step_end(std::int64_t gas_cost, evm::Status status) override;
    void on_enter(const evm::Message& message) override;
    void on_exit(const evm::Message& message, const evm::CallResult& result) override;

    /// Accounts by address; with diffMode {pre, post}, reduced to what changed.
    /// Error: the trace passed max_bytes.
    [[nodiscard]] Answer result() const;

private:
    struct Account {
        u256 balance;
        std::uint64_t nonce = 0;
        std::shared_ptr<const evm::Code> code;  ///< null without code
        std::map<Hash, Hash> storage;           ///< of the slots that were touched

        [[nodiscard]] bool is_empty() const { return nonce == 0 && balance.is_zero() && !code; }
    };
    [[nodiscard]] Account read(const Address& address) const;
    void touch(const Address& address);
    void touch_with_delegate(const Address& address);
    void touch_slot(const Address& address, const u256& slot);
    /// As JSON, without the slots that are zero.
    [[nodiscard]] json::object whole(const Account& account) const;
    /// The fields of `after` that differ; the same slots must be in both.
    [[nodiscard]] json::object changed(const Account& before, const Account& after) const;

    PrestateOptions options_;
    evm::Host* host_ = nullptr;  ///< during the transaction
    std::map<Address, Account> before_;
    std::map<Address, Account> after_;  ///< with diffMode; the same accounts and slots
    struct Touched {
        Address address;
        std::optional<Hash> slot;  ///< none: the account
    };
    std::vector<Touched> touched_by_step_;  ///< for the first time, by the step that is under way
    std::size_t bytes_ = 0;                 ///< about what the accounts will take
};

}  // namespace archi::rpc
