#include "chain/status.hpp"

namespace archi::chain {

const char* to_string(Phase phase)
{
    switch (phase) {
        case Phase::kStopped:
            return "stopped";
        case Phase::kStarting:
            return "starting";
        case Phase::kRunning:
            return "running";
        case Phase::kDegraded:
            return "degraded";
        case Phase::kStopping:
            return "stopping";
        case Phase::kFailed:
            return "failed";
    }
    return "failed";
}

}  // namespace archi::chain
