#include "signer.hpp"

#include "base/assert.hpp"
#include "crypto/secp256k1.hpp"

namespace archi::stf::testing {
namespace {

// SEC 2, section 2.4.1: the group's order, and the x coordinate of G, whose y is even.
constexpr u256 kOrder{0xffffffffffffffff, 0xfffffffffffffffe, 0xbaaedce6af48a03b,
                      0xbfd25e8cd0364141};
constexpr u256 kGeneratorX{0x79be667ef9dcbbac, 0x55a06295ce870b07, 0x029bfcdb2dce28d9,
                           0x59f2815b16f81798};

struct Signature {
    bool y_parity = false;
    u256 r;
    u256 s;
};

/// ECDSA with nonce 1: r = x(G), s = hash + r · secret.
Signature sign_hash(const Hash& hash, const u256& secret)
{
    const auto message = u256::from_be(hash.bytes) % kOrder;
    Signature signature{.r = kGeneratorX, .s = {}};
    signature.s = add_mod(message, mul_mod(kGeneratorX, secret, kOrder), kOrder);
    if (signature.s > kOrder >> 1) {  // EIP-2
        signature.s = kOrder - signature.s;
        signature.y_parity = true;
    }
    return signature;
}

}  // namespace

Key make_key(std::uint64_t secret)
{
    const Hash message{};
    const auto signature = sign_hash(message, u256{secret});
    const auto address = crypto::recover(message, signature.y_parity, signature.r, signature.s);
    ARCHI_ASSERT(address.has_value());
    return {.secret = u256{secret}, .address = *address};
}

SignedTransaction sign(Transaction transaction, const Key& key)
{
    const auto signature = sign_hash(signing_hash(transaction), key.secret);
    transaction.y_parity = signature.y_parity;
    transaction.r = signature.r;
    transaction.s = signature.s;
    SignedTransaction out;
    out.raw = encode(transaction);
    out.hash = hash(out.raw);
    out.sender = key.address;
    out.transaction = std::move(transaction);
    return out;
}

Authorization authorize(const Key& key, std::uint64_t chain_id, const Address& delegate,
                        std::uint64_t nonce)
{
    Authorization authorization;
    authorization.chain_id = u256{chain_id};
    authorization.delegate = delegate;
    authorization.nonce = nonce;
    const auto signature = sign_hash(signing_hash(authorization), key.secret);
    authorization.y_parity = u256{signature.y_parity ? 1U : 0U};
    authorization.r = signature.r;
    authorization.s = signature.s;
    return authorization;
}

}  // namespace archi::stf::testing
