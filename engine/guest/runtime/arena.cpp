// Memory for operator new: a pointer that only moves up. What is freed comes back only if it is
// what was allocated last, which is the common case of growing and shrinking vectors.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "guest/system.hpp"

extern "C" std::byte __arena_start[];
extern "C" std::byte __arena_end[];

namespace {

constexpr std::size_t kAlignment =
    8;  // of everything the guest stores: the largest type is 64 bits

std::byte* top = __arena_start;

std::byte* allocate(std::size_t size, std::size_t alignment)
{
    const auto start = (reinterpret_cast<std::uintptr_t>(top) + alignment - 1) & ~(alignment - 1);
    const auto end = reinterpret_cast<std::uintptr_t>(__arena_end);
    if (start > end || size > end - start) {
        archi::guest::write_diagnostic("guest: out of memory\n");
        archi::guest::exit(2);
    }
    top = reinterpret_cast<std::byte*>(start + size);
    return reinterpret_cast<std::byte*>(start);
}

void release(void* pointer, std::size_t size)
{
    if (static_cast<std::byte*>(pointer) + size == top) top = static_cast<std::byte*>(pointer);
}

}  // namespace

void* operator new(std::size_t size)
{
    return allocate(size, kAlignment);
}

void* operator new[](std::size_t size)
{
    return allocate(size, kAlignment);
}

void* operator new(std::size_t size, std::align_val_t alignment)
{
    return allocate(size, static_cast<std::size_t>(alignment));
}

void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}

void operator delete(void* pointer, std::size_t size) noexcept
{
    release(pointer, size);
}

void operator delete[](void* pointer, std::size_t size) noexcept
{
    release(pointer, size);
}

void operator delete(void*, std::align_val_t) noexcept {}

void operator delete(void* pointer, std::size_t size, std::align_val_t) noexcept
{
    release(pointer, size);
}
