#pragma once
// The state while blocks are executed: a cache over a state::Reader, a journal that undoes, and the
// marks that last one transaction.

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash_map.hpp"
#include "evm/host.hpp"
#include "evm/workspace.hpp"
#include "state/account.hpp"
#include "state/reader.hpp"
#include "stf/block.hpp"
#include "stf/code_cache.hpp"

namespace archi::stf {

/// A storage slot's place. Hashed and compared as 52 bytes.
struct SlotPlace : FixedBytes<52> {
    SlotPlace() = default;
    SlotPlace(const Address& address, const Hash& slot);
    constexpr auto operator<=>(const SlotPlace&) const = default;

    [[nodiscard]] Address address() const;
    [[nodiscard]] Hash slot() const;
};

/// Reads each leaf once. Total: what the reader cannot answer is zero, and `broken` says so.
class World final : public evm::Host {
public:
    /// `reader` and `cache` (may be null) must outlive the world.
    World(state::Reader& reader, CodeCache* cache) : reader_(&reader), cache_(cache) {}

    // -- evm::Host -------------------------------------------------------------------------------
    bool is_empty(const Address& address) override;
    u256 balance(const Address& address) override;
    void set_balance(const Address& address, const u256& balance) override;
    std::uint64_t nonce(const Address& address) override;
    void set_nonce(const Address& address, std::uint64_t nonce) override;
    std::shared_ptr<const evm::Code> code(const Address& address) override;
    Hash code_hash(const Address& address) override;
    /// Empty code clears a delegation.
    void set_code(const Address& address, bytes_view code) override;
    bool has_storage(const Address& address) override;
    u256 storage(const Address& address, const u256& slot) override;
    evm::SlotValues storage_values(const Address& address, const u256& slot) override;
    void set_storage(const Address& address, const u256& slot, const u256& value) override;
    u256 transient_storage(const Address& address, const u256& slot) override;
    void set_transient_storage(const Address& address, const u256& slot,
                               const u256& value) override;
    bool access_account(const Address& address) override;
    bool access_storage(const Address& address, const u256& slot) override;
    void emit_log(evm::Log log) override;
    void mark_created(const Address& address) override;
    bool created_in_transaction(const Address& address) override;
    void mark_destroyed(const Address& address) override;
    std::size_t checkpoint() override { return journal_.size(); }
    void revert_to(std::size_t checkpoint) override;
    Hash block_hash(std::uint64_t number) override;

    // -- blocks and transactions -----------------------------------------------------------------
    /// From here on BLOCKHASH answers for a block with this number.
    void begin_block(std::uint64_t number, BlockHashes block_hashes);
    /// Everything is cold, nothing is created, logs and transient storage are empty.
    void begin_transaction();
    /// Removes what was destroyed and keeps the rest. Gives the transaction's logs.
    std::vector<evm::Log> end_transaction();

    [[nodiscard]] state::CodeKind code_kind(const Address& address);
    [[nodiscard]] std::uint8_t account_version(const Address& address);

    /// Whether every system contract is there, with the code that this protocol version gives it.
    [[nodiscard]] bool has_system_contracts();

    // -- system leaves (GENESIS.md): written outside of calls, and so never undone
    // -----------------
    [[nodiscard]] Hash system_value(std::uint64_t slot);
    void set_system_value(std::uint64_t slot, const Hash& value);

    // -- results ---------------------------------------------------------------------------------
    /// Leaves whose value differs from the one first read, ascending by key.
    [[nodiscard]] std::vector<state::Change> changes() const;
    /// Code of contracts deployed since the world began, in order of deployment, each once.
    [[nodiscard]] const std::vector<Bytes>& new_code() const { return new_code_; }
    /// True if the reader lacked code, a leaf was not an account, or a balance passed 2^128: the
    /// state behind the reader contradicts itself, and no result may be used.
    [[nodiscard]] bool broken() const { return broken_; }

