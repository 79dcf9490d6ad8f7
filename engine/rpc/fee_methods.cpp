// What a transaction costs, and has cost.

#include <algorithm>
#include <vector>

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"

namespace archi::rpc {
namespace {

/// geth's bounds; with rewards every block has to be loaded, hence fewer.
constexpr std::uint64_t kMaxHistory = 1024;
constexpr std::uint64_t kMaxHistoryWithRewards = 128;
constexpr std::size_t kMaxPercentiles = 100;

struct Tip {
    u256 per_gas;
    std::uint64_t gas = 0;
};

/// What the block's transactions paid above the base fee, ascending.
std::vector<Tip> tips_of(const chain::BlockRecord& block)
{
    std::vector<Tip> tips;
    tips.reserve(block.receipts.size());
    for (const auto& receipt : block.receipts)
        tips.push_back({receipt.effective_gas_price - block.header.base_fee, receipt.gas_used});
    std::ranges::sort(tips, [](const Tip& a, const Tip& b) { return a.per_gas < b.per_gas; });
    return tips;
}

/// A tip only matters when blocks are full; the median of the last one then gets in.
u256 suggested_tip(const chain::Chain& chain)
{
    const auto head = chain.head();
    if (head->header.gas_used <= head->header.gas_limit / 2 || head->receipts.empty()) return 0;
    const auto tips = tips_of(*head);
    return tips[tips.size() / 2].per_gas;
}

Answer priority_fee(const Context& context, const Input&)
{
    return quantity(suggested_tip(context.chain));
}

/// For transactions with one price: room for two full blocks (12.5 % each) until it is included.
Answer gas_price(const Context& context, const Input&)
{
    const auto base_fee = context.chain.next_base_fee();
    return quantity(base_fee + base_fee / 4 + suggested_tip(context.chain));
}

Answer blob_base_fee(const Context&, const Input&)
{
    return quantity(1);  // engine/stf/DIFFERENCES.md; there are no blobs
}

/// The tip at each percentile of the block's gas.
json::array rewards(const chain::BlockRecord& block, const std::vector<double>& percentiles)
{
    const auto tips = tips_of(block);
    json::array out;
    std::size_t at = 0;
    auto gas_so_far = tips.empty() ? 0 : tips.front().gas;
    for (const auto percentile : percentiles) {
        const auto threshold = static_cast<double>(block.header.gas_used) * percentile / 100;
        while (at + 1 < tips.size() && static_cast<double>(gas_so_far) < threshold)
            gas_so_far += tips[++at].gas;
        out.push_back(to_json(tips.empty() ? u256{} : tips[at].per_gas));
    }
    return out;
}

std::vector<double> read_percentiles(const Input& list)
{
    std::vector<double> percentiles;
    const auto count = list.size();
    if (count > kMaxPercentiles) list.fail("has more than 100 percentiles");
    for (std::size_t i = 0; i < count && !list.failed(); ++i) {
        const auto value = list[i].number();
        const bool is_percentile = value >= 0 && value <= 100;
        const bool is_ascending = percentiles.empty() || value >= percentiles.back();
        if (!is_percentile || !is_ascending)
            list[i].fail("percentiles lie between 0 and 100 and ascend");
        percentiles.push_back(value);
    }
    return percentiles;
}

Answer fee_history(const Context& context, const Input& params)
{
    auto count = params[0].u64();
    const auto newest = select_block(context.chain, params[1]);
    const auto percentiles = read_percentiles(params[2]);
    if (params.failed()) return params.error();
    if (!newest) return server_error("request beyond head block");

    const auto last = newest->header.number;
    count = std::min({count, last + 1, percentiles.empty() ? kMaxHistory : kMaxHistoryWithRewards});
    // Of a rebuilt chain the first blocks are not known.
    count = std::min(
        count, std::max<std::uint64_t>(1, last - std::min(last, context.chain.published_blocks())));
    json::array base_fees;
    json::array ratios;
    json::array reward_lists;
    for (auto number = last + 1 - count; number <= last && count > 0; ++number) {
        const auto block = number == last ? newest : context.chain.block(number);
        if (!block) return server_error("block " + std::to_string(number) + " is not available");
        base_fees.push_back(to_json(block->header.base_fee));
        ratios.push_back(static_cast<double>(block->header.gas_used) /
                         static_cast<double>(block->header.gas_limit));
        if (!percentiles.empty()) reward_lists.push_back(rewards(*block, percentiles));
    }
    base_fees.push_back(
        to_json(stf::next_base_fee(newest->header, context.chain.config().rules())));

    json::object out{{"oldestBlock", to_json(last + 1 - count)},
                     {"baseFeePerGas", std::move(base_fees)},
                     {"gasUsedRatio", std::move(ratios)},
                     {"baseFeePerBlobGas", json::array(count + 1, "0x1")},
                     {"blobGasUsedRatio", json::array(count, 0)}};
    if (!percentiles.empty()) out["reward"] = std::move(reward_lists);
    return written(out);
}

constexpr Method kMethods[] = {
    {"eth_gasPrice", gas_price},
    {"eth_maxPriorityFeePerGas", priority_fee},
    {"eth_blobBaseFee", blob_base_fee},
    {"eth_feeHistory", fee_history},
};

}  // namespace

std::span<const Method> fee_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
