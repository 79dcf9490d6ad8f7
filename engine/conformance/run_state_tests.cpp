// State tests: one transaction, and the state root and logs that must come of it.

#include "conformance/formats.hpp"
#include "conformance/state_root.hpp"
#include "conformance/transition.hpp"

namespace archi::conformance {

namespace {

/// The names in "TransactionException.A|TransactionException.B" include `reason`.
bool expects(const std::string& exception, const std::string& reason)
{
    return ("|" + exception + "|").find("." + reason + "|") != std::string::npos;
}

void run_case(const Case& test, Report& report)
{
    TestWorld world;
    world.accounts = *test.pre;
    const auto tell = [&](const std::string& expected, const std::string& found) {
        report.compare(test.name, test.fork, expected, found);
    };
    const auto refused = apply(test, world);
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
    tell(words(test.state_root, test.logs_hash),
         words(state_root(world.accounts), logs_hash(world.logs)));
}

}  // namespace

void run_state_tests(const json::value& root, Report& report)
{
    const auto file = read_state_tests(root.as_object());
    for (const auto& test : file.cases)
        if (report.wants(test.name, test.fork)) run_case(test, report);
}

}  // namespace archi::conformance
