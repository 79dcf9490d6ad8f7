#pragma once
// How far a committed word may be from the Reed-Solomon code, and what combining words costs.
// Sources: BCHKS25 (eprint 2025/2055), corollary 1.4 for unique decoding and theorem 4.2 for the
// Johnson bound; Guruswami and Sudan 1999 for the list. Nothing beyond the Johnson bound: the
// conjectures there are false (eprint 2025/2010, 2025/2046).

#include <cstdint>
#include <optional>

#include "iop/soundness/interval.hpp"

namespace archi::iop::soundness {

/// Codewords of length 2^(log_dimension + log_inverse_rate).
struct Code {
    std::int32_t log_dimension = 0;
    std::int32_t log_inverse_rate = 0;

    [[nodiscard]] constexpr Interval length() const
    {
        return Interval::power_of_two(log_dimension + log_inverse_rate);
    }
    /// After a fold by 2^log_arity: same rate.
    [[nodiscard]] constexpr Code folded(std::int32_t log_arity) const
    {
        return {log_dimension - log_arity, log_inverse_rate};
    }
};

/// How the coefficients of a random combination of words are drawn.
enum class Batching : std::uint8_t {
    kPowers,       ///< 1, r, r^2, ...
    kEquality,     ///< eq(r, i): products of log2(words) challenges
    kIndependent,  ///< 1, r_1, r_2, ...
};

class Regime {
public:
    /// Up to half the minimum distance: at most one codeword is that near.
    [[nodiscard]] static constexpr Regime unique_decoding() { return {}; }
    /// Gap to the Johnson radius sqrt(rate) / (2 multiplicity). Requires multiplicity >= 1.
    [[nodiscard]] static constexpr Regime johnson(std::uint32_t multiplicity)
    {
        Regime out;
        out.multiplicity_ = multiplicity;
        return out;
    }
    /// Gap given as such, never guessed from the size of the field.
    /// Requires multiplicity >= max(3, sqrt(rate) / (2 gap)), for every rate that is asked about.
    [[nodiscard]] static constexpr Regime johnson_gap(const Interval& gap,
                                                      std::uint32_t multiplicity)
    {
        Regime out;
        out.multiplicity_ = multiplicity;
        out.gap_ = gap;
        return out;
    }

    [[nodiscard]] constexpr bool is_unique_decoding() const { return multiplicity_ == 0; }

    /// The relative distance that is decoded; empty where the parameters leave none (multiplicity 1
    /// at rate 1/2).
    [[nodiscard]] constexpr std::optional<Interval> distance(const Code& code) const
    {
        const Interval one(1);
        const auto used = is_unique_decoding() ? (one + rate(code)) * Interval::power_of_two(-1)
                                               : root(code) + gap(code);
        if (used.high >= one.low) return std::nullopt;
        return one - used;
    }

    /// How many codewords can be that near.
    [[nodiscard]] constexpr Interval list_size(const Code& code) const
    {
        if (is_unique_decoding()) return Interval(1);
        if (gap_) return Interval(1) / (Interval(2) * *gap_ * root(code));
        return shifted_multiplicity() / root(code);
    }

    /// The same for words whose symbols are rows of several words: the Johnson bound itself,
    /// 1 / (2 gap sqrt(rate)), which holds for every code of this distance.
    [[nodiscard]] constexpr Interval row_list_size(const Code& code) const
    {
        if (is_unique_decoding()) return Interval(1);
        return greater(Interval(1) / (Interval(2) * gap(code) * root(code)), list_size(code));
    }

    /// The probability that a random combination of two words is near the code though they are not
    /// (mutual correlated agreement), times the size of the field. Requires a distance.
    [[nodiscard]] constexpr Interval combination_error(const Code& code) const
    {
        const auto theta = distance(code).value_or(Interval());
        if (is_unique_decoding()) return theta * code.length() + Interval(1);
        const auto shifted = shifted_multiplicity();
        const auto first =
            (Interval(2) * shifted.power(5) + Interval(3) * shifted * theta * rate(code)) *
            code.length() / (Interval(3) * rate(code) * root(code));
        return first + shifted / root(code);
    }

    /// The same for `words` >= 1 words.
    [[nodiscard]] constexpr Interval batching_error(const Code& code, Batching batching,
                                                    std::uint64_t words) const
    {
        const auto pair = combination_error(code);
        switch (batching) {
            case Batching::kPowers:
                return pair * Interval(words - 1);
            case Batching::kEquality:
                return pair * Interval(ceiling_log2(words));
            case Batching::kIndependent:
                break;
        }
        return pair;
    }

private:
    [[nodiscard]] static constexpr Interval rate(const Code& code)
    {
        return Interval::power_of_two(-code.log_inverse_rate);
    }
    [[nodiscard]] static constexpr Interval root(const Code& code)
    {
        return root_of_power_of_two(-code.log_inverse_rate);
    }
    [[nodiscard]] constexpr Interval gap(const Code& code) const
    {
        return gap_ ? *gap_ : root(code) / Interval(std::uint64_t{2} * multiplicity_);
    }
    /// m + 1/2.
    [[nodiscard]] constexpr Interval shifted_multiplicity() const
    {
        return Interval(2 * std::uint64_t{multiplicity_} + 1) * Interval::power_of_two(-1);
    }

    std::uint32_t multiplicity_ = 0;
    std::optional<Interval> gap_ = std::nullopt;
};

}  // namespace archi::iop::soundness
