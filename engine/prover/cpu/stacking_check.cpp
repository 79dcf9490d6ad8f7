#include "prover/cpu/stacking_check.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"
#include "iop/sumcheck.hpp"

namespace archi::prover::cpu {

using verifier::kProgramStack;

namespace {

/// The stacked column of that number, all stacks in order.
const F* stacked_column(const CommittedSegment& segment, std::size_t number)
{
    for (const auto* stack : segment.stacks) {
        if (number < stack->width())
            return static_cast<const CpuCommitted&>(*stack).stacked(number);
        number -= stack->width();
    }
    return nullptr;
}

/// values[y] ← values[2y] + r·(values[2y + 1] − values[2y]).
void fold_lowest(std::vector<E>& values, const E& r)
{
    for (std::size_t y = 0; y < values.size() / 2; ++y)
        values[y] = values[2 * y] + r * (values[2 * y + 1] - values[2 * y]);
    values.resize(values.size() / 2);
}

/// An equality table without its lowest variable.
void drop_lowest(std::vector<E>& equality)
{
    for (std::size_t y = 0; y < equality.size() / 2; ++y)
        equality[y] = equality[2 * y] + equality[2 * y + 1];
    equality.resize(equality.size() / 2);
}

}  // namespace

CpuStackingCheck::CpuStackingCheck(const Work& work, const CommittedSegment& segment,
                                   std::span<const E> point,
                                   std::span<const verifier::StackedClaim<E>> claims,
                                   const E& lambda)
    : work_(work), segment_(segment), point_(point.begin(), point.end())
{
    const unsigned log_height = segment.parameters.log_stacked_height;
    const auto height = std::size_t{1} << log_height;
    const auto powers = iop::powers(lambda, claims.size());
    std::map<unsigned, Class> classes;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto& claim = claims[i];
        const auto log_size = std::min(claim.log_height, log_height);
        auto& slices = classes[log_size].slices;
        const auto above = point.subspan(log_size, claim.log_height - log_size);
        for (std::size_t piece = 0; piece < std::size_t{1} << above.size(); ++piece) {
            const auto offset = claim.offset + piece * height;
            slices.push_back({offset / height, (offset % height) >> log_size,
                              stacked_column(segment, offset / height) + offset % height,
                              powers[i] * iop::equality_at(above, piece)});
        }
    }
    // Columns of the program that this segment claims nothing about share stacked columns with
    // those that it does.
    for (const auto& [offset, column_log_height] : segment.layout.stacks[kProgramStack].columns) {
        const auto log_size = std::min(column_log_height, log_height);
        const bool is_claimed =
            std::ranges::find(claims, offset, &verifier::StackedClaim<E>::offset) != claims.end();
        if (!is_claimed && log_size < log_height)
            classes[log_size].slices.push_back(
                {offset / height, (offset % height) >> log_size,
                 stacked_column(segment, offset / height) + offset % height, E{}});
    }
    for (auto& [log_size, each] : classes) {
        each.log_size = log_size;
        std::vector<const F*> columns;
        std::vector<E> weights;
        for (const auto& slice : each.slices) {
            columns.push_back(slice.data);
            weights.push_back(slice.weight);
        }
        ExtensionArray sum(std::size_t{1} << log_size);
        work.each(sum.size(), [&](std::size_t begin, std::size_t end) {
            work.kernels.combine(columns, weights, E{}, planes(sum), begin, end);
        });
        each.sum.resize(sum.size());
        for (std::size_t y = 0; y < sum.size(); ++y)
            each.sum[y] = sum.get(y);
        each.equality = iop::equality_table(point.subspan(1, log_size - 1));
        classes_.push_back(std::move(each));
    }
}

void CpuStackingCheck::finish_classes()
{
    const auto done = std::partition(classes_.begin(), classes_.end(), [&](const Class& each) {
        return each.log_size > bound_.size();
    });
    if (done == classes_.end()) return;
    const auto equality = work_.equality(bound_);
    for (auto each = done; each != classes_.end(); ++each)
        for (const auto& slice : each->slices) {
            const auto value = work_.sum<1>(equality.size(), [&](std::size_t begin,
                                                                 std::size_t end) {
                return std::array{work_.kernels.evaluate(slice.data, planes(equality), begin, end)};
            });
            finished_[slice.stacked][slice.place] = {value[0], slice.weight * equality_};
        }
    classes_.erase(done, classes_.end());
}

std::array<E, 2> CpuStackingCheck::round()
{
    std::array<E, 2> coefficients;
    for (auto& each : classes_) {
        const auto sums =
            work_.sum<2>(each.equality.size(), [&](std::size_t begin, std::size_t end) {
                std::array<E, 2> part;
                for (auto y = begin; y < end; ++y) {
                    part[0] += each.equality[y] * each.sum[2 * y];
                    part[1] += each.equality[y] * each.sum[2 * y + 1];
                }
                return part;
            });
        // Times eq(point, X) = (1 − point) + (2·point − 1)·X.
        const E& point = point_[bound_.size()];
        const E slope = equality_ * (point + point - E::one());
        const E step = sums[1] - sums[0];
        coefficients[0] += slope * sums[0] + equality_ * (E::one() - point) * step;
        coefficients[1] += slope * step;
    }
    for (const auto& [stacked, points] : finished_) {
        for (auto point = points.begin(); point != points.end(); ++point) {
            const auto place = point->first;
            const auto other = points.find(place ^ 1);
            if ((place & 1) != 0 && other != points.end()) continue;  // met with its neighbour
            Point low;
            Point high;
            ((place & 1) != 0 ? high : low) = point->second;
            if (other != points.end()) high = other->second;
            const E value_step = high.value - low.value;
            const E weight_step = high.weight - low.weight;
            coefficients[0] += low.value * weight_step + low.weight * value_step;
            coefficients[1] += value_step * weight_step;
        }
    }
    return coefficients;
}

void CpuStackingCheck::bind(const E& r)
{
    for (auto& each : classes_) {
        fold_lowest(each.sum, r);
        drop_lowest(each.equality);
    }
    for (auto& [stacked, points] : finished_) {
        Points folded;
        for (const auto& [place, point] : points) {
            const E share = (place & 1) != 0 ? r : E::one() - r;
            auto& target = folded[place / 2];
            target.value += share * point.value;
            target.weight += share * point.weight;
        }
        points = std::move(folded);
    }
    if (bound_.size() < point_.size()) equality_ *= iop::equality(point_[bound_.size()], r);
    bound_.push_back(r);
    if (bound_.size() < segment_.parameters.log_stacked_height) finish_classes();
}

std::vector<E> CpuStackingCheck::values()
{
    const auto equality = work_.equality(bound_);
    std::vector<E> values;
    for (const auto* stack : segment_.stacks)
        for (unsigned i = 0; i < stack->width(); ++i) {
            const auto* column = static_cast<const CpuCommitted&>(*stack).stacked(i);
            values.push_back(work_.sum<1>(equality.size(), [&](std::size_t begin, std::size_t end) {
                return std::array{work_.kernels.evaluate(column, planes(equality), begin, end)};
            })[0]);
        }
    return values;
}

}  // namespace archi::prover::cpu
