// Header, roots and base fee.

#include "base/blake3.hpp"
#include "base/rlp.hpp"
#include "cases/case.hpp"
#include "contracts.hpp"

namespace archi::stf::testing {
namespace {

Header busy(std::uint64_t gas_used, std::uint64_t base_fee)
{
    Header header;
    header.gas_limit = 30'000'000;
    header.gas_used = gas_used;
    header.base_fee = u256{base_fee};
    return header;
}

}  // namespace

CASE(header, has_the_fields_of_prague_in_order)
{
    Header header;
    header.parent_hash = blake3(Bytes{1});
    header.coinbase = small_address(2);
    header.number = 3;
    header.gas_limit = 4;
    header.gas_used = 5;
    header.timestamp = 6;
    header.base_fee = u256{7};
    const auto raw = encode(header);
    const auto list = rlp::decode(raw);
    CHECK(list && list->is_list);
    if (!list) return;
    rlp::FieldReader fields(*list);
    CHECK(fields.fixed<Hash>() == header.parent_hash);
    static_cast<void>(fields.fixed<Hash>());
    CHECK(fields.fixed<Address>() == header.coinbase);
    CHECK(fields.fixed<Hash>().is_zero());  // stateRoot
    static_cast<void>(fields.fixed<Hash>());
    static_cast<void>(fields.fixed<Hash>());
    CHECK(fields.string().size() == 256);
    CHECK(fields.u64() == 0);
    CHECK(fields.u64() == 3);
    CHECK(fields.u64() == 4);
    CHECK(fields.u64() == 5);
    CHECK(fields.u64() == 6);
    CHECK(fields.string().empty());
    CHECK(fields.fixed<Hash>() == header.parent_hash);  // mixHash
    CHECK(fields.string().size() == 8);
    CHECK(fields.word() == u256{7});
    static_cast<void>(fields.fixed<Hash>());
    CHECK(fields.u64() == 0);
    CHECK(fields.u64() == 0);
    CHECK(fields.fixed<Hash>().is_zero());
    static_cast<void>(fields.fixed<Hash>());
    CHECK(fields.finish().has_value());
}

CASE(header, base_fee_follows_the_load_down_to_the_floor)
{
    auto rules = test_rules();
    rules.minimum_base_fee = u256{100};
    CHECK(next_base_fee(busy(15'000'000, 1000), rules) == u256{1000});
    CHECK(next_base_fee(busy(30'000'000, 1000), rules) == u256{1125});
    CHECK(next_base_fee(busy(0, 1000), rules) == u256{875});
    CHECK(next_base_fee(busy(15'000'001, 1000), rules) == u256{1001});  // at least one wei
    CHECK(next_base_fee(busy(0, 100), rules) == u256{100});
    CHECK(next_base_fee(busy(0, 5), rules) == u256{100});
}

CASE(header, roots_bind_every_receipt_field)
{
    Receipt receipt;
    receipt.logs.push_back({.address = small_address(1), .topics = {Hash{}}, .data = {1, 2}});
    const auto root = receipts_root({&receipt, 1});
    const auto differs = [&](auto&& change) {
        auto other = receipt;
        change(other);
        return receipts_root({&other, 1}) != root;
    };
    CHECK(differs([](Receipt& other) { other.success = true; }));
    CHECK(differs([](Receipt& other) { other.gas_used = 1; }));
    CHECK(differs([](Receipt& other) { other.cumulative_gas_used = 1; }));
    CHECK(differs([](Receipt& other) { other.cycles = 1; }));
    CHECK(differs([](Receipt& other) { other.effective_gas_price = u256{1}; }));
    CHECK(differs([](Receipt& other) { other.contract_address = small_address(1); }));
    CHECK(differs([](Receipt& other) { other.logs[0].address = small_address(2); }));
    CHECK(differs([](Receipt& other) { other.logs[0].topics.clear(); }));
    CHECK(differs([](Receipt& other) { other.logs[0].data = {1}; }));
    CHECK(differs([](Receipt& other) { other.logs.clear(); }));
    CHECK(transactions_root({}) == blake3({}));
    CHECK(receipts_root({}) == blake3({}));
}

}  // namespace archi::stf::testing
