#include "chain/published_genesis.hpp"

#include <algorithm>

#include "stf/genesis.hpp"

namespace archi::chain {

namespace {

constexpr std::uint8_t kVersion = 1;
// stf/GENESIS.md: the rules of a chain that settles.
constexpr std::size_t kRulesSize = 157;
/// token's chain(8) ‖ token(20) ‖ name(32) ‖ symbol(32)
constexpr std::size_t kTokenSize = 92;
constexpr std::size_t kTextSize = 32;
constexpr std::size_t kAccountSize = 36;  ///< address(20) ‖ balance(16)

std::unexpected<Error> corrupt(const char* what)
{
    return failure(ErrorCode::kCorrupt, std::string("the published genesis ") + what);
}

/// Takes fields from the front. Requires that they are there.
class Reader {
public:
    explicit Reader(bytes_view bytes) : rest_(bytes) {}

    std::uint64_t number(std::size_t width) { return load_be(take(width)); }
    u256 wide(std::size_t width) { return u256::from_be(take(width)); }
    template <typename T>
    T fixed_bytes()
    {
        return fixed<T>(take(T::kSize));
    }
    [[nodiscard]] bool is_empty() const { return rest_.empty(); }

private:
    bytes_view take(std::size_t count)
    {
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    bytes_view rest_;
};

/// From the left, then zeros. Requires a text that is shorter.
void append_text(Bytes& out, const std::string& text)
{
    append(out, bytes_of(text));
    out.resize(out.size() + kTextSize - text.size());
}

/// nullopt: something comes after its end.
std::optional<std::string> text_of(const Hash& word)
{
    const auto end = std::ranges::find(word, std::uint8_t{0});
    if (std::any_of(end, word.end(), [](std::uint8_t byte) { return byte != 0; }))
        return std::nullopt;
    return std::string(word.begin(), end);
}

}  // namespace

Bytes publish_genesis(const Config& config)
{
    Bytes out{kVersion};
    append(out, stf::pack(config.rules()));
    const auto& settlement = config.settlement;
    append_be(out, settlement.token_chain, 8);
    append(out, settlement.token.bytes);
    append_text(out, settlement.token_name);
    append_text(out, settlement.token_symbol);
    auto accounts = config.genesis;
    std::ranges::sort(accounts, {}, &std::pair<Address, u256>::first);
    for (const auto& [address, balance] : accounts) {
        append(out, address.bytes);
        append(out, bytes_view(balance.to_be().bytes).subspan(16));
    }
    return out;
}

Result<Config> read_genesis(bytes_view published)
{
    if (published.empty()) return corrupt("is empty");
    if (published[0] != kVersion) return corrupt("is of a version that this program does not know");
    const auto content = published.subspan(1);
    if (content.size() < kRulesSize + kTokenSize ||
        (content.size() - kRulesSize - kTokenSize) % kAccountSize != 0)
        return corrupt("has a wrong length");
    Reader in(content);
    Config config;
    config.chain_id = in.number(8);
    config.name = "chain-" + std::to_string(config.chain_id);
    config.block_gas_limit = in.number(8);
    config.fee_collector = in.fixed_bytes<Address>();
    config.minimum_base_fee = in.wide(32);
    if (in.number(8) != config.rules().cycles_per_gas)
        return corrupt("has a cycle limit that this program does not know");
    auto& settlement = config.settlement;
    settlement.chain_id = in.number(8);
    settlement.base_token = in.fixed_bytes<Hash>();
    settlement.group = in.fixed_bytes<Hash>();
    settlement.epoch_seconds = in.number(8);
    const auto scheme = in.number(1);
    if (scheme != stf::Settlement::kCalldata && scheme != stf::Settlement::kCommittee)
        return corrupt("has a data scheme that this program does not know");
    config.data_mode =
        scheme == stf::Settlement::kCalldata ? DataMode::kRollup : DataMode::kValidium;
    settlement.token_chain = in.number(8);
    settlement.token = in.fixed_bytes<Address>();
    const auto name = text_of(in.fixed_bytes<Hash>());
    const auto symbol = text_of(in.fixed_bytes<Hash>());
    if (!name || !symbol) return corrupt("has a token whose name does not end where it ends");
    settlement.token_name = *name;
    settlement.token_symbol = *symbol;
    while (!in.is_empty()) {
        const auto address = in.fixed_bytes<Address>();
        const auto balance = in.wide(16);
        if (!config.genesis.empty() && config.genesis.back().first >= address)
            return corrupt("does not name its accounts in order");
        config.genesis.emplace_back(address, balance);
    }
    if (settlement.chain_id == 0) return corrupt("is that of a chain that settles nowhere");
    if (auto valid = validate(config); !valid)
        return failure(ErrorCode::kCorrupt,
                       "the published genesis is not valid: " + valid.error().sentence);
    return config;
}

}  // namespace archi::chain
