#include "operator/keys.hpp"

#include <sys/random.h>

#include <array>
#include <system_error>

#include "crypto/host/keystore.hpp"

namespace archi::settlement {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = crypto::PrivateKey::kSize;
constexpr std::size_t kKeys = 4;

std::array<crypto::PrivateKey*, kKeys> members(Keys& keys)
{
    return {&keys.owner, &keys.committer, &keys.prover, &keys.executor};
}

Result<Bytes> random_bytes(std::size_t count)
{
    Bytes bytes(count);
    if (::getrandom(bytes.data(), count, 0) != static_cast<ssize_t>(count))
        return failure(ErrorCode::kInternal, "the system gives no random bytes");
    return bytes;
}

/// nullopt where a key is void.
std::optional<Keys> keys_of(bytes_view bytes)
{
    if (bytes.size() != kKeys * kKeyBytes) return std::nullopt;
    Keys keys;
    for (auto* key : members(keys)) {
        *key = fixed<crypto::PrivateKey>(bytes.first(kKeyBytes));
        if (!crypto::address_of(*key)) return std::nullopt;
        bytes = bytes.subspan(kKeyBytes);
    }
    return keys;
}

Result<Keys> make_keys(const fs::path& file)
{
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) return failure(ErrorCode::kPermission, "cannot make " + file.parent_path().string());
    fs::permissions(file.parent_path(), fs::perms::owner_all, error);
    const auto bytes = random_bytes(kKeys * kKeyBytes);
    if (!bytes) return std::unexpected(bytes.error());
    const auto keys = keys_of(*bytes);
    if (!keys) return make_keys(file);  // once in 2^126 times
    if (auto written = crypto::write_key_file(file, *bytes); !written)
        return std::unexpected(written.error());
    return *keys;
}

}  // namespace

Result<Keys> load_or_make_keys(const fs::path& file)
{
    const auto bytes = crypto::read_key_file(file);
    if (!bytes && bytes.error().code == ErrorCode::kNotFound) return make_keys(file);
    if (!bytes) return std::unexpected(bytes.error());
    const auto keys = keys_of(*bytes);
    if (!keys) return failure(ErrorCode::kCorrupt, file.string() + " does not hold four keys");
    return *keys;
}

std::array<Address, 4> addresses_of(const Keys& keys)
{
    std::array<Address, 4> addresses;
    auto copy = keys;
    const auto all = members(copy);
    for (std::size_t i = 0; i < kKeys; ++i)
        addresses[i] = crypto::address_of(*all[i]).value();
    return addresses;
}

}  // namespace archi::settlement
