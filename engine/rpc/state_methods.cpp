// Accounts: balance, nonce, code, storage.

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

namespace archi::rpc {
namespace {

state::Account account_of(state::Reader& reader, const Address& address)
{
    return state::unpack_account(reader.value(state::account_key(address)))
        .value_or(state::Account{});
}

Bytes code_of(state::Reader& reader, const Address& address)
{
    const auto kind = account_of(reader, address).code_kind;
    if (kind == state::CodeKind::kNone) return {};
    const auto leaf = reader.value(state::code_key(address));
    if (kind == state::CodeKind::kDelegation) {
        Bytes designator = {0xef, 0x01, 0x00};  // EIP-7702
        append(designator, bytes_view(leaf.bytes).last(Address::kSize));
        return designator;
    }
    const auto code = reader.code(leaf);
    return code ? *code : Bytes{};
}

Answer balance(const Context& context, const Input& params)
{
    const auto address = params[0].address();
    const auto state = select_state(context.chain, params[1]);
    if (!state) return state.error();
    return quantity(account_of(*state->reader, address).balance);
}

Answer transaction_count(const Context& context, const Input& params)
{
    const auto address = params[0].address();
    if (params[1].is_string() && params[1].text() == "pending") {
        if (params.failed()) return params.error();
        return quantity(context.chain.pending_nonce(address));
    }
    const auto state = select_state(context.chain, params[1]);
    if (!state) return state.error();
    return quantity(account_of(*state->reader, address).nonce);
}

Answer code(const Context& context, const Input& params)
{
    const auto address = params[0].address();
    const auto state = select_state(context.chain, params[1]);
    if (!state) return state.error();
    return hex_data(code_of(*state->reader, address));
}

Answer storage_at(const Context& context, const Input& params)
{
    const auto address = params[0].address();
    const auto slot = params[1].word();
    const auto state = select_state(context.chain, params[2]);
    if (!state) return state.error();
    return hex_data(state->reader->value(state::storage_key(address, slot)));
}

constexpr Method kMethods[] = {
    {"eth_getBalance", balance},
    {"eth_getTransactionCount", transaction_count},
    {"eth_getCode", code},
    {"eth_getStorageAt", storage_at},
};

}  // namespace

std::span<const Method> state_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
