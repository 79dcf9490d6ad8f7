#include "conformance/state_test.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "base/hex.hpp"

namespace archi::conformance {

namespace {

namespace json = boost::json;
using evm::Revision;

[[noreturn]] void corrupt(const std::string& what)
{
    throw std::runtime_error(what);  // caught in read_state_tests
}

std::string_view text(const json::value& value)
{
    const auto& string = value.as_string();
    return {string.data(), string.size()};
}

Bytes bytes(const json::value& value)
{
    auto decoded = hex::decode(text(value));
    if (!decoded) corrupt("bad bytes: " + std::string(text(value)));
    return std::move(*decoded);
}

template <typename T>
T fixed_bytes(const json::value& value)
{
    const auto decoded = hex::decode_fixed<T>(text(value));
    if (!decoded) corrupt("bad fixed bytes: " + std::string(text(value)));
    return *decoded;
}

/// Numbers come with leading zeros, and too large ones with a mark; nullopt: beyond 256 bits.
std::optional<u256> number_if_fits(const json::value& value)
{
    auto digits = text(value);
    for (const std::string_view prefix : {"0x:bigint ", "0x"})
        if (digits.starts_with(prefix)) {
            digits.remove_prefix(prefix.size());
            break;
        }
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    const auto significant = std::min(digits.find_first_not_of('0'), digits.size());
    digits.remove_prefix(significant);
    if (digits.size() > 64) return std::nullopt;
    const auto decoded =
        hex::decode("0x" + std::string(digits.size() % 2, '0') + std::string(digits));
    if (!decoded) corrupt("bad number: " + std::string(text(value)));
    return u256::from_be(*decoded);
}

u256 number(const json::value& value)
{
    const auto found = number_if_fits(value);
    if (!found) corrupt("number too large: " + std::string(text(value)));
    return *found;
}

u256 number_or(const json::object& object, std::string_view key, const u256& otherwise)
{
    const auto* value = object.if_contains(key);
    return value == nullptr ? otherwise : number(*value);
}

std::map<Address, evm::test::MapAccount> world(const json::object& object)
{
    std::map<Address, evm::test::MapAccount> accounts;
    for (const auto& [address, value] : object) {
        const auto& from = value.as_object();
        evm::test::MapAccount account;
        account.nonce = number(from.at("nonce")).low_u64();
        account.balance = number(from.at("balance"));
        if (const auto code = bytes(from.at("code")); !code.empty())
            account.code = std::make_shared<const evm::Code>(code);
        for (const auto& [slot, stored] : from.at("storage").as_object())
            if (const auto word = number(stored); !word.is_zero())
                account.storage[number(json::value(slot))] = word;
        accounts[fixed_bytes<Address>(json::value(address))] = std::move(account);
    }
    return accounts;
}

AccessList access_list(const json::value& value)
{
    AccessList list;
    if (value.is_null()) return list;
    for (const auto& entry : value.as_array()) {
        AccessListEntry out;
        out.address = fixed_bytes<Address>(entry.at("address"));
        for (const auto& slot : entry.at("storageKeys").as_array())
            out.slots.push_back(number(slot));
        list.push_back(std::move(out));
    }
    return list;
}

Authorization authorization(const json::object& from)
{
    Authorization out;
    out.chain_id = number(from.at("chainId"));
    out.address = fixed_bytes<Address>(from.at("address"));
    out.nonce = number(from.at("nonce"));
    out.y_parity = number(from.contains("yParity") ? from.at("yParity") : from.at("v"));
    out.r = number(from.at("r"));
    out.s = number(from.at("s"));
    return out;
}

Transaction transaction(const json::object& from, const json::object& indexes)
{
    const auto index = [&](std::string_view key) {
        return static_cast<std::size_t>(indexes.at(key).as_int64());
    };
    Transaction out;
    out.sender = fixed_bytes<Address>(from.at("sender"));
    out.nonce = number(from.at("nonce")).low_u64();
    out.gas_limit = number(from.at("gasLimit").as_array().at(index("gas"))).low_u64();
    if (const auto to = text(from.at("to")); !to.empty())
        out.to = fixed_bytes<Address>(from.at("to"));
    out.value = number_if_fits(from.at("value").as_array().at(index("value")));
    out.data = bytes(from.at("data").as_array().at(index("data")));
    out.has_1559_fees = from.contains("maxFeePerGas");
    if (out.has_1559_fees) {
        out.max_fee = number(from.at("maxFeePerGas"));
        out.priority_fee = number(from.at("maxPriorityFeePerGas"));
    } else {
        out.max_fee = out.priority_fee = number(from.at("gasPrice"));
    }
    if (const auto* lists = from.if_contains("accessLists"))
        out.access_list = access_list(lists->as_array().at(index("data")));
    if (const auto* fee = from.if_contains("maxFeePerBlobGas")) out.max_blob_fee = number(*fee);
    if (const auto* hashes = from.if_contains("blobVersionedHashes"))
        for (const auto& hash : hashes->as_array())
            out.blob_hashes.push_back(fixed_bytes<Hash>(hash));
    if (const auto* list = from.if_contains("authorizationList")) {
        out.authorizations.emplace();
        for (const auto& entry : list->as_array())
            out.authorizations->push_back(authorization(entry.as_object()));
    }
    return out;
}

evm::BlockContext block(const json::object& env)
{
    evm::BlockContext out;
    out.number = number(env.at("currentNumber")).low_u64();
    out.timestamp = number(env.at("currentTimestamp")).low_u64();
    out.gas_limit = number(env.at("currentGasLimit")).low_u64();
    out.chain_id = 1;
    out.coinbase = fixed_bytes<Address>(env.at("currentCoinbase"));
    out.prev_randao = number_or(env, "currentRandom", 0).to_be();
    out.base_fee = number_or(env, "currentBaseFee", 10);
    return out;
}

struct Fork {
    std::string_view name;
    Revision revision;
    BlobSchedule blobs;
};

// Blob schedules: EIP-4844, EIP-7691.
const Fork kForks[] = {{"Cancun", Revision::kCancun, {6, 3338477}},
                       {"Prague", Revision::kPrague, {9, 5007716}},
                       {"Osaka", Revision::kOsaka, {9, 5007716}}};

void read_test(const std::string& name, const json::object& test, StateTestFile& file)
{
    const auto& posts = test.at("post").as_object();
    const std::map<Address, evm::test::MapAccount>* pre = nullptr;
    for (const auto& fork : kForks) {
        const auto* outcomes = posts.if_contains(fork.name);
        if (outcomes == nullptr) continue;
        if (pre == nullptr) {
            file.worlds.push_back(std::make_unique<std::map<Address, evm::test::MapAccount>>(
                world(test.at("pre").as_object())));
            pre = file.worlds.back().get();
        }
        std::size_t index = 0;
        for (const auto& value : outcomes->as_array()) {
            const auto& post = value.as_object();
            Case out;
            out.name = name + " " + std::string(fork.name) + "[" + std::to_string(index++) + "]";
            out.revision = fork.revision;
            out.blobs = fork.blobs;
            out.block = block(test.at("env").as_object());
            out.excess_blob_gas = number_or(test.at("env").as_object(), "currentExcessBlobGas", 0);
            out.pre = pre;
            out.transaction =
                transaction(test.at("transaction").as_object(), post.at("indexes").as_object());
            out.state_root = fixed_bytes<Hash>(post.at("hash"));
            out.logs_hash = fixed_bytes<Hash>(post.at("logs"));
            if (const auto* exception = post.if_contains("expectException"))
                out.exception = text(*exception);
            file.cases.push_back(std::move(out));
        }
    }
}

}  // namespace

Result<StateTestFile> read_state_tests(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) return failure(ErrorCode::kNotFound, "Cannot open " + path);
    std::ostringstream content;
    content << in.rdbuf();
    try {
        StateTestFile file;
        const auto root = json::parse(content.str());
        for (const auto& [name, test] : root.as_object())
            read_test(name, test.as_object(), file);
        return file;
    } catch (const std::exception& e) {
        return failure(ErrorCode::kCorrupt, path + " is not a state test: " + e.what());
    }
}

}  // namespace archi::conformance
