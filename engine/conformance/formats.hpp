#pragma once
// One function a format of test file. Inside this library only; each throws std::exception where
// the file is not of its format.

#include <functional>
#include <string>
#include <string_view>

#include "conformance/fixture.hpp"
#include "conformance/official_tests.hpp"

namespace archi::conformance {

/// Collects the verdicts of one file.
class Report {
public:
    Report(const Selection& selection, Verdict frame,
           const std::function<void(const Verdict&)>& on_verdict)
        : selection_(selection), frame_(std::move(frame)), on_verdict_(on_verdict)
    {
    }

    [[nodiscard]] const std::string& file() const { return frame_.file; }
    /// The program that executes state tests; empty: this one does.
    [[nodiscard]] const std::string& guest() const { return selection_.guest; }
    /// Whether the case is selected; ask before the work.
    [[nodiscard]] bool wants(std::string_view name, std::string_view fork = {}) const;
    /// Passed if the two are equal.
    void compare(std::string_view name, std::string_view fork, const std::string& expected,
                 const std::string& found);
    void skip(std::string_view name, std::string_view fork, const std::string& rule);

private:
    void tell(Outcome outcome, std::string_view name, std::string_view fork, std::string expected,
              std::string found);

    const Selection& selection_;
    Verdict frame_;
    const std::function<void(const Verdict&)>& on_verdict_;
};

struct Format {
    std::string_view name;
    void (*run)(const json::value& root, Report& report);  ///< a whole file
};

void run_state_tests(const json::value& root, Report& report);
void run_transaction_tests(const json::value& root, Report& report);
void run_vm_tests(const json::value& root, Report& report);
void run_rlp_tests(const json::value& root, Report& report);
void run_hex_prefix_tests(const json::value& root, Report& report);
void run_abi_tests(const json::value& root, Report& report);
void run_trie_tests(const json::value& root, Report& report);
void skip_trie_neighbours(const json::value& root, Report& report);
void run_genesis_tests(const json::value& root, Report& report);
void skip_genesis_balances(const json::value& root, Report& report);
void run_genesis_hash_test(const json::value& root, Report& report);
void run_address_tests(const json::value& root, Report& report);
void run_signed_transaction_tests(const json::value& root, Report& report);
void run_key_store_tests(const json::value& root, Report& report);
void skip_difficulty(const json::value& root, Report& report);
void skip_network_cryptography(const json::value& root, Report& report);

}  // namespace archi::conformance
