// The guest's input as bytes. Integers are big endian; a count stands before what it counts.

#include "stf/batch.hpp"

namespace archi::stf {
namespace {

class Writer {
public:
    void number(std::uint64_t value) { append_be(out_, value, 8); }
    void byte(std::uint8_t value) { out_.push_back(value); }
    void count(std::size_t value) { append_be(out_, value, 4); }
    template <std::size_t N>
    void fixed(const FixedBytes<N>& value)
    {
        append(out_, value.bytes);
    }
    void word(const u256& value) { fixed(value.to_be()); }
    void bytes(bytes_view value)
    {
        count(value.size());
        append(out_, value);
    }
    [[nodiscard]] Bytes take() { return std::move(out_); }

private:
    Bytes out_;
};

/// After the first read past the end everything is zero and `ok` is false.
class Cursor {
public:
    explicit Cursor(bytes_view input) : rest_(input) {}

    std::uint64_t number() { return load_be(take(8)); }
    std::uint8_t byte() { return static_cast<std::uint8_t>(load_be(take(1))); }
    std::uint32_t position() { return static_cast<std::uint32_t>(load_be(take(4))); }
    /// Of things that take at least `least` bytes each: never more than the rest can hold.
    std::size_t count(std::size_t least)
    {
        const auto value = static_cast<std::size_t>(load_be(take(4)));
        if (value <= rest_.size() / least) return value;
        fail();
        return 0;
    }
    template <typename T>
    T fixed()
    {
        const auto bytes = take(T::kSize);
        return bytes.empty() ? T{} : archi::fixed<T>(bytes);
    }
    u256 word() { return u256::from_be(fixed<Hash>().bytes); }
    Bytes bytes()
    {
        const auto view = take(count(1));
        return {view.begin(), view.end()};
    }
    [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

private:
    bytes_view take(std::size_t size)
    {
        if (size > rest_.size()) {
            fail();
            return {};
        }
        const auto front = rest_.first(size);
        rest_ = rest_.subspan(size);
        return front;
    }
    void fail()
    {
        ok_ = false;
        rest_ = {};
    }

    bytes_view rest_;
    bool ok_ = true;
};

// The least bytes of one element, which bound what a count may promise.
constexpr std::size_t kLeastLeaf = 8 + 3 * Hash::kSize;
constexpr std::size_t kLeastBytes = 4;
constexpr std::size_t kLeastBlock = 8 + 4 + 4;

void write(Writer& out, const ChainRules& rules)
{
    out.number(rules.chain_id);
    out.number(rules.block_gas_limit);
    out.fixed(rules.fee_collector);
    out.word(rules.minimum_base_fee);
    out.number(rules.cycles_per_gas);
    out.number(rules.settlement.chain_id);
    out.fixed(rules.settlement.base_token);
    out.fixed(rules.settlement.group);
    out.number(rules.settlement.epoch_seconds);
    out.byte(rules.settlement.data_scheme);
}

ChainRules read_rules(Cursor& in)
{
    ChainRules rules;
    rules.chain_id = in.number();
    rules.block_gas_limit = in.number();
    rules.fee_collector = in.fixed<Address>();
    rules.minimum_base_fee = in.word();
    rules.cycles_per_gas = in.number();
    rules.settlement.chain_id = in.number();
    rules.settlement.base_token = in.fixed<Hash>();
    rules.settlement.group = in.fixed<Hash>();
    rules.settlement.epoch_seconds = in.number();
    rules.settlement.data_scheme = in.byte();
    return rules;
}

void write(Writer& out, const state::TreeHead& head)
{
    out.fixed(head.root);
    out.number(head.count);
}

state::TreeHead read_head(Cursor& in)
{
    state::TreeHead head;
    head.root = in.fixed<Hash>();
    head.count = in.number();
    return head;
}

void write(Writer& out, const state::Snapshot& snapshot)
{
    write(out, snapshot.on_chain);
    write(out, snapshot.off_chain);
    out.number(snapshot.block_number);
    out.fixed(snapshot.recent_blocks);
    out.number(snapshot.timestamp);
}

state::Snapshot read_snapshot(Cursor& in)
{
    state::Snapshot snapshot;
    snapshot.on_chain = read_head(in);
    snapshot.off_chain = read_head(in);
    snapshot.block_number = in.number();
    snapshot.recent_blocks = in.fixed<Hash>();
    snapshot.timestamp = in.number();
    return snapshot;
}

void write(Writer& out, const Header& header)
{
    out.fixed(header.parent_hash);
    out.fixed(header.coinbase);
    out.fixed(header.transactions_root);
    out.fixed(header.receipts_root);
    out.number(header.number);
    out.number(header.gas_limit);
    out.number(header.gas_used);
    out.number(header.timestamp);
    out.word(header.base_fee);
}

Header read_header(Cursor& in)
{
    Header header;
    header.parent_hash = in.fixed<Hash>();
    header.coinbase = in.fixed<Address>();
    header.transactions_root = in.fixed<Hash>();
    header.receipts_root = in.fixed<Hash>();
    header.number = in.number();
    header.gas_limit = in.number();
    header.gas_used = in.number();
    header.timestamp = in.number();
    header.base_fee = in.word();
    return header;
}

void write(Writer& out, const state::Multiproof& proof)
{
    out.count(proof.leaves.size());
    for (const auto& [index, leaf] : proof.leaves) {
        out.number(index);
        out.fixed(leaf.key);
        out.fixed(leaf.value);
        out.fixed(leaf.next);
    }
    out.count(proof.siblings.size());
    for (const auto& sibling : proof.siblings)
        out.fixed(sibling);
}

state::Multiproof read_proof(Cursor& in)
{
    state::Multiproof proof;
    proof.leaves.resize(in.count(kLeastLeaf));
    for (auto& [index, leaf] : proof.leaves) {
        index = in.number();
        leaf.key = in.fixed<Hash>();
        leaf.value = in.fixed<Hash>();
        leaf.next = in.fixed<Hash>();
    }
    proof.siblings.resize(in.count(Hash::kSize));
    for (auto& sibling : proof.siblings)
        sibling = in.fixed<Hash>();
    return proof;
}

}  // namespace

Bytes encode(const BatchInput& input)
{
    Writer out;
    write(out, input.rules);
    out.number(input.batch_number);
    write(out, input.before);
    write(out, input.parent);
    out.count(input.recent_blocks.size());
    for (const auto& hash : input.recent_blocks)
        out.fixed(hash);
    write(out, input.on_chain);
    write(out, input.off_chain);
    out.count(input.codes.size());
    for (const auto& code : input.codes)
        out.bytes(code);
    out.count(input.blocks.size());
    for (const auto& block : input.blocks) {
        out.number(block.timestamp);
        out.count(block.transactions.size());
        for (const auto& raw : block.transactions)
            out.bytes(raw);
        out.count(block.set_aside.size());
        for (const auto position : block.set_aside)
            out.count(position);
    }
    out.bytes(input.compressed_content);
    return out.take();
}

std::optional<BatchInput> decode_batch_input(bytes_view bytes)
{
    Cursor in(bytes);
    BatchInput input;
    input.rules = read_rules(in);
    input.batch_number = in.number();
    input.before = read_snapshot(in);
    input.parent = read_header(in);
    input.recent_blocks.resize(in.count(Hash::kSize));
    for (auto& hash : input.recent_blocks)
        hash = in.fixed<Hash>();
    input.on_chain = read_proof(in);
    input.off_chain = read_proof(in);
    input.codes.resize(in.count(kLeastBytes));
    for (auto& code : input.codes)
        code = in.bytes();
    input.blocks.resize(in.count(kLeastBlock));
    for (auto& block : input.blocks) {
        block.timestamp = in.number();
        block.transactions.resize(in.count(kLeastBytes));
        for (auto& raw : block.transactions)
            raw = in.bytes();
        block.set_aside.resize(in.count(4));
        for (auto& position : block.set_aside)
            position = in.position();
    }
    input.compressed_content = in.bytes();
    if (!in.finished()) return std::nullopt;
    return input;
}

}  // namespace archi::stf
