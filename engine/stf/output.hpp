#pragma once
// OUTPUT.md as structs and functions: the parts of a batch's output that the L1 sees.

#include <optional>

#include "stf/batch.hpp"

namespace archi::stf {

/// Every field of the output hash, with its empty value.
struct OutputFields {
    std::uint32_t protocol_version = kProtocolVersion;
    Hash program_hash;
    std::uint64_t chain_id = 0;
    std::uint64_t settlement_chain_id = 0;
    Hash group;
    std::uint64_t epoch = 0;
    std::uint64_t batch_number = 0;
    std::uint64_t first_timestamp = 0;
    std::uint64_t last_timestamp = 0;
    std::uint8_t data_scheme = Settlement::kCalldata;
    Hash data_commitment;
    Hash queue_hash;
    std::uint64_t queue_count = 0;
    Hash accumulator_before;
    Hash accumulator_after;
    Hash message_tree_root;
    Hash imported_accumulators;
    Hash asset_flow_root;
    std::uint64_t cycles = 0;
    Hash upgrade_hash;

    bool operator==(const OutputFields&) const = default;
};

inline constexpr std::size_t kOutputSize = 389;

/// What the output hash is of: kOutputSize bytes.
[[nodiscard]] Bytes pack(const OutputFields& fields);
/// The inverse; nullopt for another number of bytes.
[[nodiscard]] std::optional<OutputFields> unpack_output(bytes_view packed);
[[nodiscard]] Hash output_hash(const OutputFields& fields);

/// The epoch of a batch whose last block has this timestamp (OUTPUT.md, "Epochs").
[[nodiscard]] std::uint64_t epoch_at(const Settlement& settlement, std::uint64_t timestamp);

/// What a batch has to publish, before its entropy stage.
[[nodiscard]] Bytes content(const BatchSummary& summary);
/// Pubdata of a batch: data scheme 2 publishes it, every scheme commits to it.
[[nodiscard]] Bytes pubdata(const BatchSummary& summary);

}  // namespace archi::stf
