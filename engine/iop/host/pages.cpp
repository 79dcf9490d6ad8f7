#include "iop/host/pages.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#include <unordered_map>

namespace archi::iop {

namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kLargePage = std::size_t{1} << 21;

void* take(std::size_t alignment, std::size_t bytes)
{
    void* memory = std::aligned_alloc(alignment, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void give(void* memory)
{
    std::free(memory);  // NOLINT(cppcoreguidelines-no-malloc): of aligned_alloc
}

/// Blocks of large pages. Those given back are kept for whoever asks next, as the system clears
/// pages more slowly than a proof fills them; but never more than was once in use at a time.
class Blocks {
public:
    void* allocate(std::size_t bytes)
    {
        const std::lock_guard lock(mutex_);
        auto found = kept_.lower_bound(bytes);
        if (found == kept_.end() || found->first > bytes + bytes / 4) {
            most_ = std::max(most_, in_use_ + bytes);
            while (!kept_.empty() && in_use_ + bytes + kept_bytes_ > most_)
                release(kept_.begin());
            void* memory = take(kLargePage, bytes);
            madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: may fail
            found = kept_.emplace(bytes, memory);
            kept_bytes_ += bytes;
        }
        const auto [size, memory] = *found;
        kept_.erase(found);
        kept_bytes_ -= size;
        in_use_ += size;
        most_ = std::max(most_, in_use_);
        sizes_.emplace(memory, size);
        return memory;
    }

    /// False for what is not from here.
    bool deallocate(void* memory)
    {
        const std::lock_guard lock(mutex_);
        const auto found = sizes_.find(memory);
        if (found == sizes_.end()) return false;
        in_use_ -= found->second;
        kept_bytes_ += found->second;
        kept_.emplace(found->second, memory);
        sizes_.erase(found);
        return true;
    }

private:
    using Kept = std::multimap<std::size_t, void*>;  ///< by size

    void release(Kept::iterator block)
    {
        give(block->second);
        kept_bytes_ -= block->first;
        kept_.erase(block);
    }

    std::mutex mutex_;
    Kept kept_;
    std::unordered_map<void*, std::size_t> sizes_;  ///< of blocks in use
    std::size_t kept_bytes_ = 0;
    std::size_t in_use_ = 0;
    std::size_t most_ = 0;  ///< in use at a time
};

Blocks& blocks()
{
    static auto* const all = new Blocks;  // never unmade: statics elsewhere may hold pages
    return *all;
}

constexpr std::size_t round_up(std::size_t bytes, std::size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

}  // namespace

void FreePages::operator()(void* memory) const
{
    if (memory != nullptr && !blocks().deallocate(memory)) give(memory);
}

void* allocate_pages(std::size_t bytes)
{
    if (bytes >= 2 * kLargePage) return blocks().allocate(round_up(bytes, kLargePage));
    return take(kCacheLine, std::max(kCacheLine, round_up(bytes, kCacheLine)));
}

}  // namespace archi::iop
