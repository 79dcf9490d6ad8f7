#include "node/world.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <map>
#include <system_error>
#include <utility>

#include "base/log.hpp"
#include "node/admin.hpp"
#include "node/archive.hpp"
#include "node/layout.hpp"
#include "node/lock.hpp"
#include "node/member.hpp"
#include "node/placement.hpp"
#include "node/world_file.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

/// Folders of chains that are being made start with this; an interrupted making leaves one behind.
constexpr const char* kDraftPrefix = ".draft-";

/// Blocks between two reports of progress.
constexpr std::uint64_t kCheckStep = 1'000;

std::unexpected<Error> file_failure(const std::string& what, const std::error_code& error)
{
    const bool full = error == std::errc::no_space_on_device;
    const bool forbidden =
        error == std::errc::permission_denied || error == std::errc::read_only_file_system;
    return failure(full        ? ErrorCode::kNoSpace
                   : forbidden ? ErrorCode::kPermission
                               : ErrorCode::kInternal,
                   what + ": " + error.message());
}

std::unexpected<Error> no_such_chain(const std::string& name)
{
    return failure(ErrorCode::kNotFound,
                   "there is no chain '" + name + "'; 'archipelago chain list' shows all");
}

std::string printable(std::string name)
{
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-'; }, '?');
    return name;
}

}  // namespace

class World::Implementation {
public:
    Implementation(Layout layout, WorldLock lock, WorldFile file)
        : layout_(std::move(layout)), lock_(std::move(lock)), file_(std::move(file))
    {
    }

    ~Implementation()
    {
        admin_.reset();
        for (const auto& member : members())
            member->stop();
    }

    Result<void> load_chains()
    {
        std::error_code error;
        fs::create_directories(layout_.chains(), error);
        if (error) return file_failure("cannot make " + layout_.chains().string(), error);
        for (const auto& entry : fs::directory_iterator(layout_.chains(), error)) {
            const auto name = entry.path().filename().string();
            if (name.starts_with(kDraftPrefix)) {
                std::error_code ignored;
                fs::remove_all(entry.path(), ignored);
                continue;
            }
            if (!entry.is_directory()) continue;
            auto config = chain::load_config(layout_.chain_file(name));
            if (config && config->name != name) {
                config = failure(ErrorCode::kCorrupt,
                                 layout_.chain_file(name).string() + ": says it is the chain '" +
                                     config->name + "'; folder and name must agree");
            }
            if (config) {
                add(*config);
            } else {
                log::Logger("node", printable(name)).error(describe(config.error()));
                broken_.insert_or_assign(printable(name), config.error());
            }
        }
        if (error) return file_failure("cannot read " + layout_.chains().string(), error);
        return {};
    }

    Result<chain::Config> create_chain(const ChainRequest& request, const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        const auto stage = [&](const std::string& name) {
            if (progress) progress(name);
        };
        stage("choosing chain id and port");
        auto config = place(request);
        if (!config) return config;

        stage("writing chain.toml");
        const auto draft = layout_.chains() / (kDraftPrefix + config->name);
        auto made = settle(*config, draft);
        if (!made) return std::unexpected(made.error());
        log::Logger("node", config->name)
            .info("created with chain id " + std::to_string(config->chain_id));
        return config;
    }

    Result<void> start_chain(const std::string& name, const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        const auto member = find(name);
        if (!member) return absent(name);
        auto started = member->start(progress);
        if (started) started = remember(name, false);
        return started;
    }

    Result<void> stop_chain(const std::string& name)
    {
        const std::lock_guard operation(operation_);
        const auto member = find(name);
        if (!member) return absent(name);
        member->stop();
        return remember(name, true);
    }

    Result<void> restart_chain(const std::string& name, const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        const auto old = find(name);
        if (!old) return absent(name);
        auto config = chain::load_config(layout_.chain_file(name));
        if (!config) return std::unexpected(config.error());
        old->stop();
        const auto member = add(*config);
        auto started = member->start(progress);
        if (started) started = remember(name, false);
        return started;
    }

