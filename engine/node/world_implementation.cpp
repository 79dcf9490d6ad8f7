#include "node/world_implementation.hpp"

#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/log.hpp"
#include "node/archive.hpp"
#include "node/chain_folder.hpp"
#include "node/placement.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

/// Blocks between two reports of progress.
constexpr std::uint64_t kCheckStep = 1'000;

/// A chain that runs while nothing of it settles is not as it should be, wherever it is shown.
void tell_of_settling(std::vector<ChainSnapshot>& chains, const chain::State& settling)
{
    if (settling.phase != chain::Phase::kDegraded) return;
    for (auto& chain : chains)
        if (chain.state.phase == chain::Phase::kRunning && chain.config.settlement.chain_id != 0)
            chain.state = {chain::Phase::kDegraded, "its batches wait: " + settling.detail,
                           settling.cure, settling.since_unix_ms};
}

}  // namespace

World::Implementation::Implementation(Layout layout, WorldLock lock, WorldFile file)
    : layout_(std::move(layout)),
      lock_(std::move(lock)),
      file_(std::move(file)),
      roster_(pool_, layout_, events()),
      mainland_(layout_, roster_, [this] { changed(); })
{
}

World::Implementation::~Implementation()
{
    admin_.reset();
    mainland_.stop_operator();
    for (const auto& member : roster_.all())
        member->stop();
}

Result<void> World::Implementation::load()
{
    if (auto loaded = roster_.load(); !loaded) return loaded;
    return mainland_.open(file_.l1);
}

Result<void> World::Implementation::settle_on(const std::string& l1)
{
    if (l1 == file_.l1) return {};
    if (file_.l1 != kNoL1)
        return failure(ErrorCode::kInvalidArgument, "this world's chains settle on the L1 '" +
                                                        file_.l1 + "', not on '" + l1 +
                                                        "'; make another world for it");
    if (auto valid = validate_l1(l1); !valid) return valid;
    if (l1 != kEmbeddedL1) {
        // What does not answer now may be a slip of the keyboard, and would stay.
        auto client = l1::Client::create(l1);
        if (!client) return std::unexpected(client.error());
        if (const auto id = client->chain_id(); !id)
            return failure("the L1 at " + l1 + " does not answer", id.error());
    }
    auto file = file_;
    file.l1 = l1;
    if (auto saved = save_world_file(layout_.world_file(), file); !saved) return saved;
    file_ = std::move(file);
    return mainland_.open(l1);
}

Result<chain::Config> World::Implementation::create_chain(const ChainRequest& request,
                                                          const Progress& progress)
{
    const std::lock_guard operation(operation_);
    if (!request.l1.empty() && request.l1 != kNoL1)
        if (auto settled = settle_on(request.l1); !settled) return std::unexpected(settled.error());
    if (progress) progress("choosing chain id and port");
    auto config = place(request, roster_);
    if (!config) return config;
    if (mainland_.is_there() && request.l1 != kNoL1) {
        const auto settlement = mainland_.settlement();
        if (!settlement) return std::unexpected(settlement.error());
        config->settlement = *settlement;
        mainland_.set_allowance(*config);
        if (auto valid = chain::validate(*config); !valid) return std::unexpected(valid.error());
    }

    if (progress) progress("writing chain.toml");
    auto made = take_in(*config, draft_folder(layout_, config->name));
    if (!made) return std::unexpected(made.error());
    log::Logger("node", config->name)
        .info("created with chain id " + std::to_string(config->chain_id));
    return config;
}

Result<void> World::Implementation::start_chain(const std::string& name, const Progress& progress)
{
    const std::lock_guard operation(operation_);
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    return start(*member, progress);
}

Result<void> World::Implementation::stop_chain(const std::string& name)
{
    const std::lock_guard operation(operation_);
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    member->stop();
    return remember(name, true);
}

Result<void> World::Implementation::restart_chain(const std::string& name, const Progress& progress)
{
    const std::lock_guard operation(operation_);
    const auto old = roster_.find(name);
    if (!old) return std::unexpected(roster_.absent(name));
    auto config = chain::load_config(layout_.chain_file(name));
    if (!config) return std::unexpected(config.error());
    old->stop();
    return start(*roster_.add(*config), progress);
}

Result<void> World::Implementation::delete_chain(const std::string& name)
{
    const std::lock_guard operation(operation_);
    if (name == kMainland)
        return failure(ErrorCode::kInvalidArgument,
                       "the mainland holds the contracts of every chain; it goes with the world");
    auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    member->stop();
    roster_.remove(name);
    member.reset();
    if (auto moved = move_to_trash(layout_, name); !moved) return moved;
    log::Logger("node", name).info("moved to the trash");
    auto remembered = remember(name, false);
    changed();
    return remembered;
}

Result<void> World::Implementation::export_chain(const std::string& name, const fs::path& file,
                                                 const Progress& progress)
{
    const std::lock_guard operation(operation_);
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    return pack_chain(*member, file, progress);
}

Result<chain::Config> World::Implementation::import_chain(
    const fs::path& file, const std::optional<std::string>& new_name, const Progress& progress)
{
    const std::lock_guard operation(operation_);
    const auto draft = draft_folder(layout_, "import");
    std::error_code ignored;
    fs::remove_all(draft, ignored);
    auto unpacked = unpack_chain(file, draft, progress);
    auto config = unpacked ? chain::load_config(draft / "chain.toml")
                           : Result<chain::Config>(std::unexpected(unpacked.error()));
    if (config) {
        // The chain id stays: it is part of every signature the chain has seen.
        config = place({.name = new_name.value_or(config->name),
                        .chain_id = config->chain_id,
                        .block_time = {},
                        .data_mode = config->data_mode,
                        .rpc_port = {}},
                       roster_, *config);
    }
    if (config) {
        if (progress) progress("moving the chain into place");
        auto settled = take_in(*config, draft);
        if (!settled) config = std::unexpected(settled.error());
    }
    if (!config) fs::remove_all(draft, ignored);
    return config;
}

