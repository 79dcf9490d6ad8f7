#pragma once
// Elements for tests, one in eight an edge.

#include <random>
#include <vector>

namespace archi::iop {

template <typename Field>
std::vector<Field> random_elements(std::mt19937_64& random, std::size_t count)
{
    std::vector<Field> out(count);
    for (auto& element : out) {
        const auto word = random();
        constexpr std::uint32_t kEdges[4] = {0, 1, Field::kModulus - 1, Field::kModulus / 2};
        element = word % 8 == 0 ? Field::from_montgomery(kEdges[word / 8 % 4])
                                : Field(static_cast<std::uint32_t>(word >> 32));
    }
    return out;
}

}  // namespace archi::iop
