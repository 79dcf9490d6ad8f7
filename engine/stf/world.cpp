#include "stf/world.hpp"

#include <algorithm>

#include "base/keccak.hpp"
#include "evm/evm.hpp"
#include "state/keys.hpp"
#include "stf/system.hpp"

namespace archi::stf {

SlotPlace::SlotPlace(const Address& address, const Hash& slot)
{
    std::copy_n(address.begin(), 20, bytes.begin());
    std::copy_n(slot.begin(), 32, bytes.begin() + 20);
}

Address SlotPlace::address() const
{
    return fixed<Address>(bytes_view(bytes).first(20));
}

Hash SlotPlace::slot() const
{
    return fixed<Hash>(bytes_view(bytes).last(32));
}

std::uint32_t World::account_index(const Address& address)
{
    if (const auto* known = account_of_.find(address)) return *known;

    Account account;
    account.address = address;
    account.key = state::account_key(address);
    account.before = reader_->value(account.key);
    if (const auto value = state::unpack_account(account.before))
        account.value = *value;
    else
        broken_ = true;
    account.code.kind = account.value.code_kind;
    account.code.length = account.value.code_length;

    const auto index = static_cast<std::uint32_t>(accounts_.size());
    accounts_.push_back(std::move(account));
    account_of_.try_emplace(address, index);
    return index;
}

std::uint32_t World::slot_index(const Address& address, const u256& slot)
{
    const SlotPlace place(address, slot.to_be());
    if (const auto* known = slot_of_.find(place)) return *known;

    Slot loaded;
    loaded.place = place;
    loaded.key = state::storage_key(address, slot);
    if (!account(address).storage_replaced) loaded.before = reader_->value(loaded.key);
    loaded.current = u256::from_be(loaded.before.bytes);

    const auto index = static_cast<std::uint32_t>(slots_.size());
    slots_.push_back(loaded);
    slot_of_.try_emplace(place, index);
    return index;
}

void World::begin_block(std::uint64_t number, BlockHashes block_hashes)
{
    block_number_ = number;
    block_hashes_ = std::move(block_hashes);
}

void World::begin_transaction()
{
    ++transaction_;
    journal_.clear();
    old_codes_.clear();
    logs_.clear();
    if (!transient_.empty()) {
        transient_.clear();
        transient_of_.clear();
    }
}

std::vector<evm::Log> World::end_transaction()
{
    remove_destroyed();
    note_deployments();
    journal_.clear();
    return std::move(logs_);
}

void World::remove_destroyed()
{
    for (const auto& entry : journal_) {
        if (entry.undo != Undo::kDestroyed) continue;
        auto& destroyed = accounts_[entry.index];
        destroyed.value = {};
        destroyed.code.leaf = {};
        destroyed.code.observable = {};
        destroyed.code.analysed = nullptr;
        destroyed.code.kind = state::CodeKind::kNone;
        destroyed.code.length = 0;
        // It was created in this transaction, so this transaction wrote all of its storage.
        for (const auto& written : journal_)
            if (written.undo == Undo::kStorage &&
                slots_[written.index].place.address() == destroyed.address)
                slots_[written.index].current = {};
    }
}

void World::note_deployments()
{
    for (const auto& entry : journal_) {
        if (entry.undo != Undo::kCode) continue;
        const auto& code = accounts_[entry.index].code;
        if (code.kind != state::CodeKind::kContract || new_code_hashes_.contains(code.leaf))
            continue;
        new_code_hashes_.try_emplace(code.leaf, true);
        const auto bytes = code.analysed->bytes();
        new_code_.emplace_back(bytes.begin(), bytes.end());
    }
}

Hash World::block_hash(std::uint64_t number)
{
    constexpr std::uint64_t kReach = 256;  // BLOCKHASH, Yellow Paper appendix H
    if (!block_hashes_ || number >= block_number_ || block_number_ - number > kReach) return {};
    return block_hashes_(number);
}

state::CodeKind World::code_kind(const Address& address)
{
    return account(address).value.code_kind;
}

std::uint8_t World::account_version(const Address& address)
{
    return account(address).value.version;
}

bool World::has_system_contracts()
{
    if (!has_system_contracts_)
        has_system_contracts_ =
            std::ranges::all_of(system::contracts(), [this](const system::Contract& contract) {
                auto& loaded = account(contract.address);
                load_code_leaf(loaded);
                return loaded.code.kind == state::CodeKind::kContract &&
                       loaded.code.leaf == contract.code;
            });
    return *has_system_contracts_;
}

World::SystemLeaf& World::system_leaf(std::uint64_t slot)
{
    const auto known = std::ranges::find(system_leaves_, slot, &SystemLeaf::slot);
    if (known != system_leaves_.end()) return *known;
    const auto key = state::system_key(u256{slot});
    const auto before = reader_->value(key);
    return system_leaves_.emplace_back(slot, key, before, before);
}

Hash World::system_value(std::uint64_t slot)
{
    return system_leaf(slot).current;
}

void World::set_system_value(std::uint64_t slot, const Hash& value)
{
    system_leaf(slot).current = value;
}

std::vector<state::Change> World::changes() const
{
    std::vector<state::Change> changes;
    const auto add = [&changes](const Hash& key, const Hash& before, const Hash& after) {
        if (before != after) changes.push_back({key, before, after});
    };
    for (const auto& account : accounts_) {
        if (account.value.is_empty())
            add(account.key, account.before, Hash{});
        else if (account.value.balance.fits_u128())
            add(account.key, account.before, state::pack(account.value));
        if (account.code_loaded)
            add(state::code_key(account.address), account.code_before, account.code.leaf);
        if (account.observable_loaded)
            add(state::observable_key(account.address), account.observable_before,
                account.code.observable);
    }
    for (const auto& slot : slots_)
        add(slot.key, slot.before, slot.current.to_be());
    for (const auto& leaf : system_leaves_)
        add(leaf.key, leaf.before, leaf.current);
    std::ranges::sort(changes,
                      [](const state::Change& a, const state::Change& b) { return a.key < b.key; });
    return changes;
}

void World::replace_storage(const Address& address)
{
    account(address).storage_replaced = true;
}

}  // namespace archi::stf
