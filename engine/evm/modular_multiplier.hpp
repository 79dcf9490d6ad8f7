#pragma once
// MULMOD, whose modulus is mostly the one of the time before: a curve's prime, or 2^256 - 1.

#include <optional>

#include "base/limbs_barrett.hpp"
#include "base/u256.hpp"

namespace archi::evm {

/// Remembers the last modulus, and from its second use on its reciprocal.
class ModularMultiplier {
public:
    /// (a · b) mod modulus with a 512-bit product; zero for modulus 0.
    [[nodiscard]] u256 operator()(const u256& a, const u256& b, const u256& modulus);

private:
    using Reduction = limbs::Barrett<limbs::Native, u256::Limbs{}.size()>;

    u256 last_;
    std::optional<Reduction> reduction_;  ///< by last_
};

}  // namespace archi::evm
