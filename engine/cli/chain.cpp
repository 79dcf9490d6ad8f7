// archipelago chain …: create, list, start, stop, restart, delete.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "cli/chain.hpp"
#include "cli/duration.hpp"
#include "cli/table.hpp"
#include "l1/client.hpp"
#include "node/snapshot_json.hpp"
#include "node/world_file.hpp"
#include "operator/harbour.hpp"

namespace archi::cli {

namespace json = boost::json;

void tell_done(const Session& session, const std::string& name, const std::string& verb)
{
    if (session.json)
        fmt::print("{}\n", json::serialize(json::object{{"chain", name}, {"done", verb}}));
    else if (!session.quiet)
        fmt::print("{}: {}\n", name, verb);
}

void tell_config(const Session& session, const chain::Config& config, const char* verb)
{
    if (session.json) {
        fmt::print("{}\n", json::serialize(json::object{
                               {"chain", config.name},
                               {"chain_id", config.chain_id},
                               {"rpc", fmt::format("http://127.0.0.1:{}", config.rpc_port)},
                               {"done", verb}}));
    } else {
        fmt::print("{}: {}, chain id {}, RPC http://127.0.0.1:{}\n", config.name, verb,
                   config.chain_id, config.rpc_port);
    }
}

namespace {

/// A validium's users trust its committee with their money's data: where that is somebody's real
/// money it is not to come about by a slip. Errors: kInvalidArgument without the name once more.
Result<void> confirm_validium(node::Control& control, const node::ChainRequest& request,
                              const std::string& confirmation)
{
    auto l1 = request.l1;
    if (l1.empty()) {
        const auto world = control.status();
        if (!world) return std::unexpected(world.error());
        if (!world->mainland) return {};
        l1 = world->mainland->is_embedded ? node::kEmbeddedL1 : world->mainland->url;
    }
    if (l1 == node::kNoL1 || l1 == node::kEmbeddedL1) return {};
    auto client = l1::Client::create(l1);
    if (!client) return std::unexpected(client.error());
    const auto id = client->chain_id();
    if (!id) return failure("the L1 at " + l1 + " does not answer", id.error());
    if (settlement::is_local(*id) || confirmation == request.name) return {};
    return failure(ErrorCode::kInvalidArgument,
                   "nobody can rebuild a validium without its committee, which here is this "
                   "machine alone, and L1 " +
                       std::to_string(*id) + " is no local one: say --confirm " + request.name +
                       " if that is what you want");
}

void add_create(const Registry& registry, CLI::App& parent)
{
    struct Options {
        node::ChainRequest request;
        std::string block_time;
        std::string data = "rollup";
        std::string confirmation;
        std::uint64_t chain_id = 0;
        std::uint16_t port = 0;
    };
    const auto options = std::make_shared<Options>();
    auto* command = parent.add_subcommand("create", "Make a chain; it starts with the world");
    command->add_option("NAME", options->request.name, "a-z, 0-9 and '-'; at most 32 letters")
        ->required();
    command->add_option("--block-time", options->block_time, "100ms to 10s (default 250ms)")
        ->type_name("TIME");
    auto* id = command->add_option("--chain-id", options->chain_id, "Default: the next free one");
    auto* port = command->add_option("--rpc-port", options->port, "Default: the next free one");
    command->add_option("--data", options->data, "Where its data lives")
        ->check(CLI::IsMember({"rollup", "validium"}))
        ->capture_default_str();
    command
        ->add_option("--l1", options->request.l1,
                     "Where it settles: the world's L1 (default), none, or the URL of one")
        ->type_name("L1");
    command
        ->add_option("--confirm", options->confirmation,
                     "The name once more; for a validium on an L1 that is not local")
        ->type_name("NAME");
    command->footer("Example:\n  archipelago chain create nassau --block-time 1s --data validium");
    command->callback([registry, options, id, port] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            auto& request = options->request;
            if (!options->block_time.empty()) {
                auto time = parse_duration(options->block_time);
                if (!time) return std::unexpected(time.error());
                request.block_time = *time;
            }
            if (*id) request.chain_id = options->chain_id;
            if (*port) request.rpc_port = options->port;
            request.data_mode =
                options->data == "validium" ? chain::DataMode::kValidium : chain::DataMode::kRollup;
            if (request.data_mode == chain::DataMode::kValidium)
                if (auto sure = confirm_validium(control, request, options->confirmation); !sure)
                    return sure;
            const auto config = control.create_chain(request, progress(registry.session));
            if (!config) return std::unexpected(config.error());
            // In a running world people expect the new chain to run as well.
            if (dynamic_cast<node::RemoteControl*>(&control) != nullptr) {
                auto started = control.start_chain(config->name, progress(registry.session));
                if (!started) return started;
            }
            tell_config(registry.session, *config, "created");
            return {};
        });
    });
}

