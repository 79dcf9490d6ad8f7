#include "ethereum/case_codec.hpp"

#include "base/rlp.hpp"

namespace archi::ethereum {

namespace {

using rlp::Encoder;
using rlp::FieldReader;
using rlp::Item;
using rlp::ListReader;

/// As a list of none or one.
void add(Encoder& out, const std::optional<u256>& number)
{
    out.begin_list();
    if (number) out.add(*number);
    out.end_list();
}

std::optional<u256> optional_word(const Item& list)
{
    FieldReader in(list);
    return in.at_end() ? std::nullopt : std::optional(in.word());
}

void add(Encoder& out, const evm::BlockContext& block)
{
    out.begin_list();
    out.add(block.number).add(block.timestamp).add(block.gas_limit).add(block.chain_id);
    out.add(block.coinbase.bytes).add(block.prev_randao.bytes).add(block.base_fee);
    out.end_list();
}

evm::BlockContext block_in(const Item& list)
{
    FieldReader in(list);
    evm::BlockContext block;
    block.number = in.u64();
    block.timestamp = in.u64();
    block.gas_limit = in.u64();
    block.chain_id = in.u64();
    block.coinbase = in.fixed<Address>();
    block.prev_randao = in.fixed<Hash>();
    block.base_fee = in.word();
    return block;
}

void add(Encoder& out, const Accounts& accounts)
{
    out.begin_list();
    for (const auto& [address, account] : accounts) {
        out.begin_list();
        out.add(address.bytes).add(account.nonce).add(account.balance);
        out.add(account.code ? account.code->bytes() : bytes_view{});
        out.begin_list();
        for (const auto& [slot, value] : account.storage)
            out.add(slot).add(value);
        out.end_list().end_list();
    }
    out.end_list();
}

Accounts accounts_in(const Item& list)
{
    Accounts accounts;
    for (ListReader entries(list); const auto entry = entries.next();) {
        FieldReader in(*entry);
        auto& account = accounts[in.fixed<Address>()];
        account.nonce = in.u64();
        account.balance = in.word();
        if (const auto code = in.string(); !code.empty())
            account.code = std::make_shared<const evm::Code>(code);
        for (FieldReader slots(in.list()); !slots.at_end();) {
            const auto slot = slots.word();
            account.storage[slot] = slots.word();
        }
    }
    return accounts;
}

void add(Encoder& out, const Transaction& transaction)
{
    out.begin_list();
    out.add(transaction.sender.bytes).add(transaction.nonce).add(transaction.gas_limit);
    out.add(transaction.to ? bytes_view(transaction.to->bytes) : bytes_view{});
    add(out, transaction.value);
    out.add(bytes_view(transaction.data)).add(transaction.max_fee).add(transaction.priority_fee);
    out.begin_list();
    for (const auto& entry : transaction.access_list) {
        out.begin_list().add(entry.address.bytes);
        for (const auto& slot : entry.slots)
            out.add(slot);
        out.end_list();
    }
    out.end_list();
    add(out, transaction.max_blob_fee);
    out.begin_list();
    for (const auto& hash : transaction.blob_hashes)
        out.add(hash.bytes);
    out.end_list();
    out.add(std::uint64_t{transaction.authorizations ? 1U : 0U});
    out.begin_list();
    if (transaction.authorizations)
        for (const auto& [chain_id, address, nonce, y_parity, r, s] : *transaction.authorizations) {
            out.begin_list().add(chain_id).add(address.bytes).add(nonce);
            out.add(y_parity).add(r).add(s).end_list();
        }
    out.end_list();
    out.add(std::uint64_t{transaction.has_1559_fees ? 1U : 0U});
    out.end_list();
}

Authorization authorization_in(const Item& list)
{
    FieldReader in(list);
    Authorization out;
    out.chain_id = in.word();
    out.address = in.fixed<Address>();
    out.nonce = in.word();
    out.y_parity = in.word();
    out.r = in.word();
    out.s = in.word();
    return out;
}

Transaction transaction_in(const Item& list)
{
    FieldReader in(list);
    Transaction out;
    out.sender = in.fixed<Address>();
    out.nonce = in.u64();
    out.gas_limit = in.u64();
    out.to = in.optional_address();
    out.value = optional_word(in.list());
    const auto data = in.string();
    out.data.assign(data.begin(), data.end());
    out.max_fee = in.word();
    out.priority_fee = in.word();
    for (ListReader entries(in.list()); const auto entry = entries.next();) {
        FieldReader fields(*entry);
        auto& added = out.access_list.emplace_back();
        added.address = fields.fixed<Address>();
        while (!fields.at_end())
            added.slots.push_back(fields.word());
    }
    out.max_blob_fee = optional_word(in.list());
    for (FieldReader hashes(in.list()); !hashes.at_end();)
        out.blob_hashes.push_back(hashes.fixed<Hash>());
    if (in.boolean()) out.authorizations.emplace();
    for (ListReader entries(in.list()); const auto entry = entries.next();)
        out.authorizations->push_back(authorization_in(*entry));
    out.has_1559_fees = in.boolean();
    return out;
}

}  // namespace

Bytes encode(const Case& test)
{
    Encoder out;
    out.begin_list();
    out.add(static_cast<std::uint64_t>(test.revision));
    add(out, test.block);
    out.add(test.excess_blob_gas).add(test.blobs.max).add(test.blobs.update_fraction);
    add(out, *test.pre);
    add(out, test.transaction);
    out.end_list();
    return out.take();
}

std::unique_ptr<OwnedCase> decode_case(bytes_view encoding)
{
    const auto item = rlp::decode(encoding);
    if (!item) return nullptr;
    FieldReader in(*item);
    auto owned = std::make_unique<OwnedCase>();
    owned->test.revision = static_cast<evm::Revision>(in.u64());
    owned->test.block = block_in(in.list());
    owned->test.excess_blob_gas = in.word();
    owned->test.blobs.max = in.u64();
    owned->test.blobs.update_fraction = in.word();
    owned->pre = accounts_in(in.list());
    owned->test.pre = &owned->pre;
    owned->test.transaction = transaction_in(in.list());
    return in.finish() ? std::move(owned) : nullptr;
}

Bytes encode(const Outcome& outcome)
{
    Bytes out{static_cast<std::uint8_t>(outcome.refusal.size())};
    append(out, bytes_of(outcome.refusal));
    append(out, outcome.state_root.bytes);
    append(out, outcome.logs_hash.bytes);
    return out;
}

std::optional<Outcome> take_outcome(bytes_view& bytes)
{
    if (bytes.empty() || bytes.size() < 1 + bytes[0] + 2 * Hash::kSize) return std::nullopt;
    const auto take = [&](std::size_t size) {
        const auto taken = bytes.first(size);
        bytes = bytes.subspan(size);
        return taken;
    };
    Outcome outcome;
    const auto refusal = take(take(1)[0]);
    outcome.refusal.assign(refusal.begin(), refusal.end());
    outcome.state_root = fixed<Hash>(take(Hash::kSize));
    outcome.logs_hash = fixed<Hash>(take(Hash::kSize));
    return outcome;
}

}  // namespace archi::ethereum
