// Storage, transient storage, and the way back.

#include "stf/world.hpp"

namespace archi::stf {

u256 World::storage(const Address& address, const u256& slot)
{
    return slots_[slot_index(address, slot)].current;
}

evm::SlotValues World::storage_values(const Address& address, const u256& slot)
{
    const auto& found = slots_[slot_index(address, slot)];
    const bool written = found.original_of == transaction_;
    return {.original = written ? found.original : found.current, .current = found.current};
}

void World::set_storage(const Address& address, const u256& slot, const u256& value)
{
    const auto index = slot_index(address, slot);
    auto& written = slots_[index];
    if (written.original_of != transaction_) {
        written.original = written.current;
        written.original_of = transaction_;
    }
    journal_.push_back({Undo::kStorage, index, written.current});
    written.current = value;
}

u256 World::transient_storage(const Address& address, const u256& slot)
{
    const auto* index = transient_of_.find(SlotPlace(address, slot.to_be()));
    return index == nullptr ? u256{} : transient_[*index].second;
}

void World::set_transient_storage(const Address& address, const u256& slot, const u256& value)
{
    const SlotPlace place(address, slot.to_be());
    const auto* known = transient_of_.find(place);
    const auto index = known != nullptr ? *known : static_cast<std::uint32_t>(transient_.size());
    if (known == nullptr) {
        transient_.emplace_back(place, u256{});
        transient_of_.try_emplace(place, index);
    }
    journal_.push_back({Undo::kTransient, index, transient_[index].second});
    transient_[index].second = value;
}

bool World::access_storage(const Address& address, const u256& slot)
{
    const auto index = slot_index(address, slot);
    auto& warm = slots_[index].warm;
    if (warm == transaction_) return true;
    journal_.push_back({Undo::kWarmSlot, index, {}});
    warm = transaction_;
    if (recording_) accessed_slots_.push_back(slots_[index].place);
    return false;
}

void World::revert_to(std::size_t checkpoint)
{
    while (journal_.size() > checkpoint) {
        undo(journal_.back());
        journal_.pop_back();
    }
}

void World::undo(const JournalEntry& entry)
{
    switch (entry.undo) {
        case Undo::kBalance:
            accounts_[entry.index].value.balance = entry.previous;
            break;
        case Undo::kNonce:
            accounts_[entry.index].value.nonce = entry.previous.low_u64();
            break;
        case Undo::kCode: {
            auto& account = accounts_[entry.index];
            account.code = std::move(old_codes_[entry.previous.low_u64()]);
            account.value.code_kind = account.code.kind;
            account.value.code_length = account.code.length;
            break;
        }
        case Undo::kStorage:
            slots_[entry.index].current = entry.previous;
            break;
        case Undo::kTransient:
            transient_[entry.index].second = entry.previous;
            break;
        case Undo::kWarmAccount:
            accounts_[entry.index].warm = 0;
            break;
        case Undo::kWarmSlot:
            slots_[entry.index].warm = 0;
            break;
        case Undo::kLog:
            logs_.pop_back();
            break;
        case Undo::kCreated:
            accounts_[entry.index].created = 0;
            break;
        case Undo::kDestroyed:
            accounts_[entry.index].destroyed = 0;
            break;
    }
}

}  // namespace archi::stf
