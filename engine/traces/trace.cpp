#include "traces/trace.hpp"

#include <string>

#include "base/hex.hpp"

namespace archi::traces {

namespace {

/// Takes what stands before the next `separator`.
std::string_view next(std::string_view& text, char separator)
{
    const auto end = text.find(separator);
    const auto part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return part;
}

Result<Bytes> decode_hex(std::string_view text)
{
    auto bytes = hex::decode(text);
    if (!bytes) return failure(ErrorCode::kInvalidArgument, "this is no hexadecimal with 0x");
    return std::move(*bytes);
}

Result<void> add_step(Trace& trace, std::string_view line)
{
    const auto step = next(line, ' ');
    if (step == "block") {
        if (!line.empty()) return failure(ErrorCode::kInvalidArgument, "a block takes nothing");
        trace.blocks.emplace_back();
        return {};
    }
    if (step != "fund" && step != "prepare" && step != "transaction")
        return failure(
            ErrorCode::kInvalidArgument,
            "a step is fund, prepare, block or transaction, not '" + std::string(step) + "'");
    auto bytes = decode_hex(line);
    if (!bytes) return std::unexpected(bytes.error());
    if (step == "fund") {
        if (bytes->size() != Address::kSize)
            return failure(ErrorCode::kInvalidArgument, "an address has 20 bytes");
        trace.funded.push_back(fixed<Address>(*bytes));
    } else if (step == "prepare") {
        trace.prepare.push_back(std::move(*bytes));
    } else {
        if (trace.blocks.empty())
            return failure(ErrorCode::kInvalidArgument, "no block has begun yet");
        trace.blocks.back().push_back(std::move(*bytes));
    }
    return {};
}

}  // namespace

Result<Trace> parse_trace(std::string_view text)
{
    Trace trace;
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto line = next(text, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        if (auto done = add_step(trace, line); !done)
            return failure(ErrorCode::kInvalidArgument,
                           "line " + std::to_string(number) + ": " + done.error().sentence);
    }
    for (const auto& block : trace.blocks)
        if (!block.empty()) return trace;
    return failure(ErrorCode::kInvalidArgument, "the trace has no transaction to measure");
}

}  // namespace archi::traces
