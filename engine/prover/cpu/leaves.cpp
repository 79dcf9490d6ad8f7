#include "prover/cpu/leaves.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "machine/chips.hpp"
#include "machine/contexts/affine.hpp"

namespace archi::prover::cpu {

namespace {

constexpr std::size_t kMostColumns = 128;  ///< of a chip

/// The columns that a form takes, from a row on.
class ColumnsFrom {
public:
    ColumnsFrom(const std::vector<const F*>& columns, const std::vector<unsigned>& chosen,
                std::size_t row)
        : count_(chosen.size())
    {
        ARCHI_ASSERT(count_ <= kMostColumns);
        for (std::size_t i = 0; i < count_; ++i)
            starts_[i] = columns[chosen[i]] + row;
    }
    [[nodiscard]] std::span<const F* const> all() const { return std::span(starts_).first(count_); }

private:
    std::size_t count_;
    std::array<const F*, kMostColumns> starts_;
};

}  // namespace

std::vector<Leaves::Fraction> Leaves::fractions(std::size_t chip, verifier::Scope scope,
                                                const verifier::Fingerprint<E>& fingerprint)
{
    std::vector<Fraction> out;
    machine::visit_chip(chip, [&]<typename Tag>(Tag) {
        for (const auto& interaction : machine::kInteractions<typename Tag::Chip>) {
            if (verifier::scope_of(interaction.bus) != scope) continue;
            auto& [numerator, denominator] = out.emplace_back();
            const auto& multiplicity = interaction.multiplicity;
            const F sign = interaction.is_send ? F::one() : -F::one();
            numerator.constant = sign * multiplicity.constant;
            denominator.constant = fingerprint.of(interaction.bus);
            for (std::size_t i = 0; i < interaction.length; ++i)
                denominator.constant += fingerprint.beta[i + 1] * interaction.tuple[i].constant;
            for (unsigned column = 0; column < multiplicity.coefficient.size(); ++column) {
                if (const F times = multiplicity.coefficient[column]; times != F{}) {
                    numerator.columns.push_back(column);
                    numerator.weights.push_back(sign * times);
                }
                E weight;
                for (std::size_t i = 0; i < interaction.length; ++i)
                    weight += fingerprint.beta[i + 1] * interaction.tuple[i].coefficient[column];
                if (weight == E{}) continue;
                denominator.columns.push_back(column);
                denominator.weights.push_back(weight);
            }
        }
    });
    return out;
}

Leaves::Leaves(const Work& work, const CommittedSegment& segment, verifier::Scope scope,
               const verifier::Fingerprint<E>& fingerprint)
    : kernels_(work.kernels),
      log_count_(segment.layout.leaves[scope].log_leaves),
      columns_(segment.shape.size())
{
    const auto& layout = segment.layout.leaves[scope];
    for (std::size_t j = 0; j < segment.shape.size(); ++j) {
        const auto& instance = segment.shape[j];
        const auto height = std::size_t{1} << instance.log_height;
        auto first = layout.first[j];
        columns_[j] = columns_of(segment, j);
        for (auto& fraction : fractions(instance.chip, scope, fingerprint)) {
            blocks_.push_back({first, height, std::move(fraction), &columns_[j]});
            first += height;
        }
    }
    std::ranges::sort(blocks_, {}, &Block::first);
}

void Leaves::fill(std::size_t first, std::size_t count, F* numerators, Planes denominators) const
{
    auto block = std::ranges::upper_bound(blocks_, first, {}, &Block::first);
    if (block != blocks_.begin()) --block;
    std::size_t done = 0;
    for (; block != blocks_.end() && done < count; ++block) {
        const auto row = first + done - block->first;
        if (row >= block->height) break;  // behind the last block
        const auto rows = std::min(count - done, block->height - row);
        const auto& [numerator, denominator] = block->fraction;
        kernels_.combine_base(ColumnsFrom(*block->columns, numerator.columns, row).all(),
                              numerator.weights, numerator.constant, numerators + done, rows);
        kernels_.combine(ColumnsFrom(*block->columns, denominator.columns, row).all(),
                         denominator.weights, denominator.constant, denominators.at(done), 0, rows);
        done += rows;
    }
    std::fill(numerators + done, numerators + count, F{});
    for (unsigned i = 0; i < E::kDegree; ++i)
        std::fill(denominators.data + i * denominators.stride + done,
                  denominators.data + i * denominators.stride + count, i == 0 ? F::one() : F{});
}

}  // namespace archi::prover::cpu
