// Differences: what is encoded decodes, resolves to the same values, and is small.

#include <algorithm>
#include <set>

#include "base/u256.hpp"
#include "cases/case.hpp"
#include "naive_tree.hpp"
#include "state/account.hpp"
#include "state/difference.hpp"

using namespace archi;
using namespace archi::state;
using namespace archi::state::test;

namespace {

u256 random_amount(cases::Context& context, unsigned bits)
{
    const u256 number{context.random(), context.random(), context.random(), context.random()};
    return number >> (256 - bits);
}

/// Tokens of 18 decimals, with up to `digits` digits that are not zero.
u256 round_amount(cases::Context& context)
{
    return u256{1 + context.random() % 5000} * exp(10, 15 + context.random() % 4);
}

Hash account_value(std::uint64_t nonce, const u256& balance)
{
    return pack({.nonce = nonce, .balance = balance});
}

/// Before and after, of every kind that the forms are made for.
std::pair<Hash, Hash> random_pair(cases::Context& context)
{
    const auto before = random_amount(context, 1 + context.random() % 256);
    const auto small = random_amount(context, 1 + context.random() % 60);
    const auto nonce = context.random() % 100000;
    const auto balance = random_amount(context, 70) + round_amount(context);
    switch (context.random() % 11) {
        case 0:
            return {before.to_be(), (before + small).to_be()};
        case 1:
            return {before.to_be(), (before - small).to_be()};
        case 2:
            return {before.to_be(), Hash{}};
        case 3:
            return {Hash{}, small.to_be()};
        case 4:
            return {before.to_be(), random_hash(context)};
        case 5:
            return {before.to_be(), (before + round_amount(context)).to_be()};
        case 6:
            return {before.to_be(), (before - round_amount(context)).to_be()};
        case 7:
            return {before.to_be(), (before ^ small).to_be()};
        case 8:
            return {account_value(nonce, balance),
                    account_value(nonce + context.random() % 300, balance - balance / 7)};
        case 9:
            return {account_value(nonce, balance),
                    account_value(nonce + context.random() % 2, balance + small)};
        default:
            return {
                account_value(0, small),
                pack({.nonce = 1,
                      .balance = random_amount(context, 1 + context.random() % 80),
                      .version = static_cast<std::uint8_t>(context.random() % 2),
                      .code_kind = CodeKind::kContract,
                      .code_length = 1 + static_cast<std::uint32_t>(context.random() % 24576)})};
    }
}

std::vector<Difference> random_differences(cases::Context& context, unsigned count)
{
    std::vector<Difference> differences;
    std::set<std::uint64_t> indices;
    for (unsigned i = 0; i < count; ++i) {
        auto [before, after] = random_pair(context);
        Difference difference;
        difference.is_new = context.random() % 3 == 0;
        if (difference.is_new) {
            difference.key = random_hash(context);
            before = Hash{};
        } else {
            difference.index = context.random() >> (context.random() % 63);
            if (difference.index == UINT64_MAX || !indices.insert(difference.index).second)
                continue;
        }
        if (before == after) continue;
        difference.before = before;
        difference.after = after;
        differences.push_back(difference);
    }
    return differences;
}

std::uint8_t form_of(const u256& before, const u256& after)
{
    return encode_value(before.to_be(), after.to_be()).form;
}

}  // namespace

CASE(difference, round_trip_with_resolve_gives_every_value_back)
{
    for (unsigned run = 0; run < 40; ++run) {
        auto differences = random_differences(context, 60);
        const auto bytes = encode(differences);
        const auto decoded = decode(bytes);
        CHECK(decoded.has_value());
        if (!decoded) return;
        CHECK(decoded->size() == differences.size());
        std::sort(differences.begin(), differences.end(),
                  [](const Difference& a, const Difference& b) {
                      if (a.is_new != b.is_new) return a.is_new;
                      return a.is_new ? a.key < b.key : a.index < b.index;
                  });
        for (std::size_t i = 0; i < differences.size() && i < decoded->size(); ++i) {
            const auto& [is_new, index, key, value] = (*decoded)[i];
            CHECK(is_new == differences[i].is_new);
            CHECK(index == differences[i].index);
            CHECK(key == differences[i].key);
            CHECK(resolve(value, differences[i].before) == differences[i].after);
        }
    }
}

CASE(difference, order_of_the_input_does_not_matter)
{
    auto differences = random_differences(context, 50);
    const auto bytes = encode(differences);
    std::reverse(differences.begin(), differences.end());
    CHECK(encode(differences) == bytes);
}