Result<chain::ReplayReport> World::Implementation::check_chain(const std::string& name,
                                                               const Progress& progress)
{
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    const auto chain = member->open();
    if (!chain) return std::unexpected(chain.error());
    return chain::replay(**chain, [&](std::uint64_t block, std::uint64_t last) {
        if (progress && (block % kCheckStep == 0 || block == last))
            progress("block " + std::to_string(block) + " of " + std::to_string(last));
    });
}

Result<WitnessReport> World::Implementation::write_witness(const std::string& name,
                                                           std::optional<std::uint64_t> batch,
                                                           const fs::path& file)
{
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    const auto chain = member->open();
    if (!chain) return std::unexpected(chain.error());
    const auto number = batch.value_or((*chain)->last_batch());
    if (number == 0) return failure(ErrorCode::kNotFound, "no batch of " + name + " is sealed yet");
    const auto input = (*chain)->build_witness(number);
    if (!input) return std::unexpected(input.error());
    const auto record = (*chain)->batch(number);
    if (!record) return failure(ErrorCode::kCorrupt, "the batch's record is gone");
    const auto witness = stf::encode(*input);
    if (auto written = write_file_atomically(file, witness, Readers::kEveryone); !written)
        return std::unexpected(written.error());
    WitnessReport report{.batch = number,
                         .transactions = record->transactions,
                         .bytes = witness.size(),
                         .output = {}};
    for (const auto& hash : {record->commitment_after, record->output_hash, record->public_input})
        append(report.output, hash.bytes);
    return report;
}

Result<std::shared_ptr<chain::Chain>> World::Implementation::open_chain(const std::string& name)
{
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    if (auto chain = member->chain()) return chain;
    auto opened = member->open();
    if (opened) changed();
    return opened;
}

void World::Implementation::start_all(const Progress& progress)
{
    const std::lock_guard operation(operation_);
    if (!file_.stopped.contains(kMainland)) {
        const auto tell = [&](const std::string& news) {
            if (progress) progress(std::string(kMainland).append(": ").append(news));
        };
        if (const auto started = mainland_.start(tell); !started)
            tell("failed: " + describe(started.error()));
    }
    for (const auto& member : roster_.all()) {
        const auto& name = member->config().name;
        if (name == kMainland || file_.stopped.contains(name)) continue;
        const auto tell = [&](const std::string& news) {
            if (progress) progress(std::string(name).append(": ").append(news));
        };
        if (const auto started = member->start(tell); !started)
            tell("failed: " + describe(started.error()));
    }
}

void World::Implementation::stop_all()
{
    const std::lock_guard operation(operation_);
    mainland_.stop_operator();
    for (const auto& member : roster_.all())
        member->stop();
}

WorldSnapshot World::Implementation::snapshot() const
{
    WorldSnapshot world{.path = layout_.root.string(),
                        .chains = roster_.snapshots(),
                        .mainland = mainland_.snapshot()};
    if (world.mainland) tell_of_settling(world.chains, world.mainland->settling);
    return world;
}

std::uint64_t World::Implementation::subscribe(Listener listener)
{
    const std::lock_guard lock(listeners_mutex_);
    listeners_.emplace(++last_listener_, std::move(listener));
    return last_listener_;
}

void World::Implementation::unsubscribe(std::uint64_t id)
{
    const std::lock_guard lock(listeners_mutex_);
    listeners_.erase(id);
}

Result<void> World::Implementation::serve_admin(World& world,
                                                const std::function<void()>& on_shutdown_request)
{
    auto server = AdminServer::start(pool_, layout_.admin_socket(), world, on_shutdown_request);
    if (!server) return std::unexpected(server.error());
    admin_ = std::move(*server);
    return {};
}

MemberEvents World::Implementation::events()
{
    return {.on_change = [this] { changed(); },
            .on_block =
                [this](const std::string& chain, const chain::Block& block) {
                    const std::lock_guard lock(listeners_mutex_);
                    for (const auto& [id, listener] : listeners_)
                        if (listener.on_block) listener.on_block(chain, block);
                }};
}

Result<void> World::Implementation::take_in(const chain::Config& config, const fs::path& draft)
{
    if (auto settled = settle(layout_, config, draft); !settled) return settled;
    roster_.add(config);
    changed();
    return {};
}

Result<void> World::Implementation::start(Member& member, const Progress& progress)
{
    const bool is_mainland = member.config().name == kMainland;
    if (is_mainland || (mainland_.is_there() && !file_.stopped.contains(kMainland)))
        if (auto started = mainland_.start(progress); !started && is_mainland) return started;
    if (auto started = is_mainland ? Result<void>{} : member.start(progress); !started)
        return started;
    mainland_.wake();
    return remember(member.config().name, false);
}

Result<void> World::Implementation::remember(const std::string& name, bool stopped)
{
    if (file_.stopped.contains(name) == stopped) return {};
    if (stopped)
        file_.stopped.insert(name);
    else
        file_.stopped.erase(name);
    return save_world_file(layout_.world_file(), file_);
}

void World::Implementation::changed()
{
    const std::lock_guard lock(listeners_mutex_);
    for (const auto& [id, listener] : listeners_)
        if (listener.on_change) listener.on_change();
}

}  // namespace archi::node
