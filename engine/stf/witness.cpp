// Makes a witness: executes, and keeps what was read.

#include "base/blake3.hpp"
#include "base/hash_map.hpp"
#include "stf/batch_run.hpp"

namespace archi::stf {
namespace {

class RecordingReader final : public state::Reader {
public:
    explicit RecordingReader(state::Reader& state) : state_(&state) {}

    Hash value(const Hash& key) override
    {
        keys_.try_emplace(key, true);
        return state_->value(key);
    }

    std::shared_ptr<const Bytes> code(const Hash& code_hash) override
    {
        auto code = state_->code(code_hash);
        if (code != nullptr) codes_.try_emplace(code_hash, code);
        return code;
    }

    [[nodiscard]] std::vector<Hash> keys() const
    {
        std::vector<Hash> keys;
        for (const auto& [key, read] : keys_)
            keys.push_back(key);
        return keys;
    }

    [[nodiscard]] std::vector<Bytes> codes() const
    {
        std::vector<Bytes> codes;
        for (const auto& [code_hash, code] : codes_)
            codes.push_back(*code);
        return codes;
    }

private:
    state::Reader* state_;
    FlatMap<Hash, bool> keys_;
    FlatMap<Hash, std::shared_ptr<const Bytes>> codes_;
};

}  // namespace

std::expected<BatchInput, BatchError> add_witness(BatchInput input, state::Reader& state,
                                                  state::TreeStore& on_chain)
{
    RecordingReader reader(state);
    World world(reader, nullptr);
    const auto run = run_blocks(input, reader, world);
    if (world.broken()) return std::unexpected(BatchError::kWitness);
    if (!run) return std::unexpected(run.error());
    input.on_chain = state::prove(on_chain, input.before.on_chain, reader.keys(), world.changes());
    input.off_chain = {};
    input.codes = reader.codes();
    return input;
}

}  // namespace archi::stf
