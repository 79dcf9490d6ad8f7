#pragma once
// What the proof system knows of a machine: its chips, each as numbers of columns, constraints and
// interactions and two functions of a point. Constraints themselves are written in machine/chips.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "machine/bus.hpp"

namespace archi::verifier {

/// Where preprocessed columns come from.
enum class FixedColumns : std::uint8_t {
    kNone,
    kClosedForm,  ///< the verifier evaluates them itself
    kProgram,     ///< committed in the program's key
};

/// How many instances of a chip a segment has.
enum class Presence : std::uint8_t {
    kAny,               ///< 0 to kMaxInstances
    kOnce,              ///< exactly one
    kInLastSegment,     ///< 0 to kMaxInstances in the last segment, none before
    kOnceInLastSegment  ///< exactly one in the last segment, none before
};

inline constexpr unsigned kMaxInstances = 3;

/// The challenges of one fingerprint: of a tuple v of `bus` it is α + bus id + Σ βⁱ·vᵢ, i ≥ 1.
template <typename E>
struct Fingerprint {
    E alpha;
    std::array<E, machine::kMaxTuple + 1> beta;  ///< β⁰ … β⁷

    static Fingerprint from(const E& alpha, const E& beta)
    {
        Fingerprint out{alpha, {E::one()}};
        for (std::size_t i = 1; i < out.beta.size(); ++i)
            out.beta[i] = out.beta[i - 1] * beta;
        return out;
    }
    /// Of an empty tuple.
    [[nodiscard]] E of(machine::Bus bus) const
    {
        return alpha + typename E::Base(machine::bus_id(bus));
    }
};

/// One scope of buses: inside the segment, or global. Index arrays of `Scope` things by it.
enum Scope : std::uint8_t { kLocal, kGlobal };
inline constexpr std::size_t kScopes = 2;

[[nodiscard]] constexpr Scope scope_of(machine::Bus bus)
{
    return machine::is_global(bus) ? kGlobal : kLocal;
}

/// What a chip's polynomials are multiplied with before they are added up.
template <typename E>
struct ChipWeights {
    std::span<const E> constraints;  ///< one a constraint
    struct Leaves {
        const Fingerprint<E>* fingerprint = nullptr;
        std::span<const E> blocks;  ///< one an interaction of the scope: eq of the block's place
    };
    std::array<Leaves, kScopes> leaves;
};

/// A chip's polynomials at one point, added up with ChipWeights.
template <typename E>
struct ChipValues {
    E constraints;
    std::array<E, kScopes> numerator;
    std::array<E, kScopes> denominator;
};

template <typename E>
struct ChipInfo {
    std::string_view name;
    machine::Commitment commitment = machine::Commitment::kMain;
    FixedColumns fixed = FixedColumns::kNone;
    Presence presence = Presence::kAny;
    bool takes_step = false;  ///< a row is an instruction: it interacts with Bus::kState
    unsigned log_height = 0;  ///< of chips with closed-form columns
    unsigned columns = 0;
    unsigned fixed_columns = 0;
    unsigned constraints = 0;
    std::array<unsigned, kScopes> interactions{};
    /// Both spans hold the chip's columns at the point.
    ChipValues<E> (*evaluate)(std::span<const E> columns, std::span<const E> fixed,
                              const ChipWeights<E>& weights) = nullptr;
    /// The closed form at a point of log_height coordinates; writes fixed_columns values.
    void (*fixed_at)(std::span<const E> point, std::span<E> values) = nullptr;
};

/// A machine: its chips, by chip id.
template <typename E>
using Air = std::span<const ChipInfo<E>>;

}  // namespace archi::verifier
