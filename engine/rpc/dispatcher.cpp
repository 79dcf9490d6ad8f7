#include "rpc/dispatcher.hpp"

#include <atomic>
#include <cmath>
#include <vector>

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"

namespace archi::rpc {
namespace {

/// Levels of arrays and objects within each other; an access list in a batch needs 8.
constexpr std::size_t kMaxDepth = 32;

std::string response(std::string_view id, const Json& result)
{
    std::string text;
    text.reserve(result.text.size() + id.size() + 40);
    text.append(R"({"jsonrpc":"2.0","id":)").append(id).append(R"(,"result":)");
    text.append(result.text).append("}");
    return text;
}

std::string response(std::string_view id, const CallError& error)
{
    std::string text(R"({"jsonrpc":"2.0","id":)");
    text.append(id).append(R"(,"error":{"code":)").append(std::to_string(error.code));
    text.append(R"(,"message":)").append(json::serialize(json::string(error.message)));
    if (!error.data.empty()) text.append(R"(,"data":)").append(error.data);
    return text.append("}}");
}

/// One call of the request, taken apart.
struct Call {
    std::string id = "null";  ///< JSON text
    bool is_notification = false;
    std::string_view method;
    const json::value* params = nullptr;
    std::optional<CallError> error;
};

Call invalid(std::string message)
{
    Call call;
    call.error = CallError{kInvalidRequest, std::move(message), {}};
    return call;
}

/// A number beyond what a double holds could not be sent back.
bool is_identifier(const json::value& id)
{
    if (const auto* number = id.if_double()) return std::isfinite(*number);
    return !id.is_object() && !id.is_array() && !id.is_bool();
}

Call read_call(const json::value& value)
{
    const auto* object = value.if_object();
    if (object == nullptr) return invalid("invalid request: a call is a JSON object");
    const auto* id = object->if_contains("id");
    if (id != nullptr && !is_identifier(*id))
        return invalid("invalid request: id is a string, a number or null");

    Call call;
    call.is_notification = id == nullptr;
    if (id != nullptr) call.id = json::serialize(*id);
    const auto* version = object->if_contains("jsonrpc");
    const auto* method = object->if_contains("method");
    if (version == nullptr || *version != "2.0")
        call.error = CallError{kInvalidRequest, R"(invalid request: "jsonrpc" must be "2.0")", {}};
    else if (method == nullptr || !method->is_string())
        call.error = CallError{kInvalidRequest, "invalid request: method is not a string", {}};
    else
        call.method = method->get_string();
    call.params = object->if_contains("params");
    return call;
}

/// Methods that no web page may call.
bool is_for_owners(std::string_view method)
{
    return method.starts_with("archi_") || method.starts_with("evm_") ||
           method.starts_with("anvil_");
}

Answer perform(const Context& context, const Call& call)
{
    if (call.error) return *call.error;
    const auto* method = find_method(call.method);
    if (method == nullptr)
        return CallError{kMethodNotFound,
                         "the method " + std::string(call.method.substr(0, 100)) +
                             " does not exist/is not available",
                         {}};
    if (context.caller.from_browser && is_for_owners(call.method))
        return CallError{kMethodNotFound,
                         std::string(call.method) + " is not for web pages (Origin header)",
                         {}};
    const Input params(call.params);
    if (params.failed()) return params.error();
    try {
        return method->call(context, params);
    } catch (const std::exception& failure) {
        return CallError{kInternalError, std::string("internal error: ") + failure.what(), {}};
    }
}

/// Gathers the responses of a batch, which come in any order, and hands them over with the last
/// one.
class Batch {
public:
    Batch(std::size_t calls, bool is_array, std::function<void(std::string)> done)
        : responses_(calls), left_(calls), is_array_(is_array), done_(std::move(done))
    {
    }

    void settle(std::size_t index, std::string text)
    {
        responses_[index] = std::move(text);
        if (--left_ == 0) finish();
    }

private:
    void finish() const
    {
        std::string text;
        for (const auto& one : responses_)
            if (!one.empty()) text.append(text.empty() ? "" : ",").append(one);
        done_(is_array_ && !text.empty() ? "[" + text + "]" : text);
    }

    std::vector<std::string> responses_;
    std::atomic<std::size_t> left_;
    const bool is_array_;
    const std::function<void(std::string)> done_;
};

/// Response to a call that waits, once the wait is over.
Answer after_wait(const chain::Chain& chain, const Wait& wait, bool is_included)
{
    if (is_included)
        if (const auto receipt = receipt_of(chain, wait.transaction)) return written(*receipt);
    return CallError{kTimedOut,
                     "the transaction was added to the mempool but wasn't processed within " +
                         std::to_string(wait.timeout.count()) + " ms",
                     hex_data(wait.transaction).text};
}

void perform_all(const Context& context, std::span<const json::value> values, bool is_array,
                 const WaitRegister& wait, const std::function<void(std::string)>& done)
{
    const auto batch = std::make_shared<Batch>(values.size(), is_array, done);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto call = read_call(values[i]);
        const auto respond = [batch, i, id = call.id,
                              silent = call.is_notification && !call.error](const Answer& answer) {
            const auto* result = std::get_if<Json>(&answer);
            batch->settle(i, silent   ? std::string{}
                             : result ? response(id, *result)
                                      : response(id, std::get<CallError>(answer)));
        };
        if (bytes > context.options.limits.batch_response_bytes) {
            respond(
                CallError{kResponseTooLarge, "response too large: ask for less in one batch", {}});
            continue;
        }
        const auto answer = perform(context, call);
        if (const auto* waiting = std::get_if<Wait>(&answer)) {
            const auto then = [respond, &chain = context.chain,
                               waiting = *waiting](bool is_included) {
                respond(after_wait(chain, waiting, is_included));
            };
            if (!wait(*waiting, then))
                respond(CallError{kLimitExceeded,
                                  "the transaction was added to the mempool, but too many callers "
                                  "wait for theirs already",
                                  hex_data(waiting->transaction).text});
            continue;
        }
        if (const auto* result = std::get_if<Json>(&answer)) bytes += result->text.size();
        respond(answer);
    }
}

}  // namespace

void dispatch(const Context& context, std::string_view body, const WaitRegister& wait,
              const std::function<void(std::string)>& done)
{
    json::parse_options options;
    options.max_depth = kMaxDepth;
    json::monotonic_resource memory;
    boost::system::error_code error;
    const auto value = json::parse(body, error, &memory, options);
    if (error) {
        const auto message =
            error == json::error::too_deep
                ? "parse error: nested deeper than " + std::to_string(kMaxDepth) + " levels"
                : "parse error: the request is not JSON (" + error.message() + ")";
        return done(response("null", CallError{kParseError, message, {}}));
    }
    const auto* array = value.if_array();
    if (array == nullptr) return perform_all(context, {&value, 1}, false, wait, done);
    if (array->empty())
        return done(response("null", CallError{kInvalidRequest, "empty batch", {}}));
    if (array->size() > context.options.limits.batch_calls)
        return done(response(
            "null", CallError{kInvalidRequest,
                              "batch too large: at most " +
                                  std::to_string(context.options.limits.batch_calls) + " calls",
                              {}}));
    perform_all(context, {array->data(), array->size()}, true, wait, done);
}

}  // namespace archi::rpc
