#include "prover/cpu/fraction_tree.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"
#include "prover/cpu/leaf_tiles.hpp"

namespace archi::prover::cpu {

namespace {

constexpr std::size_t kTilesAtOnce = 32;  ///< that a thread takes
/// Fewer leaves, and their sums, are kept like any other layer.
constexpr unsigned kLogFewLeaves = 12;
constexpr unsigned kUnkept = 2;  ///< layers of a tree with more

/// The halves of a layer: children that differ in the highest variable.
LayerArrays halves(ExtensionArray& numerator, ExtensionArray& denominator)
{
    const auto half = numerator.size() / 2;
    return {{planes(numerator), planes(numerator).at(half)},
            {planes(denominator), planes(denominator).at(half)}};
}

/// Element `offset` of each part of the children, which are cut into parts of `size`.
template <std::size_t parts>
LayerParts<parts> parts_of(const LayerArrays& arrays, std::size_t size, std::size_t offset)
{
    LayerParts<parts> out;
    for (std::size_t child = 0; child < 2; ++child)
        for (std::size_t part = 0; part < parts; ++part) {
            out.numerator[child][part] = arrays.numerator[child].at(part * size + offset);
            out.denominator[child][part] = arrays.denominator[child].at(part * size + offset);
        }
    return out;
}

}  // namespace

CpuFractionTree::CpuFractionTree(const Work& work, const CommittedSegment& segment,
                                 verifier::Scope scope, const verifier::Fingerprint<E>& fingerprint)
    : work_(work), leaves_(work, segment, scope, fingerprint)
{
    const auto log_leaves = leaves_.log_count();
    const bool are_few = log_leaves < kLogFewLeaves;
    const auto depth = are_few ? log_leaves : log_leaves - kUnkept;
    layers_.resize(depth + 1);
    layers_[depth] = are_few ? kept_leaves() : parents_of_sums();
    for (auto i = depth; i-- > 0;)
        layers_[i] = parents(layers_[i + 1]);
}

CpuFractionTree::Layer CpuFractionTree::kept_leaves() const
{
    const auto size = std::size_t{1} << leaves_.log_count();
    Layer layer(size);
    std::vector<F> numerators(size);
    leaves_.fill(0, size, numerators.data(), planes(layer.denominator));
    for (std::size_t i = 0; i < size; ++i)
        layer.numerator.set(i, numerators[i]);
    return layer;
}

CpuFractionTree::Layer CpuFractionTree::parents_of_sums() const
{
    const auto size = std::size_t{1} << (leaves_.log_count() - kUnkept);
    Layer layer(size);
    work_.each(size, [&](std::size_t begin, std::size_t end) {
        SumTile<1> tile;
        for (; begin < end; begin += kTile)
            work_.kernels.add_fractions(tile.fill(work_.kernels, leaves_, size, begin),
                                        planes(layer.numerator).at(begin),
                                        planes(layer.denominator).at(begin), kTile);
    });
    return layer;
}

CpuFractionTree::Layer CpuFractionTree::parents(Layer& children) const
{
    const auto size = children.numerator.size() / 2;
    Layer layer(size);
    const auto arrays = halves(children.numerator, children.denominator);
    work_.each(size, [&](std::size_t begin, std::size_t end) {
        LayerTile<1> tile;
        for (auto count = std::min(end - begin, kTile); begin < end; begin += count)
            work_.kernels.add_fractions(
                count == kTile ? tile.load(arrays, size, begin) : parts_of<1>(arrays, size, begin),
                planes(layer.numerator).at(begin), planes(layer.denominator).at(begin), count);
    });
    return layer;
}

std::array<E, 2> CpuFractionTree::root() const
{
    return {layers_[0].numerator.get(0), layers_[0].denominator.get(0)};
}

void CpuFractionTree::begin_layer(std::span<const E> point, const E& lambda)
{
    const auto variables = point.size();
    const auto [numerator, denominator] = [&]() -> std::array<E, 2> {
        if (variables == 0) return root();
        const auto& tau = point.back();
        return {children_[0] + tau * (children_[1] - children_[0]),
                children_[2] + tau * (children_[3] - children_[2])};
    }();
    claim_ = numerator + lambda * denominator;
    lambda_ = lambda;
    point_.assign(point.begin(), point.end());
    if (variables < layers_.size()) layers_[variables] = Layer();
    size_ = std::size_t{1} << variables;
    source_ = variables + 1 < layers_.size()    ? Source::kMemory
              : variables + 1 == layers_.size() ? Source::kSums
                                                : Source::kLeaves;
    is_combined_ = false;
    if (source_ == Source::kMemory) {
        current_ = std::move(layers_[variables + 1]);
        arrays_ = halves(current_.numerator, current_.denominator);
    }
    if (variables == 0) return;
    const auto low = std::min<std::size_t>(kLogTile, variables - 1);
    low_ = work_.equality(point.first(low));
    high_ = iop::equality_table(point.subspan(low, variables - 1 - low));
}

template <typename Body>
std::array<E, 2> CpuFractionTree::weighted_sum(const Body& body) const
{
    const auto tile = std::min(size_ / 2, kTile);
    return work_.sum<2>(
        size_ / 2 / tile,
        [&](std::size_t begin, std::size_t end) {
            std::array<E, 2> total;
            for (auto i = begin; i < end; ++i) {
                const auto part = body(i * tile, tile, planes(low_));
                total[0] += high_[i] * part[0];
                total[1] += high_[i] * part[1];
            }
            return total;
        },
        kTilesAtOnce);
}

std::array<E, 2> CpuFractionTree::first_round()
{
    const auto half = size_ / 2;
    const auto& kernels = work_.kernels;
    return weighted_sum([&](std::size_t begin, std::size_t count, ConstPlanes equality) {
        switch (source_) {
            case Source::kLeaves: {
                LeafTile<2> tile;
                return kernels.leaf_round(tile.fill(leaves_, half, begin), equality, lambda_,
                                          count);
            }
            case Source::kSums: {
                SumTile<2> tile;
                return kernels.fraction_round(tile.fill(kernels, leaves_, half, begin), equality,
                                              lambda_, count);
            }
            case Source::kMemory:
                break;
        }
        if (count == kTile) {
            LayerTile<2> tile;
            return kernels.fraction_round(tile.load(arrays_, half, begin), equality, lambda_,
                                          count);
        }
        return kernels.fraction_round(parts_of<2>(arrays_, half, begin), equality, lambda_, count);
    });
}

std::array<E, 2> CpuFractionTree::bound_round()
{
    const auto half = size_ / 2;  // a quarter of what is there
    const auto& kernels = work_.kernels;
    if (source_ != Source::kMemory) {
        current_ = Layer(2 * size_);
        arrays_ = halves(current_.numerator, current_.denominator);
    }
    const auto bind = is_combined_ ? kernels.bind_combined : kernels.bind_fractions;
    const auto sums = weighted_sum([&](std::size_t begin, std::size_t count, ConstPlanes equality) {
        if (count != kTile) {  // few are left: in place
            const BoundPart part{arrays_, half, *pending_, lambda_};
            return bind(parts_of<4>(arrays_, half, 0), part, equality, count);
        }
        LayerTile<2> bound;
        const BoundPart part{bound.arrays(0), LayerTile<2>::kPartCells, *pending_, lambda_};
        const auto part_sums = [&] {
            switch (source_) {
                case Source::kLeaves: {
                    LeafTile<4> tile;
                    return kernels.bind_leaves(tile.fill(leaves_, half, begin), part, equality,
                                               count);
                }
                case Source::kSums: {
                    SumTile<4> tile;
                    return kernels.bind_fractions(tile.fill(kernels, leaves_, half, begin), part,
                                                  equality, count);
                }
                case Source::kMemory:
                    break;
            }
            LayerTile<4> tile;
            return bind(tile.load(arrays_, half, begin), part, equality, count);
        }();
        bound.store(arrays_, half, begin);
        return part_sums;
    });
    source_ = Source::kMemory;
    is_combined_ = true;
    pending_.reset();
    return sums;
}

std::array<E, 2> CpuFractionTree::round()
{
    const auto [at_zero, leading] = pending_ ? bound_round() : first_round();
    const E at_one = value_at_one(at_zero, claim_, point_.back());
    polynomial_ = {at_zero, at_one - at_zero - leading, leading};
    return {polynomial_[1], polynomial_[2]};
}

void CpuFractionTree::bind(const E& r)
{
    pending_ = r;
    claim_ = polynomial_[0] + r * (polynomial_[1] + r * polynomial_[2]);
    point_.pop_back();
    size_ /= 2;
    if (size_ == 1) return;
    // One variable fewer below the round's.
    if (high_.size() > 1) {
        const auto half = high_.size() / 2;
        for (std::size_t i = 0; i < half; ++i)
            high_[i] += high_[i + half];
        high_.resize(half);
    } else {
        low_ = work_.equality(std::span(point_).first(point_.size() - 1));
    }
}

std::array<E, 4> CpuFractionTree::children()
{
    const auto value = [&](const Planes& array) {
        const auto at = [&](std::size_t offset) {
            E::Coefficients out;
            for (unsigned i = 0; i < E::kDegree; ++i)
                out[i] = array.data[i * array.stride + offset];
            return E(out);
        };
        return pending_ ? at(0) + *pending_ * (at(1) - at(0)) : at(0);
    };
    children_ = {value(arrays_.numerator[0]), value(arrays_.numerator[1]),
                 value(arrays_.denominator[0]), value(arrays_.denominator[1])};
    if (is_combined_) children_[1] -= lambda_ * children_[3];
    pending_.reset();
    current_ = Layer();
    return children_;
}

}  // namespace archi::prover::cpu
