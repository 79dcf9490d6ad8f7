#pragma once
// Answers of an L1 as values: private to this library. Total: nullopt for anything that is not what
// it should be.

#include <boost/json/fwd.hpp>

#include "l1/client.hpp"

namespace archi::l1 {

[[nodiscard]] std::optional<u256> read_quantity(const boost::json::value& answer);
[[nodiscard]] std::optional<std::uint64_t> read_number(const boost::json::value& answer);
[[nodiscard]] std::optional<Hash> read_hash(const boost::json::value& answer);
[[nodiscard]] std::optional<Bytes> read_bytes(const boost::json::value& answer);
[[nodiscard]] std::optional<Block> read_block(const boost::json::value& answer);
/// Without those of removed blocks.
[[nodiscard]] std::optional<std::vector<Log>> read_logs(const boost::json::value& answer);
[[nodiscard]] std::optional<Receipt> read_receipt(const boost::json::value& answer);
[[nodiscard]] std::optional<Transaction> read_transaction(const boost::json::value& answer);

}  // namespace archi::l1
