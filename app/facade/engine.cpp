#include "facade/engine.hpp"

#include <QRegularExpression>

#include "base/log.hpp"
#include "node/layout.hpp"

namespace archi::app {

namespace {

constexpr qulonglong kLargestChainId = (1ULL << 53U) - 1;  // what JavaScript wallets can hold
constexpr uint kFirstFreePort = 1024;
constexpr uint kLastPort = 65535;

QString sentence(const Error& error)
{
    return QString::fromStdString(describe(error));
}

}  // namespace

Engine::Engine(QObject* parent) : QObject(parent), path_(node::default_world_path()) {}

Engine::~Engine()
{
    // The watcher refers to the world, and both to this.
    watcher_.reset();
    world_.reset();
}

template <typename Function>
void Engine::post(Function function)
{
    QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
}

QString Engine::worldPath() const
{
    return QString::fromStdString(path_.string());
}

void Engine::set_world_path(std::filesystem::path path)
{
    path_ = std::move(path);
    Q_EMIT worldPathChanged();
}

void Engine::set_phase(Phase phase, const QString& failure)
{
    phase_ = phase;
    failure_ = failure;
    Q_EMIT phaseChanged();
}

void Engine::set_stage(const QString& stage)
{
    stage_ = stage;
    Q_EMIT stageChanged();
}

void Engine::set_creation(bool creating, const QString& stage)
{
    creating_ = creating;
    creation_stage_ = stage;
    Q_EMIT creationChanged();
}

void Engine::open()
{
    if (phase_ == Opening || phase_ == Open || phase_ == Closing) return;
    set_phase(Opening);
    //: What the studio does right after it starts
    set_stage(tr("Opening the world"));
    chains_.load_positions(worldPath());
    actions_.post([this, path = path_] {
        if (!node::World::exists(path)) {
            if (auto made = node::World::create(path); !made) {
                post([this, why = sentence(made.error())] { set_phase(Failed, why); });
                return;
            }
        }
        auto world = node::World::open(path);
        if (!world) {
            post([this, why = sentence(world.error())] { set_phase(Failed, why); });
            return;
        }
        std::shared_ptr<node::World> shared = std::move(*world);
        if (auto logging = log::open({.file = node::Layout{path}.log_file()}); !logging)
            log::Logger("studio").warning(describe(logging.error()));
        post([this, shared, first = shared->snapshot()] { opened(shared, first); });
        const auto served =
            shared->serve_admin([this] { post([this] { Q_EMIT shutdownRequested(); }); });
        if (!served)
            post([this, why = sentence(served.error())] {
                //: A notification; the reason follows
                Q_EMIT notice(tr("The command line cannot reach this window"), why, true);
            });
        shared->start_all([this](const std::string& stage) {
            post([this, text = QString::fromStdString(stage)] { set_stage(text); });
        });
    });
}

void Engine::opened(std::shared_ptr<node::World> world, const node::WorldSnapshot& first)
{
    world_ = std::move(world);
    watcher_ = std::make_shared<Watcher>(*world_, [this] { post([this] { drain(); }); });
    chains_.apply(first);
    set_phase(Open);
}

void Engine::drain()
{
    if (!watcher_) return;
    const auto update = watcher_->take();
    chains_.apply(update.world);
    if (!update.blocks.empty() || update.blocks_lost)
        Q_EMIT blocks_arrived(update.blocks, update.blocks_lost);
}

void Engine::close()
{
    if (phase_ == Closing) return;
    set_phase(Closing);
    //: What the studio does before its window closes
    set_stage(tr("Stopping all chains"));
    actions_.post([this, world = std::exchange(world_, nullptr),
                   watcher = std::exchange(watcher_, nullptr)]() mutable {
        watcher.reset();
        if (world) world->stop_all();
        world.reset();
        post([this] {
            set_phase(Closed);
            Q_EMIT closed();
        });
    });
}

QString Engine::nameProblem(const QString& name) const
{
    static const QRegularExpression allowed(QStringLiteral("^[a-z][a-z0-9-]{0,31}$"));
    if (name.isEmpty())
        //: Beside an empty text field
        return tr("A chain needs a name.");
    if (!allowed.match(name).hasMatch())
        //: Beside a text field
        return tr("Use a to z, 0 to 9 and -, at most 32 of them, and begin with a letter.");
    if (chains_.find(name) != nullptr)
        //: Beside a text field; %1 is a chain's name
        return tr("There is a chain named %1 already.").arg(name);
    return {};
}

QString Engine::chainIdProblem(const QString& chainId) const
{
    if (chainId.isEmpty()) return {};
    bool is_number = false;
    const auto id = chainId.toULongLong(&is_number);
    if (!is_number || id == 0 || id > kLargestChainId)
        //: Beside a text field; %1 is a number
        return tr("A chain id is a number from 1 to %1.").arg(kLargestChainId);
    for (int row = 0; row < chains_.rowCount(); ++row)
        if (chains_.index(row).data(ChainsModel::ChainIdRole).toULongLong() == id)
            //: Beside a text field; %1 is a chain's name
            return tr("%1 has this chain id already.")
                .arg(chains_.index(row).data(ChainsModel::NameRole).toString());
    return {};
}

QString Engine::portProblem(const QString& port) const
{
    if (port.isEmpty()) return {};
    bool is_number = false;
    const auto number = port.toUInt(&is_number);
    if (!is_number || number < kFirstFreePort || number > kLastPort)
        //: Beside a text field; %1 and %2 are numbers
        return tr("A port is a number from %1 to %2.").arg(kFirstFreePort).arg(kLastPort);
    return {};
}

void Engine::createChain(const QString& name, const QString& chainId, int blockTime, int dataMode,
                         const QString& port)
{
    if (!world_ || creating_) return;
    node::ChainRequest request;
    request.name = name.toStdString();
    if (!chainId.isEmpty()) request.chain_id = chainId.toULongLong();
    if (!port.isEmpty()) request.rpc_port = static_cast<std::uint16_t>(port.toUInt());
    request.block_time = chain::milliseconds(blockTime);
    request.data_mode =
        dataMode == DataMode::Validium ? chain::DataMode::kValidium : chain::DataMode::kRollup;
    //: Stage of a chain's creation
    set_creation(true, tr("Waiting for its turn"));
    actions_.post([this, world = world_, request, name] {
        const node::Progress progress = [this](const std::string& stage) {
            post([this, text = QString::fromStdString(stage)] { set_creation(true, text); });
        };
        const auto created = world->create_chain(request, progress);
        if (!created) {
            post([this, why = sentence(created.error())] {
                set_creation(false, {});
                Q_EMIT creationFailed(why);
            });
            return;
        }
        const auto started = world->start_chain(request.name, progress);
        post([this, name, now = world->snapshot(),
              why = started ? QString() : sentence(started.error())] {
            set_creation(false, {});
            chains_.apply(now);
            Q_EMIT chainCreated(name);
            if (!why.isEmpty())
                //: A notification; %1 is a chain's name
                Q_EMIT notice(tr("%1 was created but did not start").arg(name), why, true);
        });
    });
}

void Engine::act(const QString& done, const QString& failed, Action action)
{
    if (!world_) return;
    actions_.post([this, world = world_, done, failed, action = std::move(action)] {
        const auto result = action(*world);
        if (result)
            post([this, done] { Q_EMIT notice(done, {}, false); });
        else
            post([this, failed, why = sentence(result.error())] {
                Q_EMIT notice(failed, why, true);
            });
    });
}

void Engine::startChain(const QString& name)
{
    //: Notifications; %1 is a chain's name
    act(tr("%1 runs").arg(name), tr("%1 did not start").arg(name),
        [name](node::World& world) { return world.start_chain(name.toStdString()); });
}

void Engine::stopChain(const QString& name)
{
    //: Notifications; %1 is a chain's name
    act(tr("%1 is stopped").arg(name), tr("%1 did not stop").arg(name),
        [name](node::World& world) { return world.stop_chain(name.toStdString()); });
}

void Engine::restartChain(const QString& name)
{
    //: Notifications; %1 is a chain's name
    act(tr("%1 runs again").arg(name), tr("%1 did not restart").arg(name),
        [name](node::World& world) { return world.restart_chain(name.toStdString()); });
}

void Engine::deleteChain(const QString& name)
{
    //: Notifications; %1 is a chain's name
    act(tr("%1 is in the world's trash").arg(name), tr("%1 was not deleted").arg(name),
        [name](node::World& world) { return world.delete_chain(name.toStdString()); });
}

void Engine::query(const QString& name, std::function<void(std::shared_ptr<chain::Chain>)> job)
{
    if (!world_) return;
    queries_.post([world = world_, key = name.toStdString(), job = std::move(job)] {
        job(world->chain(key));
    });
}

}  // namespace archi::app
