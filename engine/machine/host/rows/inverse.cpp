#include <vector>

#include "base/assert.hpp"
#include "machine/host/rows/instruction.hpp"

namespace archi::machine::rows {

namespace {

constexpr std::size_t kInverses = std::size_t{1} << 17;

/// By Montgomery's trick: prefix products, one inversion, and back.
std::vector<Number> invert_all()
{
    std::vector<F> prefix(kInverses, F::one());
    for (std::size_t i = 1; i < kInverses; ++i)
        prefix[i] = prefix[i - 1] * F(static_cast<Number>(i));
    auto inverse = prefix.back().inverse();
    std::vector<Number> inverses(kInverses);
    for (std::size_t i = kInverses; --i > 0;) {
        inverses[i] = (inverse * prefix[i - 1]).value();
        inverse *= F(static_cast<Number>(i));
    }
    return inverses;
}

}  // namespace

Number inverse(Number number)
{
    static const auto inverses = invert_all();
    ARCHI_ASSERT(number < kInverses);
    return inverses[number];
}

}  // namespace archi::machine::rows
