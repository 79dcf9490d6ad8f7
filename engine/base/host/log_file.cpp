#include "base/host/log_file.hpp"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <chrono>
#include <fstream>

#include "base/file.hpp"

namespace archi::log {

namespace {

spdlog::level::level_enum to_spdlog(Level level)
{
    switch (level) {
        case Level::kDebug:
            return spdlog::level::debug;
        case Level::kInfo:
            return spdlog::level::info;
        case Level::kWarning:
            return spdlog::level::warn;
        case Level::kError:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

Error cannot_open(const std::filesystem::path& file, int reason)
{
    return system_error("cannot open the log file " + file.string(), reason);
}

class SpdlogFile final : public LogFile {
public:
    explicit SpdlogFile(std::vector<spdlog::sink_ptr> sinks)
        : logger_("archipelago", sinks.begin(), sinks.end())
    {
        logger_.set_level(spdlog::level::trace);
        logger_.flush_on(spdlog::level::trace);  // a killed process loses no line
        logger_.set_pattern("%Y-%m-%d %H:%M:%S.%e %^%-7l%$ %v");
    }

    void write(const Record& record) override
    {
        const auto time =
            std::chrono::system_clock::time_point(std::chrono::milliseconds(record.time));
        const auto place =
            record.chain.empty() ? record.component : record.component + ' ' + record.chain;
        logger_.log(time, spdlog::source_loc{}, to_spdlog(record.level),
                    place + ": " + record.message);
    }

private:
    spdlog::logger logger_;
};

}  // namespace

Result<std::shared_ptr<LogFile>> LogFile::open(const Settings& settings)
{
    std::vector<spdlog::sink_ptr> sinks;
    try {
        if (!settings.file.empty()) {
            // spdlog's own message hides the reason.
            std::error_code ignored;  // what matters is whether the file opens
            std::filesystem::create_directories(settings.file.parent_path(), ignored);
            errno = 0;
            if (!std::ofstream(settings.file, std::ios::app))
                return std::unexpected(cannot_open(settings.file, errno));
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                settings.file.string(), settings.max_file_bytes, settings.max_files - 1));
        }
        if (settings.stderr_level) {
            sinks.push_back(std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
            sinks.back()->set_level(to_spdlog(*settings.stderr_level));
        }
        return std::shared_ptr<LogFile>(std::make_shared<SpdlogFile>(std::move(sinks)));
    } catch (const spdlog::spdlog_ex& exception) {
        return failure(ErrorCode::kInternal, "cannot open the log file " + settings.file.string() +
                                                 ": " + exception.what());
    }
}

}  // namespace archi::log
