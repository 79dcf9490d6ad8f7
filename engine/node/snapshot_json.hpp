#pragma once
// Snapshots and results as JSON: the admin protocol, and `--json` of the command line.

#include <string>

#include "base/result.hpp"
#include "chain/replay.hpp"
#include "node/control.hpp"
#include "node/snapshot.hpp"

namespace archi::node {

[[nodiscard]] std::string to_json(const WorldSnapshot& snapshot);
[[nodiscard]] std::string to_json(const ChainSnapshot& chain);
[[nodiscard]] std::string to_json(const chain::ReplayReport& report);
/// Total, as parse_snapshot.
[[nodiscard]] Result<chain::ReplayReport> parse_replay_report(const std::string& text);
[[nodiscard]] std::string to_json(const WitnessReport& report);
[[nodiscard]] Result<WitnessReport> parse_witness_report(const std::string& text);
/// Total: kCorrupt for anything that to_json does not write.
[[nodiscard]] Result<WorldSnapshot> parse_snapshot(const std::string& text);

/// The word for an error code ("not-found"), as JSON outputs carry it.
[[nodiscard]] const char* to_string(ErrorCode code);
[[nodiscard]] ErrorCode parse_error_code(const std::string& word);

}  // namespace archi::node
