// chain.toml: any text gives a config within its bounds, which survives writing and reading, or an
// error.

#include <cstdlib>

#include "chain/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto config = archi::chain::parse_config({reinterpret_cast<const char*>(data), size});
    if (!config) return 0;
    const auto again = archi::chain::parse_config(archi::chain::to_toml(*config));
    if (!again || *again != *config) std::abort();
    return 0;
}
