// Transactions as bytes: what decodes, what is refused, who signed.

#include "base/hex.hpp"
#include "cases/case.hpp"
#include "test_chain.hpp"

namespace archi::stf::testing {
namespace {

Hash hash_of(const char* text)
{
    return fixed<Hash>(from_hex(text));
}

Address address_of(const char* text)
{
    return fixed<Address>(from_hex(text));
}

// The example of EIP-155.
constexpr auto kEip155Raw =
    "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef"
    "6134"
    "0bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555"
    "c9f3"
    "dc64214b297fb1966a3b6d83";

Transaction random_transaction(cases::Context& context, Kind kind)
{
    const auto word = [&] {
        return u256{context.random(), context.random(), 0, context.random()} >>
               (context.random() % 256);
    };
    Transaction transaction;
    transaction.kind = kind;
    transaction.chain_id = context.random() % 1'000'000;
    transaction.nonce = context.random() >> (context.random() % 64);
    transaction.max_fee = word();
    transaction.max_priority_fee =
        kind == Kind::kLegacy || kind == Kind::kAccessList ? transaction.max_fee : word();
    transaction.gas_limit = context.random() >> (context.random() % 64);
    if (kind == Kind::kSetCode || context.random() % 2 == 0)
        transaction.to = small_address(static_cast<std::uint32_t>(context.random()));
    transaction.value = word();
    transaction.data.resize(context.random() % 100);
    for (auto& byte : transaction.data)
        byte = static_cast<std::uint8_t>(context.random());
    if (kind != Kind::kLegacy)
        for (auto entries = context.random() % 4; entries > 0; --entries)
            transaction.access_list.push_back(
                {.address = small_address(static_cast<std::uint32_t>(context.random())),
                 .slots = std::vector<Hash>(context.random() % 3, word().to_be())});
    if (kind == Kind::kSetCode)
        for (auto entries = 1 + context.random() % 3; entries > 0; --entries)
            transaction.authorizations.push_back({.chain_id = word(),
                                                  .delegate = small_address(7),
                                                  .nonce = context.random(),
                                                  .y_parity = u256{context.random() % 256},
                                                  .r = word(),
                                                  .s = word()});
    transaction.y_parity = context.random() % 2 == 0;
    transaction.r = word();
    transaction.s = word();
    return transaction;
}

constexpr Kind kKinds[] = {Kind::kLegacy, Kind::kAccessList, Kind::kDynamicFee, Kind::kSetCode};

}  // namespace

CASE(transaction, eip155_example_decodes_hashes_and_recovers)
{
    const auto admitted = admit(from_hex(kEip155Raw), 1);
    CHECK(admitted.has_value());
    if (!admitted) return;
    const auto& transaction = admitted->transaction;
    CHECK(transaction.kind == Kind::kLegacy);
    CHECK(transaction.chain_id == 1U);
    CHECK(transaction.nonce == 9);
    CHECK(transaction.gas_limit == 21000);
    CHECK(transaction.max_fee == u256{20'000'000'000});
    CHECK(transaction.value == u256{1'000'000'000'000'000'000});
    CHECK(signing_hash(transaction) ==
          hash_of("daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"));
    CHECK(admitted->sender == address_of("9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"));
    CHECK(encode(transaction) == admitted->raw);
}

CASE(transaction, every_kind_survives_encoding)
{
    for (int round = 0; round < 100; ++round)
        for (const auto kind : kKinds) {
            const auto transaction = random_transaction(context, kind);
            const auto raw = encode(transaction);
            const auto decoded = decode(raw);
            CHECK(decoded.has_value());
            if (decoded) CHECK(*decoded == transaction);
        }
}

CASE(transaction, any_change_of_one_byte_is_another_transaction_or_none)
{
    for (const auto kind : kKinds) {
        const auto raw = encode(random_transaction(context, kind));
        for (std::size_t i = 0; i < raw.size(); ++i) {
            auto changed = raw;
            changed[i] ^= static_cast<std::uint8_t>(1U << (context.random() % 8));
            const auto decoded = decode(changed);
            if (decoded) CHECK(encode(*decoded) == changed);
        }
        for (std::size_t size = 0; size < raw.size(); ++size)
            CHECK(!decode(bytes_view(raw).first(size)).has_value());
        auto longer = raw;
        longer.push_back(0);
        CHECK(!decode(longer).has_value());
    }
}

CASE(transaction, kinds_without_execution_are_refused_by_name)
{
    for (const std::uint8_t kind : {0x00, 0x03, 0x05, 0x71, 0x7e}) {
        const auto decoded = decode(Bytes{kind, 0xc0});
        CHECK(!decoded && decoded.error() == TransactionError::kUnsupportedKind);
    }
    for (const Bytes& raw :
         {Bytes{}, Bytes{0x80}, Bytes{0xc0}, Bytes{0x02}, Bytes{0x02, 0xc0}, Bytes{0x7f, 0xc0}}) {
        const auto decoded = decode(raw);
        CHECK(!decoded && decoded.error() == TransactionError::kMalformed);
    }
}

CASE(transaction, wrong_or_missing_chain_id_is_refused)
{
    const auto other = admit(from_hex(kEip155Raw), 2);
    CHECK(!other && other.error() == TransactionError::kWrongChainId);

    Transaction transaction;
    transaction.gas_limit = 21000;
    transaction.to = small_address(1);
    const auto unprotected = admit(sign(transaction, make_key(3)).raw, 1);
    CHECK(!unprotected && unprotected.error() == TransactionError::kWrongChainId);
}

CASE(transaction, signatures_out_of_range_are_refused)
{
    Transaction transaction;
    transaction.chain_id = 1;
    transaction.gas_limit = 21000;
    transaction.to = small_address(1);
    const auto good = sign(transaction, make_key(3)).transaction;
    CHECK(recover_sender(good) == make_key(3).address);

    const auto order =
        u256::from_be(from_hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"));
    const auto refused = [&](auto&& change) {
        auto bad = good;
        change(bad);
        const auto sender = recover_sender(bad);
        return !sender && sender.error() == TransactionError::kInvalidSignature;
    };
    CHECK(refused([](Transaction& bad) { bad.r = {}; }));
    CHECK(refused([](Transaction& bad) { bad.s = {}; }));
    CHECK(refused([&](Transaction& bad) { bad.r = order; }));
    CHECK(refused([&](Transaction& bad) {  // the other of the two valid s: EIP-2
        bad.s = order - bad.s;
        bad.y_parity = !bad.y_parity;
    }));
    CHECK(refused([](Transaction& bad) { bad.r = u256{5}; }));  // no point of the curve has x = 5
}

CASE(transaction, legacy_v_must_be_one_of_two_forms)
{
    for (const unsigned v : {0U, 1U, 26U, 29U, 34U}) {
        auto raw = from_hex(kEip155Raw);
        raw[43] = static_cast<std::uint8_t>(v == 0 ? 0x80 : v);
        const auto decoded = decode(raw);
        CHECK(!decoded && decoded.error() == TransactionError::kInvalidSignature);
    }
}

CASE(transaction, set_code_needs_authorizations_and_a_destination)
{
    auto transaction = random_transaction(context, Kind::kSetCode);
    transaction.authorizations.clear();
    const auto empty = decode(encode(transaction));
    CHECK(!empty && empty.error() == TransactionError::kEmptyAuthorizations);
    transaction.authorizations.resize(1);
    transaction.to = std::nullopt;
    const auto creation = decode(encode(transaction));
    CHECK(!creation && creation.error() == TransactionError::kCreationNotAllowed);
}

CASE(transaction, intrinsic_gas_follows_the_eips)
{
    Transaction transaction;
    transaction.to = small_address(1);
    CHECK(intrinsic_gas(transaction).intrinsic == 21000);
    CHECK(intrinsic_gas(transaction).floor == 21000);

    transaction.data = {0, 0, 1};  // six tokens
    CHECK(intrinsic_gas(transaction).intrinsic == 21000 + 2 * 4 + 16);
    CHECK(intrinsic_gas(transaction).floor == 21000 + 10 * 6);

    transaction.to = std::nullopt;
    CHECK(intrinsic_gas(transaction).intrinsic == 21000 + 24 + 32000 + 2);
    transaction.data = Bytes(33, 0);
    CHECK(intrinsic_gas(transaction).intrinsic == 21000 + 33 * 4 + 32000 + 2 * 2);

    transaction.data.clear();
    transaction.to = small_address(1);
    transaction.access_list = {{.address = small_address(2), .slots = {Hash{}, Hash{}}}};
    transaction.authorizations.resize(2);
    CHECK(intrinsic_gas(transaction).intrinsic == 21000 + 2400 + 2 * 1900 + 2 * 25000);
}

}  // namespace archi::stf::testing
