#include "crypto/p256.hpp"
#include "crypto/secp256k1.hpp"
#include "evm/precompiles/call.hpp"

namespace archi::evm::precompiles {

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

/// Anything but a valid signature gives no output, and is no failure.
Status p256_verify(Call& call)
{
    constexpr std::size_t kSize = 160;
    if (const auto s = call.charge(6900, cycles::kP256Verify); s != Status::kSuccess) return s;
    if (call.input.size() == kSize && crypto::p256_verify(call.input.first<kSize>()))
        return call.give(true);
    return Status::kSuccess;
}

}  // namespace archi::evm::precompiles
