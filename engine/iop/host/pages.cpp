#include "iop/host/pages.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace archi::iop {

namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kLargePage = std::size_t{1} << 21;

}  // namespace

void FreePages::operator()(void* memory) const
{
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc): of aligned_alloc
}

void* allocate_pages(std::size_t bytes)
{
    const auto alignment = bytes < 2 * kLargePage ? kCacheLine : kLargePage;
    const auto size = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, size == 0 ? alignment : size);
    if (memory == nullptr) throw std::bad_alloc();
    if (alignment == kLargePage) madvise(memory, size, MADV_HUGEPAGE);  // a wish: may fail
    return memory;
}

}  // namespace archi::iop
