#include "conformance/state_test.hpp"

#include "conformance/fixture.hpp"

namespace archi::conformance {

namespace {

using ethereum::AccessList;
using ethereum::AccessListEntry;
using ethereum::Authorization;
using ethereum::BlobSchedule;
using ethereum::Transaction;
using evm::Revision;

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
    const Accounts* pre = nullptr;
    for (const auto& fork : kForks) {
        const auto* outcomes = posts.if_contains(fork.name);
        if (outcomes == nullptr) continue;
        if (pre == nullptr) {
            file.worlds.push_back(std::make_unique<Accounts>(accounts(test.at("pre").as_object())));
            pre = file.worlds.back().get();
        }
        std::size_t index = 0;
        for (const auto& value : outcomes->as_array()) {
            const auto& post = value.as_object();
            StateTest out;
            out.name = name + " " + std::string(fork.name) + "[" + std::to_string(index++) + "]";
            out.fork = fork.name;
            out.input.revision = fork.revision;
            out.input.blobs = fork.blobs;
            out.input.block = block(test.at("env").as_object());
            out.input.excess_blob_gas =
                number_or(test.at("env").as_object(), "currentExcessBlobGas", 0);
            out.input.pre = pre;
            out.input.transaction =
                transaction(test.at("transaction").as_object(), post.at("indexes").as_object());
            out.state_root = fixed_bytes<Hash>(post.at("hash"));
            out.logs_hash = fixed_bytes<Hash>(post.at("logs"));
            if (const auto* exception = post.if_contains("expectException"))
                out.exception = text(*exception);
            file.tests.push_back(std::move(out));
        }
    }
}

}  // namespace

StateTestFile read_state_tests(const json::object& root)
{
    StateTestFile file;
    for (const auto& [name, test] : root)
        read_test(name, test.as_object(), file);
    return file;
}

}  // namespace archi::conformance
