#pragma once
// What reading the receipts of a block costs, one by one and all at once.

#include "load/senders.hpp"

namespace archi::load {

/// Prints the time per receipt for `block`. Every receipt is read; three runs, median.
void read_receipts(Senders& senders, std::uint64_t block);

}  // namespace archi::load
