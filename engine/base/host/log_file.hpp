#pragma once
// Where log records go besides the ring: a rotating file and stderr.

#include <memory>

#include "base/log.hpp"

namespace archi::log {

class LogFile {
public:
    [[nodiscard]] static Result<std::shared_ptr<LogFile>> open(const Settings& settings);
    virtual ~LogFile() = default;
    /// Never fails the caller: a full disk loses lines, and says so on stderr.
    virtual void write(const Record& record) = 0;
};

}  // namespace archi::log
