#include "base/result.hpp"

namespace archi {

std::string describe(const Error& error)
{
    auto text = error.sentence;
    for (const auto* cause = error.cause.get(); cause != nullptr; cause = cause->cause.get()) {
        text += ": ";
        text += cause->sentence;
    }
    return text;
}

}  // namespace archi
