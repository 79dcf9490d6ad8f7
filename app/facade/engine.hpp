#pragma once
// The engine as the window sees it: models that follow a world, and actions that return at once.

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <filesystem>
#include <memory>

#include "facade/demo_traffic.hpp"
#include "facade/refresh.hpp"
#include "facade/watcher.hpp"
#include "facade/worker.hpp"
#include "models/bridges_model.hpp"
#include "models/chains_model.hpp"
#include "models/coins_model.hpp"
#include "models/log_model.hpp"
#include "models/transfers_model.hpp"
#include "node/world.hpp"

namespace archi::app {

class Engine : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged)
    /// What is being done while the phase is Opening or Closing.
    Q_PROPERTY(QString stage READ stage NOTIFY stageChanged)
    /// Why opening failed, and what led to it.
    Q_PROPERTY(QString failure READ failure NOTIFY phaseChanged)
    /// What kept the world from being opened: takeOver() and renewWorldFile() are the ways out.
    Q_PROPERTY(Obstacle obstacle READ obstacle NOTIFY phaseChanged)
    Q_PROPERTY(QString worldPath READ worldPath NOTIFY worldPathChanged)
    Q_PROPERTY(archi::app::ChainsModel* chains READ chains CONSTANT)
    Q_PROPERTY(archi::app::LogModel* log READ log CONSTANT)
    Q_PROPERTY(archi::app::TransfersModel* transfers READ transfers CONSTANT)
    Q_PROPERTY(archi::app::CoinsModel* coins READ coins CONSTANT)
    Q_PROPERTY(archi::app::BridgesModel* bridges READ bridges CONSTANT)
    /// A chain is being created, and what that is at.
    Q_PROPERTY(bool creating READ creating NOTIFY creationChanged)
    Q_PROPERTY(QString creationStage READ creationStage NOTIFY creationChanged)
    /// A transfer is being sent.
    Q_PROPERTY(bool sending READ sending NOTIFY sendingChanged)

public:
    enum Phase { Closed, Opening, Open, Failed, Closing };
    Q_ENUM(Phase)
    enum Obstacle {
        OtherObstacle,
        InUse,    ///< another process has the world open
        Damaged,  ///< world.toml cannot be read
    };
    Q_ENUM(Obstacle)

    explicit Engine(QObject* parent = nullptr);
    /// Stops all chains and waits for them, if close() has not.
    ~Engine() override;
    Q_DISABLE_COPY_MOVE(Engine)

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] QString stage() const { return stage_; }
    [[nodiscard]] QString failure() const { return failure_; }
    [[nodiscard]] Obstacle obstacle() const { return obstacle_; }
    [[nodiscard]] QString worldPath() const;
    [[nodiscard]] ChainsModel* chains() { return &chains_; }
    [[nodiscard]] LogModel* log() { return &log_; }
    [[nodiscard]] TransfersModel* transfers() { return &transfers_; }
    [[nodiscard]] CoinsModel* coins() { return &coins_; }
    [[nodiscard]] BridgesModel* bridges() { return &bridges_; }
    [[nodiscard]] bool creating() const { return creating_; }
    [[nodiscard]] QString creationStage() const { return creation_stage_; }
    [[nodiscard]] bool sending() const { return sending_; }

    /// The folder that open() opens; the default world until set.
    void set_world_path(std::filesystem::path path);
    /// Where a world that open() makes settles (node/world_file.hpp); on its own L1 until set.
    void set_l1(std::string l1) { l1_ = std::move(l1); }
    /// Whether open() makes the demo's chains, starts them and sends some transfers.
    void set_demo(bool demo) { demo_ = demo; }

    /// Opens the world, making it first if there is none, and starts what ran when it was last
    /// open.
    Q_INVOKABLE void open();
    /// After InUse: asks the other process to end, then opens the world.
    Q_INVOKABLE void takeOver();
    /// After Damaged: replaces world.toml, keeping a copy, then opens the world.
    Q_INVOKABLE void renewWorldFile();
    /// Adds the demo's chains to the open world, starts them and sends some transfers.
    Q_INVOKABLE void openDemo();
    /// Stops all chains and lets the world go, then closed().
    Q_INVOKABLE void close();

    /// What a person would type in a terminal to do the same in this world, `archipelago` first.
    Q_INVOKABLE QString commandLine(const QString& arguments) const;

    /// Why no chain can have this name, or "" if one can.
    Q_INVOKABLE QString nameProblem(const QString& name) const;
    /// The same for a chain id. An empty one is chosen by the engine.
    Q_INVOKABLE QString chainIdProblem(const QString& chainId) const;
    /// The same for a port. An empty one is chosen by the engine.
    Q_INVOKABLE QString portProblem(const QString& port) const;
    /// The same for the URL of an L1.
    Q_INVOKABLE QString urlProblem(const QString& url) const;
    /// The same for an account such as alice@tortuga.
    Q_INVOKABLE QString accountProblem(const QString& account) const;
    /// The same for an amount to send.
    Q_INVOKABLE QString amountProblem(const QString& amount) const;

    /// Creates and starts a chain: chainCreated() or creationFailed(). `blockTime` in milliseconds,
    /// `dataMode` a DataMode, `l1` where it settles: "" for the world's L1 if it has one, "none",
    /// or for a world without an L1 "embedded" or a URL, which stays the world's.
    Q_INVOKABLE void createChain(const QString& name, const QString& chainId, int blockTime,
                                 int dataMode, const QString& port, const QString& l1);
    /// Sends `amount` of the base token of the chain of `from`, a test account, to any account:
    /// transferSent() or sendFailed().
    Q_INVOKABLE void send(const QString& from, const QString& to, const QString& amount);
    // Each ends in notice().
    Q_INVOKABLE void startChain(const QString& name);
    Q_INVOKABLE void stopChain(const QString& name);
    Q_INVOKABLE void restartChain(const QString& name);
    Q_INVOKABLE void deleteChain(const QString& name);

    /// Runs `job` off the window's thread with the chain `name`, running or not; null if it cannot
    /// be opened.
    void query(const QString& name, std::function<void(std::shared_ptr<chain::Chain>)> job);
    /// Runs `job` off the window's thread; not at all if no world is open.
    void query(std::function<void(node::World&)> job);

