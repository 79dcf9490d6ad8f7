#include "evm/precompiles.hpp"

#include "base/sha256.hpp"
#include "crypto/blake2b.hpp"
#include "crypto/bn254.hpp"
#include "crypto/ripemd160.hpp"
#include "crypto/secp256k1.hpp"
#include "evm/evm.hpp"
#include "evm/gas.hpp"

namespace archi::evm {

namespace {

/// The first N bytes of `input`; zeros past its end.
template <std::size_t N>
std::array<std::uint8_t, N> padded(bytes_view input)
{
    std::array<std::uint8_t, N> out{};
    std::copy_n(input.begin(), std::min(N, input.size()), out.begin());
    return out;
}

[[nodiscard]] bool pay(std::int64_t& gas, std::uint64_t price)
{
    if (price > static_cast<std::uint64_t>(gas)) return false;
    gas -= static_cast<std::int64_t>(price);
    return true;
}

/// What every precompile gets.
struct Call {
    Revision revision;
    bytes_view input;
    std::int64_t& gas;
    cycles::Meter& meter;
    Bytes& output;

    /// Charges gas and the surcharge in cycles.
    [[nodiscard]] Status charge(std::uint64_t price, std::uint64_t surcharge)
    {
        if (!pay(gas, price)) return Status::kOutOfGas;
        return meter.charge(surcharge) ? Status::kSuccess : Status::kCycleLimit;
    }
};

// Prices: Yellow Paper, appendix E; EIP-152; EIP-1108.

Status ecrecover(Call& call)
{
    if (const auto s = call.charge(3000, cycles::kEcrecover); s != Status::kSuccess) return s;
    const auto in = padded<128>(call.input);
    const bytes_view view(in);
    const auto v = u256::from_be(view.subspan(32, 32));
    if (v != u256(27) && v != u256(28)) return Status::kSuccess;
    const auto signer =
        crypto::recover(fixed<Hash>(view), v == u256(28), u256::from_be(view.subspan(64, 32)),
                        u256::from_be(view.subspan(96, 32)));
    if (!signer) return Status::kSuccess;
    call.output.resize(12);
    append(call.output, signer->bytes);
    return Status::kSuccess;
}

Status sha256_hash(Call& call)
{
    const auto size = call.input.size();
    const auto s =
        call.charge(60 + 12 * gas::words(size), cycles::kSha256Block * cycles::sha256_blocks(size));
    if (s == Status::kSuccess) append(call.output, sha256(call.input).bytes);
    return s;
}

Status ripemd160_hash(Call& call)
{
    const auto s = call.charge(600 + 120 * gas::words(call.input.size()), 0);
    if (s != Status::kSuccess) return s;
    call.output.resize(12);
    append(call.output, crypto::ripemd160(call.input).bytes);
    return Status::kSuccess;
}

Status identity(Call& call)
{
    const auto s = call.charge(15 + 3 * gas::words(call.input.size()), 0);
    if (s == Status::kSuccess) append(call.output, call.input);
    return s;
}

Status modexp(Call& call)
{
    return run_modexp(call.revision, call.input, call.gas, call.meter, call.output);
}

template <typename Result>
Status give(Call& call, const Result& result)
{
    if (!result) return Status::kPrecompileFailure;
    append(call.output, *result);
    return Status::kSuccess;
}

Status bn254_add(Call& call)
{
    if (const auto s = call.charge(150, cycles::kBn254Add); s != Status::kSuccess) return s;
    return give(call, crypto::bn254::add(padded<128>(call.input)));
}

Status bn254_multiply(Call& call)
{
    if (const auto s = call.charge(6000, cycles::kBn254Mul); s != Status::kSuccess) return s;
    return give(call, crypto::bn254::multiply(padded<96>(call.input)));
}

Status bn254_pairing(Call& call)
{
    const auto pairs = call.input.size() / crypto::bn254::kPairSize;
    const auto s = call.charge(45000 + 34000 * pairs,
                               cycles::kBn254Pairing + cycles::kBn254PairingPair * pairs);
    if (s != Status::kSuccess) return s;
    const auto is_one = crypto::bn254::pairing_check(call.input);
    if (!is_one) return Status::kPrecompileFailure;
    call.output.resize(32);
    call.output[31] = *is_one ? 1 : 0;
    return Status::kSuccess;
}

std::uint64_t load_le(bytes_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8) | bytes[i];
    return value;
}

Status blake2f(Call& call)
{
    constexpr std::size_t kSize = 213;  // rounds 4, state 64, message 128, offset 16, last 1
    if (call.input.size() != kSize || call.input[kSize - 1] > 1) return Status::kPrecompileFailure;
    const auto rounds = static_cast<std::uint32_t>(load_be(call.input.first(4)));
    const auto s = call.charge(rounds, cycles::kBlake2Round * rounds);
    if (s != Status::kSuccess) return s;

    crypto::Blake2bBlock block;
    auto rest = call.input.subspan(4);
    const auto next = [&rest] {
        const auto value = load_le(rest.first(8));
        rest = rest.subspan(8);
        return value;
    };
    for (auto& word : block.state)
        word = next();
    for (auto& word : block.message)
        word = next();
    for (auto& word : block.offset)
        word = next();
    block.is_last = rest[0] == 1;
    for (const auto word : crypto::blake2b_compress(rounds, block))
        for (unsigned i = 0; i < 8; ++i)
            call.output.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
    return Status::kSuccess;
}

struct Precompile {
    Revision since;
    Status (*run)(Call&);
};

/// By address, from 0x01.
constexpr Precompile kPrecompiles[] = {
    {Revision::kCancun, ecrecover},      {Revision::kCancun, sha256_hash},
    {Revision::kCancun, ripemd160_hash}, {Revision::kCancun, identity},
    {Revision::kCancun, modexp},         {Revision::kCancun, bn254_add},
    {Revision::kCancun, bn254_multiply}, {Revision::kCancun, bn254_pairing},
    {Revision::kCancun, blake2f},
};

/// Null if there is none at `address`.
const Precompile* find(const Address& address, Revision revision)
{
    for (std::size_t i = 0; i < 18; ++i)
        if (address[i] != 0) return nullptr;
    const auto number = static_cast<std::size_t>(address[18]) << 8 | address[19];
    if (number == 0 || number > std::size(kPrecompiles)) return nullptr;
    const auto& precompile = kPrecompiles[number - 1];
    return precompile.since <= revision ? &precompile : nullptr;
}

}  // namespace

bool is_precompile(const Address& address, Revision revision)
{
    return find(address, revision) != nullptr;
}

Status run_precompile(const Address& address, Revision revision, bytes_view input,
                      std::int64_t& gas, cycles::Meter& meter, Bytes& output)
{
    Call call{revision, input, gas, meter, output};
    return find(address, revision)->run(call);
}

}  // namespace archi::evm
