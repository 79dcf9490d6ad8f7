#include "state/account.hpp"

#include "base/assert.hpp"

namespace archi::state {

namespace {

constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kDataPlaceAt = 9;
constexpr std::size_t kCodeKindAt = 10;
constexpr std::size_t kReservedAt = 11;
constexpr std::size_t kCodeLengthAt = 12;
constexpr std::size_t kBalanceAt = 16;

bool code_length_fits(CodeKind kind, std::uint32_t length)
{
    switch (kind) {
        case CodeKind::kNone:
            return length == 0;
        case CodeKind::kContract:
            return length != 0;
        case CodeKind::kDelegation:
            return length == kDelegationLength;
    }
    return false;
}

template <std::size_t kWidth>
void put_be(Hash& out, std::size_t at, std::uint64_t value)
{
    for (std::size_t i = 0; i < kWidth; ++i)
        out[at + i] = static_cast<std::uint8_t>(value >> (8 * (kWidth - 1 - i)));
}

}  // namespace

Hash pack(const Account& account)
{
    if (account.is_empty()) return {};
    auto out = account.balance.to_be();
    for (std::size_t i = 0; i < kBalanceAt; ++i)
        ARCHI_ASSERT(out[i] == 0);
    ARCHI_ASSERT(code_length_fits(account.code_kind, account.code_length));
    put_be<8>(out, 0, account.nonce);
    out[kVersionAt] = account.version;
    out[kDataPlaceAt] = static_cast<std::uint8_t>(account.data_place);
    out[kCodeKindAt] = static_cast<std::uint8_t>(account.code_kind);
    put_be<4>(out, kCodeLengthAt, account.code_length);
    return out;
}

std::expected<Account, AccountError> unpack_account(const Hash& value)
{
    if (value[kReservedAt] != 0) return std::unexpected(AccountError::kReservedBits);
    if (value[kDataPlaceAt] > static_cast<std::uint8_t>(DataPlace::kOffChain))
        return std::unexpected(AccountError::kUnknownDataPlace);
    if (value[kCodeKindAt] > static_cast<std::uint8_t>(CodeKind::kDelegation))
        return std::unexpected(AccountError::kUnknownCodeKind);
    const bytes_view bytes = value.bytes;
    Account account{
        .nonce = load_be(bytes.first(8)),
        .balance = u256::from_be(bytes.subspan(kBalanceAt)),
        .version = value[kVersionAt],
        .data_place = static_cast<DataPlace>(value[kDataPlaceAt]),
        .code_kind = static_cast<CodeKind>(value[kCodeKindAt]),
        .code_length = static_cast<std::uint32_t>(load_be(bytes.subspan(kCodeLengthAt, 4))),
    };
    if (!code_length_fits(account.code_kind, account.code_length))
        return std::unexpected(AccountError::kCodeLength);
    if (account.is_empty() && !value.is_zero())
        return std::unexpected(AccountError::kFlagsOfNothing);
    return account;
}

}  // namespace archi::state
