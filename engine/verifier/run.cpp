#include "verifier/run.hpp"

#include <algorithm>

#include "base/blake3.hpp"
#include "verifier/instantiate.hpp"

namespace archi::verifier {

namespace {

/// Takes fields off the front of a proof; zeros once it is used up.
class Reader {
public:
    explicit Reader(bytes_view bytes) : rest_(bytes) {}

    bytes_view bytes(std::size_t count)
    {
        if (count > rest_.size()) {
            failed_ = true;
            return {};
        }
        const auto front = rest_.first(count);
        rest_ = rest_.subspan(count);
        return front;
    }
    std::uint64_t number(unsigned width) { return load_le(bytes(width)); }
    std::uint32_t number() { return static_cast<std::uint32_t>(number(4)); }
    std::vector<Hash> hashes(std::size_t count)
    {
        const auto front = bytes(count * Hash::kSize);
        std::vector<Hash> hashes(front.size() / Hash::kSize);
        for (std::size_t i = 0; i < hashes.size(); ++i)
            hashes[i] = fixed<Hash>(front.subspan(i * Hash::kSize));
        return hashes;
    }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    bytes_view rest_;
    bool failed_ = false;
};

/// The ends of the segments join, from the entry to the exit, within the bound on cycles.
class Chain {
public:
    explicit Chain(const Key& key) : pc_(key.entry) {}

    [[nodiscard]] bool join(const machine::SegmentStatement& segment)
    {
        if (segment.first_pc != pc_ || segment.first_timestamp != timestamp_ ||
            segment.end_timestamp < segment.first_timestamp)
            return false;
        pc_ = segment.end_pc;
        timestamp_ = segment.end_timestamp;
        return cycles() <= machine::kMaxCycles;
    }
    [[nodiscard]] bool has_ended() const { return pc_ == machine::kExitPc; }
    [[nodiscard]] std::uint64_t cycles() const
    {
        return (timestamp_ - machine::kFirstTimestamp) / machine::kTimestampsPerCycle;
    }

private:
    std::uint32_t pc_;
    std::uint32_t timestamp_ = machine::kFirstTimestamp;
};

}  // namespace

const iop::ParameterSet* parameter_set_of(bytes_view proof)
{
    Reader reader(proof);
    if (reader.number() != kProofVersion) return nullptr;
    const auto bytes = reader.bytes(iop::kEncodedParametersSize);
    for (const auto& set : iop::parameter_sets())
        if (std::ranges::equal(bytes, iop::encode(set.parameters))) return &set;
    return nullptr;
}

template <typename E>
std::expected<Verified, Fault> verify_run(Air<E> air, const iop::Parameters& parameters,
                                          bytes_view proof, std::uint16_t least_bits)
{
    if (!iop::validate(parameters, least_bits) || parameters.extension_degree != E::kDegree)
        return std::unexpected(Fault::kParameters);
    Reader reader(proof);
    if (reader.number() != kProofVersion) return std::unexpected(Fault::kMalformed);
    if (!std::ranges::equal(reader.bytes(iop::kEncodedParametersSize), iop::encode(parameters)))
        return std::unexpected(Fault::kParameters);
    Key key;
    key.entry = reader.number();
    key.image_end = reader.number();
    key.rom_log_height = static_cast<std::uint8_t>(reader.number(1));
    key.image_log_height = static_cast<std::uint8_t>(reader.number(1));
    key.cap = reader.hashes(cap_size(parameters));
    const auto output = reader.bytes(reader.number());
    const auto segments = reader.number();
    if (reader.failed() || output.size() > kMaxOutput) return std::unexpected(Fault::kMalformed);
    const auto is_height = [&](unsigned log_height) {
        return log_height >= kMinLogHeight && log_height <= parameters.limits.log_height;
    };
    if (!is_height(key.rom_log_height) || !is_height(key.image_log_height) || key.image_end == 0 ||
        segments == 0 || segments > std::uint64_t{1} << parameters.log_proofs)
        return std::unexpected(Fault::kShape);

    const Statement statement{program_hash(parameters, key), blake3(output), segments};
    std::vector<EarlyCommitment> early;
    std::vector<Hash> digests;
    constexpr auto kEarly = machine::Commitment::kEarly;
    for (std::uint32_t i = 0; i < segments; ++i) {
        auto shape = decode_shape(air, kEarly, reader.bytes(shape_bytes(air, kEarly)));
        if (!shape) return std::unexpected(Fault::kShape);
        early.push_back({std::move(*shape), reader.hashes(cap_size(parameters))});
        if (reader.failed()) return std::unexpected(Fault::kMalformed);
        digests.push_back(digest(early.back()));
    }
    auto transcript = shared_transcript(statement, digests);
    if (const auto bits = parameters.grinding.shared_challenge; bits != 0) {
        const auto nonce = reader.number(8);
        if (reader.failed() || !transcript.grind(bits, nonce))
            return std::unexpected(Fault::kGrinding);
    }
    const auto shared = shared_challenge<E>(std::move(transcript));

    Chain chain(key);
    E numerator;
    E denominator = E::one();
    std::uint64_t leaves = 0;
    for (std::uint32_t i = 0; i < segments; ++i) {
        const auto bytes = reader.bytes(reader.number());
        if (reader.failed()) return std::unexpected(Fault::kMalformed);
        const auto segment =
            verify_segment<E>({air, parameters, key, statement, shared, i}, early[i], bytes);
        if (!segment) return std::unexpected(segment.error());
        if (!chain.join(segment->values)) return std::unexpected(Fault::kPublicValues);
        numerator =
            numerator * segment->global_denominator + segment->global_numerator * denominator;
        denominator *= segment->global_denominator;
        leaves += segment->global_leaves;
    }
    if (leaves > std::uint64_t{1} << parameters.limits.log_run_leaves)
        return std::unexpected(Fault::kShape);
    if (!reader.at_end()) return std::unexpected(Fault::kMalformed);
    if (!chain.has_ended()) return std::unexpected(Fault::kPublicValues);
    if (numerator != E{}) return std::unexpected(Fault::kUnbalanced);
    return Verified{statement.program, std::move(key), Bytes(output.begin(), output.end()),
                    segments, chain.cycles()};
}

#define ARCHI_INSTANTIATE(E)                                                                       \
    template std::expected<Verified, Fault> verify_run(Air<E>, const iop::Parameters&, bytes_view, \
                                                       std::uint16_t);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
