#include "bridge/bridge.hpp"

#include <pthread.h>
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "bridge/claims.hpp"
#include "bridge/courier.hpp"
#include "bridge/sending.hpp"

namespace archi::bridge {

namespace {

/// Until an L1 that did not answer is asked again.
constexpr std::chrono::seconds kPause{1};
/// Transfers that are looked through for one that a transaction sent.
constexpr std::size_t kLookBack = 10'000;

}  // namespace

class Bridge::Implementation {
public:
    Implementation(Options options, Hooks hooks)
        : options_(std::move(options)), hooks_(std::move(hooks))
    {
    }
    ~Implementation() { stop(); }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void start()
    {
        const std::scoped_lock control(control_mutex_);
        if (thread_.joinable()) return;
        stopping_ = false;
        stop_ = {};
        thread_ = std::thread([this] { run(); });
    }

    void stop()
    {
        const std::scoped_lock control(control_mutex_);
        if (!thread_.joinable()) return;
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        stop_.request_stop();
        changed_.notify_all();
        thread_.join();
        thread_ = {};
    }

    void wake()
    {
        {
            const std::scoped_lock lock(mutex_);
            awake_ = true;
        }
        changed_.notify_all();
    }

    Result<TransferStore*> store() const
    {
        const std::scoped_lock lock(store_mutex_);
        if (store_) return store_.get();
        auto opened = TransferStore::open(options_.file);
        if (!opened) return std::unexpected(opened.error());
        store_ = std::move(*opened);
        return store_.get();
    }

    Result<Hash> send(const Sending& sending)
    {
        const auto mainland = hooks_.mainland();
        if (!mainland)
            return failure(ErrorCode::kUnavailable, "the L1's contracts are not there yet");
        auto opened = store();
        if (!opened) return std::unexpected(opened.error());
        return send_transfer(sending, hooks_.chains(), *mainland, **opened);
    }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "bridge");  // as profilers show it
        for (;;) {
            if (auto done = round(); !done) complain(done.error());
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, options_.poll, [this] { return stopping_ || awake_; });
            awake_ = false;
            if (stopping_) return;
        }
    }

    Result<void> round()
    {
        auto opened = store();
        if (!opened) return std::unexpected(opened.error());
        const auto chains = hooks_.chains();
        if (chains.empty()) return {};
        if (!courier_) courier_.emplace(**opened);
        const auto looked = Lookout(**opened).look(chains);
        if (!looked) return std::unexpected(looked.error());
        if (auto done = courier_->carry(chains); !done) return done;
        if (*looked) hooks_.on_change();
        const auto claimed = claim(**opened, chains);
        if (!claimed) return std::unexpected(claimed.error());
        if (*claimed) hooks_.on_change();
        return {};
    }

    Result<bool> claim(TransferStore& transfers, Chains chains)
    {
        const auto mainland = hooks_.mainland();
        const auto now = std::chrono::steady_clock::now();
        if (!mainland || now < next_claim_) return false;
        next_claim_ = now + kPause;
        const auto unfinished = transfers.unfinished();
        if (!unfinished) return std::unexpected(unfinished.error());
        const bool is_due = std::ranges::any_of(*unfinished, [&](const Passage& passage) {
            const auto& transfer = passage.transfer;
            return transfer.to_chain == mainland->chain_id && !transfer.step(Stage::kArrived) &&
                   transfer.step(Stage::kSettled);
        });
        if (!is_due) return false;
        auto client = l1::Client::create(mainland->url);
        if (!client) return std::unexpected(client.error());
        auto account = l1::Account::open(*client, options_.claimant, stop_.get_token());
        if (!account) return std::unexpected(account.error());
        return claim_withdrawals(transfers, chains, *account, mainland->contracts);
    }

    void complain(const Error& error)
    {
        auto words = describe(error);
        if (words != complaint_) logger_.warning(words);
        complaint_ = std::move(words);
    }

    const Options options_;
    const Hooks hooks_;
    log::Logger logger_{"bridge"};
    std::string complaint_;
    mutable std::mutex store_mutex_;
    mutable std::unique_ptr<TransferStore> store_;
    std::optional<Courier> courier_;
    std::chrono::steady_clock::time_point next_claim_;

    std::mutex control_mutex_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool awake_ = false;
    std::stop_source stop_;
    std::thread thread_;
};

Bridge::Bridge(Options options, Hooks hooks)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(hooks)))
{
}

Bridge::~Bridge() = default;

void Bridge::start()
{
    implementation_->start();
}

void Bridge::stop()
{
    implementation_->stop();
}

void Bridge::wake()
{
    implementation_->wake();
}

Result<Hash> Bridge::send(const Sending& sending)
{
    return implementation_->send(sending);
}

Result<std::vector<Transfer>> Bridge::transfers(std::size_t limit) const
{
    const auto store = implementation_->store();
    if (!store) return std::unexpected(store.error());
    auto passages = (*store)->newest(limit);
    if (!passages) return std::unexpected(passages.error());
    std::vector<Transfer> transfers;
    for (auto& passage : *passages)
        transfers.push_back(std::move(passage.transfer));
    return transfers;
}

Result<std::optional<Transfer>> Bridge::transfer(const Hash& id) const
{
    const auto store = implementation_->store();
    if (!store) return std::unexpected(store.error());
    auto found = (*store)->find(id);
    if (!found) return std::unexpected(found.error());
    if (*found) return std::move((*found)->transfer);
    auto newest = (*store)->newest(kLookBack);
    if (!newest) return std::unexpected(newest.error());
    for (auto& passage : *newest)
        if (const auto& sent = passage.transfer.step(Stage::kSent); sent && sent->transaction == id)
            return std::move(passage.transfer);
    return std::nullopt;
}

}  // namespace archi::bridge
