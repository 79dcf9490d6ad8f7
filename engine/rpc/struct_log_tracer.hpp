#pragma once
// geth's default tracer: every instruction with stack, memory and storage. Private to this library.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "evm/tracer.hpp"
#include "rpc/input.hpp"

namespace archi::rpc {

struct StructLogOptions {
    bool with_stack = true;
    bool with_memory = false;
    bool with_storage = true;
    bool with_return_data = false;
    std::uint64_t limit = 0;  ///< steps; 0: no bound but max_bytes
    std::size_t max_bytes = 0;
};

/// disableStack, disableStorage, enableMemory, enableReturnData, limit.
[[nodiscard]] StructLogOptions read_struct_log_options(const Input& config, std::size_t max_bytes);

/// A step that is not written yet: its cost, or the value its SLOAD read, is still to come.
struct OpenStep {
    json::object log;
    Address recipient;
    std::optional<u256> loading;  ///< slot of an SLOAD
    bool has_cost = false;
};

class StructLogTracer : public evm::Tracer {
public:
    explicit StructLogTracer(const StructLogOptions& options) : options_(options) {}

    void on_step(const evm::Step& step) override;
    void on_step_end(std::int64_t gas_cost, evm::Status status) override;
    void on_enter(const evm::Message& message) override;
    void on_exit(const evm::Message& message, const evm::CallResult& result) override;

    /// {gas, failed, returnValue, structLogs}. Error: the trace passed max_bytes.
    [[nodiscard]] Answer result(std::uint64_t gas_used, bool success) const;

private:
    void write_open();
    void add_storage(OpenStep& open, const u256& slot, const u256& value);

    StructLogOptions options_;
    std::string text_;
    std::uint64_t steps_ = 0;
    bool too_large_ = false;
    std::optional<OpenStep> open_;
    std::map<Address, std::map<u256, u256>> storage_;  ///< what was read and written so far
    evm::CallResult outermost_;
    int depth_ = 0;
};

}  // namespace archi::rpc
