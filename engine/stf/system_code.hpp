#pragma once
// The code of the system contracts, for whoever makes a genesis. A proof needs its hashes alone
// (system.hpp).

#include "base/bytes.hpp"

namespace archi::stf::system {

/// Runtime code as in resources/contracts/island. Requires the address of a system contract.
[[nodiscard]] Bytes code_of(const Address& address);

}  // namespace archi::stf::system
