#include "facade/engine.hpp"

#include <QRegularExpression>

#include "base/log.hpp"
#include "facade/opening.hpp"
#include "node/demo.hpp"
#include "node/layout.hpp"
#include "node/world_file.hpp"

namespace archi::app {

namespace {

QString sentence(const Error& error)
{
    return QString::fromStdString(describe(error));
}

}  // namespace

Engine::Engine(QObject* parent)
    : QObject(parent),
      path_(node::default_world_path()),
      l1_(node::kEmbeddedL1),
      transfers_refresh_([this] { ask_transfers(); }),
      traffic_(*this)
{
}

Engine::~Engine()
{
    // The watcher refers to the world, and both to this.
    traffic_.end();
    watcher_.reset();
    world_.reset();
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

QString Engine::commandLine(const QString& arguments) const
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9/._-]+$"));
    auto line = QStringLiteral("archipelago ") + arguments;
    if (path_ == node::default_world_path()) return line;
    auto path = worldPath();
    if (!plain.match(path).hasMatch())
        path = QLatin1Char('\'') + path.replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
               QLatin1Char('\'');
    return line + QStringLiteral(" --world ") + path;
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
    //: What the studio does right after it starts
    begin_opening(tr("Opening the world"), open_world);
}

void Engine::takeOver()
{
    if (obstacle_ != InUse) return;
    //: What the studio does after a person asked for it
    begin_opening(tr("Waiting for the other process to stop its chains and end"), take_world_over);
}

void Engine::renewWorldFile()
{
    if (obstacle_ != Damaged) return;
    //: What the studio does after a person asked for it
    begin_opening(tr("Putting the damaged file aside"),
                  [](const std::filesystem::path& path, const std::string& l1) -> Opened {
                      if (auto renewed = node::World::renew_world_file(path); !renewed)
                          return std::unexpected(renewed.error());
                      return open_world(path, l1);
                  });
}

void Engine::begin_opening(const QString& stage, Opener opener)
{
    if (phase_ == Opening || phase_ == Open || phase_ == Closing) return;
    set_phase(Opening);
    set_stage(stage);
    chains_.load_positions(worldPath());
    actions_.post([this, path = path_, l1 = l1_, demo = demo_, opener = std::move(opener)] {
        auto world = opener(path, l1);
        if (!world) {
            post([this, error = world.error()] { opening_failed(error); });
            return;
        }
        start_world(std::shared_ptr<node::World>(std::move(*world)), demo);
    });
}

void Engine::opening_failed(const Error& error)
{
    if (phase_ != Opening) return;
    obstacle_ = error.code == ErrorCode::kBusy      ? InUse
                : error.code == ErrorCode::kCorrupt ? Damaged
                                                    : OtherObstacle;
    set_phase(Failed, sentence(error));
}

void Engine::start_world(const std::shared_ptr<node::World>& world, bool demo)
{
    if (auto logging = log::open({.file = node::Layout{world->path()}.log_file()}); !logging)
        log::Logger("studio").warning(describe(logging.error()));
    post([this, world, first = world->snapshot()] { opened(world, first); });
    const auto served =
        world->serve_admin([this] { post([this] { Q_EMIT shutdownRequested(); }); });
    if (!served)
        post([this, why = sentence(served.error())] {
            //: A notification; the reason follows
            Q_EMIT notice(tr("The command line cannot reach this window"), why, true);
        });
    world->start_all([this](const std::string& stage) {
        post([this, text = QString::fromStdString(stage)] { set_stage(text); });
    });
    if (demo) raise_demo(*world);
}

void Engine::openDemo()
{
    if (!world_ || creating_) return;
    //: Stage of a chain's creation
    set_creation(true, tr("Waiting for its turn"));
    actions_.post([this, world = world_] {
        raise_demo(*world);
        post([this] { set_creation(false, {}); });
    });
}

void Engine::raise_demo(node::World& world)
{
    const node::Progress progress = [this](const std::string& stage) {
        post([this, text = QString::fromStdString(stage)] { set_stage(text); });
    };
    Result<void> raised = node::make_demo(world, progress);
    if (raised || raised.error().code == ErrorCode::kAlreadyExists)
        raised = world.start_chain(node::kDemoChain, progress);
    post([this, raised] {
        if (raised)
            traffic_.begin();
        else
            //: A notification; the reason follows
            Q_EMIT notice(tr("The demo did not start"), sentence(raised.error()), true);
    });
}

void Engine::opened(std::shared_ptr<node::World> world, const node::WorldSnapshot& first)
{
    if (phase_ != Opening) return;  // closed meanwhile
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
    transfers_refresh_.news();
    if (!update.blocks.empty() || update.blocks_lost)
        Q_EMIT blocks_arrived(update.blocks, update.blocks_lost);
}

void Engine::close()
{
    if (phase_ == Closing) return;
    traffic_.end();
    set_phase(Closing);
    //: What the studio does before its window closes
    set_stage(tr("Stopping all chains"));
    actions_.post([this, world = std::exchange(world_, nullptr),
                   watcher = std::exchange(watcher_, nullptr)]() mutable {
        watcher.reset();
        if (world) world->stop_all();
        world.reset();
        log::close();
        post([this] {
            set_phase(Closed);
            Q_EMIT closed();
        });
    });
}

void Engine::createChain(const QString& name, const QString& chainId, int blockTime, int dataMode,
                         const QString& port, const QString& l1)
{
    if (!world_ || creating_) return;
    node::ChainRequest request;
    request.name = name.toStdString();
    request.l1 = l1.toStdString();
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

void Engine::query(std::function<void(node::World&)> job)
{
    if (!world_) return;
    queries_.post([world = world_, job = std::move(job)] { job(*world); });
}

void Engine::query(const QString& name, std::function<void(std::shared_ptr<chain::Chain>)> job)
{
    if (!world_) return;
    queries_.post([world = world_, key = name.toStdString(), job = std::move(job)] {
        const auto chain = world->open_chain(key);
        job(chain ? *chain : nullptr);
    });
}

}  // namespace archi::app
