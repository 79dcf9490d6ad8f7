#include "crypto/prime_field.hpp"

#include "cases/case.hpp"

namespace archi::crypto {

namespace {

// All bits of the words used: carries reach beyond the last one.
struct FullPrime {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xfffffffefffffc2f, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff};
};
// The two highest bits unused.
struct ShortPrime {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029};
};

template <typename Field>
Field random_element(cases::Context& context)
{
    typename Field::Number number{};
    for (auto& limb : number) {
        // Sparse and full words often: that is where carries go wrong.
        const auto kind = context.random() % 4;
        limb = static_cast<typename Field::Limb>(kind == 0   ? 0
                                                 : kind == 1 ? ~std::uint64_t{0}
                                                             : context.random());
    }
    return Field::from_number(number);
}

template <typename Field>
void obeys_the_laws(cases::Context& context)
{
    for (int i = 0; i < 50; ++i) {
        const auto a = random_element<Field>(context);
        const auto b = random_element<Field>(context);
        const auto c = random_element<Field>(context);
        CHECK((a + b) * c == a * c + b * c);
        CHECK((a * b) * c == a * (b * c));
        CHECK(a - b == -(b - a));
        CHECK((a + b) - b == a);
        CHECK(a.halved().doubled() == a);
        CHECK(a.is_zero() || a * a.inverse() == Field::one());
        CHECK(less(a.number(), Field::modulus()));
        const auto root = a.square().square_root();
        CHECK(root && (*root == a || *root == -a));
        std::array<std::uint8_t, Field::kBytes> bytes{};
        a.to_bytes(bytes);
        CHECK(Field::from_bytes(bytes) == a);
    }
}

}  // namespace

CASE(prime_field, laws_hold_with_64_and_32_bit_words)
{
#ifdef __SIZEOF_INT128__
    obeys_the_laws<PrimeField<FullPrime, std::uint64_t>>(context);
    obeys_the_laws<PrimeField<ShortPrime, std::uint64_t>>(context);
#endif
    obeys_the_laws<PrimeField<FullPrime, std::uint32_t>>(context);
    obeys_the_laws<PrimeField<ShortPrime, std::uint32_t>>(context);
}

CASE(prime_field, small_numbers_multiply_as_at_school)
{
    using Field = PrimeField<ShortPrime, std::uint32_t>;
    CHECK(Field::from_integer(6) * Field::from_integer(7) == Field::from_integer(42));
    CHECK(Field::from_integer(7) - Field::from_integer(6) == Field::one());
    CHECK(Field::from_integer(3).power(std::array<std::uint32_t, 1>{5}) ==
          Field::from_integer(243));
    CHECK(Field{}.inverse() == Field{});
}

CASE(prime_field, the_modulus_itself_is_no_element)
{
    using Field = PrimeField<FullPrime>;
    std::array<std::uint8_t, 32> bytes{};
    Field{}.to_bytes(bytes);
    CHECK(Field::from_bytes(bytes) == Field{});
    bytes.fill(0xff);
    CHECK(!Field::from_bytes(bytes));
    // p = 2^256 - 2^32 - 977, p - 1 ends in 2e.
    bytes = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
             0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
             0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xfc, 0x2f};
    CHECK(!Field::from_bytes(bytes));
    bytes[31] = 0x2e;
    CHECK(Field::from_bytes(bytes) == -Field::one());
}

CASE(prime_field, half_of_the_elements_have_roots)
{
    using Field = PrimeField<FullPrime>;
    int roots = 0;
    for (std::uint32_t i = 1; i <= 200; ++i) {
        const auto has_root = Field::from_integer(i).square_root().has_value();
        // p mod 4 = 3: exactly one of x and -x is a square.
        CHECK(has_root != (-Field::from_integer(i)).square_root().has_value());
        roots += has_root ? 1 : 0;
    }
    CHECK(roots > 60 && roots < 140);
}

}  // namespace archi::crypto
