#pragma once
// Transfers between the world's chains: by names, as values and as JSON.

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "bridge/transfer.hpp"

namespace archi::node {

/// Who sends what to whom: `alice@mainland`, `0x…@tortuga`. Whoever sends is a test account.
struct SendRequest {
    std::string from;
    std::string to;
    std::string amount;  ///< of the base token of the chain it starts from: "12.5"

    bool operator==(const SendRequest&) const = default;
};

/// A decimal number with at most 18 places as 10^-18 units; nullopt for anything else.
[[nodiscard]] std::optional<u256> parse_amount(const std::string& text);

[[nodiscard]] std::string to_json(const bridge::Transfer& transfer);
[[nodiscard]] std::string to_json(const std::vector<bridge::Transfer>& transfers);
/// Total: kCorrupt for anything that to_json does not write.
[[nodiscard]] Result<std::vector<bridge::Transfer>> parse_transfers(const std::string& text);

}  // namespace archi::node
