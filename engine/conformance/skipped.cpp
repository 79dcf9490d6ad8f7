// Formats whose subject none of Cancun, Prague and Osaka has.

#include "conformance/formats.hpp"

namespace archi::conformance {

void skip_difficulty(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object())
        if (report.wants(name))
            report.skip(name, {}, "difficulty of proof of work, which ended with Paris (EIP-3675)");
}

void skip_network_cryptography(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object())
        if (report.wants(name))
            report.skip(name, {},
                        "encryption of Ethereum's peer-to-peer network (RLPx), not of any fork's "
                        "rules");
}

}  // namespace archi::conformance
