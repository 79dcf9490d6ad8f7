#include "rpc/reverts.hpp"

#include "base/abi.hpp"

namespace archi::rpc {

CallError execution_error(const evm::CallResult& result)
{
    if (result.status != evm::Status::kRevert) return server_error(evm::to_string(result.status));
    const auto reason = abi::revert_reason(result.output);
    return {kExecutionReverted, "execution reverted" + (reason ? ": " + *reason : std::string{}),
            hex_data(result.output).text};
}

}  // namespace archi::rpc
