#pragma once
// What an archipelago looks like at one moment: plain values for the studio and the command line.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chain/config.hpp"
#include "chain/status.hpp"

namespace archi::node {

struct ChainSnapshot {
    std::string name;
    std::uint64_t chain_id = 0;
    chain::DataMode data_mode = chain::DataMode::kRollup;
    chain::State state;
    bool is_open = false;  ///< false: nobody has read the database yet, so that metrics are unknown
    chain::Metrics metrics;
    std::string rpc_url;  ///< http; the same port speaks WebSocket
    chain::Config config;
};

/// The L1 where a world's chains settle.
struct MainlandSnapshot {
    std::string url;
    bool is_embedded = false;
    std::uint64_t chain_id = 0;               ///< 0: not known yet
    std::optional<ChainSnapshot> chain = {};  ///< an embedded one, as a chain
    chain::State settling = {};               ///< what the operator does there
    std::optional<Address> bridgehub = {};    ///< once the contracts are there
};

struct WorldSnapshot {
    std::string path;
    std::vector<ChainSnapshot> chains;              ///< by name
    std::optional<MainlandSnapshot> mainland = {};  ///< none: chains settle nowhere
};

/// One of the ten accounts of the well-known test mnemonic. Its key is public: test money only.
struct TestAccount {
    std::string label;  ///< alice, bob, carol …
    Address address;
    Hash private_key;
    std::string derivation;  ///< m/44'/60'/0'/0/i
};

}  // namespace archi::node
