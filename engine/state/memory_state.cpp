#include "state/memory_state.hpp"

#include "base/blake3.hpp"

namespace archi::state {

Hash MemoryState::value(const Hash& key)
{
    const auto found = values_.find(key);
    return found == values_.end() ? Hash{} : found->second;
}

std::shared_ptr<const Bytes> MemoryState::code(const Hash& code_hash)
{
    const auto found = codes_.find(code_hash);
    return found == codes_.end() ? nullptr : found->second;
}

void MemoryState::apply(std::span<const Change> changes, std::span<const Bytes> new_code)
{
    for (const auto& change : changes)
        values_[change.key] = change.after;
    for (const auto& code : new_code)
        codes_[blake3(code)] = std::make_shared<const Bytes>(code);
}

}  // namespace archi::state
