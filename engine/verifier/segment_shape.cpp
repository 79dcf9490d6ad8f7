#include <algorithm>

#include "verifier/instantiate.hpp"
#include "verifier/segment.hpp"

namespace archi::verifier {

Bytes encode_public_values(const machine::SegmentStatement& statement)
{
    Bytes out;
    for (const auto number : {statement.first_pc, statement.first_timestamp, statement.end_pc,
                              statement.end_timestamp, statement.last_cell})
        append_le(out, number, 4);
    return out;
}

template <typename E>
std::size_t shape_bytes(Air<E> air, machine::Commitment commitment)
{
    std::size_t chips = 0;
    for (const auto& chip : air)
        chips += chip.commitment == commitment ? 1 : 0;
    return kMaxInstances * chips;
}

template <typename E>
Bytes encode_shape(Air<E> air, const Shape& shape, machine::Commitment commitment)
{
    Bytes out;
    auto next = shape.begin();
    for (unsigned chip = 0; chip < air.size(); ++chip) {
        Bytes heights(kMaxInstances);
        for (auto& height : heights)
            if (next != shape.end() && next->chip == chip)
                height = static_cast<std::uint8_t>((next++)->log_height);
        if (air[chip].commitment == commitment) append(out, heights);
    }
    return out;
}

template <typename E>
std::optional<Shape> decode_shape(Air<E> air, machine::Commitment commitment, bytes_view bytes)
{
    if (bytes.size() != shape_bytes(air, commitment)) return std::nullopt;
    Shape shape;
    for (unsigned chip = 0; chip < air.size(); ++chip) {
        if (air[chip].commitment != commitment) continue;
        unsigned last = UINT8_MAX;
        for (const unsigned log_height : bytes.first(kMaxInstances)) {
            if (log_height > last) return std::nullopt;
            last = log_height;
            if (log_height == 0) continue;
            if (log_height < kMinLogHeight) return std::nullopt;
            shape.push_back({chip, log_height});
        }
        bytes = bytes.subspan(kMaxInstances);
    }
    return shape;
}

Shape merge(const Shape& early, const Shape& main)
{
    Shape shape;
    std::merge(early.begin(), early.end(), main.begin(), main.end(), std::back_inserter(shape),
               [](const Instance& a, const Instance& b) { return a.chip < b.chip; });
    return shape;
}

template <typename E>
bool is_valid(Air<E> air, const Shape& shape, const Key& key, const iop::Limits& limits,
              bool is_last)
{
    if (shape.size() > std::size_t{1} << limits.log_instances) return false;
    std::vector<unsigned> count(air.size());
    std::size_t steps = 0;
    std::size_t columns = 0;
    std::size_t constraints = 0;
    std::array<std::size_t, kScopes> leaves{};
    for (const auto& instance : shape) {
        const auto& chip = air[instance.chip];
        if (instance.log_height > limits.log_height) return false;
        columns += chip.columns + chip.fixed_columns;
        constraints += chip.constraints;
        ++count[instance.chip];
        if (chip.fixed == FixedColumns::kClosedForm && instance.log_height != chip.log_height)
            return false;
        if (chip.fixed == FixedColumns::kProgram) {
            const auto expected = chip.presence == Presence::kOnceInLastSegment
                                      ? key.image_log_height
                                      : key.rom_log_height;
            if (instance.log_height != expected) return false;
        }
        const auto rows = std::size_t{1} << instance.log_height;
        if (chip.takes_step) steps += rows;
        for (const auto scope : {kLocal, kGlobal})
            leaves[scope] += rows * chip.interactions[scope];
    }
    for (unsigned chip = 0; chip < air.size(); ++chip) {
        const auto presence = air[chip].presence;
        const bool is_once =
            presence == Presence::kOnce || (presence == Presence::kOnceInLastSegment && is_last);
        if (is_once && count[chip] != 1) return false;
        if (!is_last && count[chip] != 0 &&
            (presence == Presence::kInLastSegment || presence == Presence::kOnceInLastSegment))
            return false;
    }
    const auto most_leaves = std::size_t{1} << limits.log_leaves;
    return steps <= kMaxSteps && leaves[kLocal] <= most_leaves && leaves[kGlobal] <= most_leaves &&
           columns <= std::size_t{1} << limits.log_columns &&
           constraints <= std::size_t{1} << limits.log_constraints;
}

template <typename E>
ProgramColumns program_columns(Air<E> air, const Key& key)
{
    ProgramColumns out;
    for (const auto& chip : air) {
        out.first.push_back(out.log_heights.size());
        if (chip.fixed != FixedColumns::kProgram) continue;
        out.log_heights.insert(out.log_heights.end(), chip.fixed_columns,
                               chip.presence == Presence::kOnceInLastSegment ? key.image_log_height
                                                                             : key.rom_log_height);
    }
    return out;
}

template <typename E>
SegmentLayout lay_out(Air<E> air, const Shape& shape, const Key& key, unsigned stacked_log_height)
{
    SegmentLayout layout;
    for (const auto scope : {kLocal, kGlobal})
        layout.leaves[scope] = lay_out_leaves(air, shape, scope);
    layout.program = program_columns(air, key);
    std::vector<unsigned> early;
    std::vector<unsigned> main;
    for (const auto& instance : shape) {
        const auto& chip = air[instance.chip];
        auto& heights = chip.commitment == machine::Commitment::kEarly ? early : main;
        heights.insert(heights.end(), chip.columns, instance.log_height);
    }
    layout.stacks[kProgramStack] = stack(layout.program.log_heights, stacked_log_height);
    layout.stacks[kEarlyStack] = stack(early, stacked_log_height);
    layout.stacks[kMainStack] = stack(main, stacked_log_height);
    return layout;
}

#define ARCHI_INSTANTIATE(E)                                                             \
    template std::size_t shape_bytes(Air<E>, machine::Commitment);                       \
    template Bytes encode_shape(Air<E>, const Shape&, machine::Commitment);              \
    template std::optional<Shape> decode_shape(Air<E>, machine::Commitment, bytes_view); \
    template bool is_valid(Air<E>, const Shape&, const Key&, const iop::Limits&, bool);  \
    template ProgramColumns program_columns(Air<E>, const Key&);                         \
    template SegmentLayout lay_out(Air<E>, const Shape&, const Key&, unsigned);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
