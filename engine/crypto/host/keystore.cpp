#include "crypto/host/keystore.hpp"

#include <sodium.h>

#include <array>

#include "base/assert.hpp"

namespace archi::crypto {

namespace {

// keystore_format.md
constexpr std::array<std::uint8_t, 8> kMagic = {'A', 'R', 'C', 'H', 'I', 'K', 'E', 'Y'};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kCostOffset = kMagic.size() + 1;
constexpr std::size_t kSaltOffset = kCostOffset + 8;
constexpr std::size_t kNonceOffset = kSaltOffset + crypto_pwhash_argon2id_SALTBYTES;
constexpr std::size_t kHeaderSize = kNonceOffset + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kHeaderSize + kMaxSecretSize + kTagSize == kMaxSealedSize);

constexpr PasswordCost kMaxCost = {.passes = 16, .memory_mebibytes = 1024};

bool is_in_bounds(const PasswordCost& cost)
{
    return cost.passes >= 1 && cost.passes <= kMaxCost.passes && cost.memory_mebibytes >= 1 &&
           cost.memory_mebibytes <= kMaxCost.memory_mebibytes;
}

/// The key that encrypts; wiped when it goes.
struct SealingKey : FixedBytes<crypto_aead_xchacha20poly1305_ietf_KEYBYTES> {
    SealingKey() = default;
    SealingKey(const SealingKey&) = default;
    SealingKey& operator=(const SealingKey&) = default;
    ~SealingKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

Result<SealingKey> derive_key(std::string_view password, bytes_view salt, const PasswordCost& cost)
{
    ARCHI_ASSERT(sodium_init() >= 0);
    SealingKey key;
    if (crypto_pwhash_argon2id(key.data(), key.size(), password.data(), password.size(),
                               salt.data(), cost.passes, std::size_t{cost.memory_mebibytes} << 20U,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return failure(ErrorCode::kUnavailable,
                       "There is not enough memory to derive the key from the password (" +
                           std::to_string(cost.memory_mebibytes) + " MiB needed).");
    return key;
}

}  // namespace

Result<Bytes> seal_secret(bytes_view secret, std::string_view password, PasswordCost cost)
{
    if (secret.size() > kMaxSecretSize)
        return failure(ErrorCode::kLimitExceeded,
                       "The secret is longer than " + std::to_string(kMaxSecretSize) + " bytes.");
    if (!is_in_bounds(cost))
        return failure(ErrorCode::kLimitExceeded,
                       "The password's cost is out of bounds: 1 to 16 passes over 1 to 1024 MiB.");
    ARCHI_ASSERT(sodium_init() >= 0);
    Bytes sealed(kMagic.begin(), kMagic.end());
    sealed.push_back(kVersion);
    append_be(sealed, cost.passes, 4);
    append_be(sealed, cost.memory_mebibytes, 4);
    sealed.resize(kHeaderSize);
    randombytes_buf(&sealed[kSaltOffset], kHeaderSize - kSaltOffset);

    const auto salt = bytes_view(sealed).subspan(kSaltOffset, crypto_pwhash_argon2id_SALTBYTES);
    const auto key = derive_key(password, salt, cost);
    if (!key) return std::unexpected(key.error());
    sealed.resize(kHeaderSize + secret.size() + kTagSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(&sealed[kHeaderSize], nullptr, secret.data(),
                                               secret.size(), sealed.data(), kHeaderSize, nullptr,
                                               &sealed[kNonceOffset], key->data());
    return sealed;
}

Result<Bytes> open_secret(bytes_view sealed, std::string_view password)
{
    if (sealed.size() < kHeaderSize + kTagSize || sealed.size() > kMaxSealedSize ||
        !std::ranges::equal(sealed.first(kMagic.size()), kMagic))
        return failure(ErrorCode::kCorrupt, "This is not a sealed secret, or it was cut short.");
    if (sealed[kMagic.size()] != kVersion)
        return failure(ErrorCode::kCorrupt, "This secret was sealed by another version (" +
                                                std::to_string(sealed[kMagic.size()]) +
                                                "); this program knows version 1.");
    const PasswordCost cost = {
        static_cast<std::uint32_t>(load_be(sealed.subspan(kCostOffset, 4))),
        static_cast<std::uint32_t>(load_be(sealed.subspan(kCostOffset + 4, 4)))};
    if (!is_in_bounds(cost))
        return failure(ErrorCode::kCorrupt,
                       "The sealed secret asks for an impossible password cost.");

    const auto salt = sealed.subspan(kSaltOffset, crypto_pwhash_argon2id_SALTBYTES);
    const auto key = derive_key(password, salt, cost);
    if (!key) return std::unexpected(key.error());
    const auto box = sealed.subspan(kHeaderSize);
    Bytes secret(box.size() - kTagSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.data(), nullptr, nullptr, box.data(),
                                                   box.size(), sealed.data(), kHeaderSize,
                                                   &sealed[kNonceOffset], key->data()) != 0)
        return failure(ErrorCode::kPermission,
                       "The password is wrong, or the sealed secret was changed.");
    return secret;
}

}  // namespace archi::crypto