CASE(difference, nothing_changed_is_two_bytes)
{
    CHECK((encode({}) == Bytes{0, 0}));
    CHECK(decode(Bytes{0, 0})->empty());
}

CASE(difference, forms_are_chosen_as_the_page_says)
{
    const u256 large = exp(10, 30) + 12345;
    CHECK(form_of(large, large + 1) == 0x80);
    CHECK(form_of(large, large + 32) == 0x9f);
    CHECK(form_of(large, large + 33) == 0x21);
    CHECK(form_of(large, large - 1) == 0xa0);
    CHECK(form_of(large, large - 1000) == 0x42);
    CHECK(form_of(large, 0) == 0x01);
    CHECK(form_of(1, 0) == 0x01);
    CHECK(form_of(0, 1) == 0x80);
    CHECK(form_of(large, large + 5 * exp(10, 18)) == 0x02);
    CHECK(form_of(large, large - 1234 * exp(10, 15)) == 0x12);
    const u256 word{0x0123456789abcdef, 0x1111, 0x2222, 0x3333};
    CHECK(form_of(word, word ^ u256{0xff00ff}) == 0x23);
    CHECK(form_of(word, word ^ (u256{0xff00ff} << 160)) == 0x63);
    CHECK((encode_value({}, key_of(5)) == EncodedValue{0x61, {0, 5}}));
    CHECK(form_of(u256::max(), 5) == 0x00);
    CHECK(form_of(0, u256::max()) == 0x00);
    const auto account = u256::from_be(account_value(7, exp(10, 18)).bytes);
    const auto paid = u256::from_be(account_value(8, exp(10, 18) - 5'250'000'000'001).bytes);
    CHECK(form_of(account, paid) == 0xc6);
    const auto earned = u256::from_be(account_value(8, exp(10, 18) + 5'250'000'000'001).bytes);
    CHECK(form_of(account, earned) == 0xe6);
    const auto contract = u256::from_be(
        pack({.nonce = 1, .code_kind = CodeKind::kContract, .code_length = 300}).bytes);
    CHECK(form_of(0, contract) == 0xff);
}

CASE(difference, never_longer_than_form_and_whole_value)
{
    for (unsigned i = 0; i < 3000; ++i) {
        const auto [before, after] = random_pair(context);
        if (before != after) CHECK(encode_value(before, after).payload.size() <= 32);
    }
}

CASE(difference, longer_or_higher_form_of_the_same_change_is_refused)
{
    const auto before = u256{1000}.to_be();
    CHECK(resolve({0x80, {}}, before) == u256{1001}.to_be());
    CHECK(resolve({0x21, {1}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x22, {0, 77}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x21, {77}}, before) == u256{1077}.to_be());
    CHECK(resolve({0x00, Bytes(32)}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x61, {31, 0}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x62, {29, 5, 3}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x61, {32, 5}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x61, {20, 5}}, before).has_value());
    CHECK(resolve({0xc0, {0}}, before).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x41, {0}}, before).error() == DifferenceError::kNonCanonical);
}

CASE(difference, change_beyond_the_ends_of_the_number_is_refused)
{
    const auto least = Hash{};
    const auto greatest = u256::max().to_be();
    CHECK(resolve({0xa0, {}}, least).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x80, {}}, greatest).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x02, {255, 1}}, least).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x02, {77, 9}}, least).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0xc1, {1, 1}}, least).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0xc0, {1}}, greatest).error() == DifferenceError::kNonCanonical);
    CHECK(resolve({0x20, {}}, least).error() == DifferenceError::kUnknownForm);
    CHECK(resolve({0x22, {1}}, least).error() == DifferenceError::kTruncated);
    CHECK(resolve({0x80, {1}}, least).error() == DifferenceError::kTrailingBytes);
}

CASE(difference, same_value_has_no_form)
{
    for (unsigned form = 0; form < 256; ++form) {
        for (const auto& payload : {Bytes{}, Bytes{0}, Bytes{0, 0}, Bytes(32)})
            for (const auto& before : {Hash{}, random_hash(context)}) {
                const auto after = resolve({static_cast<std::uint8_t>(form), payload}, before);
                CHECK(!after.has_value() || *after != before);
            }
    }
}

CASE(difference, any_prefix_or_suffix_of_an_encoding_is_refused)
{
    const auto bytes = encode(random_differences(context, 12));
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK(!decode(bytes_view(bytes).first(length)).has_value());
    auto longer = bytes;
    longer.push_back(0);
    CHECK(!decode(longer).has_value());
}

