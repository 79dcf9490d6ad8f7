#include "crypto/host/web3_keystore.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>

#include "base/hex.hpp"
#include "base/keccak.hpp"

namespace archi::crypto {

namespace {

namespace json = boost::json;

constexpr std::size_t kCipherKeySize = 16;   // AES-128
constexpr std::size_t kDerivedKeySize = 32;  // the cipher's key, then the MAC's
constexpr std::size_t kMaxSaltSize = 1024;

/// What the password and a salt become; wiped when it goes.
struct DerivedKey : FixedBytes<kDerivedKeySize> {
    DerivedKey() = default;
    DerivedKey(const DerivedKey&) = delete;
    DerivedKey& operator=(const DerivedKey&) = delete;
    ~DerivedKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

struct Sealed {
    std::string cipher;
    std::string kdf;
    Bytes iv;
    Bytes ciphertext;
    Bytes mac;
    Bytes salt;
    json::object parameters;  ///< of the key derivation
    std::optional<Address> address;
};

Bytes hex_field(const json::value& object, const char* name)
{
    const auto& text = object.at(name).as_string();
    auto bytes = hex::decode_lenient({text.data(), text.size()});
    if (!bytes) throw std::runtime_error(std::string(name) + " " + hex::to_string(bytes.error()));
    return std::move(*bytes);
}

/// Throws std::exception where a field is missing or of another kind.
Sealed parse(const json::object& root)
{
    const auto& crypto = root.at(root.contains("crypto") ? "crypto" : "Crypto");
    Sealed out;
    out.cipher = crypto.at("cipher").as_string();
    out.kdf = crypto.at("kdf").as_string();
    out.iv = hex_field(crypto.at("cipherparams"), "iv");
    out.ciphertext = hex_field(crypto, "ciphertext");
    out.mac = hex_field(crypto, "mac");
    out.parameters = crypto.at("kdfparams").as_object();
    out.salt = hex_field(crypto.at("kdfparams"), "salt");
    if (out.iv.size() != 16 || out.ciphertext.size() != PrivateKey::kSize ||
        out.mac.size() != Hash::kSize || out.salt.size() > kMaxSaltSize)
        throw std::runtime_error("iv, ciphertext, mac or salt has the wrong length");
    if (root.contains("address")) {
        const auto address = hex_field(root, "address");
        if (address.size() == Address::kSize) out.address = fixed<Address>(address);
    }
    return out;
}

std::uint64_t parameter(const json::object& parameters, const char* name)
{
    return json::value_to<std::uint64_t>(parameters.at(name));
}

Result<void> scrypt(const Sealed& sealed, std::string_view password, DerivedKey& key)
{
    const auto n = parameter(sealed.parameters, "n");
    const auto r = parameter(sealed.parameters, "r");
    const auto p = parameter(sealed.parameters, "p");
    constexpr std::uint64_t kBlock = 128;
    if (n < 2 || (n & (n - 1)) != 0 || r == 0 || p == 0)
        return failure(ErrorCode::kCorrupt, "The key store has impossible parameters of scrypt.");
    if (n > kMaxScryptMemory / kBlock || r > kMaxScryptMemory / kBlock / n ||
        p > kMaxScryptWork / (n * r))
        return failure(ErrorCode::kLimitExceeded,
                       "The key store asks for more than 1 GiB of memory or minutes of work.");
    // By libsodium: OpenSSL refuses n >= 2^(16 r), which old wallets used.
    if (crypto_pwhash_scryptsalsa208sha256_ll(
            reinterpret_cast<const std::uint8_t*>(password.data()), password.size(),
            sealed.salt.data(), sealed.salt.size(), n, static_cast<std::uint32_t>(r),
            static_cast<std::uint32_t>(p), key.data(), key.size()) != 0)
        return failure(ErrorCode::kUnavailable,
                       "There is not enough memory to derive the key from the password.");
    return {};
}

Result<void> pbkdf2(const Sealed& sealed, std::string_view password, DerivedKey& key)
{
    const auto iterations = parameter(sealed.parameters, "c");
    if (sealed.parameters.at("prf").as_string() != "hmac-sha256")
        return failure(ErrorCode::kUnsupported,
                       "The key store uses PBKDF2 with another function than hmac-sha256.");
    if (iterations == 0)
        return failure(ErrorCode::kCorrupt, "The key store has no iterations of PBKDF2.");
    if (iterations > kMaxPbkdf2Iterations)
        return failure(ErrorCode::kLimitExceeded,
                       "The key store asks for more than ten million iterations of PBKDF2.");
    if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), sealed.salt.data(),
                          static_cast<int>(sealed.salt.size()), static_cast<int>(iterations),
                          EVP_sha256(), static_cast<int>(key.size()), key.data()) != 1)
        return failure(ErrorCode::kInternal, "PBKDF2 failed.");
    return {};
}

