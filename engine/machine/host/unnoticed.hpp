#pragma once
// Statements of chips whose omission neither the audit's search nor a false row shows: each with
// the reason why no lie follows. They stay: nobody should have to find that out.

#include <optional>
#include <string_view>

#include "machine/host/omission.hpp"

namespace archi::machine {

/// Why the audit may miss the omission; none: it must not.
[[nodiscard]] std::optional<std::string_view> reason_for(const Omission& omission);

/// How many have one.
[[nodiscard]] std::size_t reasons();

}  // namespace archi::machine
