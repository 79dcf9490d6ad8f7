#pragma once
// Constraints whose omission the audit does not notice, each with the reason why it is stated.

#include <optional>
#include <string_view>

#include "machine/host/omission.hpp"

namespace archi::machine {

/// Why the audit may miss the omission; none: it must not.
[[nodiscard]] std::optional<std::string_view> reason_for(const Omission& omission);

}  // namespace archi::machine
