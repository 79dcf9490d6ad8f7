#pragma once
// What a proof is made with. A set declares how many bits it proves; prover and verifier compute
// them anew (iop/soundness/protocol.hpp) and refuse a set that falls below. The whole set goes into
// the transcript before anything else.

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string_view>

namespace archi::iop {

enum class BaseField : std::uint8_t { kKoalaBear, kBabyBear };

/// Up to where committed words are decoded.
enum class Decoding : std::uint8_t {
    kUnique,   ///< half the minimum distance
    kJohnson,  ///< the Johnson bound, with a multiplicity
};

/// How a combination of stacked columns is opened at a point.
enum class Opening : std::uint8_t {
    kBaseFold,  ///< every word has the rate of the columns, every word is asked at the same places
    kWhir,      ///< each word has half the length of the one before it, so that rates fall
};
/// Words that WHIR may commit to.
inline constexpr std::size_t kMostWords = 6;

/// Work in bits: before a phase's challenge is drawn, the prover finds the smallest nonce whose
/// hash with the transcript begins with that many zero bits. 0: no nonce.
struct Grinding {
    std::uint8_t shared_challenge = 0;  ///< of the run's global bus
    std::uint8_t local_challenge = 0;   ///< of a segment's local bus
    std::uint8_t batching = 0;          ///< of the stacked columns
    std::uint8_t folding = 0;           ///< every variable that is folded
    std::uint8_t queries = 0;

    constexpr bool operator==(const Grinding&) const = default;
};

/// Bounds of what is proven, as far as errors depend on them. The verifier checks each against the
/// statement: a greater one is refused, whatever its proof.
struct Limits {
    std::uint8_t log_run_leaves = 30;  ///< interactions on the global bus, of all segments
    std::uint8_t log_leaves = 27;      ///< leaves of each of a segment's two GKR trees
    std::uint8_t log_height = 22;      ///< rows of one chip instance
    std::uint8_t log_instances = 8;
    std::uint8_t log_columns = 14;         ///< column claims of one proof
    std::uint8_t log_constraints = 14;     ///< constraints of all instances
    std::uint8_t log_stacked_columns = 8;  ///< of all commitments of one opening
    std::uint8_t constraint_degree = 3;
    std::uint8_t tuple_length = 8;  ///< of a bus, with the bus's number

    constexpr bool operator==(const Limits&) const = default;
};

struct Parameters {
    BaseField field = BaseField::kKoalaBear;
    std::uint8_t extension_degree = 6;
    Decoding decoding = Decoding::kUnique;
    std::uint8_t multiplicity = 0;  ///< kJohnson only; the gap to the radius is sqrt(rate)/(2m)
    /// Early commitments are opened at a point drawn after them, before the shared challenge.
    /// Required by kJohnson: without it they fix a list of candidates each, not one.
    bool early_commitments_pinned = false;

    std::uint8_t log_inverse_rate = 2;
    std::uint8_t log_stacked_height = 20;
    std::uint8_t log_fold_arity = 4;    ///< variables folded between two commitments
    std::uint8_t log_final_length = 6;  ///< of the polynomial that is sent in the clear
    std::uint8_t log_cap = 7;           ///< digests of a Merkle cap
    std::uint16_t queries = 0;          ///< of the rows of stacked columns; BaseFold's of all words

    Opening opening = Opening::kBaseFold;
    // kWhir only, otherwise 0: its words, of which no shared challenge depends, may be decoded up
    // to the Johnson bound while columns are not.
    std::uint8_t word_log_inverse_rate = 0;  ///< of the first word
    std::uint8_t word_multiplicity = 0;      ///< 0: unique decoding
    std::array<std::uint16_t, kMostWords> word_queries{};
    Grinding grinding = {};

    std::uint16_t target_bits = 0;  ///< declared: what 2^log_proofs proofs together reach
    std::uint8_t log_proofs = 0;    ///< union over segments times layers of aggregation
    Limits limits = {};

