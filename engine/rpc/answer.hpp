#pragma once
// What one call gives: private to this library.

#include <boost/json.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "base/bytes.hpp"
#include "base/hex.hpp"
#include "base/result.hpp"

namespace archi::rpc {

namespace json = boost::json;

/// A result, already written: large answers are written piece by piece instead of being built
/// first.
struct Json {
    std::string text;
};

inline Json written(const json::value& value)
{
    return {json::serialize(value)};
}
inline Json quantity(const u256& value)
{
    return {'"' + hex::encode_quantity(value) + '"'};
}
inline Json hex_data(bytes_view bytes)
{
    return {'"' + hex::encode(bytes) + '"'};
}

/// Codes of JSON-RPC 2.0, execution-apis and geth.
enum Code : int {
    kParseError = -32700,
    kInvalidRequest = -32600,
    kMethodNotFound = -32601,
    kInvalidParams = -32602,
    kInternalError = -32603,
    kServerError = -32000,  ///< a valid question that has no answer here
    kResponseTooLarge = -32003,
    kLimitExceeded = -32005,
    kExecutionReverted = 3,
    kTimedOut = 4,  ///< EIP-7966
};

struct CallError {
    int code = kServerError;
    std::string message;
    std::string data;  ///< JSON text; empty: absent
};

inline CallError server_error(std::string message)
{
    return {kServerError, std::move(message), {}};
}
/// A failure of the engine, as its sender should see it.
inline CallError call_error(const Error& error)
{
    return {error.code == ErrorCode::kInternal ? kInternalError : kServerError, error.sentence, {}};
}

/// The answer comes later: the receipt of `transaction` once it is in a block (EIP-7966).
struct Wait {
    Hash transaction;
    std::chrono::milliseconds timeout{};
};

using Answer = std::variant<Json, CallError, Wait>;

}  // namespace archi::rpc
