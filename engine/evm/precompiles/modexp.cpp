#include "crypto/modexp.hpp"

#include "base/u256.hpp"
#include "evm/precompiles/call.hpp"

namespace archi::evm::precompiles {

namespace {

constexpr std::size_t kHeader = 96;  // three lengths of 32 bytes

/// `size` bytes of `input` from `offset`; zeros past its end.
Bytes slice(bytes_view input, const u256& offset, std::size_t size)
{
    Bytes out(size);
    if (offset < u256(input.size())) {
        const auto part = input.subspan(static_cast<std::size_t>(offset.low_u64()));
        std::copy_n(part.begin(), std::min(size, part.size()), out.begin());
    }
    return out;
}

struct Lengths {
    u256 base;
    u256 exponent;
    u256 modulus;
};

/// max(|exponent| in bits - 1, 0), estimated from the length and the first 32 bytes. Lengths above
/// 2^64 do not occur here.
u256 iterations(const u256& exponent_length, const u256& head, std::uint64_t per_byte)
{
    const auto bits = head.bit_length();
    const u256 head_iterations = bits == 0 ? 0 : bits - 1;
    const u256 tail = exponent_length > u256(32) ? (exponent_length - 32) * per_byte : u256{};
    const auto count = head_iterations + tail;
    return count.is_zero() ? u256(1) : count;
}

/// Words of the longer one of base and modulus.
u256 words_of(const Lengths& lengths)
{
    return (std::max(lengths.base, lengths.modulus) + 7) >> 3;
}

u256 price(Revision revision, const Lengths& lengths, const u256& head)
{
    const auto words = words_of(lengths);
    if (revision < Revision::kOsaka) {  // EIP-2565
        const auto gas = words * words * iterations(lengths.exponent, head, 8) / 3;
        return gas < u256(200) ? u256(200) : gas;
    }
    const auto complexity = words > u256(4) ? words * words * 2 : u256(16);  // EIP-7883
    const auto gas = complexity * iterations(lengths.exponent, head, 16);
    return gas < u256(500) ? u256(500) : gas;
}

/// What is paid for: an empty modulus leaves nothing to compute.
std::uint64_t surcharge(const Lengths& lengths, std::uint64_t price)
{
    if (lengths.modulus.is_zero()) return 0;
    // An operand that was paid for has less than 2^28 words, and no gas reaches 2^56.
    const auto words = std::max<std::uint64_t>(4, words_of(lengths).low_u64());
    return price * cycles::kModexpPerGas + words * words * cycles::kModexpSquare;
}

}  // namespace

Status modexp(Call& call)
{
    const auto header = slice(call.input, 0, kHeader);
    const auto length = [&](std::size_t i) {
        return u256::from_be(bytes_view(header).subspan(32 * i, 32));
    };
    const Lengths lengths{length(0), length(1), length(2)};

    const u256 bound = call.revision >= Revision::kOsaka ? 1024 : UINT64_MAX;  // EIP-7823
    const bool in_bounds =
        lengths.base <= bound && lengths.exponent <= bound && lengths.modulus <= bound;
    if (!in_bounds && call.revision >= Revision::kOsaka) return Status::kPrecompileFailure;
    // Before Osaka an operand of length zero costs nothing, however long the exponent claims to be.
    const bool is_empty = lengths.base.is_zero() && lengths.modulus.is_zero();
    if (!in_bounds && !is_empty) return Status::kOutOfGas;

    u256 cost;
    if (in_bounds) {
        const auto head_size = std::min<std::uint64_t>(32, lengths.exponent.low_u64());
        const auto head =
            slice(call.input, lengths.base + kHeader, static_cast<std::size_t>(head_size));
        cost = price(call.revision, lengths, u256::from_be(head));
    } else {
        cost = 200;
    }
    if (!cost.fits_u64()) return Status::kOutOfGas;
    const auto price_units = cost.low_u64();
    if (price_units > static_cast<std::uint64_t>(call.gas)) return Status::kOutOfGas;
    const auto s = call.charge(price_units, surcharge(lengths, price_units));
    if (s != Status::kSuccess || lengths.modulus.is_zero()) return s;

    // Paid for, hence short.
    const auto base_size = static_cast<std::size_t>(lengths.base.low_u64());
    const auto exponent_size = static_cast<std::size_t>(lengths.exponent.low_u64());
    const auto modulus_size = static_cast<std::size_t>(lengths.modulus.low_u64());
    const auto base = slice(call.input, kHeader, base_size);
    const auto exponent = slice(call.input, lengths.base + kHeader, exponent_size);
    const auto modulus = slice(call.input, lengths.base + lengths.exponent + kHeader, modulus_size);
    call.output = crypto::modexp(base, exponent, modulus);
    return Status::kSuccess;
}

}  // namespace archi::evm::precompiles