    constexpr bool operator==(const Parameters&) const = default;
};

/// A word that an opening commits to: what is left of the combined columns.
struct Word {
    unsigned log_dimension = 0;
    unsigned log_inverse_rate = 0;
    unsigned log_arity = 0;  ///< variables that are folded after it; a leaf is a coset of as many

    [[nodiscard]] constexpr unsigned log_length() const { return log_dimension + log_inverse_rate; }
    [[nodiscard]] constexpr unsigned log_leaves() const { return log_length() - log_arity; }
};

/// Words of an opening. Requires log_final_length < log_stacked_height, log_fold_arity >= 1.
[[nodiscard]] constexpr std::size_t word_count(const Parameters& parameters)
{
    const auto folded = parameters.log_stacked_height - parameters.log_final_length;
    return static_cast<std::size_t>((folded + parameters.log_fold_arity - 1) /
                                    parameters.log_fold_arity);
}

/// Requires index < word_count().
[[nodiscard]] constexpr Word word_of(const Parameters& parameters, std::size_t index)
{
    const auto round = static_cast<unsigned>(index);
    const unsigned arity = parameters.log_fold_arity;
    const auto dimension = parameters.log_stacked_height - round * arity;
    const auto left = dimension - parameters.log_final_length;
    return {.log_dimension = dimension,
            .log_inverse_rate = parameters.opening == Opening::kWhir
                                    ? parameters.word_log_inverse_rate + round * (arity - 1)
                                    : parameters.log_inverse_rate,
            .log_arity = left < arity ? left : arity};
}

/// Bits of a digest: BLAKE3.
inline constexpr std::uint16_t kDigestBits = 256;
/// What a set must declare to be called secure.
inline constexpr std::uint16_t kLeastTargetBits = 100;

enum class ParameterError : std::uint8_t {
    kFieldUnsupported,     ///< extension degree other than 4, 5, 6
    kShapeUnsupported,     ///< sizes that do not fit each other, or the field's two-adicity
    kDecodingUnsupported,  ///< no distance left at this rate and multiplicity
    kEarlyCommitmentsNotPinned,
    kTargetTooLow,  ///< declares less than the caller demands
    kBelowTarget,   ///< computed bits are fewer than declared
};

[[nodiscard]] std::string_view name_of(ParameterError error);

/// Computes the set's bits from its formulas and compares them with what it declares.
/// `least_bits`: the declared bits that the caller demands; only tests demand fewer.
[[nodiscard]] std::expected<void, ParameterError> validate(
    const Parameters& parameters, std::uint16_t least_bits = kLeastTargetBits);

/// The fewest queries whose phase, with its grinding, errs with probability 2^-phase_bits at most;
/// empty if the decoding leaves no distance, or they exceed 2^16 - 1.
/// Reads `decoding`, `multiplicity`, `log_inverse_rate` and `grinding.queries`.
[[nodiscard]] std::optional<std::uint16_t> fewest_queries(const Parameters& parameters,
                                                          std::uint32_t phase_bits);

/// The fewest queries of the rows and of each word, such that every such phase errs with
/// probability 2^-phase_bits at most, after its grinding; empty as above.
[[nodiscard]] std::optional<Parameters> with_fewest_queries(const Parameters& parameters,
                                                            std::uint32_t phase_bits);

/// A set with a name that commands and proofs know it by.
struct ParameterSet {
    std::string_view name;
    std::string_view purpose;
    Parameters parameters;
};

/// All named sets; the first is the default. Each passes `validate`.
[[nodiscard]] std::span<const ParameterSet> parameter_sets();
[[nodiscard]] const ParameterSet* find_parameter_set(std::string_view name);
/// "default_100".
[[nodiscard]] const Parameters& default_parameters();

inline constexpr std::size_t kEncodedParametersSize = 44;

/// Every field in the order of declaration, a byte each, numbers of queries and `target_bits` two
/// bytes, little-endian. Two sets are equal exactly if their encodings are.
[[nodiscard]] std::array<std::uint8_t, kEncodedParametersSize> encode(const Parameters& parameters);

}  // namespace archi::iop
