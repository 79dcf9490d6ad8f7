#pragma once
// Large arrays that start as zeros and cost only the pages that are touched.

#include <cstddef>
#include <memory>

#include "base/result.hpp"

namespace archi::machine {

struct Unmap {
    std::size_t bytes = 0;
    void operator()(void* address) const noexcept;
};

template <typename T>
using ZeroedArray = std::unique_ptr<T[], Unmap>;

/// Errors: kLimitExceeded if the system does not give that much address space.
[[nodiscard]] Result<std::unique_ptr<void, Unmap>> map_zeros(std::size_t bytes);

/// `count` zeros. T is an unsigned number.
template <typename T>
[[nodiscard]] Result<ZeroedArray<T>> zeroed_array(std::size_t count)
{
    auto mapped = map_zeros(count * sizeof(T));
    if (!mapped) return std::unexpected(mapped.error());
    return ZeroedArray<T>(static_cast<T*>(mapped->release()), Unmap{count * sizeof(T)});
}

}  // namespace archi::machine
