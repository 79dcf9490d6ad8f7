#include "bridge/interop.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "base/keccak.hpp"
#include "stf/system.hpp"

namespace archi::bridge {
namespace {

namespace system = stf::system;

constexpr std::uint8_t kBundlePrefix = 0x01;
constexpr std::uint8_t kCancellationPrefix = 0x02;
constexpr std::size_t kSelector = 4;
constexpr std::size_t kWord = 32;
constexpr std::size_t kMostCalls = 16;
constexpr std::size_t kMostSymbol = 32;
/// finalizeEthWithdrawal(uint256,uint256,uint16,bytes,bytes32[])
constexpr std::array<std::uint8_t, kSelector> kBaseWithdrawal = {0x6c, 0x09, 0x60, 0xf9};
constexpr std::size_t kBaseWithdrawalBytes = kSelector + Address::kSize + kWord;

bool starts_with(bytes_view bytes, const std::array<std::uint8_t, kSelector>& selector)
{
    return bytes.size() >= kSelector && std::ranges::equal(bytes.first(kSelector), selector);
}

const std::array<std::uint8_t, kSelector>& finalize_deposit()
{
    static const auto selector = abi::selector("finalizeDeposit(uint256,bytes32,bytes)");
    return selector;
}

/// A tuple in an ABI encoding: words, and what they point to. Total: what is not there is empty.
class Tuple {
public:
    explicit Tuple(bytes_view bytes) : bytes_(bytes) {}

