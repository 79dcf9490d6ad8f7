// Openings of committed columns, by BaseFold and by WHIR: true claims are shown, false ones are
// not, whatever the prover says or leaves out.

#include <QtTest>

#include "engine/verifier/lying_backend.hpp"
#include "engine/verifier/opening_parts.hpp"
#include "prover/dual_backend.hpp"

Q_DECLARE_METATYPE(archi::iop::Parameters)

namespace {

using namespace archi;
using namespace archi::verifier;
using namespace archi::verifier::test;
using iop::Parameters;
using prover::make_cpu_backend;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

constexpr std::uint8_t kMultiplicity = 3;

class OpeningTest : public QObject {
    Q_OBJECT

    std::unique_ptr<prover::Backend> backend_ = make_cpu_backend({.threads = 2});

    static void add_schemes()
    {
        QTest::addColumn<Parameters>("parameters");
        QTest::newRow("BaseFold") << toy_parameters();
        QTest::newRow("WHIR, unique decoding") << toy_whir_parameters();
        QTest::newRow("WHIR, Johnson bound") << toy_whir_parameters(kMultiplicity);
    }
    static QString described(const std::expected<void, Fault>& verified)
    {
        return verified ? QStringLiteral("accepted")
                        : QString::fromStdString(std::string(describe(verified.error())));
    }

    /// True columns and claim, and a prover that lies.
    void refuse(const Parameters& parameters, Lies lies, Fault expected, const char* what)
    {
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        const LyingBackend lying(*backend_, std::move(lies));
        const auto verified =
            stacked.verify(committed, stacked.open(lying, committed, parameters), stacked.claim);
        QVERIFY2(!verified && verified.error() == expected,
                 qPrintable(QString("%1: %2").arg(what, described(verified))));
    }

    /// A lie about the n-th message of its kind, from 0.
    template <typename Message>
    static std::function<void(Message&)> nth(unsigned n, std::function<void(Message&)> lie)
    {
        return [n, lie, count = 0U](Message& message) mutable {
            if (count++ == n) lie(message);
        };
    }

private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", static_cast<unsigned long long>(seed())); }

    void parameters_are_valid_data() { add_schemes(); }
    void parameters_are_valid()
    {
        QFETCH(Parameters, parameters);
        QVERIFY(iop::validate(parameters, parameters.target_bits));
    }

    void shapes_of_every_kind_are_opened()
    {
        for (const unsigned height : {8U, 9U, 11U, 12U})
            for (const unsigned arity : {1U, 2U, 3U, 4U, 5U})
                for (const unsigned last : {0U, 1U, 4U, 7U})
                    for (const int scheme : {0, 1, 2}) {
                        auto parameters = scheme == 0   ? toy_parameters()
                                          : scheme == 1 ? toy_whir_parameters()
                                                        : toy_whir_parameters(kMultiplicity);
                        parameters.log_stacked_height = static_cast<std::uint8_t>(height);
                        parameters.log_fold_arity = static_cast<std::uint8_t>(arity);
                        parameters.log_final_length = static_cast<std::uint8_t>(last);
                        parameters.word_queries = {};
                        if (scheme != 0) {
                            if (iop::word_count(parameters) > iop::kMostWords) continue;
                            parameters.word_log_inverse_rate =
                                static_cast<std::uint8_t>(1 + last % 4);
                            if (scheme == 2) parameters.word_log_inverse_rate += 1;
                            parameters = *iop::with_fewest_queries(parameters, 10);
                        }
                        parameters.queries = 7;
                        parameters.target_bits = 1;
                        parameters.log_proofs = 0;
                        QVERIFY(iop::validate(parameters, 1));
                        const Stacked stacked(parameters, seed() + height);
                        const auto committed = stacked.commit(*backend_);
                        const auto proof = stacked.open(*backend_, committed, parameters);
                        const auto verified = stacked.verify(committed, proof, stacked.claim);
                        QVERIFY2(verified, qPrintable(QString("%1 %2 %3 %4: %5")
                                                          .arg(height)
                                                          .arg(arity)
                                                          .arg(last)
                                                          .arg(scheme)
                                                          .arg(described(verified))));
                    }
    }

    void claims_off_by_one_data() { add_schemes(); }
    void claims_off_by_one()
    {
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        const auto proof = stacked.open(*backend_, committed, parameters);
        QVERIFY(stacked.verify(committed, proof, stacked.claim));
        for (std::size_t i = 0; i < Stacked::kColumns; ++i)
            for (const E& change : {E::one(), -E::one()}) {
                auto claim = stacked.claim;
                claim.values[i] += change;
                const auto verified = stacked.verify(committed, proof, claim);
                QVERIFY2(!verified && verified.error() == Fault::kFold,
                         qPrintable(described(verified)));
            }
        for (std::size_t i = 0; i < stacked.claim.point.size(); ++i) {
            auto claim = stacked.claim;
            claim.point[i] += E::one();
            const auto verified = stacked.verify(committed, proof, claim);
            QVERIFY(!verified && verified.error() == Fault::kFold);
        }
    }