    Result<void> delete_chain(const std::string& name)
    {
        const std::lock_guard operation(operation_);
        auto member = find(name);
        if (!member) return absent(name);
        member->stop();
        {
            const std::lock_guard lock(members_mutex_);
            members_.erase(name);
        }
        member.reset();
        std::error_code error;
        fs::create_directories(layout_.trash(), error);
        if (!error) {
            const auto now = std::chrono::system_clock::now().time_since_epoch();
            const auto seconds = std::chrono::duration_cast<std::chrono::milliseconds>(now);
            fs::rename(layout_.chain(name),
                       layout_.trash() / (name + "-" + std::to_string(seconds.count())), error);
        }
        if (error) return file_failure("cannot move the chain to the trash", error);
        log::Logger("node", name).info("moved to the trash");
        auto remembered = remember(name, false);
        changed();
        return remembered;
    }

    Result<void> export_chain(const std::string& name, const fs::path& file,
                              const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        const auto member = find(name);
        if (!member) return absent(name);
        return pack_chain(*member, file, progress);
    }

    Result<chain::Config> import_chain(const fs::path& file,
                                       const std::optional<std::string>& new_name,
                                       const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        const auto draft = layout_.chains() / (std::string(kDraftPrefix) + "import");
        std::error_code error;
        fs::remove_all(draft, error);
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
                           &*config);
        }
        if (config) {
            if (progress) progress("moving the chain into place");
            auto settled = settle(*config, draft);
            if (!settled) config = std::unexpected(settled.error());
        }
        if (!config) fs::remove_all(draft, error);
        return config;
    }

    Result<chain::ReplayReport> check_chain(const std::string& name, const Progress& progress)
    {
        const auto member = find(name);
        if (!member) return std::unexpected(absent(name).error());
        const auto chain = member->open();
        if (!chain) return std::unexpected(chain.error());
        return chain::replay(**chain, [&](std::uint64_t block, std::uint64_t last) {
            if (progress && (block % kCheckStep == 0 || block == last))
                progress("block " + std::to_string(block) + " of " + std::to_string(last));
        });
    }

    void start_all(const Progress& progress)
    {
        const std::lock_guard operation(operation_);
        for (const auto& member : members()) {
            const auto& name = member->config().name;
            if (file_.stopped.contains(name)) continue;
            const auto started = member->start([&](const std::string& stage) {
                if (progress) progress(name + ": " + stage);
            });
            if (!started && progress) progress(name + ": failed: " + describe(started.error()));
        }
    }

    void stop_all()
    {
        const std::lock_guard operation(operation_);
        for (const auto& member : members())
            member->stop();
    }

    std::shared_ptr<Member> find(const std::string& name) const
    {
        const std::lock_guard lock(members_mutex_);
        const auto found = members_.find(name);
        return found == members_.end() ? nullptr : found->second;
    }

    WorldSnapshot snapshot() const
    {
        WorldSnapshot snapshot;
        snapshot.path = layout_.root.string();
        for (const auto& member : members())
            snapshot.chains.push_back(member->snapshot());
        for (const auto& [name, error] : broken_) {
            ChainSnapshot chain;
            chain.name = name;
            chain.state = {chain::Phase::kFailed, describe(error), cure_for(error), 0};
            snapshot.chains.push_back(std::move(chain));
        }
        std::ranges::sort(snapshot.chains, {}, &ChainSnapshot::name);
        return snapshot;
    }

    std::uint64_t subscribe(Listener listener)
    {
        const std::lock_guard lock(listeners_mutex_);
        listeners_.emplace(++last_listener_, std::move(listener));
        return last_listener_;
    }

    void unsubscribe(std::uint64_t id)
    {
        const std::lock_guard lock(listeners_mutex_);
        listeners_.erase(id);
    }

    Result<void> serve_admin(World& world, std::function<void()> on_shutdown_request)
    {
        auto server = AdminServer::start(pool_, layout_.admin_socket(), world,
                                         std::move(on_shutdown_request));
        if (!server) return std::unexpected(server.error());
        admin_ = std::move(*server);
        return {};
    }

    const Layout& layout() const { return layout_; }

