#pragma once
// The proof of a run: its segments, joined.
//
// A proof is: version(4) ‖ parameters(44) ‖ key ‖ output length(4) ‖ output ‖ segments(4) ‖ early
// commitments ‖ nonce ‖ for each segment: length(4) ‖ segment proof. Numbers are little endian. An
// early commitment is shape ‖ cap.

#include "verifier/segment.hpp"

namespace archi::verifier {

/// "ARP" and the version of this format.
inline constexpr std::uint32_t kProofVersion = 0x02505241;

inline constexpr std::size_t kMaxOutput = std::size_t{1} << 24;  ///< bytes

/// The named set that a proof says it was made with; null if it names none.
[[nodiscard]] const iop::ParameterSet* parameter_set_of(bytes_view proof);

/// What a valid proof shows.
struct Verified {
    Hash program;  ///< program_hash() of its key
    Key key;
    Bytes output;
    std::uint32_t segments = 0;
    std::uint64_t cycles = 0;
};

/// Checks everything but whether the program is the one that the caller meant: compare
/// Verified::program. Time and memory are bounded by the parameters and proof.size(). Parameters
/// below `least_bits` are refused; only tests demand fewer than the default.
template <typename E>
[[nodiscard]] std::expected<Verified, Fault> verify_run(
    Air<E> air, const iop::Parameters& parameters, bytes_view proof,
    std::uint16_t least_bits = iop::kLeastTargetBits);

}  // namespace archi::verifier
