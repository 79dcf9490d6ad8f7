#pragma once
// What a segment states about itself, and the terms by which that enters its local buses.

#include <array>
#include <cstdint>
#include <span>

#include "machine/bus.hpp"
#include "machine/cell.hpp"
#include "machine/limits.hpp"

namespace archi::machine {

/// The public values of one segment.
struct SegmentStatement {
    std::uint32_t first_pc = 0;
    std::uint32_t first_timestamp = 0;
    std::uint32_t end_pc = 0;
    std::uint32_t end_timestamp = 0;
    bool is_last = false;
    // Of the last segment:
    std::uint32_t image_end = 0;  ///< of the program
    std::uint32_t last_cell = 0;  ///< the highest zero-initialised cell that the run uses
    std::array<std::uint32_t, kOutputWords> output{};

    bool operator==(const SegmentStatement&) const = default;
};

/// Calls visit(bus, is_send, std::span<const F> tuple) for every term that the verifier adds to the
/// local buses of a segment, each with multiplicity one.
template <typename Visitor>
constexpr void for_each_public_term(const SegmentStatement& statement, const Visitor& visit)
{
    const auto term = [&visit](Bus bus, bool is_send, auto... values) {
        const std::array<F, sizeof...(values)> tuple{F(values)...};
        visit(bus, is_send, std::span<const F>(tuple));
    };
    term(Bus::kState, true, statement.first_pc, statement.first_timestamp);
    term(Bus::kState, false, statement.end_pc, statement.end_timestamp);
    if (!statement.is_last) return;
    // The cell before the first zero-initialised one: -1 if that is cell 0.
    const std::array<F, 1> before{F(statement.image_end) - F::one()};
    visit(Bus::kChain, true, std::span<const F>(before));
    term(Bus::kChain, false, statement.last_cell);
    for (std::uint32_t i = 0; i < kOutputWords; ++i)
        term(Bus::kOutput, false, i, statement.output[i] & 0xffff, statement.output[i] >> 16);
}

}  // namespace archi::machine
