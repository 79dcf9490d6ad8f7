#pragma once
// Engine values as text for people.

#include <QString>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::app {

/// 0x and lower-case digits.
[[nodiscard]] QString hex_text(bytes_view bytes);

/// An amount of a token's smallest unit in its unit: up to six digits after the point, cut rather
/// than rounded, "< 0.000001" below that.
[[nodiscard]] QString amount_text(const u256& amount, unsigned decimals);

/// Wei as ether, as amount_text.
[[nodiscard]] QString ether_text(const u256& wei);

/// 18 204: digits in groups of three, parted by a thin space.
[[nodiscard]] QString grouped(std::uint64_t number);

}  // namespace archi::app
