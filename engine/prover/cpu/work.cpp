#include "prover/cpu/work.hpp"

#include "base/assert.hpp"

namespace archi::prover::cpu {

ExtensionArray Work::equality(std::span<const E> point) const
{
    ExtensionArray table(std::size_t{1} << point.size());
    table.set(0, E::one());
    for (std::size_t i = 0; i < point.size(); ++i) {
        const auto size = std::size_t{1} << i;
        each(size, [&](std::size_t begin, std::size_t end) {
            kernels.grow_equality(planes(table), point[i], size, begin, end);
        });
    }
    return table;
}

E value_at_one(const E& at_zero, const E& claim, const E& r)
{
    ARCHI_ASSERT(r != E{});
    return (claim - (E::one() - r) * at_zero) * r.inverse();
}

}  // namespace archi::prover::cpu
