// Speed of the interpreter on the cases that contracts.mjs prints: evm_scenarios FILE
// A case is one transaction, code already analysed.

#include <cstdio>
#include <fstream>

#include "bench/scenario.hpp"
#include "bench/timing.hpp"

namespace {

using namespace archi;
bool measure(const std::string& name, const std::string& lines)
{
    bench::Scenario scenario;
    if (!scenario.prepare(lines)) {
        std::fprintf(stderr, "%s: cannot be prepared\n", name.c_str());
        return false;
    }
    const auto result = scenario.run();
    if (result.status != evm::Status::kSuccess) {
        std::fprintf(stderr, "%s: %s\n", name.c_str(), evm::to_string(result.status));
        return false;
    }
    bench::print_row(name, scenario.gas_used(result), [&] { static_cast<void>(scenario.run()); });
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return 2;
    }
    bench::print_head("one transaction");
    std::ifstream in(argv[1]);
    std::string line;
    std::string name;
    std::string lines;
    bool good = true;
    const auto finish = [&] {
        if (!name.empty()) good = measure(name, lines) && good;
        lines.clear();
    };
    while (std::getline(in, line)) {
        if (line.starts_with("case ")) {
            finish();
            name = line.substr(5);
        } else {
            lines += line + "\n";
        }
    }
    finish();
    return good && !name.empty() ? 0 : 1;
}