    void words_of_other_columns_data() { add_schemes(); }
    void words_of_other_columns()
    {
        // All words, rounds and answers follow from columns of which the claim is true; only the
        // committed ones are others, in one cell.
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        auto other = stacked;
        other.columns.back().back() += F::one();
        other.claim_what_is_true();
        QVERIFY(other.claim.values != stacked.claim.values);
        const auto folded = other.commit(*backend_);
        const OtherColumns dishonest(*backend_, folded);
        const auto proof = other.open(dishonest, committed, parameters);
        const auto verified = stacked.verify(committed, proof, other.claim);
        QVERIFY2(!verified && verified.error() == Fault::kFold, qPrintable(described(verified)));
        // The prover is no worse than that: with their own commitment they are shown.
        QVERIFY(other.verify(folded, other.open(*backend_, folded, parameters), other.claim));
    }

    void false_words_and_rounds_data() { add_schemes(); }
    void false_words_and_rounds()
    {
        QFETCH(Parameters, parameters);
        const bool is_whir = parameters.opening == iop::Opening::kWhir;
        const auto words = static_cast<unsigned>(iop::word_count(parameters));
        const unsigned folds = parameters.log_stacked_height - parameters.log_final_length;
        const auto add_one = [](E& element) { element += E::one(); };
        for (unsigned n = 0; n < folds; ++n) {
            refuse(parameters, {.bound = nth<E>(n, add_one)}, Fault::kFold,
                   "folded by another challenge");
            if (!is_whir) refuse(parameters, {.slope = nth<E>(n, add_one)}, Fault::kFold, "slope");
        }
        for (unsigned n = 0; is_whir && n < folds + parameters.log_final_length; ++n)
            for (const std::size_t i : {0, 1})
                refuse(parameters,
                       {.weighted_round =
                            nth<std::array<E, 2>>(n, [i](auto& round) { round[i] += E::one(); })},
                       Fault::kFold, "round polynomial");
        for (std::size_t i = 0; i < std::size_t{1} << parameters.log_final_length; i += 3)
            refuse(parameters, {.last = [i](auto& last) { last[i] += E::one(); }}, Fault::kFold,
                   "last word");
        for (unsigned n = 0; n < words; ++n) {
            refuse(parameters,
                   {.folded_cap =
                        nth<std::vector<Hash>>(n, [](auto& cap) { std::ranges::reverse(cap); })},
                   Fault::kOpening, "order of the caps");
            refuse(parameters,
                   {.opened_word = nth<Bytes>(n, [](auto& bytes) { bytes.front() ^= 1; })},
                   Fault::kOpening, "leaf");
            refuse(parameters,
                   {.opened_word = nth<Bytes>(n, [](auto& bytes) { bytes.back() ^= 1; })},
                   Fault::kOpening, "sibling");
            if (!is_whir) continue;
            const auto changed = [](auto change) {
                return [change](std::vector<E>& weights) { change(weights); };
            };
            refuse(parameters, {.claim_weights = nth<std::vector<E>>(n, changed([](auto& weights) {
                                                                         weights.back() = E{};
                                                                     }))},
                   Fault::kFold, "a claim left out");
            refuse(parameters,
                   {.claim_weights = nth<std::vector<E>>(
                        n, changed([](auto& weights) { std::swap(weights[0], weights[1]); }))},
                   Fault::kFold, "claims exchanged");
            if (parameters.word_multiplicity != 0)
                refuse(parameters, {.out_of_domain = nth<E>(n, add_one)}, Fault::kFold,
                       "value out of the domain");
        }
    }

    void answers_of_another_tree_data() { add_schemes(); }
    void answers_of_another_tree()
    {
        // Every tree of words, and the columns' trees, exchanged for those of another opening.
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const Stacked other(parameters, seed() + 1);
        const auto committed = stacked.commit(*backend_);
        const auto others = other.commit(*backend_);
        const auto proof = stacked.open(*backend_, committed, parameters);
        const auto verified = stacked.verify(others, proof, stacked.claim);
        QVERIFY(!verified);
        const auto foreign = other.open(*backend_, others, parameters);
        QVERIFY(!stacked.verify(committed, foreign, stacked.claim));
        for (std::size_t cut = 16; cut < std::min(proof.size(), foreign.size()); cut += 97) {
            Bytes spliced(proof.begin(), proof.begin() + static_cast<std::ptrdiff_t>(cut));
            spliced.insert(spliced.end(), foreign.begin() + static_cast<std::ptrdiff_t>(cut),
                           foreign.end());
            QVERIFY(!stacked.verify(committed, spliced, stacked.claim));
        }
    }

