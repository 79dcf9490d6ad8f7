#include "rpc/log_query.hpp"

#include <algorithm>

#include "chain/bloom.hpp"
#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

constexpr std::size_t kMaxAlternatives = 1'000;
constexpr std::size_t kMaxTopics = 4;

bool contains(const chain::Bloom& all, const chain::Bloom& one)
{
    for (std::size_t i = 0; i < chain::Bloom::kSize; ++i)
        if ((all[i] & one[i]) != one[i]) return false;
    return true;
}

chain::Bloom bloom_of_item(bytes_view item)
{
    chain::Bloom bloom;
    chain::add_to(bloom, item);
    return bloom;
}

/// A pattern as blooms, made once a query: of each group at least one must be contained.
class BloomPattern {
public:
    explicit BloomPattern(const LogPattern& pattern)
    {
        add_group(pattern.addresses);
        for (const auto& alternatives : pattern.topics)
            add_group(alternatives);
    }

    /// False only if no log behind `bloom` can match.
    [[nodiscard]] bool may_match(const chain::Bloom& bloom) const
    {
        return std::ranges::all_of(groups_, [&](const auto& group) {
            return std::ranges::any_of(
                group, [&](const chain::Bloom& one) { return contains(bloom, one); });
        });
    }

private:
    template <typename Item>
    void add_group(const std::vector<Item>& alternatives)
    {
        if (alternatives.empty()) return;
        auto& group = groups_.emplace_back();
        for (const auto& item : alternatives)
            group.push_back(bloom_of_item(item.bytes));
    }

    std::vector<std::vector<chain::Bloom>> groups_;
};

template <typename T>
std::vector<T> read_alternatives(const Input& input, T (Input::*read)() const)
{
    std::vector<T> out;
    if (!input.present()) return out;
    if (!input.is_array()) return {(input.*read)()};
    const auto count = input.size();
    if (count > kMaxAlternatives) input.fail("lists more than 1000 alternatives");
    for (std::size_t i = 0; i < count && !input.failed(); ++i)
        out.push_back((input[i].*read)());
    return out;
}

}  // namespace

bool LogPattern::matches(const evm::Log& log) const
{
    if (!addresses.empty() && std::ranges::find(addresses, log.address) == addresses.end())
        return false;
    if (topics.size() > log.topics.size()) return false;
    for (std::size_t i = 0; i < topics.size(); ++i)
        if (!topics[i].empty() && std::ranges::find(topics[i], log.topics[i]) == topics[i].end())
            return false;
    return true;
}

LogPattern read_log_pattern(const Input& object)
{
    LogPattern pattern;
    pattern.addresses = read_alternatives(object["address"], &Input::address);
    const auto topics = object["topics"];
    const auto count = topics.size();
    if (count > kMaxTopics) topics.fail("has more than four positions");
    for (std::size_t i = 0; i < count && !object.failed(); ++i)
        pattern.topics.push_back(read_alternatives(topics[i], &Input::hash));
    return pattern;
}

std::size_t append_logs(const chain::BlockRecord& block, const LogPattern& pattern,
                        std::string& out)
{
    std::size_t found = 0;
    std::size_t index_in_block = 0;
    for (std::size_t i = 0; i < block.receipts.size(); ++i)
        for (const auto& log : block.receipts[i].logs) {
            const auto index = index_in_block++;
            if (!pattern.matches(log)) continue;
            if (!out.empty()) out += ',';
            out += json::serialize(log_json(block, i, log, index));
            ++found;
        }
    return found;
}

std::expected<Json, CallError> find_logs(const Context& context, const LogPattern& pattern,
                                         std::uint64_t first, std::uint64_t last)
{
    const auto& limits = context.options.limits;
    if (last - first >= limits.log_blocks)
        return std::unexpected(CallError{kLimitExceeded,
                                         "block range is larger than " +
                                             std::to_string(limits.log_blocks) +
                                             " blocks: ask for a part of it at a time",
                                         {}});
    const BloomPattern blooms(pattern);
    std::string text;
    std::size_t found = 0;
    for (auto number = first; number <= last; ++number) {
        const auto bloom = context.chain.bloom(number);
        if (!bloom || !blooms.may_match(*bloom) || bloom->is_zero()) continue;
        const auto block = context.chain.block(number);
        if (!block) continue;
        const auto of_block = append_logs(*block, pattern, text);
        // A block is never cut in two: a range of one block has an answer, however many logs it
        // has.
        if (found > 0 && found + of_block > limits.log_results)
            return std::unexpected(
                CallError{kLimitExceeded,
                          "query returns more than " + std::to_string(limits.log_results) +
                              " results: try the block range " + hex::encode_quantity(first) +
                              " to " + hex::encode_quantity(number - 1),
                          {}});
        found += of_block;
    }
    return Json{"[" + text + "]"};
}

}  // namespace archi::rpc
