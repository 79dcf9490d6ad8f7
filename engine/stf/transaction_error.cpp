#include "stf/transaction.hpp"

namespace archi::stf {

const char* to_string(TransactionError error)
{
    switch (error) {
        case TransactionError::kMalformed:
            return "transaction could not be decoded";
        case TransactionError::kUnsupportedKind:
            return "transaction type not supported";
        case TransactionError::kWrongChainId:
            return "invalid chain id for signer";
        case TransactionError::kInvalidSignature:
            return "invalid transaction v, r, s values";
        case TransactionError::kNonceTooLow:
            return "nonce too low";
        case TransactionError::kNonceTooHigh:
            return "nonce too high";
        case TransactionError::kNonceMax:
            return "nonce has max value";
        case TransactionError::kIntrinsicGas:
            return "intrinsic gas too low";
        case TransactionError::kGasLimitTooHigh:
            return "exceeds block gas limit";
        case TransactionError::kFeeBelowBase:
            return "max fee per gas less than block base fee";
        case TransactionError::kPriorityAboveMax:
            return "max priority fee per gas higher than max fee per gas";
        case TransactionError::kInsufficientFunds:
            return "insufficient funds for gas * price + value";
        case TransactionError::kSenderHasCode:
            return "sender not an eoa";
        case TransactionError::kInitCodeTooLarge:
            return "max initcode size exceeded";
        case TransactionError::kEmptyAuthorizations:
            return "EIP-7702 transaction with empty auth list";
        case TransactionError::kCreationNotAllowed:
            return "EIP-7702 transaction cannot be used to create contract";
    }
    return "unknown transaction error";
}

}  // namespace archi::stf
