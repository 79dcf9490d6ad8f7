#include "iop/transcript.hpp"

#include <array>

#include "iop/domain.hpp"

namespace archi::iop {

namespace {

constexpr Hash kTranscriptKey = domain_key("archipelago 1 transcript");
constexpr Hash kGrindingKey = domain_key("archipelago 1 grinding");

/// What an absorbed element begins with. Labels of challenges say that they absorb nothing.
constexpr std::uint32_t kChallenge = 0xffffffff;

template <std::size_t n>
std::array<std::uint8_t, 4 * n> little_endian(const std::array<std::uint32_t, n>& words)
{
    std::array<std::uint8_t, 4 * n> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(words[i / 4] >> (8 * (i % 4)));
    return out;
}

std::array<std::uint8_t, 8> little_endian(std::uint64_t number)
{
    return little_endian<2>(
        {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32)});
}

}  // namespace

Transcript::Transcript(std::string_view protocol) : pending_(Blake3::keyed(kTranscriptKey))
{
    absorb(Label::kStatement, bytes_of(protocol));
}

void Transcript::absorb(Label label, bytes_view bytes)
{
    if (settled_) {
        pending_ = Blake3::keyed(kTranscriptKey);
        pending_.update(state_);
        settled_ = false;
    }
    pending_.update(little_endian<2>(
        {static_cast<std::uint32_t>(label), static_cast<std::uint32_t>(bytes.size())}));
    pending_.update(bytes);
}

void Transcript::open(Label label)
{
    if (settled_) {
        pending_ = Blake3::keyed(kTranscriptKey);
        pending_.update(state_);
        settled_ = false;
    }
    pending_.update(little_endian<2>({static_cast<std::uint32_t>(label), kChallenge}));
}

void Transcript::settle()
{
    if (settled_) return;
    state_ = pending_.finish();
    settled_ = true;
    drawn_ = 0;
    used_ = 8;
}

std::uint32_t Transcript::word()
{
    settle();
    if (used_ == 8) {
        block_ = blake3_keyed(state_, little_endian(drawn_++));
        used_ = 0;
    }
    std::uint32_t out = 0;
    for (unsigned i = 0; i < 4; ++i)
        out |= std::uint32_t{block_[4 * used_ + i]} << (8 * i);
    ++used_;
    return out;
}

std::uint32_t Transcript::index(unsigned bits)
{
    return bits == 32 ? word() : word() & ((std::uint32_t{1} << bits) - 1);
}

const Hash& Transcript::state()
{
    settle();
    return state_;
}

bool Transcript::does_work(const Hash& state, unsigned bits, std::uint64_t nonce)
{
    Blake3 hasher = Blake3::keyed(kGrindingKey);
    hasher.update(state);
    hasher.update(little_endian(nonce));
    const Hash digest = hasher.finish();
    for (unsigned i = 0; i < bits; ++i)
        if (((digest[i / 8] >> (i % 8)) & 1) != 0) return false;
    return true;
}

bool Transcript::grind(unsigned bits, std::uint64_t nonce)
{
    const bool done = does_work(state(), bits, nonce);
    absorb(Label::kGrinding, little_endian(nonce));
    return done;
}

const Hash& grinding_key()
{
    return kGrindingKey;
}

}  // namespace archi::iop