Q_SIGNALS:
    void phaseChanged();
    void stageChanged();
    void worldPathChanged();
    void creationChanged();
    void closed();
    void chainCreated(const QString& name);
    void creationFailed(const QString& sentence);
    void sendingChanged();
    /// `transaction` is the one that sent it.
    void transferSent(const QString& transaction);
    void sendFailed(const QString& sentence);
    /// Something asked for was done, or failed: `text` says what, `detail` why.
    void notice(const QString& text, const QString& detail, bool failure);
    /// Another process asked this one to end.
    void shutdownRequested();
    /// New blocks of any chain, in order. `lost`: some are missing in between.
    void blocks_arrived(const std::vector<std::pair<std::string, chain::Block>>& blocks, bool lost);

private:
    using Action = std::function<Result<void>(node::World&)>;
    using Opened = Result<std::unique_ptr<node::World>>;
    using Opener = std::function<Opened(const std::filesystem::path&, const std::string& l1)>;

    void set_phase(Phase phase, const QString& failure = {});
    void set_stage(const QString& stage);
    void set_creation(bool creating, const QString& stage);
    void begin_opening(const QString& stage, Opener opener);
    void opening_failed(const Error& error);
    void start_world(const std::shared_ptr<node::World>& world, bool demo);  ///< on the worker
    void raise_demo(node::World& world);                                     ///< on the worker
    void opened(std::shared_ptr<node::World> world, const node::WorldSnapshot& first);
    void drain();
    void ask_transfers();
    void show_transfers(const Result<std::vector<bridge::Transfer>>& transfers);
    void set_sending(bool sending);
    void act(const QString& done, const QString& failed, Action action);
    /// Runs `function` on the window's thread, later.
    template <typename Function>
    void post(Function function)
    {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    }

    Phase phase_ = Closed;
    QString stage_;
    QString failure_;
    Obstacle obstacle_ = OtherObstacle;
    bool creating_ = false;
    QString creation_stage_;
    bool sending_ = false;
    std::filesystem::path path_;
    std::string l1_;
    bool demo_ = false;
    ChainsModel chains_;
    LogModel log_;
    TransfersModel transfers_;
    CoinsModel coins_;
    BridgesModel bridges_;
    Refresh transfers_refresh_;
    std::shared_ptr<node::World> world_;
    std::shared_ptr<Watcher> watcher_;
    DemoTraffic traffic_;
    Worker actions_;
    Worker queries_;
};

}  // namespace archi::app
