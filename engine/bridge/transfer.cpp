#include "bridge/transfer.hpp"

namespace archi::bridge {

const char* to_string(Stage stage)
{
    switch (stage) {
        case Stage::kSent:
            return "sent";
        case Stage::kBatched:
            return "batched";
        case Stage::kProven:
            return "proven";
        case Stage::kSettled:
            return "settled";
        default:
            return "arrived";
    }
}

const char* to_string(Fate fate)
{
    switch (fate) {
        case Fate::kUnderWay:
            return "under way";
        case Fate::kArrived:
            return "arrived";
        case Fate::kFailed:
            return "failed";
        case Fate::kCancelled:
            return "cancelled";
        default:
            return "returned";
    }
}

}  // namespace archi::bridge
