// eth_getLogs, and filters to poll.

#include "rpc/encode.hpp"
#include "rpc/filters.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"

namespace archi::rpc {
namespace {

/// Blocks that one poll of a block filter tells.
constexpr std::uint64_t kMaxPolledBlocks = 10'000;

CallError no_such_filter()
{
    return server_error("filter not found: it was removed, or nobody asked it for too long");
}

/// A bound of a range. `latest` may be any block that does not exist yet: the range ends at the
/// head.
std::uint64_t bound(const Context& context, const Input& input, std::uint64_t otherwise)
{
    if (!input.present()) return otherwise;
    if (input.is_string() && !input.text().starts_with("0x")) {
        const auto block = select_block(context.chain, input);
        return block ? block->header.number : otherwise;
    }
    return input.u64();
}

bool is_open_end(const Input& input)
{
    return !input.present() ||
           (input.is_string() && (input.text() == "latest" || input.text() == "pending"));
}

Answer get_logs(const Context& context, const Input& params)
{
    const auto query = params[0];
    const auto pattern = read_log_pattern(query);
    if (const auto hash = query["blockHash"]; hash.present()) {
        if (query["fromBlock"].present() || query["toBlock"].present())
            hash.fail("cannot be combined with fromBlock or toBlock");
        const auto block = select_block(context.chain, hash);
        if (params.failed()) return params.error();
        if (!block) return server_error("unknown block");
        std::string text;
        append_logs(*block, pattern, text);
        return Json{"[" + text + "]"};
    }
    const auto head = context.chain.head()->header.number;
    const auto first = bound(context, query["fromBlock"], head);
    const auto last = bound(context, query["toBlock"], head);
    if (params.failed()) return params.error();
    if (first > last)
        return CallError{kInvalidParams, "invalid block range: fromBlock is after toBlock", {}};
    if (first > head) return Json{"[]"};
    const auto found = find_logs(context, pattern, first, std::min(last, head));
    if (!found) return found.error();
    return *found;
}

Answer add_filter(const Context& context, Filter filter)
{
    filter.next_block = context.chain.head()->header.number + 1;
    const auto id = context.filters.add(std::move(filter));
    if (!id)
        return CallError{
            kLimitExceeded, "too many filters: remove some, or subscribe over WebSocket", {}};
    return written(json::string(*id));
}

Answer new_log_filter(const Context& context, const Input& params)
{
    Filter filter;
    filter.kind = FilterKind::kLogs;
    filter.pattern = read_log_pattern(params[0]);
    filter.first_block =
        bound(context, params[0]["fromBlock"], context.chain.head()->header.number);
    if (!is_open_end(params[0]["toBlock"]))
        filter.last_block = bound(context, params[0]["toBlock"], 0);
    if (params.failed()) return params.error();
    return add_filter(context, std::move(filter));
}

Answer new_block_filter(const Context& context, const Input&)
{
    return add_filter(context, {});
}

Answer new_pending_filter(const Context& context, const Input&)
{
    Filter filter;
    filter.kind = FilterKind::kPendingTransactions;
    return add_filter(context, std::move(filter));
}

Answer uninstall(const Context& context, const Input& params)
{
    const auto id = params[0].text();
    if (params.failed()) return params.error();
    return written(context.filters.remove(std::string(id)));
}

Answer hashes_of_blocks(const Context& context, std::uint64_t first, std::uint64_t last)
{
    json::array hashes;
    for (auto number = first; number <= last; ++number)
        if (const auto block = context.chain.block(number)) hashes.push_back(to_json(block->hash));
    return written(hashes);
}

Answer logs_of(const Context& context, const Filter& filter, std::uint64_t first,
               std::uint64_t last)
{
    if (filter.last_block) last = std::min(last, *filter.last_block);
    if (first > last) return Json{"[]"};
    const auto found = find_logs(context, filter.pattern, first, last);
    if (!found) return found.error();
    return *found;
}

Answer changes(const Context& context, const Input& params)
{
    const auto id = params[0].text();
    if (params.failed()) return params.error();
    const auto head = context.chain.head()->header.number;
    const auto filter = context.filters.poll(std::string(id), head + 1);
    if (!filter) return no_such_filter();
    switch (filter->kind) {
        case FilterKind::kPendingTransactions: {
            return Json{array_text(filter->pending.size(), [&](std::size_t i) {
                return json::value(to_json(filter->pending[i]));
            })};
        }
        case FilterKind::kLogs:
            return logs_of(context, *filter, std::max(filter->next_block, filter->first_block),
                           head);
        case FilterKind::kBlocks:
            break;
    }
    const auto earliest = head >= kMaxPolledBlocks ? head - kMaxPolledBlocks + 1 : 0;
    return hashes_of_blocks(context, std::max(filter->next_block, earliest), head);
}

Answer filter_logs(const Context& context, const Input& params)
{
    const auto id = params[0].text();
    if (params.failed()) return params.error();
    const auto filter = context.filters.find(std::string(id));
    if (!filter || filter->kind != FilterKind::kLogs) return no_such_filter();
    return logs_of(context, *filter, filter->first_block, context.chain.head()->header.number);
}

constexpr Method kMethods[] = {
    {"eth_getLogs", get_logs},
    {"eth_newFilter", new_log_filter},
    {"eth_newBlockFilter", new_block_filter},
    {"eth_newPendingTransactionFilter", new_pending_filter},
    {"eth_uninstallFilter", uninstall},
    {"eth_getFilterChanges", changes},
    {"eth_getFilterLogs", filter_logs},
};

}  // namespace

std::span<const Method> log_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
