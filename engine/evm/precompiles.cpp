#include "evm/precompiles.hpp"

#include "evm/evm.hpp"
#include "evm/precompiles/call.hpp"

namespace archi::evm {

namespace {

struct Precompile {
    std::uint32_t number;  ///< its address
    Revision since;
    Status (*run)(precompiles::Call&);
};

constexpr Precompile kPrecompiles[] = {
    {0x01, Revision::kCancun, precompiles::ecrecover},
    {0x02, Revision::kCancun, precompiles::sha256},
    {0x03, Revision::kCancun, precompiles::ripemd160},
    {0x04, Revision::kCancun, precompiles::identity},
    {0x05, Revision::kCancun, precompiles::modexp},
    {0x06, Revision::kCancun, precompiles::bn254_add},
    {0x07, Revision::kCancun, precompiles::bn254_multiply},
    {0x08, Revision::kCancun, precompiles::bn254_pairing},
    {0x09, Revision::kCancun, precompiles::blake2f},
    {0x0a, Revision::kCancun, precompiles::point_evaluation},
    {0x0b, Revision::kPrague, precompiles::bls12_g1_add},
    {0x0c, Revision::kPrague, precompiles::bls12_g1_msm},
    {0x0d, Revision::kPrague, precompiles::bls12_g2_add},
    {0x0e, Revision::kPrague, precompiles::bls12_g2_msm},
    {0x0f, Revision::kPrague, precompiles::bls12_pairing},
    {0x10, Revision::kPrague, precompiles::bls12_map_fp},
    {0x11, Revision::kPrague, precompiles::bls12_map_fp2},
    {0x100, Revision::kOsaka, precompiles::p256_verify},
};

/// Null if there is none at `address`.
const Precompile* find(const Address& address, Revision revision)
{
    for (std::size_t i = 0; i < Address::kSize - 2; ++i)
        if (address[i] != 0) return nullptr;
    const auto number = static_cast<std::uint32_t>(address[18] << 8 | address[19]);
    for (const auto& precompile : kPrecompiles)
        if (precompile.number == number)
            return precompile.since <= revision ? &precompile : nullptr;
    return nullptr;
}

}  // namespace

bool is_precompile(const Address& address, Revision revision)
{
    return find(address, revision) != nullptr;
}

Status run_precompile(const Address& address, Revision revision, bytes_view input,
                      std::int64_t& gas, cycles::Meter& meter, Bytes& output)
{
    precompiles::Call call{revision, input, gas, meter, output};
    return find(address, revision)->run(call);
}

}  // namespace archi::evm
