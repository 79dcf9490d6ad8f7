// State tests: one transaction, and the state root and logs that must come of it.

#include <algorithm>

#include "conformance/formats.hpp"
#include "conformance/on_guest.hpp"
#include "conformance/state_test.hpp"
#include "ethereum/transition.hpp"

namespace archi::conformance {

namespace {

using ethereum::Outcome;

/// The names in "TransactionException.A|TransactionException.B" include `reason`.
bool expects(const std::string& exception, const std::string& reason)
{
    return ("|" + exception + "|").find("." + reason + "|") != std::string::npos;
}

void judge(const StateTest& test, const std::optional<Outcome>& outcome, Report& report)
{
    const auto tell = [&](const std::string& expected, const std::string& found) {
        report.compare(test.name, test.fork, expected, found);
    };
    if (!outcome) return tell("an outcome", "the end of the guest");
    const auto& refused = outcome->refusal;
    if (!test.exception.empty() || !refused.empty()) {
        const auto as_expected = !refused.empty() && expects(test.exception, refused);
        tell(test.exception.empty() ? "executed" : "refused with " + test.exception,
             as_expected       ? "refused with " + test.exception
             : refused.empty() ? "executed"
                               : "refused with " + refused);
        return;
    }
    const auto words = [](const Hash& root, const Hash& logs) {
        return "state root " + hex::encode(root.bytes) + " and logs " + hex::encode(logs.bytes);
    };
    tell(words(test.state_root, test.logs_hash), words(outcome->state_root, outcome->logs_hash));
}

}  // namespace

void run_state_tests(const json::value& root, Report& report)
{
    auto file = read_state_tests(root.as_object());
    std::erase_if(file.tests,
                  [&](const StateTest& test) { return !report.wants(test.name, test.fork); });
    if (report.guest().empty()) {
        for (const auto& test : file.tests)
            judge(test, ethereum::run(test.input), report);
        return;
    }
    std::vector<const ethereum::Case*> cases;
    for (const auto& test : file.tests)
        cases.push_back(&test.input);
    const auto outcomes = run_on_guest(report.guest(), cases);
    for (std::size_t i = 0; i < file.tests.size(); ++i)
        judge(file.tests[i], outcomes[i], report);
}

}  // namespace archi::conformance