private:
    std::vector<std::shared_ptr<Member>> members() const
    {
        const std::lock_guard lock(members_mutex_);
        std::vector<std::shared_ptr<Member>> all;
        for (const auto& [name, member] : members_)
            all.push_back(member);
        return all;
    }

    Result<void> absent(const std::string& name) const
    {
        const auto found = broken_.find(name);
        if (found != broken_.end()) return std::unexpected(found->second);
        return no_such_chain(name);
    }

    /// The configuration of a new chain: `base` or the defaults, with a name, id and port of its
    /// own.
    Result<chain::Config> place(const ChainRequest& request, const chain::Config* base = nullptr)
    {
        std::set<std::uint64_t> ids;
        std::set<std::uint16_t> ports;
        for (const auto& member : members()) {
            ids.insert(member->config().chain_id);
            ports.insert(member->config().rpc_port);
        }
        auto config = base != nullptr ? *base : chain::Config{};
        config.name = request.name;
        config.data_mode = request.data_mode;
        config.chain_id = request.chain_id.value_or(free_chain_id(ids));
        if (request.block_time) config.block_time = *request.block_time;
        if (base == nullptr) {
            config.fee_collector = test_accounts().back().address;
            for (const auto& account : test_accounts())
                config.genesis.emplace_back(account.address, kTestBalance);
        }

        config.rpc_port = request.rpc_port.value_or(0);
        if (auto valid = chain::validate(config); !valid) return std::unexpected(valid.error());
        std::error_code ignored;
        if (find(config.name) || broken_.contains(config.name) ||
            fs::exists(layout_.chain(config.name), ignored)) {
            return failure(
                ErrorCode::kAlreadyExists,
                "there is a chain '" + printable(config.name) + "' already; choose another name");
        }
        if (ids.contains(config.chain_id)) {
            return failure(ErrorCode::kAlreadyExists,
                           "chain id " + std::to_string(config.chain_id) +
                               " is taken by another chain of this world; choose another one");
        }
        if (request.rpc_port && ports.contains(*request.rpc_port)) {
            return failure(ErrorCode::kBusy, "port " + std::to_string(*request.rpc_port) +
                                                 " belongs to another chain of this world");
        }
        const auto port = request.rpc_port ? Result<std::uint16_t>(*request.rpc_port)
                                           : free_port(config.rpc_host, ports);
        if (!port) return std::unexpected(port.error());
        config.rpc_port = *port;
        return config;
    }

    /// Writes chain.toml into the draft folder and gives the folder its name, in one step.
    Result<void> settle(const chain::Config& config, const fs::path& draft)
    {
        std::error_code error;
        fs::create_directories(draft, error);
        if (error) return file_failure("cannot make " + draft.string(), error);
        auto saved = chain::save_config(draft / "chain.toml", config);
        if (!saved) {
            fs::remove_all(draft, error);
            return saved;
        }
        fs::rename(draft, layout_.chain(config.name), error);
        if (error) {
            std::error_code ignored;
            fs::remove_all(draft, ignored);
            return file_failure("cannot make " + layout_.chain(config.name).string(), error);
        }
        add(config);
        changed();
        return {};
    }

    std::shared_ptr<Member> add(const chain::Config& config)
    {
        auto member = std::make_shared<Member>(
            pool_, layout_.chain(config.name), config,
            MemberEvents{.on_change = [this] { changed(); },
                         .on_block =
                             [this](const std::string& chain, const chain::Block& block) {
                                 const std::lock_guard lock(listeners_mutex_);
                                 for (const auto& [id, listener] : listeners_)
                                     if (listener.on_block) listener.on_block(chain, block);
                             }});
        std::shared_ptr<Member> old;  // ends outside the lock
        const std::lock_guard lock(members_mutex_);
        old = std::exchange(members_[config.name], member);
        return member;
    }

    Result<void> remember(const std::string& name, bool stopped)
    {
        const bool known = file_.stopped.contains(name);
        if (known == stopped) return {};
        if (stopped)
            file_.stopped.insert(name);
        else
            file_.stopped.erase(name);
        return save_world_file(layout_.world_file(), file_);
    }

    void changed()
    {
        const std::lock_guard lock(listeners_mutex_);
        for (const auto& [id, listener] : listeners_)
            if (listener.on_change) listener.on_change();
    }

    /// 10,000 units of the base token for each test account.
    inline static const u256 kTestBalance = u256{10'000} * u256{1'000'000'000'000'000'000};

    const Layout layout_;
    const WorldLock lock_;
    WorldFile file_;
    std::map<std::string, Error> broken_;  ///< folders whose chain.toml cannot be used
    net::Pool pool_;
    std::mutex operation_;  ///< one change of the world at a time

    mutable std::mutex listeners_mutex_;
    std::map<std::uint64_t, Listener> listeners_;
    std::uint64_t last_listener_ = 0;

    mutable std::mutex members_mutex_;
    std::map<std::string, std::shared_ptr<Member>> members_;
    std::unique_ptr<AdminServer> admin_;
};

