#include "load/senders.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <thread>

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "load/check.hpp"
#include "node/world.hpp"
#include "stf/transaction.hpp"

namespace archi::load {

namespace {

constexpr std::uint64_t kNativeGas = 21'000;
constexpr std::uint64_t kTransferGas = 60'000;
/// Fee cap over today's price: the base fee may rise while the chain is full.
constexpr std::uint64_t kFeeMargin = 100;
/// Pays for a whole pool of waiting transfers at the fee cap.
constexpr std::uint64_t kEther = 100;

Sender sender(unsigned index)
{
    const std::string seed = "archipelago load sender " + std::to_string(index);
    const auto digest =
        keccak256({reinterpret_cast<const std::uint8_t*>(seed.data()), seed.size()});
    const auto key = fixed<crypto::PrivateKey>(digest.bytes);
    return {key, crypto::address_of(key).value(), 0};
}

Bytes transfer_call(const Address& to, const u256& amount)
{
    Bytes data{0xa9, 0x05, 0x9c, 0xbb};  // transfer(address,uint256)
    data.resize(4 + 12);
    append(data, to);
    append(data, amount.to_be());
    return data;
}

}  // namespace

Senders::Senders(cli::RpcClient client, unsigned count) : client_(std::move(client))
{
    for (unsigned i = 0; i < count; ++i)
        senders_.push_back(sender(i));
}

Senders Senders::without_chain(unsigned count)
{
    // Connects only when asked something.
    return {must(cli::RpcClient::create("http://127.0.0.1:1"), "URL"), count};
}

Senders::Senders(const std::string& url, unsigned count)
    : Senders(must(cli::RpcClient::create(url), "URL"), count)
{
    chain_id_ = must(client_.quantity("eth_chainId", {}), "chain id").low_u64();
    fee_ = must(client_.quantity("eth_gasPrice", {}), "gas price") * u256{kFeeMargin};
}

Bytes Senders::make(Sender& from, const std::optional<Address>& to, const u256& value, Bytes data,
                    std::uint64_t gas) const
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = chain_id_;
    transaction.nonce = from.nonce++;
    transaction.max_fee = fee_;
    transaction.gas_limit = gas;
    transaction.to = to;
    transaction.value = value;
    transaction.data = std::move(data);
    const auto signature = crypto::sign(stf::signing_hash(transaction), from.key).value();
    transaction.r = signature.r;
    transaction.s = signature.s;
    transaction.y_parity = signature.y_parity;
    return stf::encode(transaction);
}

Bytes Senders::native_transfer(Sender& from, const Address& to, const u256& wei) const
{
    return make(from, to, wei, {}, kNativeGas);
}

Sender Senders::rich()
{
    const auto& account = node::test_accounts().front();
    const auto nonce =
        client_.quantity("eth_getTransactionCount", {hex::encode(account.address), "pending"});
    return {fixed<crypto::PrivateKey>(account.private_key.bytes), account.address,
            must(nonce, "nonce").low_u64()};
}

boost::json::object Senders::await(const Hash& hash)
{
    for (const auto begin = Clock::now(); since(begin) < 60;) {
        const auto receipt =
            must(client_.call("eth_getTransactionReceipt", {hex::encode(hash)}), "receipt");
        if (receipt.is_object()) return receipt.get_object();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    give_up("a transaction was not included in 60 s");
}

boost::json::object Senders::deliver(const Bytes& raw)
{
    return await(must(client_.send_raw(raw), "send"));
}

void Senders::prepare(const std::string& bytecode_file)
{
    std::ifstream in(bytecode_file);
    std::string text;
    in >> text;
    auto code = hex::decode_lenient(text);
    if (!code || code->empty()) give_up("no bytecode in " + bytecode_file);
    append(*code, (u256{UINT64_MAX} * u256{UINT64_MAX}).to_be());  // the constructor's supply
    auto from = rich();
    const auto deployed = deliver(make(from, {}, {}, *code, 3'000'000));
    token_ =
        hex::decode_fixed<Address>(std::string_view(deployed.at("contractAddress").as_string()))
            .value();
    Hash last;
    for (const auto& one : senders_) {
        const auto ether = u256{kEther} * u256{1'000'000'000'000'000'000};
        must(client_.send_raw(native_transfer(from, one.address, ether)), "fund");
        const auto tokens = transfer_call(one.address, u256{UINT64_MAX});
        last = must(client_.send_raw(make(from, token_, {}, tokens, 100'000)), "fund");
    }
    await(last);
    for (auto& one : senders_) {
        const auto nonce =
            client_.quantity("eth_getTransactionCount", {hex::encode(one.address), "latest"});
        one.nonce = must(nonce, "nonce").low_u64();
    }
}

std::string Senders::body(std::size_t index, unsigned count, bool native)
{
    auto& from = senders_[index];
    std::string text = "[";
    for (unsigned i = 0; i < count; ++i) {
        const auto& to = senders_[(index + i + 1) % senders_.size()].address;
        const auto raw = native ? native_transfer(from, to, u256{1})
                                : make(from, token_, {}, transfer_call(to, u256{1}), kTransferGas);
        text += text.size() == 1 ? "" : ",";
        text += R"({"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":[")";
        text += hex::encode(raw);
        text += "\"]}";
    }
    return text + "]";
}

std::uint64_t Senders::head()
{
    return must(client_.quantity("eth_blockNumber", {}), "head").low_u64();
}

std::uint64_t Senders::transactions_in(std::uint64_t block)
{
    const auto number = hex::encode_quantity(u256{block});
    return must(client_.quantity("eth_getBlockTransactionCountByNumber", {number}), "count")
        .low_u64();
}

}  // namespace archi::load
