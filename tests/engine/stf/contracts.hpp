#pragma once
// Small contracts for tests, as bytes.

#include "test_chain.hpp"

namespace archi::stf::testing {

/// Adds one to slot 0.
inline Bytes counter()
{
    // PUSH1 0 SLOAD PUSH1 1 ADD PUSH1 0 SSTORE STOP
    return from_hex("60005460010160005500");
}

/// Writes the second word of the call data to the slot in the first.
inline Bytes setter()
{
    // PUSH1 32 CALLDATALOAD PUSH1 0 CALLDATALOAD SSTORE STOP
    return from_hex("6020356000355500");
}

/// Reverts, after writing slot 0.
inline Bytes reverter()
{
    // PUSH1 1 PUSH1 0 SSTORE PUSH1 0 PUSH1 0 REVERT
    return from_hex("600160005560006000fd");
}

/// Hashes nothing for ever: dear in cycles, cheap in gas.
inline Bytes hasher()
{
    // JUMPDEST PUSH1 0 PUSH1 0 KECCAK256 POP PUSH1 0 JUMP
    return from_hex("5b60006000205060005600");
}

/// Emits one log with topic 7 and 32 bytes of data.
inline Bytes logger()
{
    // PUSH1 7 PUSH1 32 PUSH1 0 LOG1 STOP
    return from_hex("600760206000a100");
}

/// Writes what a block shows to slots 0 to 6.
inline Bytes block_reader()
{
    // COINBASE PREVRANDAO BLOBBASEFEE BASEFEE TIMESTAMP NUMBER BLOCKHASH(NUMBER - 1)
    return from_hex(
        "41600055446001554a60025548600355426004554360055560014303406006"
        "5500");
}

/// Two words of call data.
inline Bytes words(const u256& first, const u256& second)
{
    Bytes data;
    append(data, first.to_be().bytes);
    append(data, second.to_be().bytes);
    return data;
}

inline Address place(std::uint32_t number)
{
    return small_address(0xc0de0000 + number);
}

inline GenesisAccount contract(std::uint32_t number, const Bytes& code)
{
    return {.address = place(number), .nonce = 1, .balance = {}, .code = code, .storage = {}};
}

/// A call of the contract at `to` with plenty of gas.
inline Transaction call(TestChain& chain, const Key& from, const Address& to,
                        const Bytes& data = {}, std::uint64_t gas = 200'000)
{
    auto transaction = chain.transfer(from, to, {});
    transaction.gas_limit = gas;
    transaction.data = data;
    return transaction;
}

}  // namespace archi::stf::testing
