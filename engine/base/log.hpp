#pragma once
// Logging, host only: one line for people with the component and the chain it is about. Records go
// to a bounded ring in memory that a window can page through, and, once open() was called, to a
// rotating file and to stderr. Every function may be called from any thread.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace archi::log {

enum class Level : std::uint8_t { kDebug, kInfo, kWarning, kError };

/// "debug", "info", "warning", "error".
[[nodiscard]] const char* to_string(Level level);
[[nodiscard]] std::optional<Level> level_from(std::string_view name);

struct Record {
    std::uint64_t sequence = 0;  ///< 1, 2, 3… in the order of the ring
    std::int64_t time = 0;       ///< milliseconds since 1970, UTC
    Level level = Level::kInfo;
    std::string component;  ///< "sequencer", "rpc"
    std::string chain;      ///< the chain's name, or ""
    std::string message;    ///< one line; line breaks are written as spaces
};

/// Logs on behalf of one component, and possibly of one chain. Cheap to copy.
class Logger {
public:
    explicit Logger(std::string component, std::string chain = {})
        : component_(std::move(component)), chain_(std::move(chain))
    {
    }
    void debug(std::string_view message) const { write(Level::kDebug, message); }
    void info(std::string_view message) const { write(Level::kInfo, message); }
    void warning(std::string_view message) const { write(Level::kWarning, message); }
    void error(std::string_view message) const { write(Level::kError, message); }
    void write(Level level, std::string_view message) const;

private:
    std::string component_;
    std::string chain_;
};

/// Records below `level` are dropped where they arise. At start: kInfo.
void set_level(Level level);
[[nodiscard]] Level level();

struct Settings {
    std::filesystem::path file;  ///< empty: no file
    std::size_t max_file_bytes = std::size_t{8} << 20;
    std::size_t max_files = 4;  ///< old ones are `name.1.ext`, `name.2.ext`…
    std::optional<Level> stderr_level = Level::kWarning;  ///< nullopt: nothing to stderr
};

/// From now on records are also written where `settings` say; replaces earlier settings.
/// Errors: kPermission, kNoSpace or kInternal if the file cannot be opened.
[[nodiscard]] Result<void> open(const Settings& settings);
/// Writes out what is buffered and closes the file.
void close();

/// Sees every record, on the thread that logged it and outside of any lock of this module; an empty
/// function ends it. It must not log.
using Sink = std::function<void(const Record&)>;
void set_sink(Sink sink);

/// How many records the ring keeps; older ones are forgotten.
inline constexpr std::size_t kRingSize = 8192;

struct Filter {
    Level least = Level::kDebug;
    std::string chain = {};      ///< "": any
    std::string component = {};  ///< "": any
    std::string text = {};  ///< substring of the message, ASCII letters of either case; "": any
};

/// The newest records with a sequence below `before` (0: no bound) that pass `filter`; at most
/// `limit`, oldest first. Pages backwards by passing the first record's sequence.
[[nodiscard]] std::vector<Record> page_before(std::uint64_t before, std::size_t limit,
                                              const Filter& filter = {});
/// The oldest records with a sequence above `after` that pass; at most `limit`, oldest first.
[[nodiscard]] std::vector<Record> page_after(std::uint64_t after, std::size_t limit,
                                             const Filter& filter = {});

}  // namespace archi::log
