#pragma once
// What the steps of the CPU backend share: threads, kernels, transforms.

#include <functional>
#include <mutex>

#include "iop/host/parallel.hpp"
#include "iop/host/transform.hpp"
#include "prover/cpu/kernels.hpp"

namespace archi::prover::cpu {

/// Loops over arrays shorter than this are not worth a second thread.
inline constexpr std::size_t kGrain = 1U << 12;

/// Used by one step at a time.
struct Work {
    const Kernels& kernels;
    iop::Instructions instructions;
    mutable iop::Workers workers;

    explicit Work(iop::Instructions chosen, unsigned threads)
        : kernels(cpu::kernels(chosen)), instructions(chosen), workers(threads)
    {
    }

    /// body(begin, end) over [0, count).
    void each(std::size_t count, const std::function<void(std::size_t, std::size_t)>& body) const
    {
        workers.for_ranges(count, kGrain, body);
    }

    /// The sum of body(begin, end), an array of elements, over [0, count).
    template <std::size_t n, typename Body>
    [[nodiscard]] std::array<E, n> sum(std::size_t count, const Body& body,
                                       std::size_t grain = kGrain) const
    {
        std::array<E, n> total;
        std::mutex mutex;
        workers.for_ranges(count, grain, [&](std::size_t begin, std::size_t end) {
            const std::array<E, n> part = body(begin, end);
            const std::lock_guard lock(mutex);
            for (std::size_t i = 0; i < n; ++i)
                total[i] += part[i];
        });
        return total;
    }

    /// eq(point, x) for all corners x.
    [[nodiscard]] ExtensionArray equality(std::span<const E> point) const;
};

[[nodiscard]] inline Planes planes(ExtensionArray& array)
{
    return {array.data(), array.stride()};
}
[[nodiscard]] inline ConstPlanes planes(const ExtensionArray& array)
{
    return {array.data(), array.stride()};
}

/// A value at 1 from those at 0 and of (1 − r)·h(0) + r·h(1). Requires r ≠ 0, which fails for one
/// challenge in 2^185.
[[nodiscard]] E value_at_one(const E& at_zero, const E& claim, const E& r);

}  // namespace archi::prover::cpu
