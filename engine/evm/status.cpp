#include "evm/host.hpp"

namespace archi::evm {

const char* to_string(Status status)
{
    switch (status) {
        case Status::kSuccess:
            return "success";
        case Status::kRevert:
            return "execution reverted";
        case Status::kOutOfGas:
            return "out of gas";
        case Status::kInvalidInstruction:
            return "invalid opcode: INVALID";
        case Status::kUndefinedInstruction:
            return "invalid opcode";
        case Status::kStackOverflow:
            return "stack overflow";
        case Status::kStackUnderflow:
            return "stack underflow";
        case Status::kBadJumpDestination:
            return "invalid jump destination";
        case Status::kInvalidMemoryAccess:
            return "memory access out of bounds";
        case Status::kReturnDataOutOfBounds:
            return "return data out of bounds";
        case Status::kStaticModeViolation:
            return "write protection";
        case Status::kCallDepthExceeded:
            return "max call depth exceeded";
        case Status::kInsufficientBalance:
            return "insufficient balance for transfer";
        case Status::kNonceOverflow:
            return "nonce overflow";
        case Status::kAddressCollision:
            return "contract address collision";
        case Status::kInitCodeTooLarge:
            return "max initcode size exceeded";
        case Status::kCodeTooLarge:
            return "max code size exceeded";
        case Status::kCodeStartsWithEF:
            return "invalid code: must not begin with 0xef";
        case Status::kPrecompileFailure:
            return "precompile failed";
        case Status::kCycleLimit:
            return "proving cycle limit exceeded";
    }
    return "unknown status";
}

}  // namespace archi::evm
