#pragma once
// What a proof is about, and the challenge that all segments of a run share.

#include <vector>

#include "base/blake3.hpp"
#include "verifier/layout.hpp"
#include "verifier/opening.hpp"

namespace archi::verifier {

/// A program as the verifier knows it.
struct Key {
    std::uint32_t entry = 0;      ///< pc of the first instruction
    std::uint32_t image_end = 0;  ///< memory cells from here on begin as zero
    std::uint8_t rom_log_height = 0;
    std::uint8_t image_log_height = 0;
    std::vector<Hash> cap;  ///< of its preprocessed columns

    bool operator==(const Key&) const = default;
};

inline constexpr std::size_t kKeyHeaderBytes = 10;

/// entry(4) ‖ image end(4) ‖ log heights(1, 1) ‖ cap, little endian.
[[nodiscard]] Bytes encode(const Key& key);

/// What people call the program hash: of the parameters and the key.
[[nodiscard]] Hash program_hash(const iop::Parameters& parameters, const Key& key);

/// What is claimed: that the program ran to its end and gave this output.
struct Statement {
    Hash program;
    Hash output;  ///< BLAKE3 of the public output
    std::uint32_t segments = 0;
};

/// What a segment commits to before the shared challenge.
struct EarlyCommitment {
    Shape shape;  ///< of the early chips
    std::vector<Hash> cap;
};

[[nodiscard]] Hash digest(const EarlyCommitment& early);

/// The challenge of the global buses.
template <typename E>
struct SharedChallenge {
    Hash seed;  ///< what every segment's transcript begins with
    Fingerprint<E> fingerprint;
};

/// The transcript that the shared challenge comes from, before its grinding: the statement, and the
/// Merkle root over all segments' early commitments in order.
[[nodiscard]] iop::Transcript shared_transcript(const Statement& statement,
                                                std::span<const Hash> early_digests);

/// Takes the challenge. Requires the grinding to have been absorbed.
template <typename E>
[[nodiscard]] SharedChallenge<E> shared_challenge(iop::Transcript transcript);

/// The transcript of one segment, with the shared challenge and the segment's place in the run.
[[nodiscard]] iop::Transcript segment_transcript(const Hash& seed, std::uint32_t index,
                                                 std::uint32_t segments);

}  // namespace archi::verifier
