#pragma once
// Analysed code that outlives a block. The guest needs none: a batch keeps its code in its world.

#include <memory>

#include "base/bytes.hpp"
#include "evm/code.hpp"

namespace archi::stf {

/// Keyed by CODE = BLAKE3(code). Implementations may forget at any time.
class CodeCache {
public:
    virtual ~CodeCache() = default;
    /// Null if it is not kept.
    virtual std::shared_ptr<const evm::Code> find(const Hash& code_hash) = 0;
    virtual void keep(const Hash& code_hash, std::shared_ptr<const evm::Code> code) = 0;
};

}  // namespace archi::stf
