#pragma once
// The code cache of a node: one for all chains, shared between the sequencer and eth_call.

#include <cstddef>
#include <memory>

#include "stf/code_cache.hpp"

namespace archi::stf {

/// Bounded by the bytes of code it keeps; forgets the least recently used. Thread-safe.
class SharedCodeCache : public CodeCache {
public:
    /// `capacity`: bytes of code, without the analysis (about an eighth more).
    explicit SharedCodeCache(std::size_t capacity = std::size_t{64} << 20U);
    ~SharedCodeCache() override;
    SharedCodeCache(const SharedCodeCache&) = delete;
    SharedCodeCache& operator=(const SharedCodeCache&) = delete;

    std::shared_ptr<const evm::Code> find(const Hash& code_hash) override;
    void keep(const Hash& code_hash, std::shared_ptr<const evm::Code> code) override;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::stf
