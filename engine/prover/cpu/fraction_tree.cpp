#include "prover/cpu/fraction_tree.hpp"

namespace archi::prover::cpu {

CpuFractionTree::CpuFractionTree(const Work& work, const CommittedSegment& segment,
                                 verifier::Scope scope, const verifier::Fingerprint<E>& fingerprint)
    : work_(work), segment_(segment), scope_(scope), fingerprint_(fingerprint)
{
    const auto log_leaves = segment.layout.leaves[scope].log_leaves;
    layers_.resize(log_leaves + 1);
    layers_[log_leaves] = leaves();
    for (auto depth = log_leaves; depth-- > 0;) {
        layers_[depth] = parents(layers_[depth + 1]);
        if (depth + 1 == log_leaves && log_leaves > 0) layers_.pop_back();
    }
}

CpuFractionTree::Layer CpuFractionTree::leaves() const
{
    const auto& layout = segment_.layout.leaves[scope_];
    const auto size = std::size_t{1} << layout.log_leaves;
    Layer layer{ExtensionArray(size), ExtensionArray(size)};
    for (std::size_t j = 0; j < segment_.shape.size(); ++j) {
        const auto& instance = segment_.shape[j];
        if (segment_.air[instance.chip].interactions[scope_] == 0) continue;
        const auto columns = columns_of(segment_, j);
        const auto height = std::size_t{1} << instance.log_height;
        const LeafTarget target{planes(layer.numerator), planes(layer.denominator), layout.first[j],
                                height, &fingerprint_};
        work_.each(height, [&](std::size_t begin, std::size_t end) {
            work_.kernels.chips[instance.chip].leaves(columns, scope_, target, begin, end);
        });
    }
    work_.each(size - layout.used, [&](std::size_t begin, std::size_t end) {
        for (auto i = layout.used + begin; i < layout.used + end; ++i) {
            layer.numerator.set(i, E{});
            layer.denominator.set(i, E::one());
        }
    });
    return layer;
}

namespace {

/// The halves of a layer: children that differ in the highest variable.
LayerArrays halves(ExtensionArray& numerator, ExtensionArray& denominator)
{
    const auto half = numerator.size() / 2;
    return {{planes(numerator), planes(numerator).at(half)},
            {planes(denominator), planes(denominator).at(half)}};
}

}  // namespace

CpuFractionTree::Layer CpuFractionTree::parents(Layer& children) const
{
    const auto size = children.numerator.size() / 2;
    Layer layer{ExtensionArray(size), ExtensionArray(size)};
    const auto arrays = halves(children.numerator, children.denominator);
    work_.each(size, [&](std::size_t begin, std::size_t end) {
        work_.kernels.add_fractions(arrays, planes(layer.numerator), planes(layer.denominator),
                                    begin, end);
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
    layers_[variables] = {};
    current_ = variables + 1 < layers_.size() ? std::move(layers_[variables + 1]) : leaves();
    arrays_ = halves(current_.numerator, current_.denominator);
    size_ = std::size_t{1} << variables;
    if (variables > 0) equality_ = work_.equality(point.first(variables - 1));
}

std::array<E, 2> CpuFractionTree::round()
{
    const auto half = size_ / 2;
    const auto [at_zero, leading] = work_.sum<2>(half, [&](std::size_t begin, std::size_t end) {
        return work_.kernels.layer_round(arrays_, planes(std::as_const(equality_)), lambda_, half,
                                         begin, end);
    });
    const E at_one = value_at_one(at_zero, claim_, point_.back());
    polynomial_ = {at_zero, at_one - at_zero - leading, leading};
    return {polynomial_[1], polynomial_[2]};
}

void CpuFractionTree::bind(const E& r)
{
    const auto half = size_ / 2;
    work_.each(half, [&](std::size_t begin, std::size_t end) {
        for (const auto& array : {arrays_.numerator[0], arrays_.numerator[1],
                                  arrays_.denominator[0], arrays_.denominator[1]})
            work_.kernels.fold(array, array, r, half, begin, end);
    });
    work_.each(half / 2, [&](std::size_t begin, std::size_t end) {
        work_.kernels.shrink_equality(planes(equality_), half / 2, begin, end);
    });
    size_ = half;
    claim_ = polynomial_[0] + r * (polynomial_[1] + r * polynomial_[2]);
    point_.pop_back();
}

std::array<E, 4> CpuFractionTree::children()
{
    const auto first = [](const Planes& array) {
        E::Coefficients out;
        for (unsigned i = 0; i < E::kDegree; ++i)
            out[i] = array.data[i * array.stride];
        return E(out);
    };
    children_ = {first(arrays_.numerator[0]), first(arrays_.numerator[1]),
                 first(arrays_.denominator[0]), first(arrays_.denominator[1])};
    current_ = {};
    return children_;
}

}  // namespace archi::prover::cpu