    [[nodiscard]] u256 number(std::size_t index) const
    {
        const auto at = index * kWord;
        return at + kWord <= bytes_.size() ? u256::from_be(bytes_.subspan(at, kWord)) : u256{};
    }
    [[nodiscard]] std::uint64_t small(std::size_t index) const
    {
        const auto value = number(index);
        return value.fits_u64() ? value.low_u64() : 0;
    }
    [[nodiscard]] Hash word(std::size_t index) const { return number(index).to_be(); }
    [[nodiscard]] Address address(std::size_t index) const
    {
        const auto word = this->word(index);
        return fixed<Address>(bytes_view(word.bytes).last(Address::kSize));
    }
    /// The tuple that word `index` points to.
    [[nodiscard]] Tuple tuple(std::size_t index) const
    {
        const auto offset = number(index);
        if (!offset.fits_u64() || offset.low_u64() > bytes_.size()) return Tuple({});
        return Tuple(bytes_.subspan(offset.low_u64()));
    }
    /// Of an array: its elements' words begin after its length.
    [[nodiscard]] Tuple elements() const
    {
        return bytes_.size() < kWord ? Tuple({}) : Tuple(bytes_.subspan(kWord));
    }
    [[nodiscard]] bytes_view text(std::size_t index) const
    {
        const auto at = tuple(index);
        const auto length = at.number(0);
        const auto rest = at.elements().bytes_;
        if (!length.fits_u64() || length.low_u64() > rest.size()) return {};
        return rest.first(length.low_u64());
    }

private:
    bytes_view bytes_;
};

/// TokenData: 0x01, then abi.encode(chain, name, symbol, decimals) as the token's getters answered.
void read_token_data(bytes_view data, AssetMove& move)
{
    if (data.empty() || data.front() != 1) return;
    const Tuple fields(data.subspan(1));
    const auto symbol = Tuple(fields.text(2)).text(0);
    for (const auto byte : symbol.first(std::min(symbol.size(), kMostSymbol)))
        move.symbol += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '?';
    const auto decimals = Tuple(fields.text(3)).small(0);
    move.decimals = decimals <= 77 ? static_cast<unsigned>(decimals) : 0;
}

/// abi.encode(sender, receiver, token, amount, token data)
AssetMove read_mint_data(const Hash& asset, bytes_view data)
{
    const Tuple fields(data);
    AssetMove move{.asset = asset,
                   .sender = fields.address(0),
                   .receiver = fields.address(1),
                   .amount = fields.number(3),
                   .symbol = {}};
    read_token_data(fields.text(4), move);
    return move;
}

std::optional<Bundle> read_bundle(std::uint64_t chain_id, bytes_view encoded)
{
    const auto fields = Tuple(encoded).tuple(0);
    Bundle bundle;
    bundle.source = fields.small(1);
    bundle.destination = fields.small(2);
    if (bundle.source != chain_id || bundle.destination == 0) return std::nullopt;
    bundle.encoded.assign(encoded.begin(), encoded.end());
    bundle.hash =
        keccak256(abi::Encoder().add(u256{bundle.source}).add_bytes(bundle.encoded).finish());
    const auto calls = fields.tuple(5);
    const auto elements = calls.elements();
    const auto count = std::min<std::uint64_t>(calls.small(0), kMostCalls);
    for (std::size_t i = 0; i < count; ++i) {
        const auto call = elements.tuple(i);
        const auto data = call.text(5);
        if (call.address(2) != system::kAssetRouter || call.address(3) != system::kAssetRouter ||
            !starts_with(data, finalize_deposit()))
            continue;
        const Tuple arguments(data.subspan(kSelector));
        bundle.moves.push_back(read_mint_data(arguments.word(1), arguments.text(2)));
    }
    const auto attributes = fields.tuple(6);
    bundle.deadline = attributes.small(1);
    bundle.gas = attributes.small(2);
    if (const auto fee = attributes.text(3); !fee.empty())
        bundle.fee = read_mint_data({}, fee).amount;
    bundle.fee_asset = attributes.word(4);
    bundle.sender = attributes.address(5);
    return bundle;
}

std::optional<Withdrawal> read_withdrawal(const Address& sender, bytes_view message)
{
    if (sender == system::kBaseToken && starts_with(message, kBaseWithdrawal) &&
        message.size() >= kBaseWithdrawalBytes) {
        Withdrawal out{.move = {}, .is_base_token = true};
        out.move.receiver = fixed<Address>(message.subspan(kSelector, Address::kSize));
        out.move.amount = u256::from_be(message.subspan(kSelector + Address::kSize, kWord));
        return out;
    }
    // selector ‖ chain ‖ asset ‖ transfer data
    if (sender != system::kAssetRouter || !starts_with(message, finalize_deposit()) ||
        message.size() < kSelector + 2 * kWord)
        return std::nullopt;
    const auto asset = fixed<Hash>(message.subspan(kSelector + kWord, kWord));
    return Withdrawal{.move = read_mint_data(asset, message.subspan(kSelector + 2 * kWord))};
}

void add_path(abi::Encoder& to, std::span<const Hash> path)
{
    std::vector<u256> words;
    for (const auto& hash : path)
        words.push_back(u256::from_be(hash.bytes));
    to.add_array(words);
}

/// An array of byte strings.
abi::Encoder byte_strings(std::span<const Bytes> strings)
{
    abi::Encoder out;
    for (const auto& string : strings)
        out.add_bytes(string);
    return out;
}

}  // namespace

Message read_message(std::uint64_t chain_id, const Address& sender, bytes_view message)
{
    if (message.empty()) return {};
    const auto rest = message.subspan(1);
    if (sender == system::kInteropCenter && message.front() == kBundlePrefix) {
        if (auto bundle = read_bundle(chain_id, rest)) return std::move(*bundle);
        return {};
    }
    if (sender == system::kInteropHandler && message.front() == kCancellationPrefix)
        return Cancellation{.source = Tuple(rest).small(0), .bundle = Tuple(rest).word(1)};
    if (auto withdrawal = read_withdrawal(sender, message)) return std::move(*withdrawal);
    return {};
}

std::optional<AssetMove> read_deposit(bytes_view call)
{
    if (!starts_with(call, finalize_deposit())) return std::nullopt;
    const Tuple arguments(call.subspan(kSelector));
    return read_mint_data(arguments.word(1), arguments.text(2));
}

Bytes interop_address(std::uint64_t chain_id, const std::optional<Address>& address)
{
    Bytes reference;
    for (auto rest = chain_id; rest != 0; rest >>= 8U)
        reference.insert(reference.begin(), static_cast<std::uint8_t>(rest));
    Bytes out = {0x00, 0x01, 0x00, 0x00};  // version 1, an EVM chain
    out.push_back(static_cast<std::uint8_t>(reference.size()));
    append(out, reference);
    out.push_back(address ? Address::kSize : 0);
    if (address) append(out, address->bytes);
    return out;
}

Bytes add_roots_call(std::span<const RootImport> imports)
{
    std::vector<abi::Encoder> tuples;
    for (const auto& import : imports) {
        auto& tuple = tuples.emplace_back();
        tuple.add(u256{import.chain_id}).add(u256{import.policy}).add(u256{import.count});
        tuple.add(import.root).add(u256{import.old_count}).add(import.old_root);
        add_path(tuple, import.path);
    }
    return abi::Encoder("addRoots((uint256,uint8,uint64,bytes32,uint64,bytes32,bytes32[])[])")
        .add_list(tuples)
        .finish();
}

Bytes execute_call(bytes_view bundle, const Inclusion& proof)
{
    abi::Encoder tuple;
    tuple.add(u256{proof.chain_id}).add(u256{proof.policy}).add(u256{proof.slot});
    tuple.add(u256{proof.count}).add(proof.root).add(u256{proof.index});
    add_path(tuple, proof.path);
    return abi::Encoder(
               "executeBundle(bytes,(uint256,uint8,uint8,uint64,bytes32,uint64,bytes32[]))")
        .add_bytes(bundle)
        .add_dynamic(tuple)
        .finish();
}

Bytes latest_call(std::uint64_t chain_id, std::uint8_t policy)
{
    return abi::Encoder("latest(uint256,uint8)").add(u256{chain_id}).add(u256{policy}).finish();
}

std::optional<LatestRoot> read_latest(bytes_view answer)
{
    if (answer.size() != 3 * kWord) return std::nullopt;
    const Tuple fields(answer);
    return LatestRoot{.count = fields.small(0),
                      .accumulator = fields.word(1),
                      .slot = static_cast<std::uint8_t>(fields.small(2))};
}

Bytes send_call(const AssetSending& sending)
{
    const auto transfer =
        abi::Encoder().add(sending.amount).add(sending.receiver).add(Address{}).finish();
    Bytes data = {0x01};
    append(data, abi::Encoder().add(sending.asset).add_bytes(transfer).finish());
    const std::vector<Bytes> call_attributes = {
        abi::Encoder("indirectCall(uint256)")
            .add(sending.is_base_token ? sending.amount : u256{})
            .finish()};
    abi::Encoder call;
    call.add_bytes(interop_address(sending.source, system::kAssetRouter)).add_bytes(data);
    call.add_static_list(call_attributes.size(), byte_strings(call_attributes));
    std::vector<Bytes> attributes = {
        abi::Encoder("executionGas(uint64)").add(u256{sending.gas}).finish()};
    if (!sending.fee.is_zero())
        attributes.push_back(abi::Encoder("executionFee(uint256)").add(sending.fee).finish());
    return abi::Encoder("sendBundle(bytes,(bytes,bytes,bytes[])[],bytes[])")
        .add_bytes(interop_address(sending.destination))
        .add_list({&call, 1})
        .add_static_list(attributes.size(), byte_strings(attributes))
        .finish();
}

}  // namespace archi::bridge
