#include "evm/map_host.hpp"

#include "base/keccak.hpp"

namespace archi::evm {

namespace {

void assign(std::map<u256, u256>& storage, const u256& slot, const u256& value)
{
    if (value.is_zero())
        storage.erase(slot);
    else
        storage[slot] = value;
}

}  // namespace

void MapHost::begin_transaction()
{
    logs.clear();
    journal_.clear();
    originals_.clear();
    transient_.clear();
    warm_accounts_.clear();
    warm_slots_.clear();
    created_.clear();
    destroyed_.clear();
    touched_.clear();
}

void MapHost::end_transaction()
{
    for (const auto& address : destroyed_)
        accounts.erase(address);
    for (const auto& address : touched_)
        if (is_empty(address)) accounts.erase(address);
}

const MapAccount* MapHost::find(const Address& address) const
{
    const auto it = accounts.find(address);
    return it == accounts.end() ? nullptr : &it->second;
}

MapAccount& MapHost::change(const Address& address)
{
    touched_.insert(address);
    const auto [it, is_new] = accounts.try_emplace(address);
    if (is_new) journal_.push_back({Undo::Kind::kAccountAppeared, address});
    return it->second;
}

bool MapHost::is_empty(const Address& address)
{
    const auto* account = find(address);
    return account == nullptr || account->is_empty();
}

u256 MapHost::balance(const Address& address)
{
    const auto* account = find(address);
    return account == nullptr ? u256{} : account->balance;
}

void MapHost::set_balance(const Address& address, const u256& balance)
{
    auto& account = change(address);
    journal_.push_back({Undo::Kind::kBalance, address, {}, account.balance});
    account.balance = balance;
}

std::uint64_t MapHost::nonce(const Address& address)
{
    const auto* account = find(address);
    return account == nullptr ? 0 : account->nonce;
}

void MapHost::set_nonce(const Address& address, std::uint64_t nonce)
{
    auto& account = change(address);
    journal_.push_back({Undo::Kind::kNonce, address, {}, account.nonce});
    account.nonce = nonce;
}

std::shared_ptr<const Code> MapHost::code(const Address& address)
{
    const auto* account = find(address);
    return account == nullptr ? nullptr : account->code;
}

Hash MapHost::code_hash(const Address& address)
{
    const auto* account = find(address);
    if (account == nullptr || account->is_empty()) return {};
    return account->code ? keccak256(account->code->bytes()) : kEmptyKeccak;
}

void MapHost::set_code(const Address& address, bytes_view code)
{
    auto& account = change(address);
    journal_.push_back({Undo::Kind::kCode, address, {}, {}, account.code});
    account.code = code.empty() ? nullptr : std::make_shared<const Code>(code);
}

bool MapHost::has_storage(const Address& address)
{
    const auto* account = find(address);
    return account != nullptr && !account->storage.empty();
}

u256 MapHost::storage(const Address& address, const u256& slot)
{
    const auto* account = find(address);
    if (account == nullptr) return {};
    const auto it = account->storage.find(slot);
    return it == account->storage.end() ? u256{} : it->second;
}

SlotValues MapHost::storage_values(const Address& address, const u256& slot)
{
    const auto current = storage(address, slot);
    const auto* original = originals_.find({address, slot});
    return {original == nullptr ? current : *original, current};
}

void MapHost::set_storage(const Address& address, const u256& slot, const u256& value)
{
    const auto current = storage(address, slot);
    // Stays through a revert: the slot is then what it was at the start, and so is this.
    originals_.try_emplace({address, slot}, current);
    auto& account = change(address);
    journal_.push_back({Undo::Kind::kStorage, address, slot, current});
    assign(account.storage, slot, value);
}

u256 MapHost::transient_storage(const Address& address, const u256& slot)
{
    const auto* value = transient_.find({address, slot});
    return value == nullptr ? u256{} : *value;
}

void MapHost::set_transient_storage(const Address& address, const u256& slot, const u256& value)
{
    auto& current = transient_[{address, slot}];
    journal_.push_back({Undo::Kind::kTransient, address, slot, current});
    current = value;
}

bool MapHost::access_account(const Address& address)
{
    if (!warm_accounts_.try_emplace(address).second) return true;
    journal_.push_back({Undo::Kind::kWarmAccount, address});
    return false;
}

bool MapHost::access_storage(const Address& address, const u256& slot)
{
    if (!warm_slots_.try_emplace({address, slot}).second) return true;
    journal_.push_back({Undo::Kind::kWarmSlot, address, slot});
    return false;
}

void MapHost::emit_log(Log log)
{
    logs.push_back(std::move(log));
    journal_.push_back({Undo::Kind::kLog, {}});
}

void MapHost::mark_created(const Address& address)
{
    if (created_.insert(address).second) journal_.push_back({Undo::Kind::kCreated, address});
}

bool MapHost::created_in_transaction(const Address& address)
{
    return created_.contains(address);
}

void MapHost::mark_destroyed(const Address& address)
{
    if (destroyed_.insert(address).second) journal_.push_back({Undo::Kind::kDestroyed, address});
}

std::size_t MapHost::checkpoint()
{
    return journal_.size();
}

void MapHost::revert_to(std::size_t checkpoint)
{
    while (journal_.size() > checkpoint) {
        undo(journal_.back());
        journal_.pop_back();
    }
}

void MapHost::undo(const Undo& entry)
{
    switch (entry.kind) {
        case Undo::Kind::kAccountAppeared:
            accounts.erase(entry.address);
            break;
        case Undo::Kind::kBalance:
            accounts[entry.address].balance = entry.value;
            break;
        case Undo::Kind::kNonce:
            accounts[entry.address].nonce = entry.value.low_u64();
            break;
        case Undo::Kind::kCode:
            accounts[entry.address].code = entry.code;
            break;
        case Undo::Kind::kStorage:
            assign(accounts[entry.address].storage, entry.slot, entry.value);
            break;
        case Undo::Kind::kTransient:
            transient_[{entry.address, entry.slot}] = entry.value;
            break;
        case Undo::Kind::kWarmAccount:
            warm_accounts_.pop_back();  // the journal undoes the newest first
            break;
        case Undo::Kind::kWarmSlot:
            warm_slots_.pop_back();
            break;
        case Undo::Kind::kLog:
            logs.pop_back();
            break;
        case Undo::Kind::kCreated:
            created_.erase(entry.address);
            break;
        case Undo::Kind::kDestroyed:
            destroyed_.erase(entry.address);
            break;
    }
}

Hash MapHost::block_hash(std::uint64_t number)
{
    const auto it = block_hashes.find(number);
    return it == block_hashes.end() ? Hash{} : it->second;
}

}  // namespace archi::evm
