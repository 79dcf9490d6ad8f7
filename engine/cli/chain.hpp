#pragma once
// What the commands under `archipelago chain` share.

#include <string>

#include "cli/commands.hpp"

namespace archi::cli {

/// Adds what concerns a chain's history: export, import, check, witness.
void add_chain_history(const Registry& registry, CLI::App& chain);

/// Runs `job` on the connected world and tells how it went.
template <typename Job>
void with_world(const Registry& registry, Job job)
{
    auto control = connect(registry.session);
    if (!control) {
        registry.exit_code = report(registry.session, control.error());
        return;
    }
    const Result<void> result = job(**control);
    if (!result) registry.exit_code = report(registry.session, result.error());
}

void tell_done(const Session& session, const std::string& name, const std::string& verb);
void tell_config(const Session& session, const chain::Config& config, const char* verb);

}  // namespace archi::cli
