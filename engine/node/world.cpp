#include "node/world.hpp"

#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "node/layout.hpp"
#include "node/lock.hpp"
#include "node/world_file.hpp"
#include "node/world_implementation.hpp"

namespace archi::node {

namespace fs = std::filesystem;

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

Result<void> World::create(const fs::path& folder, const std::string& l1)
{
    if (auto valid = validate_l1(l1); !valid) return valid;
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
    if (error)
        return std::unexpected(
            system_error("cannot make a world in " + folder.string(), error.value()));
    fs::permissions(layout.root, fs::perms::owner_all, error);
    return save_world_file(layout.world_file(), {.l1 = l1, .stopped = {}});
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
    if (auto loaded = implementation->load(); !loaded) return std::unexpected(loaded.error());
    return std::unique_ptr<World>(new World(std::move(implementation)));
}

Result<void> World::renew_world_file(const fs::path& folder)
{
    const Layout layout{fs::absolute(folder)};
    const auto lock = WorldLock::take(layout.lock_file());
    if (!lock) return std::unexpected(lock.error());
    const auto damaged = layout.root / "world.toml.damaged";
    std::error_code error;
    fs::copy_file(layout.world_file(), damaged, fs::copy_options::overwrite_existing, error);
    if (error)
        return std::unexpected(
            system_error("cannot copy the world file to " + damaged.string(), error.value()));
    WorldFile fresh;
    if (fs::exists(layout.chain_file(kMainland), error)) fresh.l1 = kEmbeddedL1;
    return save_world_file(layout.world_file(), fresh);
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

Result<WitnessReport> World::write_witness(const std::string& name,
                                           std::optional<std::uint64_t> batch, const fs::path& file)
{
    return implementation_->write_witness(name, batch, file);
}

Result<Hash> World::send(const SendRequest& request)
{
    return implementation_->send(request);
}

Result<std::vector<bridge::Transfer>> World::transfers(std::size_t limit)
{
    return implementation_->transfers(limit);
}

Result<bridge::Transfer> World::transfer(const Hash& id)
{
    return implementation_->transfer(id);
}

Result<BatchList> World::batches(const std::string& name, std::uint64_t count)
{
    return implementation_->batches(name, count);
}

void World::start_all(const Progress& progress)
{
    implementation_->start_all(progress);
}
void World::stop_all()
{
    implementation_->stop_all();
}

Result<std::shared_ptr<chain::Chain>> World::open_chain(const std::string& name)
{
    return implementation_->open_chain(name);
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

Result<void> World::serve_admin(const std::function<void()>& on_shutdown_request)
{
    return implementation_->serve_admin(*this, on_shutdown_request);
}

}  // namespace archi::node
