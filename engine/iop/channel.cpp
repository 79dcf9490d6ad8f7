#include "iop/channel.hpp"

#include <algorithm>
#include <array>

namespace archi::iop {

namespace {

constexpr std::size_t kNonceBytes = 8;

}  // namespace

void ProverChannel::send_bytes(Label label, bytes_view bytes)
{
    transcript_.absorb(label, bytes);
    append(proof_, bytes);
}

void ProverChannel::send_hashes(Label label, std::span<const Hash> hashes)
{
    Bytes bytes;
    bytes.reserve(hashes.size() * Hash::kSize);
    for (const auto& hash : hashes)
        append(bytes, hash);
    send_bytes(label, bytes);
}

void ProverChannel::send_nonce(unsigned bits, std::uint64_t nonce)
{
    for (std::size_t i = 0; i < kNonceBytes; ++i)
        proof_.push_back(static_cast<std::uint8_t>(nonce >> (8 * i)));
    static_cast<void>(transcript_.grind(bits, nonce));
}

bytes_view VerifierChannel::take(std::size_t count)
{
    if (failed_ || count > rest_.size()) {
        fail();
        return {};
    }
    const auto bytes = rest_.first(count);
    rest_ = rest_.subspan(count);
    return bytes;
}

std::vector<Hash> VerifierChannel::receive_hashes(Label label, std::size_t count)
{
    const auto bytes = take(count * Hash::kSize);
    transcript_.absorb(label, bytes);
    std::vector<Hash> hashes(bytes.size() / Hash::kSize);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        hashes[i] = fixed<Hash>(bytes.subspan(i * Hash::kSize));
    return hashes;
}

bytes_view VerifierChannel::receive_bytes(Label label, std::size_t count)
{
    const auto bytes = take(count);
    transcript_.absorb(label, bytes);
    return bytes;
}

std::vector<Hash> VerifierChannel::opened_hashes(std::size_t count)
{
    const auto bytes = take(count * Hash::kSize);
    std::vector<Hash> hashes(bytes.size() / Hash::kSize);
    for (std::size_t i = 0; i < hashes.size(); ++i)
        hashes[i] = fixed<Hash>(bytes.subspan(i * Hash::kSize));
    return hashes;
}

bool VerifierChannel::receive_nonce(unsigned bits)
{
    const auto bytes = take(kNonceBytes);
    return !failed_ && transcript_.grind(bits, load_le(bytes));
}

}  // namespace archi::iop
