// Starting, stopping, and what is told meanwhile.

#include <pthread.h>

#include "chain/unix_time.hpp"
#include "operator/operator_implementation.hpp"

namespace archi::settlement {
namespace {

/// Until an L1 that did not answer is asked again.
constexpr std::chrono::milliseconds kPause{1'000};

std::string cure_for(const Error& error)
{
    switch (error.code) {
        case ErrorCode::kUnavailable:
            return "Start the L1 or repair the way to it; settling goes on by itself.";
        case ErrorCode::kNoSpace:
            return "Free some disk space; settling goes on by itself.";
        case ErrorCode::kPermission:
            return "Give yourself access to the world's folder; settling goes on by itself.";
        default:
            return "Read the log; what is asked again every second goes on by itself.";
    }
}

}  // namespace

Operator::Implementation::Implementation(Options options, Hooks hooks)
    : options_(std::move(options)), hooks_(std::move(hooks))
{
    state_.since_unix_ms = chain::unix_ms();
    // What was there when it was last looked at; the L1 tells the rest.
    if (auto known = load_harbour(options_.folder / "harbour.toml")) harbour_ = *known;
}

Operator::Implementation::~Implementation()
{
    stop();
}

void Operator::Implementation::start()
{
    const std::scoped_lock control(control_mutex_);
    if (thread_.joinable()) return;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = false;
        state_ = {chain::Phase::kStarting, "looking for the L1", {}, chain::unix_ms()};
    }
    hooks_.on_change();
    stop_ = {};
    thread_ = std::thread([this] { run(); });
}

void Operator::Implementation::stop()
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
    settling_.reset();
    enter(chain::Phase::kStopped);
}

void Operator::Implementation::wake()
{
    {
        const std::scoped_lock lock(mutex_);
        awake_ = true;
    }
    changed_.notify_all();
}

chain::State Operator::Implementation::state() const
{
    const std::scoped_lock lock(mutex_);
    return state_;
}

std::optional<Harbour> Operator::Implementation::harbour() const
{
    const std::scoped_lock lock(mutex_);
    return harbour_;
}

void Operator::Implementation::enter(chain::Phase phase, const std::string& detail,
                                     const std::string& cure)
{
    {
        const std::scoped_lock lock(mutex_);
        if (state_.phase == phase && state_.detail == detail && state_.cure == cure) return;
        state_ = {phase, detail, cure, chain::unix_ms()};
    }
    hooks_.on_change();
}

void Operator::Implementation::complain(const Error& error)
{
    const auto cause = describe(error);
    if (const auto now = state(); now.phase != chain::Phase::kDegraded || now.detail != cause)
        logger_.warning(cause);
    enter(chain::Phase::kDegraded, cause, cure_for(error));
}

bool Operator::Implementation::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, time, [this] { return stopping_ || awake_; });
    awake_ = false;
    return !stopping_;
}

Result<void> Operator::Implementation::arrive()
{
    if (auto opened = open_journal(); !opened) return opened;
    if (!client_) {
        auto client = l1::Client::create(options_.url);
        if (!client) return std::unexpected(client.error());
        client_.emplace(std::move(*client));
    }
    auto harbour = enter_harbour(
        *client_, options_.keys, options_.folder / "harbour.toml",
        [this](const std::string& stage) { enter(chain::Phase::kStarting, stage); },
        stop_.get_token());
    if (!harbour) return std::unexpected(harbour.error());
    {
        const std::scoped_lock lock(mutex_);
        harbour_ = *harbour;
    }
    // harbour_ is written by this thread alone.
    settling_.emplace(*client_, *journal_, *harbour_, options_, stop_.get_token());
    return {};
}

Result<void> Operator::Implementation::open_journal() const
{
    const std::scoped_lock lock(mutex_);
    if (journal_) return {};
    auto journal = Journal::open(options_.folder / "operator.db");
    if (!journal) return std::unexpected(journal.error());
    journal_ = std::move(*journal);
    return {};
}

Result<std::vector<Sent>> Operator::Implementation::steps(const Part& part) const
{
    if (auto opened = open_journal(); !opened) return std::unexpected(opened.error());
    return journal_->of_batch(part);
}

Result<void> Operator::Implementation::settle()
{
    auto chains = hooks_.chains();
    std::erase_if(chains, [&](const auto& chain) {
        return chain->config().settlement.chain_id != harbour_->chain_id;
    });
    const auto settled = [&] {
        std::vector<chain::Settled> all;
        for (const auto& chain : chains)
            all.push_back(chain->settled());
        return all;
    };
    const auto before = settled();
    const bool is_first = state().phase == chain::Phase::kStarting;
    auto done = settling_->round(chains, [&](const std::string& stage) {
        if (is_first) enter(chain::Phase::kStarting, stage);
    });
    if (!done) return done;
    if (settled() != before) hooks_.on_change();
    if (settling_->faults().empty()) return {};
    std::string words;
    for (const auto& [chain, fault] : settling_->faults())
        words += (words.empty() ? "" : "; ") + fault;
    return failure(ErrorCode::kInvalidArgument, words);
}

void Operator::Implementation::run()
{
    pthread_setname_np(pthread_self(), "operator");  // as profilers show it
    bool arrived = false;
    do {
        auto done = arrived ? Result<void>{} : arrive();
        arrived = arrived || done.has_value();
        if (done) done = settle();
        if (!done && done.error().code == ErrorCode::kNotFound) arrived = false;
        if (done)
            enter(chain::Phase::kRunning);
        else
            complain(done.error());
    } while (wait(arrived ? options_.poll : kPause));
}

}  // namespace archi::settlement
