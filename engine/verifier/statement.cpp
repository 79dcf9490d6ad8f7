#include "verifier/statement.hpp"

#include "iop/domain.hpp"
#include "verifier/instantiate.hpp"

namespace archi::verifier {

namespace {

constexpr Hash kProgramKey = iop::domain_key("archipelago 1 program");
constexpr Hash kEarlyKey = iop::domain_key("archipelago 1 early commitment");

void append_hashes(Bytes& out, std::span<const Hash> hashes)
{
    for (const auto& hash : hashes)
        append(out, hash);
}

/// Of a binary tree over the digests, filled up with zeros.
Hash root_of(std::span<const Hash> digests)
{
    std::vector<Hash> level(digests.begin(), digests.end());
    while (level.size() > 1) {
        if (level.size() % 2 != 0) level.emplace_back();
        for (std::size_t i = 0; i < level.size() / 2; ++i)
            level[i] = iop::hash_node(level[2 * i], level[2 * i + 1]);
        level.resize(level.size() / 2);
    }
    return level.empty() ? Hash{} : level.front();
}

}  // namespace

Bytes encode(const Key& key)
{
    Bytes out;
    append_le(out, key.entry, 4);
    append_le(out, key.image_end, 4);
    out.push_back(key.rom_log_height);
    out.push_back(key.image_log_height);
    append_hashes(out, key.cap);
    return out;
}

Hash program_hash(const iop::Parameters& parameters, const Key& key)
{
    Bytes bytes;
    append(bytes, iop::encode(parameters));
    append(bytes, encode(key));
    return blake3_keyed(kProgramKey, bytes);
}

Hash digest(const EarlyCommitment& early)
{
    Bytes bytes;
    append_le(bytes, early.shape.size(), 4);
    for (const auto& instance : early.shape) {
        append_le(bytes, instance.chip, 4);
        append_le(bytes, instance.log_height, 4);
    }
    append_hashes(bytes, early.cap);
    return blake3_keyed(kEarlyKey, bytes);
}

iop::Transcript shared_transcript(const Statement& statement, std::span<const Hash> early_digests)
{
    iop::Transcript transcript("archipelago 1 run");
    Bytes bytes;
    append(bytes, statement.program);
    append(bytes, statement.output);
    append_le(bytes, statement.segments, 4);
    transcript.absorb(iop::Label::kStatement, bytes);
    transcript.absorb(iop::Label::kCommitment, root_of(early_digests));
    return transcript;
}

template <typename E>
SharedChallenge<E> shared_challenge(iop::Transcript transcript)
{
    const E alpha = transcript.challenge<E>(iop::Label::kFingerprint);
    const E beta = transcript.challenge<E>(iop::Label::kFingerprint);
    return {transcript.state(), Fingerprint<E>::from(alpha, beta)};
}

iop::Transcript segment_transcript(const Hash& seed, std::uint32_t index, std::uint32_t segments)
{
    iop::Transcript transcript("archipelago 1 segment");
    Bytes bytes;
    append(bytes, seed);
    append_le(bytes, index, 4);
    append_le(bytes, segments, 4);
    transcript.absorb(iop::Label::kStatement, bytes);
    return transcript;
}

#define ARCHI_INSTANTIATE(E) template SharedChallenge<E> shared_challenge(iop::Transcript);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
