#include "prover/segment_prover.hpp"

#include "iop/sumcheck.hpp"
#include "prover/opening_prover.hpp"

namespace archi::prover {

using iop::Label;
using iop::TreeKind;
using machine::Commitment;
using verifier::kEarlyStack;
using verifier::kGlobal;
using verifier::kLocal;
using verifier::kMainStack;
using verifier::kProgramStack;

std::string_view name(Stage stage)
{
    switch (stage) {
        case Stage::kCommit:
            return "commit";
        case Stage::kSums:
            return "sum buses";
        case Stage::kConstraints:
            return "check constraints";
        case Stage::kOpen:
            return "open";
    }
    return "";
}

namespace {

void append_columns(const machine::Columns& table, std::vector<std::span<const F>>& columns)
{
    for (std::size_t i = 0; i < table.width; ++i)
        columns.push_back(table.column(i));
}

/// The columns of all traces of that commitment, in the order of their layout.
std::vector<std::span<const F>> columns_of(verifier::Air<E> air, const SegmentTrace& trace,
                                           Commitment commitment)
{
    std::vector<std::span<const F>> columns;
    for (const auto& each : trace.traces)
        if (air[each.chip].commitment == commitment) append_columns(each.columns, columns);
    return columns;
}

/// The protocol of one segment.
class SegmentProver {
public:
    SegmentProver(const Backend& backend, const verifier::SegmentContext<E>& context,
                  const ProvingKey& key, const EarlyColumns& early, const SegmentTrace& trace)
        : backend_(backend),
          air_(context.air),
          parameters_(context.parameters),
          shared_(context.shared),
          trace_(trace),
          channel_(verifier::segment_transcript(context.shared.seed, context.index,
                                                context.statement.segments)),
          shape_(shape_of(trace)),
          layout_(verifier::lay_out(air_, shape_, key.key, parameters_.log_stacked_height)),
          segment_{air_, shape_, layout_, parameters_, {key.columns.get(), early.columns.get()}}
    {
    }

    std::optional<Bytes> prove(const Progress& progress)
    {
        if (!progress(Stage::kCommit)) return std::nullopt;
        commit_main();
        if (!progress(Stage::kSums)) return std::nullopt;
        for (const auto scope : {kLocal, kGlobal})
            claims_[scope] = sum(scope);
        if (!progress(Stage::kConstraints)) return std::nullopt;
        const auto point = check_constraints();
        if (!progress(Stage::kOpen)) return std::nullopt;
        const auto opened = check_stacking(point);
        prove_opening(backend_, channel_, segment_, opened, stacked_.size());
        return channel_.proof();
    }

private:
    void send(Label label, std::span<const E> elements) { channel_.send(label, elements); }

    void commit_main()
    {
        channel_.send_bytes(Label::kPublicValues, verifier::encode_public_values(trace_.statement));
        channel_.send_bytes(Label::kShape, verifier::encode_shape(air_, shape_, Commitment::kMain));
        main_ = backend_.commit(TreeKind::kMain, layout_.stacks[kMainStack],
                                columns_of(air_, trace_, Commitment::kMain), parameters_);
        segment_.stacks[kMainStack] = main_.get();
        channel_.send_hashes(Label::kCommitment, main_->cap());
        send_work(backend_, channel_, parameters_.grinding.local_challenge);
        const E alpha = channel_.challenge<E>(Label::kFingerprint);
        const E beta = channel_.challenge<E>(Label::kFingerprint);
        fingerprints_ = {verifier::Fingerprint<E>::from(alpha, beta), shared_.fingerprint};
    }

    verifier::LeafClaim<E> sum(verifier::Scope scope)
    {
        const auto tree = backend_.sum(segment_, scope, fingerprints_[scope]);
        const auto root = tree->root();
        send(Label::kGkrRoot, root);
        verifier::LeafClaim<E> claim{{}, root[0], root[1]};
        for (unsigned variables = 0; variables < layout_.leaves[scope].log_leaves; ++variables) {
            tree->begin_layer(claim.point, channel_.challenge<E>(Label::kGkrCombination));
            for (unsigned i = variables; i-- > 0;) {
                send(Label::kGkrRound, tree->round());
                claim.point[i] = channel_.challenge<E>(Label::kGkrRound);
                tree->bind(claim.point[i]);
            }
            const auto child = tree->children();
            send(Label::kGkrValues, child);
            const E tau = channel_.challenge<E>(Label::kGkrChild);
            claim.numerator = child[0] + tau * (child[1] - child[0]);
            claim.denominator = child[2] + tau * (child[3] - child[2]);
            claim.point.push_back(tau);
        }
        return claim;
    }

