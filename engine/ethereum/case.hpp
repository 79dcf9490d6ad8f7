#pragma once
// One execution of an official state test, as values: Ethereum's, with its blobs and its balances
// of 256 bits, which no chain here has.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evm/evm.hpp"
#include "evm/map_host.hpp"

namespace archi::ethereum {

/// Accounts by address.
using Accounts = std::map<Address, evm::MapAccount>;

struct AccessListEntry {
    Address address;
    std::vector<u256> slots;
};
using AccessList = std::vector<AccessListEntry>;

/// EIP-7702. Numbers may be out of range: then the authorization is to be ignored.
struct Authorization {
    u256 chain_id;
    Address address;
    u256 nonce;
    u256 y_parity;
    u256 r;
    u256 s;
};

/// One transaction of a test, its alternatives chosen.
struct Transaction {
    Address sender;
    std::uint64_t nonce = 0;
    std::uint64_t gas_limit = 0;
    std::optional<Address> to;  ///< none: a creation
    std::optional<u256> value;  ///< none: does not fit 256 bits
    Bytes data;
    u256 max_fee;       ///< wei per gas; the gas price before EIP-1559
    u256 priority_fee;  ///< wei per gas; equals max_fee before EIP-1559
    AccessList access_list;
    std::optional<u256> max_blob_fee;  ///< type 3 only
    std::vector<Hash> blob_hashes;
    std::optional<std::vector<Authorization>> authorizations;  ///< type 4 only
    bool has_1559_fees = false;
};

/// What a fork's blob schedule says (EIP-7840).
struct BlobSchedule {
    std::uint64_t max = 0;  ///< blobs a block
    u256 update_fraction;
};

/// What one execution needs.
struct Case {
    evm::Revision revision = evm::Revision::kCancun;
    evm::BlockContext block;  ///< without the blob base fee
    u256 excess_blob_gas;
    BlobSchedule blobs;
    const Accounts* pre = nullptr;  ///< the world before
    Transaction transaction;
};

/// What came of it.
struct Outcome {
    std::string refusal;  ///< of the transaction, in the names of the tests' exceptions; or empty
    Hash state_root;
    Hash logs_hash;  ///< keccak of the RLP of the logs
};

}  // namespace archi::ethereum
