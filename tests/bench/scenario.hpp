#pragma once
// What contracts.mjs prints, executed in a world of plain maps; on the host and on rv32im.

#include <string_view>

#include "evm/map_host.hpp"

namespace archi::bench {

/// One case: a prepared world and the transaction that is measured in it.
class Scenario {
public:
    /// Takes the lines of one case, without its `case` line, and prepares the world. False: a line
    /// is no step, or a transaction that prepares fails.
    [[nodiscard]] bool prepare(std::string_view lines);

    /// Executes the measured transaction with a warm cache of code, and undoes it.
    evm::CallResult run();

    [[nodiscard]] std::int64_t gas_used(const evm::CallResult& result) const
    {
        return measured_.gas - result.gas_left;
    }

private:
    [[nodiscard]] bool step(std::string_view line);
    evm::CallResult execute(const evm::Message& message);

    evm::MapHost host_;
    evm::Workspace workspace_;
    evm::Message measured_;
    Bytes data_;  ///< of measured_
};

}  // namespace archi::bench
