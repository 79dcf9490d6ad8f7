// One case of contracts.mjs on rv32im: its lines, then `again N`. The instructions of a run with 1
// less those of a run with 0 are what the measured transaction takes.

#include "bench/scenario.hpp"
#include "guest/system.hpp"

int main()
{
    const auto input = archi::guest::read_input();
    const std::string_view text(reinterpret_cast<const char*>(input.data()), input.size());
    const auto tail = text.rfind("again ");
    archi::bench::Scenario scenario;
    if (tail == std::string_view::npos || !scenario.prepare(text.substr(0, tail))) return 1;
    for (auto left = text[tail + 6] - '0' + 1; left > 0; --left)
        if (scenario.run().status != archi::evm::Status::kSuccess) return 1;
    return 0;
}
