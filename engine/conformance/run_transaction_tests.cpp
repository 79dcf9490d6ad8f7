// Transaction tests: bytes that are a transaction, with hash, sender and intrinsic gas; or why not.

#include <algorithm>

#include "conformance/formats.hpp"
#include "evm/limits.hpp"
#include "stf/transaction.hpp"

namespace archi::conformance {

namespace {

constexpr std::uint64_t kChainId = 1;  // the tests sign for the main network

// Why this engine refuses.
constexpr const char* kMalformed = "malformed";
constexpr const char* kSignature = "bad signature";
constexpr const char* kWrongChain = "wrong chain id";
constexpr const char* kIntrinsicGas = "intrinsic gas too low";
constexpr const char* kInitCode = "init code too large";
constexpr const char* kNonceMax = "nonce has its maximum";
constexpr const char* kPriceOverflow = "gas limit times price overflows";
constexpr const char* kPriority = "priority fee above maximum fee";
constexpr const char* kUnknownType = "unknown type";

/// Which of our reasons agree with a reason of the tests. Theirs are one client's, and follow the
/// order of its checks: it looks for a chain id in a v of any size before it looks at v, and calls
/// an r beyond 256 bits a bad signature where we call it malformed.
struct Agreement {
    std::string_view prefix;  ///< of the name in the test; the first that fits decides
    std::initializer_list<const char*> ours;
};

const Agreement kAgreements[] = {
    {"GASLIMIT_PRICE_PRODUCT_OVERFLOW", {kPriceOverflow}},
    {"PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS", {kPriority}},
    {"RLP_", {kMalformed}},
    {"ADDRESS_TOO_", {kMalformed}},
    {"GASLIMIT_OVERFLOW", {kMalformed}},
    {"GASPRICE_OVERFLOW", {kMalformed}},
    {"NONCE_OVERFLOW", {kMalformed}},
    {"PRIORITY_OVERFLOW", {kMalformed}},
    {"VALUE_OVERFLOW", {kMalformed}},
    {"NONCE_TOO_BIG", {kNonceMax}},
    {"INVALID_SIGNATURE_VRS", {kSignature, kMalformed}},
    {"EC_RECOVERY_FAIL", {kSignature}},
    {"INVALID_CHAINID", {kWrongChain, kSignature, kMalformed}},
    {"INTRINSIC_GAS_TOO_LOW", {kIntrinsicGas}},
    {"INITCODE_SIZE_EXCEEDED", {kInitCode}},
    {"TYPE_NOT_SUPPORTED", {kUnknownType, kMalformed}},
};

std::string refused(const char* words)
{
    return std::string("refused: ") + words;
}

const char* words_of(stf::TransactionError error)
{
    switch (error) {
        case stf::TransactionError::kMalformed:
            return kMalformed;
        case stf::TransactionError::kUnsupportedKind:
            return kUnknownType;
        case stf::TransactionError::kInvalidSignature:
            return kSignature;
        default:
            return stf::to_string(error);
    }
}

std::string accepted(const Hash& hash, const Address& sender, const u256& gas)
{
    return "hash " + hex::encode(hash.bytes) + ", sender " + hex::encode(sender.bytes) +
           ", intrinsic gas " + hex::encode_quantity(gas);
}

/// What the test asks for, in our words; `found` itself if it is among several that agree.
std::string expected_of(const json::object& result, const std::string& found)
{
    const auto* exception = result.if_contains("exception");
    if (exception == nullptr)
        return accepted(fixed_bytes<Hash>(result.at("hash")),
                        fixed_bytes<Address>(result.at("sender")),
                        number(result.at("intrinsicGas")));
    auto name = text(*exception);
    name.remove_prefix(std::min(name.find('.') + 1, name.size()));
    for (const auto& agreement : kAgreements) {
        if (!name.starts_with(agreement.prefix)) continue;
        for (const auto* reason : agreement.ours)
            if (found == refused(reason)) return found;
        return refused(*agreement.ours.begin());
    }
    corrupt("unknown exception " + std::string(text(*exception)));
}

/// What this engine says of `raw`, by the rules of Cancun.
std::string found_of(bytes_view raw)
{
    const auto transaction = stf::decode(raw);
    if (!transaction) return refused(words_of(transaction.error()));
    if (transaction->kind == stf::Kind::kSetCode) return refused(kUnknownType);  // from Prague on
    if (transaction->chain_id && transaction->chain_id != kChainId) return refused(kWrongChain);
    const auto sender = stf::recover_sender(*transaction);
    if (!sender) return refused(kSignature);
    if (transaction->nonce == UINT64_MAX) return refused(kNonceMax);  // EIP-2681
    const auto gas = stf::intrinsic_gas(*transaction).intrinsic;
    if (transaction->gas_limit < gas) return refused(kIntrinsicGas);
    if (!transaction->to && transaction->data.size() > evm::kMaxInitCodeSize)
        return refused(kInitCode);
    if (transaction->max_priority_fee > transaction->max_fee) return refused(kPriority);
    if (transaction->gas_limit != 0 &&
        transaction->max_fee > u256::max() / u256{transaction->gas_limit})
        return refused(kPriceOverflow);
    return accepted(stf::hash(raw), *sender, gas);
}

}  // namespace

void run_transaction_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object()) {
        const auto& results = test.at("result").as_object();
        // Where Cancun is not filled, the newest fork that is: these cases are about encodings,
        // which no fork between changed.
        for (const std::string_view fork : {"Cancun", "Shanghai", "London"}) {
            const auto* result = results.if_contains(fork);
            if (result == nullptr) continue;
            if (report.wants(name, fork)) {
                const auto found = found_of(bytes(test.at("txbytes")));
                report.compare(name, fork, expected_of(result->as_object(), found), found);
            }
            break;
        }
    }
}

}  // namespace archi::conformance
