#include "prover/opening_prover.hpp"

#include "iop/sumcheck.hpp"
#include "verifier/fold.hpp"

namespace archi::prover {

using iop::Label;

void send_work(const Backend& backend, iop::ProverChannel& channel, unsigned bits)
{
    if (bits == 0) return;
    channel.send_nonce(bits, backend.grind(channel.transcript().state(), bits));
}

namespace {

class OpeningProver {
public:
    OpeningProver(const Backend& backend, iop::ProverChannel& channel,
                  const CommittedSegment& segment)
        : backend_(backend),
          channel_(channel),
          segment_(segment),
          parameters_(segment.parameters),
          words_(iop::word_count(parameters_))
    {
    }

    void basefold(std::span<const E> point, std::span<const E> weights)
    {
        const auto folding = backend_.fold(segment_, point, weights);
        for (std::size_t i = 0; i < words_; ++i) {
            const auto word = iop::word_of(parameters_, i);
            channel_.send_hashes(Label::kFoldedWord, folding->commit(word));
            for (unsigned k = 0; k < word.log_arity; ++k) {
                send(Label::kFoldRound, std::array{folding->slope()});
                bind(*folding, parameters_.grinding.folding);
            }
        }
        send(Label::kFinalWord, folding->last());
        work(parameters_.grinding.queries);
        auto positions = ask(parameters_.queries, verifier::log_length(parameters_));
        open_columns(positions);
        for (std::size_t i = 0; i < words_; ++i) {
            verifier::to_cosets(positions, iop::word_of(parameters_, i).log_arity);
            channel_.open_bytes(folding->open(i, positions));
        }
    }

    void whir(std::span<const E> point, std::span<const E> weights)
    {
        const auto folding = backend_.fold_weighted(segment_, point, weights);
        for (std::size_t i = 0; i < words_; ++i) {
            const auto word = iop::word_of(parameters_, i);
            channel_.send_hashes(Label::kFoldedWord, folding->commit(word));
            claim(*folding, i);
            for (unsigned k = 0; k < word.log_arity; ++k) {
                send(Label::kFoldRound, folding->round());
                bind(*folding, parameters_.grinding.folding);
            }
        }
        send(Label::kFinalWord, folding->last());
        work(parameters_.grinding.queries);
        static_cast<void>(answer(*folding, words_));
        for (unsigned k = 0; k < parameters_.log_final_length; ++k) {
            send(Label::kFinalRound, folding->round());
            bind(*folding, 0);
        }
    }

private:
    void work(unsigned bits) { send_work(backend_, channel_, bits); }
    void send(Label label, std::span<const E> elements) { channel_.send(label, elements); }
    void bind(FoldedWords& words, unsigned bits)
    {
        work(bits);
        words.bind(channel_.challenge<E>(Label::kFoldChallenge));
    }
    [[nodiscard]] std::vector<std::uint32_t> ask(unsigned queries, unsigned log_places)
    {
        return verifier::query_positions(channel_.transcript(), queries, log_places);
    }
    void open_columns(std::span<const std::uint32_t> positions)
    {
        for (const auto* stack : segment_.stacks)
            if (stack->width() != 0) channel_.open_bytes(stack->open(positions));
    }

    /// Opens what is asked of the word before word `i`, the columns before the first; gives the
    /// points that it folds to.
    std::vector<F> answer(const WeightedFolding& folding, std::size_t i)
    {
        std::vector<std::uint32_t> positions;
        unsigned log_places = 0;
        if (i == 0) {
            log_places = verifier::log_length(parameters_);
            positions = ask(parameters_.queries, log_places);
            open_columns(positions);
        } else {
            log_places = iop::word_of(parameters_, i - 1).log_leaves();
            positions = ask(parameters_.word_queries[i - 1], log_places);
            channel_.open_bytes(folding.open(i - 1, positions));
        }
        std::vector<F> points;
        points.reserve(positions.size());
        for (const auto position : positions)
            points.push_back(verifier::domain_point<F>(position, log_places));
        return points;
    }

    /// The claims on word `i` beside the one that it inherits.
    void claim(WeightedFolding& folding, std::size_t i)
    {
        const bool is_sampled = parameters_.word_multiplicity != 0;
        E z;
        if (is_sampled) {
            z = channel_.challenge<E>(Label::kOutOfDomain);
            send(Label::kOutOfDomain, std::array{folding.evaluate(z)});
        }
        work(parameters_.grinding.queries);
        const auto points = answer(folding, i);
        const E xi = channel_.challenge<E>(Label::kClaimPowers);
        const auto powers = iop::powers(xi, points.size() + 2);
        if (is_sampled) folding.claim(z, powers[1]);
        folding.claim(points, std::span(powers).subspan(is_sampled ? 2 : 1, points.size()));
    }

    const Backend& backend_;
    iop::ProverChannel& channel_;
    const CommittedSegment& segment_;
    const iop::Parameters& parameters_;
    std::size_t words_;
};

}  // namespace

void prove_opening(const Backend& backend, iop::ProverChannel& channel,
                   const CommittedSegment& segment, std::span<const E> point, std::size_t columns)
{
    send_work(backend, channel, segment.parameters.grinding.batching);
    const auto weights = verifier::stacked_weights<E>(channel.transcript(), columns);
    OpeningProver prover(backend, channel, segment);
    if (segment.parameters.opening == iop::Opening::kWhir)
        prover.whir(point, weights);
    else
        prover.basefold(point, weights);
}

}  // namespace archi::prover