    void send_parts(const verifier::Parts<E>& parts)
    {
        for (const auto scope : {kLocal, kGlobal})
            for (std::size_t j = 0; j < shape_.size(); ++j)
                if (air_[shape_[j].chip].interactions[scope] != 0)
                    send(Label::kParts,
                         std::array{parts.numerator[j][scope], parts.denominator[j][scope]});
    }

    std::vector<E> check_constraints()
    {
        const auto check = backend_.check_constraints(segment_, fingerprints_, claims_);
        send_parts(check->parts());
        const E mu = channel_.challenge<E>(Label::kConstraintPowers);
        check->begin(iop::powers(mu, verifier::claim_count(air_, shape_)));
        std::vector<E> point(verifier::max_log_height(shape_));
        for (std::size_t i = point.size(); i-- > 0;) {
            send(Label::kZerocheckRound, check->round());
            point[i] = channel_.challenge<E>(Label::kZerocheckRound);
            check->bind(point[i]);
        }
        openings_ = check->openings();
        for (std::size_t j = 0; j < shape_.size(); ++j) {
            if (air_[shape_[j].chip].fixed == verifier::FixedColumns::kProgram)
                send(Label::kColumns, openings_[j].fixed);
            send(Label::kColumns, openings_[j].columns);
        }
        return point;
    }

    std::vector<E> check_stacking(std::span<const E> point)
    {
        const auto claims = verifier::stacked_claims(
            air_, shape_, openings_, layout_.stacks,
            std::span<const std::size_t>(layout_.program.first), parameters_.log_stacked_height);
        const E lambda = channel_.challenge<E>(Label::kColumnPowers);
        const auto check = backend_.check_stacking(segment_, point, claims, lambda);
        std::vector<E> opened(parameters_.log_stacked_height);
        for (auto& coordinate : opened) {
            send(Label::kStackingRound, check->round());
            coordinate = channel_.challenge<E>(Label::kStackingRound);
            check->bind(coordinate);
        }
        stacked_ = check->values();
        send(Label::kStacked, stacked_);
        return opened;
    }

    const Backend& backend_;
    verifier::Air<E> air_;
    const iop::Parameters& parameters_;
    const verifier::SharedChallenge<E>& shared_;
    const SegmentTrace& trace_;
    iop::ProverChannel channel_;
    verifier::Shape shape_;
    verifier::SegmentLayout layout_;
    CommittedSegment segment_;
    std::unique_ptr<Committed> main_;
    std::array<verifier::Fingerprint<E>, kScopes> fingerprints_;
    std::array<verifier::LeafClaim<E>, kScopes> claims_;
    std::vector<verifier::Openings<E>> openings_;
    std::vector<E> stacked_;
};

}  // namespace

ProvingKey make_key(const Backend& backend, const iop::Parameters& parameters, verifier::Air<E> air,
                    const machine::ProgramTables& program, std::uint32_t entry)
{
    ProvingKey key{key_of(program, entry), nullptr};
    const auto layout = verifier::stack(verifier::program_columns(air, key.key).log_heights,
                                        parameters.log_stacked_height);
    std::vector<std::span<const F>> columns;
    append_columns(program.rom, columns);
    append_columns(program.image, columns);
    key.columns = backend.commit(TreeKind::kProgram, layout, columns, parameters);
    key.key.cap = key.columns->cap();
    return key;
}

EarlyColumns commit_early(const Backend& backend, const iop::Parameters& parameters,
                          verifier::Air<E> air, const SegmentTrace& trace)
{
    EarlyColumns early;
    std::vector<unsigned> log_heights;
    for (const auto& instance : shape_of(trace)) {
        const auto& chip = air[instance.chip];
        if (chip.commitment != Commitment::kEarly) continue;
        early.commitment.shape.push_back(instance);
        log_heights.insert(log_heights.end(), chip.columns, instance.log_height);
    }
    early.columns = backend.commit(TreeKind::kEarly,
                                   verifier::stack(log_heights, parameters.log_stacked_height),
                                   columns_of(air, trace, Commitment::kEarly), parameters);
    early.commitment.cap = early.columns->cap();
    return early;
}

std::optional<Bytes> prove_segment(const Backend& backend,
                                   const verifier::SegmentContext<E>& context,
                                   const ProvingKey& key, const EarlyColumns& early,
                                   const SegmentTrace& trace, const Progress& progress)
{
    return SegmentProver(backend, context, key, early, trace).prove(progress);
}

}  // namespace archi::prover