    void other_numbers_of_queries_data() { add_schemes(); }
    void other_numbers_of_queries()
    {
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        const auto honest = stacked.open(*backend_, committed, parameters);
        const auto refused = [&](const auto& change) {
            for (const int by : {-1, 1}) {
                auto changed = parameters;
                auto& queries = change(changed);
                queries = static_cast<std::uint16_t>(queries + by);
                const auto proof = stacked.open(*backend_, committed, changed);
                if (proof == honest) continue;  // the last place was drawn before
                if (stacked.verify(committed, proof, stacked.claim)) return false;
            }
            return true;
        };
        QVERIFY(refused([](Parameters& p) -> auto& { return p.queries; }));
        if (parameters.opening == iop::Opening::kWhir)
            for (std::size_t i = 0; i < iop::word_count(parameters); ++i)
                QVERIFY(refused([i](Parameters& p) -> auto& { return p.word_queries[i]; }));
    }

    void messages_of_another_length_data() { add_schemes(); }
    void messages_of_another_length()
    {
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        const auto proof = stacked.open(*backend_, committed, parameters);
        const auto refused = [&](bytes_view changed) {
            return !stacked.verify(committed, changed, stacked.claim).has_value();
        };
        for (std::size_t length = 0; length < proof.size(); length += 1 + length / 64)
            QVERIFY(refused(bytes_view(proof).first(length)));
        for (const std::size_t piece : {4, 8, 24, 32, 48, 384})
            for (std::size_t at = 0; at + piece <= proof.size(); at += 4 * (1 + at / 512)) {
                const auto place = static_cast<std::ptrdiff_t>(at);
                const auto size = static_cast<std::ptrdiff_t>(piece);
                auto shorter = proof;
                shorter.erase(shorter.begin() + place, shorter.begin() + place + size);
                QVERIFY(refused(shorter));
                auto longer = proof;
                longer.insert(longer.begin() + place, proof.begin() + place,
                              proof.begin() + place + size);
                QVERIFY(refused(longer));
            }
    }

    void changed_bytes_data() { add_schemes(); }
    void changed_bytes()
    {
        QFETCH(Parameters, parameters);
        const Stacked stacked(parameters, seed());
        const auto committed = stacked.commit(*backend_);
        auto proof = stacked.open(*backend_, committed, parameters);
        std::mt19937_64 random(seed());
        std::size_t tried = 0;
        for (std::size_t i = 0; i < proof.size(); i += 1 + random() % 16, ++tried) {
            const auto before = proof[i];
            proof[i] ^= static_cast<std::uint8_t>(1U << random() % 8);
            QVERIFY2(!stacked.verify(committed, proof, stacked.claim),
                     qPrintable(QString::number(i)));
            proof[i] = before;
        }
        qInfo("%zu changes of %zu bytes", tried, proof.size());
    }

    void instruction_sets_agree_data() { add_schemes(); }
    void instruction_sets_agree()
    {
        QFETCH(Parameters, parameters);
        const auto portable =
            make_cpu_backend({.instructions = iop::Instructions::kPortable, .threads = 1});
        const Stacked stacked(parameters, seed());
        std::string found;
        const auto dual = prover::make_dual_backend(*portable, *backend_,
                                                    [&](std::string_view step) { found = step; });
        const auto committed = stacked.commit(*backend_);
        const auto single = stacked.open(*backend_, committed, parameters);
        const auto on_both = stacked.commit(*dual);
        QVERIFY(stacked.open(*dual, on_both, parameters) == single);
        QVERIFY2(found.empty(), found.c_str());
    }

    void whole_runs_data() { add_schemes(); }
    void whole_runs()
    {
        QFETCH(Parameters, parameters);
        const ToyRun run(seed(), 250);
        const auto proof = run.prove(*backend_, run.segments, 0, parameters);
        QVERIFY(run.segments.size() > 1);
        const auto verified = verify(proof, parameters);
        QVERIFY2(verified, verified ? "" : std::string(describe(verified.error())).c_str());
        // It says which parameters it was made with, and no others are taken for them.
        for (const auto& others :
             {toy_parameters(), toy_whir_parameters(), toy_whir_parameters(kMultiplicity)}) {
            const auto taken = verify(proof, others);
            QCOMPARE(taken.has_value(), others == parameters);
            if (!taken) QVERIFY(taken.error() == Fault::kParameters);
        }
    }
};

}  // namespace

QTEST_GUILESS_MAIN(OpeningTest)
#include "opening_test.moc"
