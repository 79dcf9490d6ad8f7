#pragma once
// Cases and their outcomes as bytes, between the runner of the tests and a guest. Only these two
// read them: one build's two halves.

#include "ethereum/case.hpp"

namespace archi::ethereum {

/// RLP.
[[nodiscard]] Bytes encode(const Case& test);

/// A case with the world that it points to.
struct OwnedCase {
    Accounts pre;
    Case test;
};
/// nullptr: not an encoding.
[[nodiscard]] std::unique_ptr<OwnedCase> decode_case(bytes_view encoding);

/// Size of the refusal (a byte) ‖ refusal ‖ state root ‖ hash of the logs.
[[nodiscard]] Bytes encode(const Outcome& outcome);
/// Takes one off the front of `bytes`; nullopt: it is cut off.
[[nodiscard]] std::optional<Outcome> take_outcome(bytes_view& bytes);

}  // namespace archi::ethereum
