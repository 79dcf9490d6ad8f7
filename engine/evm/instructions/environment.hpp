#pragma once
// What code can see: its frame, the transaction, the block, and other accounts.

#include "evm/instructions/memory.hpp"
#include "evm/machine.hpp"

namespace archi::evm::environment {

inline u256 word(const Address& address)
{
    std::uint8_t bytes[32] = {};
    std::memcpy(bytes + 12, address.data(), Address::kSize);
    return load_word(bytes);
}

inline Address address_of(const u256& word)
{
    std::uint8_t bytes[32];
    store_word(bytes, word);
    Address address;
    std::memcpy(address.data(), bytes + 12, Address::kSize);
    return address;
}

inline void address(Frame& frame, u256* top)
{
    *top = word(frame.message.recipient);
}

inline void origin(Frame& frame, u256* top)
{
    *top = word(frame.machine->environment.transaction.origin);
}

inline void caller(Frame& frame, u256* top)
{
    *top = word(frame.message.sender);
}

inline void call_value(Frame& frame, u256* top)
{
    *top = frame.message.value;
}

inline void call_data_load(Frame& frame, u256* top)
{
    const auto input = frame.message.input;
    const auto& from = top[-1];
    if (from.fits_u64() && input.size() >= 32 && from.low_u64() <= input.size() - 32) {
        top[-1] = load_word(input.data() + static_cast<std::size_t>(from.low_u64()));
        return;
    }
    std::uint8_t bytes[32] = {};
    if (from < u256(input.size())) {
        const auto begin = static_cast<std::size_t>(from.low_u64());
        std::memcpy(bytes, input.data() + begin, std::min(sizeof bytes, input.size() - begin));
    }
    top[-1] = load_word(bytes);
}

inline void call_data_size(Frame& frame, u256* top)
{
    *top = static_cast<std::uint64_t>(frame.message.input.size());
}

inline void code_size(Frame& frame, u256* top)
{
    *top = static_cast<std::uint64_t>(frame.code->size());
}

inline void return_data_size(Frame& frame, u256* top)
{
    *top = static_cast<std::uint64_t>(frame.return_data.size());
}

inline void gas_price(Frame& frame, u256* top)
{
    *top = frame.machine->environment.transaction.gas_price;
}

inline void coinbase(Frame& frame, u256* top)
{
    *top = word(frame.machine->environment.block.coinbase);
}

inline void timestamp(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.timestamp;
}

inline void number(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.number;
}

inline void prev_randao(Frame& frame, u256* top)
{
    *top = load_word(frame.machine->environment.block.prev_randao.data());
}

inline void gas_limit(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.gas_limit;
}

inline void chain_id(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.chain_id;
}

inline void base_fee(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.base_fee;
}

inline void blob_base_fee(Frame& frame, u256* top)
{
    *top = frame.machine->environment.block.blob_base_fee;
}

inline void self_balance(Frame& frame, u256* top)
{
    *top = frame.machine->host.balance(frame.message.recipient);
}

/// EIP-4844: zero past the end.
inline void blob_hash(Frame& frame, u256* top)
{
    const auto hashes = frame.machine->environment.transaction.blob_hashes;
    const auto& index = top[-1];
    top[-1] = index < u256(hashes.size())
                  ? load_word(hashes[static_cast<std::size_t>(index.low_u64())].data())
                  : u256{};
}

/// Zero unless the number is one of the 256 before this block's.
inline void block_hash(Frame& frame, u256* top)
{
    constexpr std::uint64_t kReach = 256;  // Yellow Paper, H.2
    const auto now = frame.machine->environment.block.number;
    const auto& asked = top[-1];
    const bool known = asked.fits_u64() && asked.low_u64() < now && now - asked.low_u64() <= kReach;
    top[-1] = known ? load_word(frame.machine->host.block_hash(asked.low_u64()).data()) : u256{};
}

/// Pays for a cold account (EIP-2929); the warm price is paid already.
[[nodiscard]] inline bool pay_access(Frame& frame, const Address& account, std::int64_t& gas)
{
    if (!frame.machine->host.access_account(account)) gas -= gas::kColdAccountExtra;
    return gas >= 0;
}

inline Status balance(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto account = address_of(top[-1]);
    if (!pay_access(frame, account, gas)) return Status::kOutOfGas;
    top[-1] = frame.machine->host.balance(account);
    return Status::kSuccess;
}

inline Status external_code_size(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto account = address_of(top[-1]);
    if (!pay_access(frame, account, gas)) return Status::kOutOfGas;
    const auto code = frame.machine->host.code(account);
    top[-1] = code ? static_cast<std::uint64_t>(code->size()) : 0;
    return Status::kSuccess;
}

inline Status external_code_hash(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto account = address_of(top[-1]);
    if (!pay_access(frame, account, gas)) return Status::kOutOfGas;
    top[-1] = load_word(frame.machine->host.code_hash(account).data());
    return Status::kSuccess;
}

inline Status external_code_copy(Frame& frame, u256* top, std::int64_t& gas)
{
    if (!frame.expand_memory(gas, top[-2], top[-4]) ||
        !memory::pay_words(gas, top[-4], gas::kCopyWord))
        return Status::kOutOfGas;
    const auto account = address_of(top[-1]);
    if (!pay_access(frame, account, gas)) return Status::kOutOfGas;
    const auto code = frame.machine->host.code(account);
    memory::copy_padded(frame, top[-2], top[-3], top[-4], code ? code->bytes() : bytes_view{});
    return Status::kSuccess;
}

}  // namespace archi::evm::environment
