#include "evm/modular_multiplier.hpp"

namespace archi::evm {

namespace {

using Product = decltype(limbs::multiply_full(u256::Limbs{}, u256::Limbs{}));

/// product mod 2^256 - 1: as 2^256 is 1 there, the sum of its halves. Contracts ask for it to get
/// at the upper half of a product.
u256 reduce_by_all_ones(const Product& product)
{
    u256::Limbs sum{};
    limbs::Native carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] = limbs::add_with_carry(product[i], product[i + sum.size()], carry);
    const auto value = u256::from_limbs(sum) + carry;  // a sum that carried is at most 2^256 - 2
    return value == u256::max() ? u256{} : value;
}

}  // namespace

u256 ModularMultiplier::operator()(const u256& a, const u256& b, const u256& modulus)
{
    const auto product = limbs::multiply_full(a.limbs(), b.limbs());
    if (modulus == last_) {
        if (!reduction_ && Reduction::serves(modulus.limbs())) reduction_.emplace(modulus.limbs());
        if (reduction_) return u256::from_limbs(reduction_->reduce(product));
    }
    if (modulus.is_zero()) return {};
    if (modulus == u256::max()) return reduce_by_all_ones(product);
    last_ = modulus;
    reduction_.reset();
    return u256::from_limbs(limbs::divide(product, modulus.limbs()).remainder);
}

}  // namespace archi::evm
