#pragma once
// The mainland's contracts as the compiler left them (resources/contracts), within the program.

#include <string_view>

#include "base/bytes.hpp"

namespace archi::l1 {

/// What creates the contract `name`, without the constructor's arguments. Requires that there is
/// one.
[[nodiscard]] Bytes creation_code(std::string_view name);

}  // namespace archi::l1
