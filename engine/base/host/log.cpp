#include "base/log.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>

#include "base/host/log_file.hpp"

namespace archi::log {

namespace {

struct State {
    std::atomic<Level> level = Level::kInfo;
    std::mutex mutex;  ///< guards what follows
    std::deque<Record> ring;
    std::uint64_t next_sequence = 1;
    std::shared_ptr<LogFile> file;
    std::shared_ptr<const Sink> sink;
};

// Never destroyed: threads may log until the process ends.
State& state()
{
    static auto* instance = new State;
    return *instance;
}

std::string one_line(std::string_view message)
{
    std::string line(message);
    for (auto& c : line)
        if (c == '\n' || c == '\r') c = ' ';
    return line;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool passes(const Record& record, const Filter& filter)
{
    if (record.level < filter.least) return false;
    if (!filter.chain.empty() && record.chain != filter.chain) return false;
    if (!filter.component.empty() && record.component != filter.component) return false;
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return filter.text.empty() || !std::ranges::search(record.message, filter.text, same).empty();
}

}  // namespace

const char* to_string(Level level)
{
    switch (level) {
        case Level::kDebug:
            return "debug";
        case Level::kInfo:
            return "info";
        case Level::kWarning:
            return "warning";
        case Level::kError:
            return "error";
    }
    return "unknown";
}

std::optional<Level> level_from(std::string_view name)
{
    for (const auto level : {Level::kDebug, Level::kInfo, Level::kWarning, Level::kError})
        if (name == to_string(level)) return level;
    return std::nullopt;
}

void set_level(Level level)
{
    state().level = level;
}

Level level()
{
    return state().level;
}

void Logger::write(Level level, std::string_view message) const
{
    auto& shared = state();
    if (level < shared.level.load(std::memory_order_relaxed)) return;
    Record record{.time = std::chrono::duration_cast<std::chrono::milliseconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count(),
                  .level = level,
                  .component = component_,
                  .chain = chain_,
                  .message = one_line(message)};
    std::shared_ptr<LogFile> file;
    std::shared_ptr<const Sink> sink;
    {
        const std::lock_guard lock(shared.mutex);
        record.sequence = shared.next_sequence++;
        shared.ring.push_back(record);
        if (shared.ring.size() > kRingSize) shared.ring.pop_front();
        file = shared.file;
        sink = shared.sink;
    }
    if (file) file->write(record);
    if (sink) (*sink)(record);
}

Result<void> open(const Settings& settings)
{
    auto file = LogFile::open(settings);
    if (!file) return std::unexpected(file.error());
    const std::lock_guard lock(state().mutex);
    state().file = std::move(*file);
    return {};
}

void close()
{
    const std::lock_guard lock(state().mutex);
    state().file.reset();
}

void set_sink(Sink sink)
{
    auto shared_sink = sink ? std::make_shared<const Sink>(std::move(sink)) : nullptr;
    const std::lock_guard lock(state().mutex);
    state().sink = std::move(shared_sink);
}

std::vector<Record> page_before(std::uint64_t before, std::size_t limit, const Filter& filter)
{
    std::vector<Record> page;
    const std::lock_guard lock(state().mutex);
    const auto& ring = state().ring;
    for (auto record = ring.rbegin(); record != ring.rend() && page.size() < limit; ++record)
        if ((before == 0 || record->sequence < before) && passes(*record, filter))
            page.push_back(*record);
    std::ranges::reverse(page);
    return page;
}

std::vector<Record> page_after(std::uint64_t after, std::size_t limit, const Filter& filter)
{
    std::vector<Record> page;
    const std::lock_guard lock(state().mutex);
    const auto& ring = state().ring;
    // Sequences in the ring are without gaps.
    const auto skip = ring.empty() || after < ring.front().sequence
                          ? 0
                          : std::min<std::uint64_t>(after - ring.front().sequence + 1, ring.size());
    for (auto i = skip; i < ring.size() && page.size() < limit; ++i)
        if (passes(ring[i], filter)) page.push_back(ring[i]);
    return page;
}

}  // namespace archi::log
