#include "machine/host/roots.hpp"

namespace archi::machine {

std::optional<F> square_root(F square)
{
    constexpr auto kOdd = (F::kModulus - 1) >> F::kTwoAdicity;
    if (square == F()) return square;
    auto root = square.power((kOdd + 1) / 2);
    auto rest = square.power(kOdd);  // root^2 = square * rest, of order 2^n
    auto step = F::root_of_unity(F::kTwoAdicity);
    auto log_order = F::kTwoAdicity;
    while (rest != F::one()) {
        unsigned order = 0;
        for (auto power = rest; power != F::one(); power = power * power)
            ++order;
        if (order >= log_order) return std::nullopt;
        for (; log_order > order + 1; --log_order)
            step = step * step;
        root = root * step;
        step = step * step;
        rest = rest * step;
        log_order = order;
    }
    return root;
}

std::vector<F> roots(F a, F b, F c)
{
    if (c == F()) {
        if (b == F()) return {};
        return {-a * b.inverse()};
    }
    const auto root = square_root(b * b - a * c * F(4));
    if (!root) return {};
    const auto half = (c + c).inverse();
    if (*root == F()) return {-b * half};
    return {(*root - b) * half, (-*root - b) * half};
}

}  // namespace archi::machine
