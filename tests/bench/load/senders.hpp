#pragma once
// Accounts that send, and the transactions they sign.

#include <optional>
#include <vector>

#include "cli/rpc_client.hpp"
#include "crypto/host/account_key.hpp"

namespace archi::load {

struct Sender {
    crypto::PrivateKey key{};
    Address address;
    std::uint64_t nonce = 0;
};

class Senders {
public:
    /// `count` senders whose keys are hashes of their numbers, so that a run can be repeated.
    Senders(const std::string& url, unsigned count);
    /// Only signs: for a chain that is not there.
    [[nodiscard]] static Senders without_chain(unsigned count);

    /// Deploys the token and gives every sender ether and tokens; reads their nonces.
    void prepare(const std::string& bytecode_file);

    /// A test account with ether; its nonce is read from the chain.
    [[nodiscard]] Sender rich();

    [[nodiscard]] Bytes native_transfer(Sender& from, const Address& to, const u256& wei) const;

    /// A JSON-RPC batch of `count` eth_sendRawTransaction of sender `index`: token or native
    /// transfers to the others in turn.
    [[nodiscard]] std::string body(std::size_t index, unsigned count, bool native);

    /// Sends and waits for the receipt.
    boost::json::object deliver(const Bytes& raw);

    [[nodiscard]] std::size_t size() const { return senders_.size(); }
    [[nodiscard]] cli::RpcClient& client() { return client_; }
    [[nodiscard]] std::uint64_t head();
    [[nodiscard]] std::uint64_t transactions_in(std::uint64_t block);

private:
    Senders(cli::RpcClient client, unsigned count);
    Bytes make(Sender& from, const std::optional<Address>& to, const u256& value, Bytes data,
               std::uint64_t gas) const;
    boost::json::object await(const Hash& hash);

    cli::RpcClient client_;
    std::uint64_t chain_id_ = 0;
    u256 fee_;
    std::vector<Sender> senders_;
    Address token_;
};

}  // namespace archi::load
