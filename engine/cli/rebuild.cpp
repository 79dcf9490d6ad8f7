// archipelago rebuild: a chain's state again, from what its L1 has.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/hex.hpp"
#include "cli/commands.hpp"
#include "node/rebuild.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

void tell_report(const Session& session, const node::RebuildReport& report, bool takes_over)
{
    const auto& config = report.config;
    if (session.json) {
        fmt::print("{}\n",
                   json::serialize(json::object{{"world", session.world.string()},
                                                {"chain", config.name},
                                                {"chain_id", config.chain_id},
                                                {"l1_block", report.l1_block},
                                                {"batches", report.batches},
                                                {"executed", report.settled.executed},
                                                {"pubdata_bytes", report.pubdata_bytes},
                                                {"leaves", report.leaves},
                                                {"queue", report.queue},
                                                {"commitment", hex::encode(report.commitment)},
                                                {"block", report.block},
                                                {"block_hash", hex::encode(report.block_hash)}}));
        return;
    }
    fmt::print(
        "{}: chain {} again, from {} batches and {} bytes of data, as of L1 block {}\n"
        "  state commitment {} ({} leaves): the L1's\n"
        "  one further block sealed: {} {}\n"
        "Its world is in {}; start it with: archipelago up --world {}\n",
        config.name, config.chain_id, report.batches, report.pubdata_bytes, report.l1_block,
        hex::encode(report.commitment), report.leaves, report.block, hex::encode(report.block_hash),
        session.world.string(), session.world.string());
    if (!takes_over)
        fmt::print(
            "Without the operator's keys it settles nowhere: the L1 takes batches from its "
            "operator "
            "only.\n");
}

}  // namespace

void add_rebuild(Registry registry)
{
    struct Options {
        node::RebuildRequest request;
        std::string bridgehub;
        std::string data_folder;
    };
    const auto options = std::make_shared<Options>();
    auto* command = registry.app.add_subcommand(
        "rebuild", "Make a chain again from what its L1 has, in an empty folder (--world)");
    command
        ->add_option("CHAIN", options->request.chain, "Its chain id, or its name in --data-folder")
        ->required();
    command->add_option("--l1", options->request.l1, "The L1")->required()->type_name("URL");
    command
        ->add_option("--bridgehub", options->bridgehub,
                     "Where the L1's chains are registered (default: what --data-folder says)")
        ->type_name("ADDRESS");
    command
        ->add_option("--data-folder", options->data_folder,
                     "A world, or a chain's folder: a validium's data, checked against the L1")
        ->type_name("DIR");
    command->add_flag("--take-over", options->request.takes_over,
                      "Settle from here, with the operator's keys of --data-folder");
    command->footer(
        "Examples:\n"
        "  archipelago rebuild 420101 --l1 http://127.0.0.1:8545 --bridgehub 0x… --world ./again\n"
        "  archipelago rebuild nassau --l1 http://127.0.0.1:8545 --data-folder ./old --world "
        "./again\n\n"
        "Blocks and transactions are not published: history begins with the rebuilt state.");
    command->callback([registry, options] {
        auto& request = options->request;
        const auto fail = [&](const Error& error) {
            registry.exit_code = report(registry.session, error);
        };
        if (!options->bridgehub.empty()) {
            const auto address = hex::decode_fixed<Address>(options->bridgehub);
            if (!address)
                return fail(Error(ErrorCode::kInvalidArgument,
                                  "--bridgehub is an address: 0x and 40 digits"));
            request.bridgehub = *address;
        }
        if (!options->data_folder.empty()) request.data_folder = options->data_folder;
        request.target = registry.session.world;
        const auto done = node::rebuild_world(request, progress(registry.session));
        if (!done) return fail(done.error());
        tell_report(registry.session, *done, request.takes_over);
    });
}

}  // namespace archi::cli
