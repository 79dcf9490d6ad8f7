#pragma once
// Expected failures of host code, as values. Proven libraries use an enum of their own as the
// error.

#include <expected>
#include <memory>
#include <string>
#include <utility>

namespace archi {

/// What kind of failure it is: decides exit codes, JSON-RPC codes and which cure the studio offers.
enum class ErrorCode {
    kInvalidArgument,  ///< the caller's input is wrong; nothing was done
    kNotFound,         ///< what was named does not exist
    kAlreadyExists,    ///< the name, id or file is taken
    kBusy,             ///< somebody else holds it: a locked world, a port in use
    kUnavailable,      ///< stopped, shutting down or out of reach; may work later
    kLimitExceeded,    ///< a stated bound of size, rate, time or number
    kCorrupt,          ///< stored data contradicts itself
    kNoSpace,          ///< the disk is full
    kPermission,       ///< the system, or a missing token, forbids it
    kUnsupported,      ///< has no meaning here
    kInternal,         ///< a system call or library failed in a way nobody planned for
};

/// One failure: a code for programs, a sentence for people, and what led to it.
struct Error {
    ErrorCode code = ErrorCode::kInternal;
    std::string sentence;                ///< says what is wrong, where, and what to do
    std::shared_ptr<const Error> cause;  ///< may be null

    Error(ErrorCode error_code, std::string text) : code(error_code), sentence(std::move(text)) {}
    Error(ErrorCode error_code, std::string text, Error because)
        : code(error_code),
          sentence(std::move(text)),
          cause(std::make_shared<const Error>(std::move(because)))
    {
    }
};

template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, std::string sentence)
{
    return std::unexpected(Error(code, std::move(sentence)));
}

/// Keeps the code of `cause`, and puts what was being done in front of it.
[[nodiscard]] inline std::unexpected<Error> failure(std::string sentence, Error cause)
{
    const auto code = cause.code;
    return std::unexpected(Error(code, std::move(sentence), std::move(cause)));
}

/// The whole chain in one line: "sentence: sentence: sentence".
[[nodiscard]] std::string describe(const Error& error);

}  // namespace archi