void add_list(const Registry& registry, CLI::App& parent)
{
    auto* command = parent.add_subcommand("list", "Show all chains");
    command->callback([registry] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            const auto world = control.status();
            if (!world) return std::unexpected(world.error());
            if (registry.session.json)
                fmt::print("{}\n", node::to_json(*world));
            else
                fmt::print("{}", chain_table(*world));
            return {};
        });
    });
}

using Act = Result<void> (*)(node::Control&, const std::string&, const node::Progress&);

void add_act(const Registry& registry, CLI::App& parent, const char* name, const char* help,
             const char* verb, bool needs_process, Act act)
{
    const auto chain = std::make_shared<std::string>();
    auto* command = parent.add_subcommand(name, help);
    command->add_option("NAME", *chain, "The chain")->required();
    command->callback([registry, chain, verb, needs_process, act] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            if (needs_process && dynamic_cast<node::RemoteControl*>(&control) == nullptr) {
                return failure(ErrorCode::kUnavailable,
                               "the world is not running; start it with 'archipelago up'");
            }
            auto done = act(control, *chain, progress(registry.session));
            if (done) tell_done(registry.session, *chain, verb);
            return done;
        });
    });
}

void add_delete(const Registry& registry, CLI::App& parent)
{
    struct Options {
        std::string name;
        std::string confirmation;
    };
    const auto options = std::make_shared<Options>();
    auto* command = parent.add_subcommand("delete", "Move a chain to the world's trash");
    command->add_option("NAME", options->name, "The chain")->required();
    command->add_option("--confirm", options->confirmation, "The chain's name once more")
        ->required()
        ->type_name("NAME");
    command->footer("Example:\n  archipelago chain delete nassau --confirm nassau");
    command->callback([registry, options] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            if (options->confirmation != options->name) {
                return failure(ErrorCode::kInvalidArgument,
                               "--confirm must repeat the chain's name; nothing was deleted");
            }
            auto done = control.delete_chain(options->name);
            if (done) tell_done(registry.session, options->name, "moved to the trash");
            return done;
        });
    });
}

}  // namespace

void add_chain(Registry registry)
{
    auto* command = registry.app.add_subcommand("chain", "Create and change chains");
    command->require_subcommand(1);
    command->footer(
        "Examples:\n"
        "  archipelago chain create nassau --block-time 1s     one more chain\n"
        "  archipelago chain export nassau                     all of it in one file\n"
        "  archipelago chain check nassau                      executes its history again");
    add_create(registry, *command);
    add_list(registry, *command);
    add_act(registry, *command, "start", "Start a chain of the running world", "running", true,
            [](node::Control& control, const std::string& name, const node::Progress& stage) {
                return control.start_chain(name, stage);
            });
    add_act(registry, *command, "stop", "Stop a chain; it stays stopped until started", "stopped",
            false, [](node::Control& control, const std::string& name, const node::Progress&) {
                return control.stop_chain(name);
            });
    add_act(registry, *command, "restart", "Stop a chain, read its chain.toml again, start it",
            "running", true,
            [](node::Control& control, const std::string& name, const node::Progress& stage) {
                return control.restart_chain(name, stage);
            });
    add_delete(registry, *command);
    add_chain_history(registry, *command);
}

}  // namespace archi::cli
