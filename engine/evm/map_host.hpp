#pragma once
// A world in plain maps: the Host of tests and of small tools. Slow and simple, with a journal.

#include <map>
#include <set>
#include <variant>
#include <vector>

#include "base/hash_map.hpp"
#include "evm/evm.hpp"

namespace archi::evm {

struct MapAccount {
    std::uint64_t nonce = 0;
    u256 balance;
    std::shared_ptr<const Code> code;  ///< null without code
    std::map<u256, u256> storage;      ///< without zeros

    [[nodiscard]] bool is_empty() const { return nonce == 0 && balance.is_zero() && !code; }
};

class MapHost : public Host {
public:
    std::map<Address, MapAccount> accounts;
    std::vector<Log> logs;
    std::map<std::uint64_t, Hash> block_hashes;

    /// Forgets what lasts one transaction only: warmth, transient storage, logs, marks, journal.
    void begin_transaction();
    /// Removes the accounts that destroyed themselves, and those that were touched and are empty.
    void end_transaction();

    bool is_empty(const Address& address) override;
    u256 balance(const Address& address) override;
    void set_balance(const Address& address, const u256& balance) override;
    std::uint64_t nonce(const Address& address) override;
    void set_nonce(const Address& address, std::uint64_t nonce) override;
    std::shared_ptr<const Code> code(const Address& address) override;
    Hash code_hash(const Address& address) override;
    void set_code(const Address& address, bytes_view code) override;
    bool has_storage(const Address& address) override;
    u256 storage(const Address& address, const u256& slot) override;
    SlotValues storage_values(const Address& address, const u256& slot) override;
    void set_storage(const Address& address, const u256& slot, const u256& value) override;
    u256 transient_storage(const Address& address, const u256& slot) override;
    void set_transient_storage(const Address& address, const u256& slot,
                               const u256& value) override;
    bool access_account(const Address& address) override;
    bool access_storage(const Address& address, const u256& slot) override;
    void emit_log(Log log) override;
    void mark_created(const Address& address) override;
    bool created_in_transaction(const Address& address) override;
    void mark_destroyed(const Address& address) override;
    std::size_t checkpoint() override;
    void revert_to(std::size_t checkpoint) override;
    Hash block_hash(std::uint64_t number) override;

private:
    struct Undo {
        enum class Kind : std::uint8_t {
            kAccountAppeared,
            kBalance,
            kNonce,
            kCode,
            kStorage,
            kTransient,
            kWarmAccount,
            kWarmSlot,
            kLog,
            kCreated,
            kDestroyed,
        };
        Kind kind;
        Address address;
        u256 slot = {};   ///< of storage
        u256 value = {};  ///< what it was: balance, nonce, storage
        std::shared_ptr<const Code> code = {};
    };
    using Slot = std::pair<Address, u256>;

    [[nodiscard]] const MapAccount* find(const Address& address) const;
    MapAccount& change(const Address& address);
    void undo(const Undo& entry);

    std::vector<Undo> journal_;
    FlatMap<Slot, u256> originals_;
    FlatMap<Slot, u256> transient_;
    FlatMap<Address, std::monostate> warm_accounts_;
    FlatMap<Slot, std::monostate> warm_slots_;
    std::set<Address> created_;
    std::set<Address> destroyed_;
    std::set<Address> touched_;
};

}  // namespace archi::evm
