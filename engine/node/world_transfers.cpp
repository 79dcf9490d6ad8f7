// Sending between the chains of the world, by names.

#include "base/hex.hpp"
#include "node/world_implementation.hpp"

namespace archi::node {
namespace {

/// The two sides of a name's '@'.
Result<std::pair<std::string, std::string>> split(const std::string& name)
{
    const auto at = name.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == name.size())
        return failure(ErrorCode::kInvalidArgument,
                       "'" + printable(name) + "' is no name like alice@tortuga");
    return std::pair{name.substr(0, at), name.substr(at + 1)};
}

const TestAccount* account_called(const std::string& name)
{
    for (const auto& account : test_accounts())
        if (account.label == name || hex::encode(account.address) == name) return &account;
    return nullptr;
}

}  // namespace

Result<std::uint64_t> World::Implementation::chain_called(const std::string& name) const
{
    if (name == kMainland) {
        const auto mainland = mainland_.snapshot();
        if (mainland && mainland->chain_id != 0) return mainland->chain_id;
        return failure(ErrorCode::kNotFound, "this world has no L1, or it is not there yet");
    }
    const auto member = roster_.find(name);
    if (!member) return std::unexpected(roster_.absent(name));
    return member->config().chain_id;
}

Result<Hash> World::Implementation::send(const SendRequest& request)
{
    const auto from = split(request.from);
    if (!from) return std::unexpected(from.error());
    const auto to = split(request.to);
    if (!to) return std::unexpected(to.error());
    const auto* sender = account_called(from->first);
    if (sender == nullptr)
        return failure(ErrorCode::kNotFound, "'" + printable(from->first) +
                                                 "' is none of the test accounts; "
                                                 "'archipelago accounts' lists them");
    bridge::Sending sending;
    sending.key = fixed<crypto::PrivateKey>(sender->private_key.bytes);
    if (const auto* receiver = account_called(to->first)) {
        sending.receiver = receiver->address;
    } else {
        const auto address = hex::decode_fixed<Address>(to->first);
        if (!address)
            return failure(ErrorCode::kInvalidArgument,
                           "'" + printable(to->first) +
                               "' is neither a test account nor an address of 20 bytes");
        sending.receiver = *address;
    }
    const auto source = chain_called(from->second);
    if (!source) return std::unexpected(source.error());
    const auto destination = chain_called(to->second);
    if (!destination) return std::unexpected(destination.error());
    const auto amount = parse_amount(request.amount);
    if (!amount)
        return failure(ErrorCode::kInvalidArgument,
                       "'" + printable(request.amount) +
                           "' is no amount; write digits, and at most 18 after the point");
    sending.from_chain = *source;
    sending.to_chain = *destination;
    sending.amount = *amount;
    return mainland_.send(sending);
}

}  // namespace archi::node
