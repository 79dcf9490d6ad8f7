#include "base/sha256.hpp"
#include "crypto/blake2b.hpp"
#include "crypto/ripemd160.hpp"
#include "evm/precompiles/call.hpp"

namespace archi::evm::precompiles {

Status sha256(Call& call)
{
    const auto size = call.input.size();
    const auto s =
        call.charge(60 + 12 * gas::words(size), cycles::kSha256Block * cycles::sha256_blocks(size));
    if (s == Status::kSuccess) append(call.output, archi::sha256(call.input).bytes);
    return s;
}

Status ripemd160(Call& call)
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

Status blake2f(Call& call)
{
    constexpr std::size_t kSize = 213;  // rounds 4, state 64, message 128, offset 16, last 1
    if (call.input.size() != kSize || call.input[kSize - 1] > 1) return Status::kPrecompileFailure;
    const auto rounds = static_cast<std::uint32_t>(load_be(call.input.first(4)));
    const auto s = call.charge(rounds, cycles::kBlake2 + cycles::kBlake2Round * rounds);
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

}  // namespace archi::evm::precompiles
