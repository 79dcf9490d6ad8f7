#pragma once
// The commands below `archipelago zk`: each file adds its own.

#include "cli/commands.hpp"

namespace archi::cli {

void add_zk_run(CLI::App& zk, Registry registry);
void add_zk_prove(CLI::App& zk, Registry registry);
void add_zk_verify(CLI::App& zk, Registry registry);
void add_zk_audit(CLI::App& zk, Registry registry);
void add_zk_soundness(CLI::App& zk, Registry registry);
void add_zk_bench(CLI::App& zk, Registry registry);

}  // namespace archi::cli
