#pragma once
// Asset flows of a batch (l1/FORMATS.md): what it moved between the chain and others.

#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::stf {

struct Flow {
    Hash asset;
    std::uint64_t counterparty = 0;  ///< chain id; the L1's is one like any other
    u256 sent;                       ///< below 2^128, as is received
    u256 received;

    bool operator==(const Flow&) const = default;
};

/// The rows, in the order given. Requires them ascending by asset and counterparty, none with two
/// zeros.
[[nodiscard]] Bytes encode_flows(std::span<const Flow> flows);
/// keccak of the rows; zeros without any.
[[nodiscard]] Hash flow_root(bytes_view rows);

}  // namespace archi::stf
