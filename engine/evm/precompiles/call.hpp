#pragma once
// What each precompile gets and gives. One function a contract; the table of addresses is in
// precompiles.cpp.

#include <algorithm>
#include <array>
#include <optional>

#include "evm/cycles.hpp"
#include "evm/gas.hpp"
#include "evm/host.hpp"

namespace archi::evm::precompiles {

/// One call. A function pays first, then appends to `output`; failing takes all gas.
struct Call {
    Revision revision;
    bytes_view input;
    std::int64_t& gas;
    cycles::Meter& meter;
    Bytes& output;

    /// Charges gas and the surcharge in cycles: kSuccess, kOutOfGas or kCycleLimit.
    [[nodiscard]] Status charge(std::uint64_t price, std::uint64_t surcharge)
    {
        if (price > static_cast<std::uint64_t>(gas)) return Status::kOutOfGas;
        gas -= static_cast<std::int64_t>(price);
        return meter.charge(surcharge) ? Status::kSuccess : Status::kCycleLimit;
    }

    /// `bytes` is the output; nullopt means invalid input.
    template <std::size_t N>
    [[nodiscard]] Status give(const std::optional<std::array<std::uint8_t, N>>& bytes)
    {
        if (!bytes) return Status::kPrecompileFailure;
        append(output, *bytes);
        return Status::kSuccess;
    }

    /// A word that is 0 or 1.
    [[nodiscard]] Status give(std::optional<bool> truth)
    {
        if (!truth) return Status::kPrecompileFailure;
        output.resize(32);
        output[31] = *truth ? 1 : 0;
        return Status::kSuccess;
    }
};

/// The first N bytes of `input`; zeros past its end.
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> padded(bytes_view input)
{
    std::array<std::uint8_t, N> out{};
    std::copy_n(input.begin(), std::min(N, input.size()), out.begin());
    return out;
}

Status ecrecover(Call& call);         ///< 0x01, Yellow Paper E.1
Status sha256(Call& call);            ///< 0x02
Status ripemd160(Call& call);         ///< 0x03
Status identity(Call& call);          ///< 0x04
Status modexp(Call& call);            ///< 0x05, EIP-198, EIP-2565; EIP-7823 and EIP-7883 from Osaka
Status bn254_add(Call& call);         ///< 0x06, EIP-196, EIP-1108
Status bn254_multiply(Call& call);    ///< 0x07
Status bn254_pairing(Call& call);     ///< 0x08, EIP-197, EIP-1108
Status blake2f(Call& call);           ///< 0x09, EIP-152
Status point_evaluation(Call& call);  ///< 0x0a, EIP-4844
Status bls12_g1_add(Call& call);      ///< 0x0b, EIP-2537
Status bls12_g1_msm(Call& call);      ///< 0x0c
Status bls12_g2_add(Call& call);      ///< 0x0d
Status bls12_g2_msm(Call& call);      ///< 0x0e
Status bls12_pairing(Call& call);     ///< 0x0f
Status bls12_map_fp(Call& call);      ///< 0x10
Status bls12_map_fp2(Call& call);     ///< 0x11
Status p256_verify(Call& call);       ///< 0x100, EIP-7951

}  // namespace archi::evm::precompiles
