#pragma once
// Memory for large arrays, in large pages where the system has them, and used again: fresh pages
// were a third of a proof's time.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace archi::iop {

struct FreePages {
    void operator()(void* memory) const;
};

/// Not initialised, aligned to a cache line at least. Never null.
[[nodiscard]] void* allocate_pages(std::size_t bytes);

template <typename T>
using Pages = std::unique_ptr<T[], FreePages>;

/// For vectors.
template <typename T>
struct PageAllocator {
    using value_type = T;  // NOLINT(readability-identifier-naming): the library's name for it

    PageAllocator() = default;
    template <typename Other>
    PageAllocator(const PageAllocator<Other>& /*other*/)
    {
    }
    [[nodiscard]] T* allocate(std::size_t count)
    {
        return static_cast<T*>(allocate_pages(count * sizeof(T)));
    }
    void deallocate(T* memory, std::size_t /*count*/) { FreePages{}(memory); }
    bool operator==(const PageAllocator&) const = default;
};

template <typename T>
using PageVector = std::vector<T, PageAllocator<T>>;

/// `count` elements, not initialised: T must be trivial to make and unmake.
template <typename T>
[[nodiscard]] Pages<T> make_pages(std::size_t count)
{
    static_assert(std::is_trivially_destructible_v<T>);
    return Pages<T>(static_cast<T*>(allocate_pages(count * sizeof(T))));
}

}  // namespace archi::iop
