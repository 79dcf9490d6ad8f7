#include "stf/flows.hpp"

#include "base/keccak.hpp"

namespace archi::stf {
namespace {

void append_amount(Bytes& out, const u256& amount)
{
    constexpr std::size_t kAmountSize = 16;
    append(out, bytes_view(amount.to_be().bytes).last(kAmountSize));
}

}  // namespace

Bytes encode_flows(std::span<const Flow> flows)
{
    Bytes rows;
    for (const auto& flow : flows) {
        append(rows, flow.asset.bytes);
        append_be(rows, flow.counterparty, 8);
        append_amount(rows, flow.sent);
        append_amount(rows, flow.received);
    }
    return rows;
}

Hash flow_root(bytes_view rows)
{
    return rows.empty() ? Hash{} : keccak256(rows);
}

}  // namespace archi::stf
