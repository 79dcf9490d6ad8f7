// Accounts, code, and the marks of a transaction.

#include <algorithm>

#include "base/blake3.hpp"
#include "base/keccak.hpp"
#include "evm/evm.hpp"
#include "state/keys.hpp"
#include "stf/world.hpp"

namespace archi::stf {
namespace {

/// A delegation's code leaf holds the delegate's address, right-aligned.
Hash leaf_of_delegate(const Address& delegate)
{
    Hash leaf;
    std::ranges::copy(delegate, leaf.bytes.begin() + 12);
    return leaf;
}

/// EIP-7702: 0xef0100 ‖ address.
Bytes designator(const Hash& leaf)
{
    Bytes code = {0xef, 0x01, 0x00};
    append(code, bytes_view(leaf.bytes).last(20));
    return code;
}

}  // namespace

bool World::is_empty(const Address& address)
{
    return account(address).value.is_empty();
}

u256 World::balance(const Address& address)
{
    return account(address).value.balance;
}

void World::set_balance(const Address& address, const u256& balance)
{
    const auto index = account_index(address);
    auto& current = accounts_[index].value.balance;
    if (!balance.fits_u128()) broken_ = true;
    journal_.push_back({Undo::kBalance, index, current});
    current = balance;
}

std::uint64_t World::nonce(const Address& address)
{
    return account(address).value.nonce;
}

void World::set_nonce(const Address& address, std::uint64_t nonce)
{
    const auto index = account_index(address);
    auto& current = accounts_[index].value.nonce;
    journal_.push_back({Undo::kNonce, index, u256(current)});
    current = nonce;
}

void World::load_code_leaf(Account& account)
{
    if (account.code_loaded) return;
    account.code_before = reader_->value(state::code_key(account.address));
    account.code.leaf = account.code_before;
    account.code_loaded = true;
}

void World::load_observable_leaf(Account& account)
{
    if (account.observable_loaded) return;
    account.observable_before = reader_->value(state::observable_key(account.address));
    account.code.observable = account.observable_before;
    account.observable_loaded = true;
}

std::shared_ptr<const evm::Code> World::contract_code(const Hash& leaf)
{
    if (cache_ != nullptr)
        if (auto cached = cache_->find(leaf)) return cached;
    const auto bytes = reader_->code(leaf);
    if (bytes == nullptr) return nullptr;
    auto analysed = std::make_shared<const evm::Code>(*bytes);
    if (cache_ != nullptr) cache_->keep(leaf, analysed);
    return analysed;
}

std::shared_ptr<const evm::Code> World::code(const Address& address)
{
    auto& account = this->account(address);
    if (account.code.kind == state::CodeKind::kNone || account.code.analysed != nullptr)
        return account.code.analysed;

    load_code_leaf(account);
    account.code.analysed = account.code.kind == state::CodeKind::kContract
                                ? contract_code(account.code.leaf)
                                : std::make_shared<const evm::Code>(designator(account.code.leaf));
    if (account.code.analysed == nullptr || account.code.analysed->size() != account.code.length)
        broken_ = true;
    return account.code.analysed;
}

Hash World::code_hash(const Address& address)
{
    auto& account = this->account(address);
    switch (account.code.kind) {
        case state::CodeKind::kContract:
            load_observable_leaf(account);
            return account.code.observable;
        case state::CodeKind::kDelegation:
            load_code_leaf(account);
            return keccak256(designator(account.code.leaf));
        case state::CodeKind::kNone:
            break;
    }
    return account.value.is_empty() ? Hash{} : kEmptyKeccak;
}

void World::set_code(const Address& address, bytes_view code)
{
    const auto index = account_index(address);
    auto& account = accounts_[index];
    if (code.empty() && account.code.kind == state::CodeKind::kNone) return;
    const auto delegate = evm::delegate_of(code);
    load_code_leaf(account);
    // Only a deployment touches the observable leaf: a contract never turns into anything else.
    if (!code.empty() && !delegate) load_observable_leaf(account);

    journal_.push_back({Undo::kCode, index, u256(old_codes_.size())});
    old_codes_.push_back(account.code);

    if (code.empty()) {
        account.code.kind = state::CodeKind::kNone;
        account.code.leaf = {};
        account.code.analysed = nullptr;
    } else {
        account.code.kind = delegate ? state::CodeKind::kDelegation : state::CodeKind::kContract;
        account.code.leaf = delegate ? leaf_of_delegate(*delegate) : blake3(code);
        account.code.analysed = std::make_shared<const evm::Code>(code);
        if (!delegate) account.code.observable = keccak256(code);
    }
    account.code.length = static_cast<std::uint32_t>(code.size());
    account.value.code_kind = account.code.kind;
    account.value.code_length = account.code.length;
}

bool World::has_storage([[maybe_unused]] const Address& address)
{
    return false;  // DIFFERENCES.md, "A creation never fails for existing storage"
}

bool World::access_account(const Address& address)
{
    if (evm::is_precompile(address, evm::Revision::kOsaka)) return true;  // EIP-2929
    const auto index = account_index(address);
    auto& warm = accounts_[index].warm;
    if (warm == transaction_) return true;
    journal_.push_back({Undo::kWarmAccount, index, {}});
    warm = transaction_;
    if (recording_) accessed_accounts_.push_back(address);
    return false;
}

void World::emit_log(evm::Log log)
{
    journal_.push_back({Undo::kLog, 0, {}});
    logs_.push_back(std::move(log));
}

void World::mark_created(const Address& address)
{
    const auto index = account_index(address);
    journal_.push_back({Undo::kCreated, index, {}});
    accounts_[index].created = transaction_;
}

bool World::created_in_transaction(const Address& address)
{
    return account(address).created == transaction_;
}

void World::mark_destroyed(const Address& address)
{
    const auto index = account_index(address);
    if (accounts_[index].destroyed == transaction_) return;
    journal_.push_back({Undo::kDestroyed, index, {}});
    accounts_[index].destroyed = transaction_;
}

}  // namespace archi::stf
