// Runs the test cases of the proven libraries on rv32im. Not proven; no part of the product.

#include <string>

#include "base/u256.hpp"
#include "cases/case.hpp"
#include "guest/system.hpp"

namespace {

constexpr std::uint64_t kSeed = 1;  // the same in every run: a guest has no randomness

void say(const std::string& line)
{
    archi::guest::write_output(archi::bytes_of(line));
}

}  // namespace

int main()
{
    unsigned passed = 0;
    unsigned failed = 0;
    for (const auto& each : archi::cases::registry()) {
        archi::cases::Context context;
        context.seed(kSeed);
        each.run(context);
        ++(context.failed() ? failed : passed);
        if (context.failed())
            say(std::string("FAIL ") + each.name + ": " + context.message() + "\n");
    }
    say(archi::u256{passed}.to_decimal() + " passed, " + archi::u256{failed}.to_decimal() +
        " failed\n");
    return failed == 0 ? 0 : 1;
}
