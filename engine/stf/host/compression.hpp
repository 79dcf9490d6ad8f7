#pragma once
// What a sealer adds to a batch, and a guest cannot.

#include "stf/batch.hpp"

namespace archi::stf {

/// For BatchSummary::compressed_content: empty unless it makes the pubdata shorter.
[[nodiscard]] Bytes compress_content(const BatchSummary& summary);

}  // namespace archi::stf
