// Genesis blocks: the state root that accounts give, and the hash of the header that holds it.

#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "conformance/formats.hpp"
#include "ethereum/state_root.hpp"

namespace archi::conformance {

namespace {

constexpr std::size_t kStateRootField = 3;  // of a header: parent, uncles, coinbase, state root

/// The header in a block's encoding.
rlp::Item header_of(bytes_view block)
{
    const auto item = rlp::decode(block);
    if (!item || !item->is_list) corrupt("the block is not RLP");
    const auto header = rlp::ListReader(*item).next();
    if (!header || !header->is_list) corrupt("the block has no header");
    return *header;
}

std::string state_root_in(bytes_view block)
{
    rlp::ListReader fields(header_of(block));
    for (std::size_t i = 0; i < kStateRootField; ++i)
        static_cast<void>(fields.next());
    const auto field = fields.next();
    if (!field) corrupt("the header has no state root");
    return hex::encode(field->payload);
}

std::string root_of(const Accounts& accounts)
{
    return hex::encode(ethereum::state_root(accounts).bytes);
}

Accounts allocated(const json::object& allocation)
{
    Accounts accounts;
    for (const auto& [address, value] : allocation) {
        const auto& from = value.as_object();
        auto& account = accounts[fixed_bytes<Address>(json::value(address))];
        for (const auto* unit : {"balance", "wei"})
            if (const auto* balance = from.if_contains(unit)) account.balance = decimal(*balance);
        if (const auto* nonce = from.if_contains("nonce"))
            account.nonce = decimal(*nonce).low_u64();
        if (const auto* code = from.if_contains("code"))
            account.code = std::make_shared<const evm::Code>(bytes(*code));
        if (const auto* storage = from.if_contains("storage"))
            for (const auto& [slot, word] : storage->as_object())
                account.storage[number(json::value(slot))] = number(word);
    }
    return accounts;
}

}  // namespace

void run_genesis_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object())
        if (report.wants(name))
            report.compare(name, {}, state_root_in(bytes(test.at("result"))),
                           root_of(allocated(test.at("alloc").as_object())));
}

void skip_genesis_balances(const json::value& root, Report& report)
{
    for (std::size_t i = 0; i < root.as_array().size(); ++i) {
        const auto name = "[" + std::to_string(i) + "]";
        if (report.wants(name))
            report.skip(name, {},
                        "header of before Frontier: with a minimum gas price, without receipts "
                        "root and bloom");
    }
}

void run_genesis_hash_test(const json::value& root, Report& report)
{
    if (!report.wants("genesis")) return;
    const auto block = bytes(root.at("genesis_rlp_hex"));
    const auto words = [](const std::string& state_root, const Hash& hash) {
        return "state root " + state_root + ", hash " + hex::encode(hash.bytes);
    };
    report.compare("genesis", {},
                   words(hex::encode(fixed_bytes<Hash>(root.at("genesis_state_root")).bytes),
                         fixed_bytes<Hash>(root.at("genesis_hash"))),
                   words(state_root_in(block), keccak256(header_of(block).encoding)));
}

}  // namespace archi::conformance
