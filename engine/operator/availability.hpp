#pragma once
// A validium's data committee: today a committee of one, the operator itself, which has executed
// every batch (l1/contracts/src/data/CommitteeDAValidator.sol).

#include "base/result.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::settlement {

/// Whose data, for which contract.
struct Attestation {
    std::uint64_t l1_chain_id = 0;
    Address validator;  ///< the CommitteeDAValidator
    std::uint64_t chain_id = 0;
    std::uint64_t batch = 0;
    bytes_view pubdata;
};

/// What the contract takes as a batch's data: abi.encode(Members, bytes[] signatures), signed by
/// `key`, the only member (EIP-712, l1/FORMATS.md). Errors: kInvalidArgument for a void key.
[[nodiscard]] Result<Bytes> attest(const Attestation& attestation, const crypto::PrivateKey& key);

}  // namespace archi::settlement
