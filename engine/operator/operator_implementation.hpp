#pragma once
// The operator's thread: private to this library.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "l1/client.hpp"
#include "operator/operator.hpp"
#include "operator/settling.hpp"

namespace archi::settlement {

class Operator::Implementation {
public:
    Implementation(Options options, Hooks hooks);
    ~Implementation();
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void start();
    void stop();
    void wake();
    [[nodiscard]] chain::State state() const;
    [[nodiscard]] std::optional<Harbour> harbour() const;
    [[nodiscard]] Result<std::vector<Sent>> steps(const Part& part) const;

private:
    void run();
    /// Connects, and finds or deploys the contracts.
    [[nodiscard]] Result<void> arrive();
    [[nodiscard]] Result<void> open_journal() const;
    /// One round, and what it says of the chains.
    [[nodiscard]] Result<void> settle();
    void enter(chain::Phase phase, const std::string& detail = {}, const std::string& cure = {});
    void complain(const Error& error);
    /// Waits for `time`, or until there is something to do. False: to end.
    [[nodiscard]] bool wait(std::chrono::milliseconds time);

    const Options options_;
    const Hooks hooks_;
    log::Logger logger_{"operator"};

    std::mutex control_mutex_;  ///< start and stop, one at a time
    std::thread thread_;
    std::stop_source stop_;

    mutable std::mutex mutex_;  ///< guards what follows
    std::condition_variable changed_;
    bool stopping_ = false;
    bool awake_ = false;
    chain::State state_;
    std::optional<Harbour> harbour_;

    mutable std::unique_ptr<Journal> journal_;  ///< set once
    // Of the thread:
    std::optional<l1::Client> client_;
    std::optional<Settling> settling_;
};

}  // namespace archi::settlement
