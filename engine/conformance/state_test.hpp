#pragma once
// Official state tests: the file format, as values.
// Source: the "State Tests" page of execution-spec-tests.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/fixture.hpp"
#include "ethereum/case.hpp"

namespace archi::conformance {

/// One execution and what must come of it.
struct StateTest {
    std::string name;  ///< test, fork and index
    std::string_view fork;
    ethereum::Case input;
    Hash state_root;
    Hash logs_hash;
    std::string exception;  ///< why the transaction must be refused; empty: it must not
};

/// The tests of one file for Cancun, Prague and Osaka.
struct StateTestFile {
    std::vector<std::unique_ptr<Accounts>> worlds;
    std::vector<StateTest> tests;
};

/// Throws std::exception with what is missing.
[[nodiscard]] StateTestFile read_state_tests(const json::object& root);

}  // namespace archi::conformance