    /// What its transactions run in, one after the other.
    evm::Workspace workspace;

    // -- for calls that leave no trace -----------------------------------------------------------
    /// From here on every slot of `address` that is not set afterwards reads as zero.
    void replace_storage(const Address& address);
    void record_accesses() { recording_ = true; }
    /// Addresses, and slots, that access_* found cold, in order; may repeat after a revert.
    [[nodiscard]] const std::vector<Address>& accessed_accounts() const
    {
        return accessed_accounts_;
    }
    [[nodiscard]] const std::vector<SlotPlace>& accessed_slots() const { return accessed_slots_; }

private:
    /// A mark holds the number of the transaction it was set in; from the next one on it is void.
    using Mark = std::uint64_t;

    struct CodeState {
        Hash leaf;        ///< value of the code leaf
        Hash observable;  ///< value of the observable leaf; zero until it is read or written
        std::shared_ptr<const evm::Code> analysed;  ///< null without code, or before it is needed
        state::CodeKind kind = state::CodeKind::kNone;
        std::uint32_t length = 0;
    };
    struct Account {
        Address address;
        Hash key;
        Hash before;  ///< packed, as the reader gave it
        state::Account value;
        CodeState code;
        Hash code_before;  ///< the two code leaves as the reader gave them
        Hash observable_before;
        bool code_loaded = false;        ///< code.leaf and code_before are known
        bool observable_loaded = false;  ///< code.observable and observable_before are known
        bool storage_replaced = false;
        Mark warm = 0;
        Mark created = 0;
        Mark destroyed = 0;
    };
    struct Slot {
        SlotPlace place;
        Hash key;
        Hash before;  ///< as the reader gave it
        u256 current;
        u256 original;
        Mark original_of = 0;  ///< the transaction whose start `original` is; if void, current is
        Mark warm = 0;
    };
    enum class Undo : std::uint8_t {
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
    struct SystemLeaf {
        std::uint64_t slot = 0;
        Hash key;
        Hash before;  ///< as the reader gave it
        Hash current;
    };
    struct JournalEntry {
        Undo undo{};
        std::uint32_t index = 0;  ///< of the account, slot, or transient slot
        u256 previous;            ///< balance, nonce, storage value, or position in old_codes_
    };

    [[nodiscard]] Account& account(const Address& address)
    {
        return accounts_[account_index(address)];
    }
    std::uint32_t account_index(const Address& address);
    std::uint32_t slot_index(const Address& address, const u256& slot);
    SystemLeaf& system_leaf(std::uint64_t slot);
    void load_code_leaf(Account& account);
    void load_observable_leaf(Account& account);
    std::shared_ptr<const evm::Code> contract_code(const Hash& leaf);
    void undo(const JournalEntry& entry);
    void remove_destroyed();
    void note_deployments();

    state::Reader* reader_;
    CodeCache* cache_;
    std::vector<Account> accounts_;
    std::vector<Slot> slots_;
    FlatMap<Address, std::uint32_t> account_of_;
    FlatMap<SlotPlace, std::uint32_t> slot_of_;
    std::vector<std::pair<SlotPlace, u256>> transient_;
    FlatMap<SlotPlace, std::uint32_t> transient_of_;
    std::vector<JournalEntry> journal_;
    std::vector<CodeState> old_codes_;
    std::vector<evm::Log> logs_;
    std::vector<SystemLeaf> system_leaves_;  ///< those that were read
    std::optional<bool> has_system_contracts_;
    Mark transaction_ = 0;
    std::uint64_t block_number_ = 0;
    BlockHashes block_hashes_;
    std::vector<Bytes> new_code_;
    FlatMap<Hash, bool> new_code_hashes_;
    std::vector<Address> accessed_accounts_;
    std::vector<SlotPlace> accessed_slots_;
    bool recording_ = false;
    bool broken_ = false;
};

}  // namespace archi::stf