Result<void> derive(const Sealed& sealed, std::string_view password, DerivedKey& key)
{
    // What is derived beyond 32 bytes is not used, and the first 32 do not depend on it.
    if (parameter(sealed.parameters, "dklen") < kDerivedKeySize)
        return failure(ErrorCode::kUnsupported, "The key store derives less than 32 bytes.");
    if (sealed.kdf == "scrypt") return scrypt(sealed, password, key);
    if (sealed.kdf == "pbkdf2") return pbkdf2(sealed, password, key);
    return failure(ErrorCode::kUnsupported, "The key store derives its key by '" + sealed.kdf +
                                                "'; this program knows scrypt and pbkdf2.");
}

Result<PrivateKey> decrypt(const Sealed& sealed, const DerivedKey& key)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    PrivateKey out;
    int size = 0;
    if (!context ||
        EVP_DecryptInit_ex(context.get(), EVP_aes_128_ctr(), nullptr, key.data(),
                           sealed.iv.data()) != 1 ||
        EVP_DecryptUpdate(context.get(), out.data(), &size, sealed.ciphertext.data(),
                          static_cast<int>(sealed.ciphertext.size())) != 1)
        return failure(ErrorCode::kInternal, "AES-128-CTR failed.");
    return out;
}

Result<PrivateKey> open(const Sealed& sealed, std::string_view password)
{
    if (sealed.cipher != "aes-128-ctr")
        return failure(ErrorCode::kUnsupported, "The key store is encrypted with '" +
                                                    sealed.cipher +
                                                    "'; this program knows aes-128-ctr.");
    DerivedKey derived;
    if (const auto done = derive(sealed, password, derived); !done)
        return std::unexpected(done.error());
    Bytes authenticated(derived.begin() + kCipherKeySize, derived.end());
    append(authenticated, sealed.ciphertext);
    const auto mac = keccak256(authenticated);
    sodium_memzero(authenticated.data(), authenticated.size());
    if (sodium_memcmp(mac.data(), sealed.mac.data(), mac.size()) != 0)
        return failure(ErrorCode::kPermission,
                       "The password is wrong, or the key store was changed.");
    auto key = decrypt(sealed, derived);
    if (!key) return key;
    const auto address = address_of(*key);
    if (!address) return failure(ErrorCode::kCorrupt, "The key store holds no usable key.");
    if (sealed.address && *sealed.address != *address)
        return failure(ErrorCode::kCorrupt,
                       "The key in the key store is not the key of the address it names.");
    return key;
}

}  // namespace

Result<PrivateKey> open_web3_keystore(std::string_view text, std::string_view password)
{
    if (text.size() > kMaxWeb3KeystoreSize)
        return failure(ErrorCode::kCorrupt, "This is not a key store: it has more than 64 KiB.");
    try {
        const auto root = json::parse({text.data(), text.size()});
        const auto version = json::value_to<std::uint64_t>(root.at("version"));
        constexpr std::uint64_t kVersion = 3;
        if (version != kVersion)
            return failure(ErrorCode::kUnsupported, "The key store has version " +
                                                        std::to_string(version) +
                                                        "; this program reads version 3.");
        return open(parse(root.as_object()), password);
    } catch (const std::exception& e) {
        return failure(
            ErrorCode::kCorrupt,
            std::string("This is not a key store of Web3 Secret Storage: ") + e.what() + ".");
    }
}

}  // namespace archi::crypto