World::World(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

World::~World() = default;

bool World::exists(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(Layout{folder}.world_file(), ignored);
}

Result<void> World::create(const fs::path& folder)
{
    const Layout layout{fs::absolute(folder)};
    std::error_code error;
    if (exists(folder)) {
        return failure(ErrorCode::kAlreadyExists, "there is a world in " + folder.string());
    }
    if (fs::exists(layout.root, error) && !fs::is_empty(layout.root, error)) {
        return failure(ErrorCode::kInvalidArgument,
                       folder.string() + " is not an empty folder and holds no world");
    }
    fs::create_directories(layout.chains(), error);
    if (error) return file_failure("cannot make a world in " + folder.string(), error);
    fs::permissions(layout.root, fs::perms::owner_all, error);
    return save_world_file(layout.world_file(), {});
}

Result<std::unique_ptr<World>> World::open(const fs::path& folder)
{
    const Layout layout{fs::absolute(folder)};
    auto file = load_world_file(layout.world_file());
    if (!file) return std::unexpected(file.error());
    auto lock = WorldLock::take(layout.lock_file());
    if (!lock) return std::unexpected(lock.error());
    auto implementation =
        std::make_unique<Implementation>(layout, std::move(*lock), std::move(*file));
    if (auto loaded = implementation->load_chains(); !loaded)
        return std::unexpected(loaded.error());
    return std::unique_ptr<World>(new World(std::move(implementation)));
}

const fs::path& World::path() const
{
    return implementation_->layout().root;
}

Result<chain::Config> World::create_chain(const ChainRequest& request, const Progress& progress)
{
    return implementation_->create_chain(request, progress);
}

Result<void> World::start_chain(const std::string& name, const Progress& progress)
{
    return implementation_->start_chain(name, progress);
}

Result<void> World::stop_chain(const std::string& name)
{
    return implementation_->stop_chain(name);
}

Result<void> World::restart_chain(const std::string& name, const Progress& progress)
{
    return implementation_->restart_chain(name, progress);
}

Result<void> World::delete_chain(const std::string& name)
{
    return implementation_->delete_chain(name);
}

Result<void> World::export_chain(const std::string& name, const fs::path& file,
                                 const Progress& progress)
{
    return implementation_->export_chain(name, file, progress);
}

Result<chain::Config> World::import_chain(const fs::path& file,
                                          const std::optional<std::string>& new_name,
                                          const Progress& progress)
{
    return implementation_->import_chain(file, new_name, progress);
}

Result<chain::ReplayReport> World::check_chain(const std::string& name, const Progress& progress)
{
    return implementation_->check_chain(name, progress);
}

void World::start_all(const Progress& progress)
{
    implementation_->start_all(progress);
}
void World::stop_all()
{
    implementation_->stop_all();
}

std::shared_ptr<chain::Chain> World::chain(const std::string& name) const
{
    const auto member = implementation_->find(name);
    return member ? member->chain() : nullptr;
}

WorldSnapshot World::snapshot() const
{
    return implementation_->snapshot();
}

std::uint64_t World::subscribe(Listener listener)
{
    return implementation_->subscribe(std::move(listener));
}

void World::unsubscribe(std::uint64_t id)
{
    implementation_->unsubscribe(id);
}

Result<void> World::serve_admin(std::function<void()> on_shutdown_request)
{
    return implementation_->serve_admin(*this, std::move(on_shutdown_request));
}

}  // namespace archi::node