CASE(difference, keys_out_of_order_and_huge_counts_are_refused)
{
    Bytes same_key{2, 0, 5, 0};
    same_key.insert(same_key.end(), 60, 0x11);
    append(same_key, Bytes{0x80, 0x80});
    CHECK(decode(same_key).error() == DifferenceError::kNonCanonical);
    same_key[4 + 30 + 29] = 0x12;
    CHECK(decode(same_key).has_value());
    const Bytes head_beyond_two_bytes{1, 0, 0x80, 0x80, 4};
    CHECK(!decode(head_beyond_two_bytes).has_value());
    const Bytes huge{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0};
    CHECK(decode(huge).error() == DifferenceError::kTruncated);
    const Bytes superfluous{0x80, 0, 0};
    CHECK(decode(superfluous).error() == DifferenceError::kNonCanonical);
    const Bytes beyond_64_bits{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0};
    CHECK(decode(beyond_64_bits).error() == DifferenceError::kNonCanonical);
}

CASE(difference, damaged_encoding_decodes_to_what_encodes_to_it_or_is_refused)
{
    for (unsigned run = 0; run < 400; ++run) {
        auto bytes = encode(random_differences(context, 10));
        for (auto flips = 1 + context.random() % 3; flips-- > 0;)
            bytes[context.random() % bytes.size()] ^=
                static_cast<std::uint8_t>(1U << (context.random() % 8));
        const auto decoded = decode(bytes);
        if (!decoded) continue;
        std::vector<Difference> again;
        for (const auto& [is_new, index, key, value] : *decoded) {
            const auto before = is_new ? Hash{} : random_hash(context);
            const auto after = resolve(value, before);
            if (!after) break;
            again.push_back({is_new, index, key, before, *after});
        }
        if (again.size() == decoded->size()) CHECK(encode(again) == bytes);
    }
}

CASE(difference, places_come_from_the_tree_at_the_start_of_the_batch)
{
    const auto value = key_of(0, 1);
    const std::vector<Change> changes{{key_of(9), {}, value},
                                      {key_of(1), value, {}},
                                      {key_of(4), value, value},
                                      {key_of(2), value, key_of(0, 2)},
                                      {key_of(3), {}, value}};
    const auto differences = differences_of(changes, [](const Hash& key) {
        return key[0] < 3 ? std::optional<std::uint64_t>(20 - key[0]) : std::nullopt;
    });
    const std::vector<Difference> expected{{true, 0, key_of(3), {}, value},
                                           {true, 0, key_of(9), {}, value},
                                           {false, 18, {}, value, key_of(0, 2)},
                                           {false, 19, {}, value, {}}};
    CHECK(differences == expected);
}

namespace {

/// Bytes of one difference in the format of ZKsync OS: a 32-byte derived key, a byte of operation
/// and length, and the shortest of add, subtract and the value without leading zeros; an account's
/// nonce and balance each with such a byte.
std::size_t rival_number(const u256& before, const u256& after)
{
    const auto length = [](const u256& number) { return (number.bit_length() + 7) / 8; };
    return 1 + std::min({std::size_t{length(after)}, std::size_t{length(after - before)},
                         std::size_t{length(before - after)}});
}

}  // namespace

CASE(difference, token_transfers_take_thirty_percent_less_than_the_format_of_zksync_os)
{
    // A batch of 500 ERC-20 transfers between 400 known holders and 100 new ones: two balances of
    // the token, and the sender's nonce and fee.
    std::vector<Difference> differences;
    std::size_t rival = 0;
    for (std::uint64_t i = 0; i < 500; ++i) {
        const auto amount = i % 2 == 0 ? round_amount(context) : random_amount(context, 62);
        const auto fee =
            u256{40'000 + context.random() % 20'000} * u256{250'000'000 + context.random() % 1000};
        const auto token = round_amount(context) + amount;
        const auto ether = exp(10, 18) + random_amount(context, 60);
        const auto nonce = context.random() % 1000;

        const auto sender = 1'000'000 + 400 * i + context.random() % 100;
        differences.push_back({false, sender, {}, token.to_be(), (token - amount).to_be()});
        rival += 32 + rival_number(token, token - amount);
        differences.push_back({false,
                               sender + 100,
                               {},
                               account_value(nonce, ether),
                               account_value(nonce + 1, ether - fee)});
        rival += 32 + 1 + rival_number(nonce, nonce + 1) + rival_number(ether, ether - fee);
        const bool is_new = i % 5 == 0;
        const auto had = is_new ? u256{} : token;
        differences.push_back({is_new, is_new ? 0 : sender + 200,
                               is_new ? random_hash(context) : Hash{}, had.to_be(),
                               (had + amount).to_be()});
        rival += 32 + rival_number(had, had + amount);
    }
    CHECK(encode(differences).size() * 10 <= rival * 7);
}
