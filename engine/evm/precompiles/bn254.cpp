#include "crypto/bn254.hpp"

#include "evm/precompiles/call.hpp"

namespace archi::evm::precompiles {

Status bn254_add(Call& call)
{
    if (const auto s = call.charge(150, cycles::kBn254Add); s != Status::kSuccess) return s;
    return call.give(crypto::bn254::add(padded<128>(call.input)));
}

Status bn254_multiply(Call& call)
{
    if (const auto s = call.charge(6000, cycles::kBn254Mul); s != Status::kSuccess) return s;
    return call.give(crypto::bn254::multiply(padded<96>(call.input)));
}

Status bn254_pairing(Call& call)
{
    const auto pairs = call.input.size() / crypto::bn254::kPairSize;
    const auto s = call.charge(45000 + 34000 * pairs,
                               cycles::kBn254Pairing + cycles::kBn254PairingPair * pairs);
    if (s != Status::kSuccess) return s;
    return call.give(crypto::bn254::pairing_check(call.input));
}

}  // namespace archi::evm::precompiles
