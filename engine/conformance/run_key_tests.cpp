// Keys: addresses, signatures, signed transactions, encrypted key stores.

#include "base/keccak.hpp"
#include "conformance/formats.hpp"
#include "crypto/host/account_key.hpp"
#include "crypto/host/web3_keystore.hpp"
#include "stf/transaction.hpp"

namespace archi::conformance {

namespace {

/// Half the order of secp256k1's group (EIP-2).
constexpr u256 kHalfOrder{0x7fffffffffffffff, 0xffffffffffffffff, 0x5d576e7357a4501d,
                          0xdfe92f46681b20a0};

bytes_view characters(std::string_view string)
{
    return {reinterpret_cast<const std::uint8_t*>(string.data()), string.size()};
}

std::string words(const std::optional<Address>& address)
{
    return address ? hex::encode(address->bytes) : "none";
}

/// Every field of a transaction of before EIP-2718, and who signed it.
std::string words(const stf::Transaction& transaction, const std::optional<Address>& sender)
{
    return "nonce " + std::to_string(transaction.nonce) + ", price " +
           hex::encode_quantity(transaction.max_fee) + ", gas " +
           std::to_string(transaction.gas_limit) + ", to " + words(transaction.to) + ", value " +
           hex::encode_quantity(transaction.value) + ", data " + hex::encode(transaction.data) +
           ", signed by " + words(sender);
}

}  // namespace

void run_address_tests(const json::value& root, Report& report)
{
    for (const auto& test : root.as_array()) {
        const auto& name = test.at("seed").as_string();
        if (!report.wants(name)) continue;
        const auto key = fixed_bytes<crypto::PrivateKey>(test.at("key"));
        const auto expected = fixed_bytes<Address>(test.at("addr"));
        const auto seed = keccak256(characters(text(test.at("seed"))));
        report.compare(name, {}, hex::encode(key.bytes) + " has " + words(expected),
                       hex::encode(seed.bytes) + " has " + words(crypto::address_of(key)));
        report.skip(std::string(name) + " sig_of_emptystring", {},
                    "signature of a digest that the data does not state; it fits neither "
                    "keccak256 nor SHA-256 of the empty string");
    }
}

void run_signed_transaction_tests(const json::value& root, Report& report)
{
    std::size_t index = 0;
    for (const auto& test : root.as_array()) {
        const auto name = "[" + std::to_string(index++) + "]";
        if (!report.wants(name)) continue;
        stf::Transaction expected;
        expected.nonce = decimal(test.at("nonce")).low_u64();
        expected.max_fee = decimal(test.at("gasprice"));
        expected.gas_limit = decimal(test.at("startgas")).low_u64();
        if (!text(test.at("to")).empty()) expected.to = fixed_bytes<Address>(test.at("to"));
        expected.value = decimal(test.at("value"));
        expected.data = bytes(test.at("data"));
        const auto signer = crypto::address_of(fixed_bytes<crypto::PrivateKey>(test.at("key")));
        const auto decoded = stf::decode(bytes(test.at("signed")));
        if (!decoded) {
            report.compare(name, {}, words(expected, signer), stf::to_string(decoded.error()));
            continue;
        }
        const auto sender = stf::recover_sender(*decoded);
        // The data is older than EIP-2, by which a high s signs nothing.
        const bool has_high_s = decoded->s > kHalfOrder;
        report.compare(name, {}, words(expected, has_high_s ? std::nullopt : signer),
                       words(*decoded, sender ? std::optional(*sender) : std::nullopt));
    }
}

void run_key_store_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object()) {
        if (!report.wants(name)) continue;
        const auto key =
            crypto::open_web3_keystore(json::serialize(test.at("json")), text(test.at("password")));
        report.compare(name, {}, hex::encode(bytes(test.at("priv"))),
                       key ? hex::encode(key->bytes) : describe(key.error()));
    }
}

}  // namespace archi::conformance
