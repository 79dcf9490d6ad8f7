#pragma once
// geth's callTracer: the tree of calls. Private to this library.

#include <vector>

#include "evm/tracer.hpp"
#include "rpc/input.hpp"

namespace archi::rpc {

struct CallTracerOptions {
    bool only_top_call = false;
    bool with_log = false;
};

/// onlyTopCall, withLog.
[[nodiscard]] CallTracerOptions read_call_tracer_options(const Input& config);

class CallTracer : public evm::Tracer {
public:
    explicit CallTracer(const CallTracerOptions& options) : options_(options) {}

    void on_transaction_start(evm::Host& host, std::span<const Address>) override { host_ = &host; }
    void on_transaction_end() override { host_ = nullptr; }
    void on_step(const evm::Step& step) override;
    void on_step_end(std::int64_t gas_cost, evm::Status status) override;
    void on_enter(const evm::Message& message) override;
    void on_exit(const evm::Message& message, const evm::CallResult& result) override;

    /// The outermost call with gas limit and gas used of the whole transaction.
    [[nodiscard]] json::object result(std::uint64_t gas_limit, std::uint64_t gas_used) const;

private:
    struct Frame {
        json::object call;
        std::int64_t gas = 0;
        json::array logs;
        json::array calls;
    };
    void note_log(const evm::Step& step);

    CallTracerOptions options_;
    std::vector<Frame> frames_;
    json::object outermost_;
    evm::Host* host_ = nullptr;  ///< during the transaction
    // Of a LOG or a SELFDESTRUCT that has not ended yet.
    std::optional<json::object> pending_log_;
    std::optional<json::object> pending_destruction_;
    std::size_t next_log_ = 0;
};

}  // namespace archi::rpc
