// The 31-bit fields and their extensions against an independent script (tests/vectors), and by the
// laws that they have to keep.

#include <initializer_list>

#include "cases/case.hpp"
#include "iop/machine_field.hpp"

namespace {

using namespace archi::iop;
using archi::cases::Context;

/// The draws of tests/vectors/field_vectors.py.
template <typename Field>
class Draws {
public:
    std::uint32_t word()
    {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>(state_ >> 32);
    }
    Field coefficient()
    {
        const auto drawn = word();
        constexpr std::uint32_t kEdges[3] = {0, 1, Field::kModulus - 1};
        return Field(drawn % 4 == 0 ? kEdges[drawn / 4 % 3] : drawn / 4);
    }
    template <typename E>
    E element()
    {
        if constexpr (std::is_same_v<E, Field>) {
            return coefficient();
        } else {
            typename E::Coefficients coefficients;
            for (auto& drawn : coefficients)
                drawn = coefficient();
            return E(coefficients);
        }
    }

private:
    std::uint64_t state_ = 1;
};

template <typename Field, typename E, typename Visit>
void walk(Visit visit)
{
    Draws<Field> draws;
    auto a = draws.template element<E>();
    auto b = draws.template element<E>();
    for (int i = 0; i < 1000; ++i) {
        if (i % 4 == 0) {
            a = a * b + draws.template element<E>();
        } else if (i % 4 == 1) {
            b -= a * draws.coefficient();
        } else if (i % 4 == 2) {
            a = a.power(draws.word());
        } else if (a != E{}) {
            b += i % 100 == 3 ? a.inverse() : draws.template element<E>();
        }
    }
    visit(a, b);
}

template <typename Field>
void check_base_walk(Context& context, std::initializer_list<std::uint32_t> end)
{
    walk<Field, Field>([&](Field a, Field b) {
        CHECK(a.value() == end.begin()[0]);
        CHECK(b.value() == end.begin()[1]);
    });
}

template <typename Field, unsigned degree>
void check_walk(Context& context, std::initializer_list<std::uint32_t> end)
{
    using Element = Extension<Field, degree>;
    CHECK(end.size() == std::size_t{2} * degree);
    walk<Field, Element>([&](const Element& a, const Element& b) {
        for (unsigned i = 0; i < degree; ++i) {
            CHECK(a.coefficient(i).value() == end.begin()[i]);
            CHECK(b.coefficient(i).value() == end.begin()[degree + i]);
        }
    });
}

template <typename Field>
void check_roots(Context& context, std::initializer_list<std::uint32_t> roots)
{
    CHECK(roots.size() == Field::kTwoAdicity + 1);
    for (unsigned log_order = 0; log_order < roots.size(); ++log_order)
        CHECK(Field::root_of_unity(log_order).value() == roots.begin()[log_order]);
}

CASE(iop, fields_and_extensions_end_their_walks_where_the_script_does)
{
#define ROOTS(field, ...) check_roots<field>(context, {__VA_ARGS__});
#define BASE_WALK(field, ...) check_base_walk<field>(context, {__VA_ARGS__});
#define WALK(field, degree, ...) check_walk<field, degree>(context, {__VA_ARGS__});
#include "vectors/field.inc"
#undef ROOTS
#undef BASE_WALK
#undef WALK
}

template <typename E>
E random_element(Context& context)
{
    typename E::Coefficients coefficients;
    for (auto& coefficient : coefficients)
        coefficient = typename E::Base(static_cast<std::uint32_t>(context.random()));
    return E(coefficients);
}

template <typename Field, unsigned degree>
void check_laws(Context& context)
{
    using Element = Extension<Field, degree>;
    for (int i = 0; i < 50; ++i) {
        const auto a = random_element<Element>(context);
        const auto b = random_element<Element>(context);
        const auto c = random_element<Element>(context);
        const auto base = Field(static_cast<std::uint32_t>(context.random()));
        CHECK(a * b == b * a);
        CHECK((a * b) * c == a * (b * c));
        CHECK(a * (b - c) == a * b - a * c);
        CHECK(a * base == a * Element(base));
        CHECK(base - a == -(a - base));
        CHECK(a * a.inverse() == Element::one());
        CHECK((a * b).frobenius() == a.frobenius() * b.frobenius());
        CHECK(a.frobenius() == a.power(Field::kModulus));
    }
    CHECK(Element{}.inverse() == Element{});
}

CASE(iop, extensions_are_fields)
{
    check_laws<KoalaBear, 4>(context);
    check_laws<KoalaBear, 5>(context);
    check_laws<KoalaBear, 6>(context);
    check_laws<BabyBear, 4>(context);
    check_laws<BabyBear, 5>(context);
    check_laws<BabyBear, 6>(context);
}

template <typename Field>
void check_base(Context& context)
{
    constexpr std::uint64_t kPrime = Field::kModulus;
    for (int i = 0; i < 1000; ++i) {
        const auto x = static_cast<std::uint32_t>(context.random());
        const auto y = static_cast<std::uint32_t>(context.random());
        const auto a = Field(x);
        const auto b = Field(y);
        CHECK(a.value() == x % kPrime);
        CHECK((a + b).value() == (x % kPrime + y % kPrime) % kPrime);
        CHECK((a - b).value() == (x % kPrime + kPrime - y % kPrime) % kPrime);
        CHECK((a * b).value() == (x % kPrime) * (y % kPrime) % kPrime);
        CHECK(Field::from_montgomery(a.montgomery()) == a);
        CHECK(a == Field{} || a * a.inverse() == Field::one());
    }
    CHECK(Field{}.inverse() == Field{});
    CHECK((-Field{}).montgomery() == 0);
    CHECK(Field(Field::kModulus) == Field{});
    CHECK(!Field::decode(Field::kModulus).has_value());
    CHECK(!Field::decode(0xffffffff).has_value());
    CHECK(Field::decode(Field::kModulus - 1) == -Field::one());

    // The greatest sums that a reduction takes.
    const auto most = Field::from_montgomery(Field::kModulus - 1);
    const auto square = Field::product(most, most);
    const auto element = most * most;
    CHECK(Field::reduce(4 * square) == element + element + element + element);
    CHECK(Field::reduce(Field::fold(4 * square) + 2 * square) ==
          element + element + element + element + element + element);
}

CASE(iop, base_fields_agree_with_integers_modulo_p)
{
    check_base<KoalaBear>(context);
    check_base<BabyBear>(context);
}

}  // namespace
