#include "crypto/host/secp256k1_context.hpp"

#include <sodium.h>

#include <array>
#include <mutex>

#include "base/assert.hpp"

namespace archi::crypto {

namespace {

struct Shared {
    std::once_flag made;
    const secp256k1_context* context = nullptr;
};

// A once_flag, because this library is compiled without thread-safe statics for the guest's sake.
Shared shared;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void make_context()
{
    ARCHI_ASSERT(sodium_init() >= 0);
    auto* context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    std::array<unsigned char, 32> seed{};
    randombytes_buf(seed.data(), seed.size());
    ARCHI_ASSERT(secp256k1_context_randomize(context, seed.data()) == 1);
    shared.context = context;
}

}  // namespace

const secp256k1_context* secp256k1_shared_context()
{
    std::call_once(shared.made, make_context);
    return shared.context;
}

}  // namespace archi::crypto
