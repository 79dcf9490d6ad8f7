#pragma once
// WHIR (eprint 2024/1586), theorem 5.2: the errors of its rounds. An iteration folds by 2^k and
// halves the domain, so its rate falls by 2^(k-1). `field` is the size of the challenge field.

#include <cstdint>

#include "iop/soundness/regime.hpp"

namespace archi::iop::soundness {

/// The code of the iteration after one that folds by 2^log_fold.
[[nodiscard]] constexpr Code whir_next_code(const Code& code, std::uint32_t log_fold)
{
    const auto fold = static_cast<std::int32_t>(log_fold);
    return {.log_dimension = code.log_dimension - fold,
            .log_inverse_rate = code.log_inverse_rate + fold - 1};
}

/// A sumcheck round whose challenge folds `code` once; `degree` of its polynomial.
[[nodiscard]] constexpr Interval whir_fold_error(const Regime& regime, const Code& code,
                                                 std::uint64_t degree, const Interval& field)
{
    return (Interval(degree) * regime.list_size(code) + regime.combination_error(code.folded(1))) /
           field;
}

/// Two candidates of the list agree at all of `samples` points outside the domain.
[[nodiscard]] constexpr Interval whir_out_of_domain_error(const Regime& regime, const Code& code,
                                                          std::uint64_t samples,
                                                          const Interval& field)
{
    const auto agree = Interval::power_of_two(code.log_dimension - 1) / field;
    return regime.list_size(code).power(2) * agree.power(samples);
}

/// Queries into the word of `code`, then their batching with the claims on `next`.
[[nodiscard]] constexpr Interval whir_shift_error(const Regime& regime, const Code& code,
                                                  const Regime& next_regime, const Code& next,
                                                  std::uint64_t queries, const Interval& field)
{
    const auto missed = (Interval(1) - regime.distance(code).value_or(Interval())).power(queries);
    return missed + next_regime.list_size(next) * Interval(queries + 1) / field;
}

}  // namespace archi::iop::soundness
