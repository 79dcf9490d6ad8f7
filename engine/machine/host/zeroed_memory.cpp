#include "machine/host/zeroed_memory.hpp"

#include <sys/mman.h>

#include <fmt/core.h>

namespace archi::machine {

void Unmap::operator()(void* address) const noexcept
{
    ::munmap(address, bytes);
}

Result<std::unique_ptr<void, Unmap>> map_zeros(std::size_t bytes)
{
    auto* const address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (address == MAP_FAILED)
        return failure(ErrorCode::kLimitExceeded,
                       fmt::format("The system does not give {} bytes of address space.", bytes));
    return std::unique_ptr<void, Unmap>(address, Unmap{bytes});
}

}  // namespace archi::machine
