#include "crypto/host/secp256k1_context.hpp"

#include <sodium.h>

#include <array>
#include <mutex>

#include "base/assert.hpp"

namespace archi::crypto {

namespace {

std::once_flag made;
const secp256k1_context* shared = nullptr;

void make_context()
{
    ARCHI_ASSERT(sodium_init() >= 0);
    auto* context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    std::array<unsigned char, 32> seed{};
    randombytes_buf(seed.data(), seed.size());
    ARCHI_ASSERT(secp256k1_context_randomize(context, seed.data()) == 1);
    shared = context;
}

}  // namespace

// A once_flag, because this library is compiled without thread-safe statics for the guest's sake.
const secp256k1_context* secp256k1_shared_context()
{
    std::call_once(made, make_context);
    return shared;
}

}  // namespace archi::crypto
