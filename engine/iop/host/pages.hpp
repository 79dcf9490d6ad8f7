#pragma once
// Memory for large arrays, in large pages where the system has them: faults of small pages were a
// fifth of a proof's time.

#include <cstddef>
#include <memory>
#include <type_traits>

namespace archi::iop {

struct FreePages {
    void operator()(void* memory) const;
};

/// Not initialised, aligned to a cache line at least. Never null.
[[nodiscard]] void* allocate_pages(std::size_t bytes);

template <typename T>
using Pages = std::unique_ptr<T[], FreePages>;

/// `count` elements, not initialised: T must be trivial to make and unmake.
template <typename T>
[[nodiscard]] Pages<T> make_pages(std::size_t count)
{
    static_assert(std::is_trivially_destructible_v<T>);
    return Pages<T>(static_cast<T*>(allocate_pages(count * sizeof(T))));
}

}  // namespace archi::iop
