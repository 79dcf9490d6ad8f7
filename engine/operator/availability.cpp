#include "operator/availability.hpp"

#include "base/abi.hpp"
#include "base/keccak.hpp"

namespace archi::settlement {
namespace {

/// EIP-712 domain of the contract.
Hash domain(const Attestation& attestation)
{
    return keccak256(
        abi::Encoder()
            .add(abi::event_topic("EIP712Domain(string name,string version,uint256 chainId,"
                                  "address verifyingContract)"))
            .add(keccak256(bytes_of("Archipelago Data Committee")))
            .add(keccak256(bytes_of("1")))
            .add(u256(attestation.l1_chain_id))
            .add(attestation.validator)
            .finish());
}

Hash digest(const Attestation& attestation)
{
    const auto available = keccak256(
        abi::Encoder()
            .add(abi::event_topic("Available(uint256 chainId,uint256 batch,bytes32 commitment)"))
            .add(u256(attestation.chain_id))
            .add(u256(attestation.batch))
            .add(keccak256(attestation.pubdata))
            .finish());
    Bytes message{0x19, 0x01};
    append(message, domain(attestation));
    append(message, available);
    return keccak256(message);
}

}  // namespace

Result<Bytes> attest(const Attestation& attestation, const crypto::PrivateKey& key)
{
    const auto member = crypto::address_of(key);
    const auto signature = crypto::sign(digest(attestation), key);
    if (!member || !signature) return failure(ErrorCode::kInvalidArgument, "the key is void");
    Bytes encoded;
    append(encoded, signature->r.to_be());
    append(encoded, signature->s.to_be());
    encoded.push_back(signature->y_parity ? 28 : 27);
    abi::Encoder members;
    members.add_array(std::vector{u256::from_be(*member)}).add(u256(1));
    abi::Encoder signatures;
    signatures.add_bytes(encoded);
    return abi::Encoder().add_dynamic(members).add_static_list(1, signatures).finish();
}

}  // namespace archi::settlement
