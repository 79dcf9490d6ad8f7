// archipelago zk: the proof machine by itself.

#include "cli/zk.hpp"

#include <CLI/CLI.hpp>

namespace archi::cli {

void add_zk(Registry registry)
{
    auto* zk = registry.app.add_subcommand("zk", "Prove programs, and what a proof is worth");
    zk->require_subcommand(1);
    zk->footer(
        "Examples:\n"
        "  archipelago zk prove bin/guest/hello.elf --input-hex 416461 -o hello.proof\n"
        "  archipelago zk verify hello.proof\n"
        "  archipelago zk run bin/guest/sort.elf --profile     where the cycles go");
    add_zk_run(*zk, registry);
    add_zk_prove(*zk, registry);
    add_zk_verify(*zk, registry);
    add_zk_audit(*zk, registry);
    add_zk_soundness(*zk, registry);
    add_zk_bench(*zk, registry);
}

}  // namespace archi::cli
