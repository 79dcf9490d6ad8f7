#pragma once
// Runs Ethereum's official test files and tells what came of each case.
// Source of the formats: execution-spec-tests, "Consuming tests"; ethereum/tests, docs.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace archi::conformance {

/// Which cases to run.
struct Selection {
    std::vector<std::string> paths;  ///< files, and folders searched for *.json
    std::string fork;                ///< "Cancun", "Prague" or "Osaka"; empty: all
    std::string only;                ///< part of the case's name; empty: all
    std::string except;              ///< part of the paths of files to leave out; empty: none
    std::uint64_t sample = 1;        ///< one file in so many, chosen by `seed`
    std::uint64_t seed = 0;
    std::string guest;  ///< program that executes state tests on rv32im, under qemu; empty: none
};

enum class Outcome : std::uint8_t { kPassed, kFailed, kSkipped };

/// What came of one case.
struct Verdict {
    Outcome outcome = Outcome::kPassed;
    std::string file;
    std::string folder;  ///< its first folder below the path that was given; may be empty
    std::string format;  ///< "state", "transaction", "rlp", ...
    std::string fork;    ///< empty: the same for all
    std::string name;
    std::string expected;
    std::string found;  ///< of a failed case; of a skipped one: the rule of the data
};

struct Counts {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;

    void count(Outcome outcome);
};

/// Runs every selected case, one after another; a file that cannot be read or understood is one
/// failed case. Errors: kNotFound for a path that does not exist, or where no file is left.
[[nodiscard]] Result<Counts> run(const Selection& selection,
                                 const std::function<void(const Verdict&)>& on_verdict);

}  // namespace archi::conformance
