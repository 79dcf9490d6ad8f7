#pragma once
// A transfer between chains: one identity, five stages.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::bridge {

enum class Stage : std::uint8_t {
    kSent,     ///< in a block of its source
    kBatched,  ///< in a sealed batch; a deposit: in the L1's queue
    kProven,   ///< that batch has passed the verifier slot of the L1
    kSettled,  ///< that batch is executed on the L1
    kArrived,  ///< paid out at its destination; may come before the others
};
inline constexpr std::size_t kStages = 5;

struct Step {
    std::int64_t unix_ms = 0;  ///< when it was noticed
    Hash transaction;          ///< that did it; zero where there is none of its own
    bool operator==(const Step&) const = default;
};

enum class Fate : std::uint8_t {
    kUnderWay,
    kArrived,
    kFailed,     ///< a deposit whose transaction failed: it goes back
    kCancelled,  ///< too late, said its destination
    kReturned,   ///< and its sender has it again
};

struct Transfer {
    Hash
        id;  ///< of the bundle; of a deposit its transaction on the chain; of a withdrawal its leaf
    std::uint64_t from_chain = 0;  ///< chain ids; the L1 is one like any other
    std::uint64_t to_chain = 0;
    Address sender;
    Address receiver;
    Hash asset;
    std::string symbol;  ///< as the token says: to show, not to believe
    unsigned decimals = 18;
    u256 amount;
    std::array<std::optional<Step>, kStages> steps = {};
    Fate fate = Fate::kUnderWay;
    std::string reason;  ///< why it waits or failed, in a sentence; empty if all is well

    [[nodiscard]] const std::optional<Step>& step(Stage stage) const
    {
        return steps[static_cast<std::size_t>(stage)];
    }
    std::optional<Step>& step(Stage stage) { return steps[static_cast<std::size_t>(stage)]; }
    bool operator==(const Transfer&) const = default;
};

[[nodiscard]] const char* to_string(Stage stage);
[[nodiscard]] const char* to_string(Fate fate);

}  // namespace archi::bridge
