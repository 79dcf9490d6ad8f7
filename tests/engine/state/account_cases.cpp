#include "cases/case.hpp"
#include "naive_tree.hpp"
#include "state/account.hpp"
#include "state/commitment.hpp"
#include "state/tree.hpp"

using namespace archi;
using namespace archi::state;

namespace {

Account random_account(cases::Context& context)
{
    Account account;
    account.nonce = context.random() >> (context.random() % 64);
    account.balance = u256{0, 0, context.random(), context.random()};
    account.version = static_cast<std::uint8_t>(context.random() % 3);
    account.data_place = static_cast<DataPlace>(context.random() % 2);
    account.code_kind = static_cast<CodeKind>(context.random() % 3);
    if (account.code_kind == CodeKind::kContract)
        account.code_length = 1 + static_cast<std::uint32_t>(context.random() % 24576);
    if (account.code_kind == CodeKind::kDelegation) account.code_length = kDelegationLength;
    return account;
}

}  // namespace

CASE(account, fields_sit_where_the_page_says)
{
    const Account account{.nonce = 0x0102030405060708,
                          .balance = u256{0, 0, 0xa0, 0xb1},
                          .version = 9,
                          .data_place = DataPlace::kOffChain,
                          .code_kind = CodeKind::kContract,
                          .code_length = 0x00006000};
    Hash expected;
    for (std::uint8_t i = 0; i < 8; ++i)
        expected[i] = static_cast<std::uint8_t>(i + 1);
    expected[8] = 9;
    expected[9] = 1;
    expected[10] = 1;
    expected[14] = 0x60;
    expected[23] = 0xa0;
    expected[31] = 0xb1;
    CHECK(pack(account) == expected);
}

CASE(account, unpacks_what_was_packed)
{
    for (unsigned i = 0; i < 500; ++i) {
        const auto account = random_account(context);
        CHECK(unpack_account(pack(account)) == account);
    }
}

CASE(account, empty_account_is_zero_whatever_its_flags_were)
{
    Account account;
    account.version = 3;
    account.data_place = DataPlace::kOffChain;
    CHECK(pack(account).is_zero());
    CHECK(unpack_account(Hash{}) == Account{});
}

CASE(account, refuses_what_pack_never_gives)
{
    const auto error_with = [](std::size_t at, std::uint8_t byte) {
        Hash value;
        value[31] = 1;
        value[at] = byte;
        const auto account = unpack_account(value);
        return account ? std::nullopt : std::optional(account.error());
    };
    CHECK(error_with(9, 2) == AccountError::kUnknownDataPlace);
    CHECK(error_with(10, 3) == AccountError::kUnknownCodeKind);
    CHECK(error_with(10, 1) == AccountError::kCodeLength);
    CHECK(error_with(10, 2) == AccountError::kCodeLength);
    CHECK(error_with(15, 1) == AccountError::kCodeLength);
    CHECK(error_with(11, 1) == AccountError::kReservedBits);
    Hash flags_alone;
    flags_alone[8] = 1;
    CHECK(unpack_account(flags_alone).error() == AccountError::kFlagsOfNothing);
}

CASE(account, any_bytes_unpack_to_the_account_that_packs_to_them_or_to_an_error)
{
    for (unsigned i = 0; i < 5000; ++i) {
        auto value = test::random_hash(context);
        for (std::size_t at = 8; at < 16; ++at)
            value[at] = static_cast<std::uint8_t>(context.random() % 4 == 0 ? value[at] % 4 : 0);
        if (const auto account = unpack_account(value)) CHECK(pack(*account) == value);
    }
}

CASE(commitment, binds_every_part)
{
    const Snapshot base{.on_chain = empty_tree(),
                        .off_chain = empty_tree(),
                        .block_number = 5,
                        .recent_blocks = recent_blocks_hash({}),
                        .timestamp = 1000};
    std::vector<Snapshot> variants(7, base);
    variants[0].on_chain.root[0] ^= 1;
    variants[1].on_chain.count = 2;
    variants[2].off_chain.root[0] ^= 1;
    variants[3].off_chain.count = 2;
    variants[4].block_number = 6;
    variants[5].recent_blocks[0] ^= 1;
    variants[6].timestamp = 1001;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        CHECK(commitment(variants[i]) != commitment(base));
        for (std::size_t j = 0; j < i; ++j)
            CHECK(commitment(variants[i]) != commitment(variants[j]));
    }
}

CASE(commitment, recent_blocks_depend_on_order_and_number)
{
    const auto a = test::random_hash(context);
    const auto b = test::random_hash(context);
    CHECK(recent_blocks_hash(std::vector{a, b}) != recent_blocks_hash(std::vector{b, a}));
    CHECK(recent_blocks_hash(std::vector{a}) != recent_blocks_hash(std::vector{a, a}));
}
