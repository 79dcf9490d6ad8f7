#pragma once
// Official state tests: the file format, as values.
// Source: the "State Tests" page of execution-spec-tests.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/fixture.hpp"
#include "evm/evm.hpp"

namespace archi::conformance {

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

/// One execution and what must come of it.
struct Case {
    std::string name;  ///< test, fork and index
    std::string_view fork;
    evm::Revision revision = evm::Revision::kCancun;
    evm::BlockContext block;  ///< without the blob base fee
    u256 excess_blob_gas;
    BlobSchedule blobs;
    const Accounts* pre = nullptr;
    Transaction transaction;
    Hash state_root;
    Hash logs_hash;
    std::string exception;  ///< why the transaction must be refused; empty: it must not
};

/// The cases of one file for Cancun, Prague and Osaka.
struct StateTestFile {
    std::vector<std::unique_ptr<Accounts>> worlds;
    std::vector<Case> cases;
};

/// Throws std::exception with what is missing.
[[nodiscard]] StateTestFile read_state_tests(const json::object& root);

}  // namespace archi::conformance
