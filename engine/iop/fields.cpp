// Checks at compile time that each modulus can be irreducible; for degree 5, which is prime, that
// it is.
#include "iop/machine_field.hpp"

namespace archi::iop {

namespace {

template <typename E>
consteval E iterated_frobenius(unsigned times)
{
    auto x = E::one().times_x();
    for (unsigned i = 0; i < times; ++i)
        x = x.frobenius();
    return x;
}

/// The degrees of the modulus' factors have the extension's degree as their least common multiple.
template <typename E>
consteval bool x_generates()
{
    const auto x = E::one().times_x();
    for (unsigned i = 1; i < E::kDegree; ++i)
        if (iterated_frobenius<E>(i) == x) return false;
    return iterated_frobenius<E>(E::kDegree) == x;
}

static_assert(x_generates<Extension<KoalaBear, 4>>());
static_assert(x_generates<Extension<KoalaBear, 5>>());
static_assert(x_generates<Extension<KoalaBear, 6>>());
static_assert(x_generates<Extension<BabyBear, 4>>());
static_assert(x_generates<Extension<BabyBear, 5>>());
static_assert(x_generates<Extension<BabyBear, 6>>());

}  // namespace

}  // namespace archi::iop
