// Every cell of the reports of ethereum/soundcalc for SP1, OpenVM 1 and 2, ZisK, Airbender, Pico
// and its WHIR example, from their parameters. Commit and date stand in vectors/soundcalc.json.

#include <QtTest>
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "iop/soundness/lookup.hpp"
#include "iop/soundness/multilinear.hpp"
#include "iop/soundness/univariate.hpp"
#include "iop/soundness/whir.hpp"
#include "vectors/vector_file.hpp"

using namespace archi;
using namespace archi::iop::soundness;
using Cells = std::map<QString, Interval>;

namespace {

std::uint64_t number(const QJsonObject& object, const char* name, std::uint64_t otherwise = 0)
{
    const auto value = object[QLatin1String(name)];
    return value.isUndefined() ? otherwise : static_cast<std::uint64_t>(value.toDouble());
}

std::uint32_t small(const QJsonObject& object, const char* name, std::uint32_t otherwise = 0)
{
    return static_cast<std::uint32_t>(number(object, name, otherwise));
}

std::vector<std::uint32_t> list(const QJsonValue& values)
{
    std::vector<std::uint32_t> out;
    for (const auto& value : values.toArray())
        out.push_back(static_cast<std::uint32_t>(value.toInt()));
    return out;
}

std::int32_t log2_of(std::uint64_t power)
{
    if (!std::has_single_bit(power)) qFatal("not a power of two");
    return std::countr_zero(power);
}

Interval field_size(const QJsonObject& circuit)
{
    static const std::map<QString, std::uint64_t> primes{
        {QStringLiteral("KoalaBear"), 0x7f000001},
        {QStringLiteral("BabyBear"), 0x78000001},
        {QStringLiteral("M31"), 0x7fffffff},
        {QStringLiteral("Goldilocks"), 0xffffffff00000001}};
    return Interval(primes.at(circuit[QLatin1String("field")].toString()))
        .power(number(circuit, "degree"));
}

/// The gap that soundcalc takes where none is given: it jumps where the field passes 2^150. We
/// never take a default; the numbers are theirs.
double default_gap(double rate, bool large_field)
{
    const auto hundredth = std::sqrt(rate) / 100;
    return large_field ? hundredth : std::max(rate / 20, hundredth);
}

/// Their multiplicity, in doubles as they compute it: where the quotient is whole, noise in the
/// last bit decides between m and m + 1 (50 at rate 1/4, 51 at 1/2 for the same formula).
std::uint32_t their_multiplicity(double rate, double gap)
{
    const auto distance = 1 - std::sqrt(rate) - gap;
    const auto eta = 1 - std::sqrt(rate) - distance;
    return std::max(3U, static_cast<std::uint32_t>(std::ceil(std::sqrt(rate) / (2 * eta))));
}

/// A gap as a double is exact: 53 bits.
Interval exact(double value)
{
    int exponent = 0;
    const auto mantissa = std::frexp(value, &exponent);
    return Interval(static_cast<std::uint64_t>(std::ldexp(mantissa, 53))) *
           Interval::power_of_two(exponent - 53);
}

Regime their_regime(const QJsonObject& parameters, const QString& name, int log_inverse_rate,
                    bool large_field)
{
    if (name == QLatin1String("UDR")) return Regime::unique_decoding();
    if (const auto multiplicity = small(parameters, "multiplicity"))
        return Regime::johnson(multiplicity);
    const auto rate = std::ldexp(1.0, -log_inverse_rate);
    const auto given = parameters[QLatin1String("gap_to_radius")].toString();
    const auto gap = given.isEmpty() ? default_gap(rate, large_field) : given.toDouble();
    return Regime::johnson_gap(exact(gap), their_multiplicity(rate, gap));
}

void add_lookups(Cells& cells, const QJsonObject& circuit, const Interval& field)
{
    for (const auto& lookup : vectors::objects_of(circuit[QLatin1String("lookups")])) {
        const bool gkr = lookup[QLatin1String("logup_type")] == QLatin1String("multivariate");
        const Lookup shape{
            .rows = number(lookup, "rows_L") + number(lookup, "rows_T"),
            .lookups_per_row = number(lookup, "num_lookups_M", 1),
            .tuple_length = number(lookup, "num_columns_S", 1),
            .equality_fingerprint = lookup[QLatin1String("multilinear_fingerprint")].toBool(gkr),
            .gkr = gkr};
        cells[lookup[QLatin1String("name")].toString()] =
            ground(lookup_error(shape, field), small(lookup, "grinding_bits_lookup"));
    }
}

void add_fri(Cells& cells, const QJsonObject& parameters, const Regime& regime, const Code& code,
             std::uint64_t words, const Interval& field)
{
    const auto batching = parameters[QLatin1String("power_batching")].toBool() ? Batching::kPowers
                          : parameters[QLatin1String("multilinear_batching")].toBool()
                              ? Batching::kEquality
                              : Batching::kIndependent;
    cells[QStringLiteral("batching")] = ground(regime.batching_error(code, batching, words) / field,
                                               small(parameters, "grinding_batching_phase"));
    std::vector<std::uint32_t> folds;
    for (const auto fold : list(parameters[QLatin1String("fri_folding_factors")]))
        folds.push_back(static_cast<std::uint32_t>(log2_of(fold)));
    for (std::size_t round = 0; round < folds.size(); ++round)
        cells[QStringLiteral("commit round %1").arg(round + 1)] =
            ground(fri_commit_error(regime, code, folds, round, field),
                   small(parameters, "grinding_commit_phase"));
    cells[QStringLiteral("query phase")] =
        ground(query_error(regime, code, number(parameters, "num_queries")),
               small(parameters, "grinding_query_phase"));
}

void add_deep_ali(Cells& cells, const QJsonObject& parameters, const Regime& regime,
                  const Code& code, const Interval& field)
{
    const auto points = number(parameters, "opening_points");
    QVERIFY(deep_condition(regime, code, points));
    cells[QStringLiteral("ALI")] =
        ali_error(regime, code, number(parameters, "num_constraints"), field);
    cells[QStringLiteral("DEEP")] =
        ground(deep_error(regime, code, number(parameters, "air_max_degree"), points, field),
               small(parameters, "grinding_deep"));
}

/// What differs between iterations of WHIR.
struct WhirShape {
    Code code;
    std::vector<std::uint32_t> folds;
    std::vector<std::uint32_t> queries;
    std::vector<std::uint32_t> samples;
    std::vector<std::uint32_t> query_grinding;
    std::vector<std::uint32_t> sample_grinding;
    std::vector<std::vector<std::uint32_t>> fold_grinding;
    std::uint64_t degree = 3;
    std::uint64_t words = 1;
    std::uint32_t batching_grinding = 0;
};

template <typename RegimeOf>
void add_whir(Cells& cells, const WhirShape& shape, const RegimeOf& regime_of,
              const Interval& field)
{
    auto code = shape.code;
    cells[QStringLiteral("batching")] =
        ground(regime_of(code).batching_error(code, Batching::kPowers, shape.words) / field,
               shape.batching_grinding);
    for (std::size_t i = 0; i < shape.folds.size(); ++i) {
        for (std::uint32_t s = 0; s < shape.folds[i]; ++s)
            cells[QStringLiteral("fold(i=%1,s=%2)").arg(i).arg(s + 1)] =
                ground(whir_fold_error(regime_of(code), code.folded(static_cast<int>(s)),
                                       shape.degree, field),
                       shape.fold_grinding[i][s]);
        if (i + 1 == shape.folds.size()) break;
        const auto next = whir_next_code(code, shape.folds[i]);
        cells[QStringLiteral("OOD(i=%1)").arg(i + 1)] =
            ground(whir_out_of_domain_error(regime_of(next), next, shape.samples[i], field),
                   shape.sample_grinding[i]);
        cells[QStringLiteral("Shift(i=%1)").arg(i + 1)] = ground(
            whir_shift_error(regime_of(code), code, regime_of(next), next, shape.queries[i], field),
            shape.query_grinding[i]);
        code = next;
    }
    cells[QStringLiteral("fin")] = ground(query_error(regime_of(code), code, shape.queries.back()),
                                          shape.query_grinding.back());
}

WhirShape whir_shape(const QJsonObject& parameters)
{
    WhirShape shape{
        .code = {.log_dimension = static_cast<int>(small(parameters, "log_degree")),
                 .log_inverse_rate = static_cast<int>(small(parameters, "log_inv_rate"))},
        .folds = list(parameters[QLatin1String("folding_factors")]),
        .queries = list(parameters[QLatin1String("num_queries")]),
        .samples = list(parameters[QLatin1String("num_ood_samples")]),
        .query_grinding = list(parameters[QLatin1String("grinding_bits_queries")]),
        .sample_grinding = list(parameters[QLatin1String("grinding_bits_ood")]),
        .fold_grinding = {},
        .degree = number(parameters, "constraint_degree"),
        .words = number(parameters, "batch_size"),
        .batching_grinding = small(parameters, "grinding_batching_phase")};
    for (const auto& bits : parameters[QLatin1String("grinding_bits_folding")].toArray())
        shape.fold_grinding.push_back(list(bits));
    return shape;
}

/// OpenVM 2 folds by 16, with 20 bits of work for queries and one sample.
WhirShape swirl_shape(const QJsonObject& parameters)
{
    const auto queries = list(parameters[QLatin1String("whir_num_queries")]);
    const auto rounds = queries.size();
    const auto height = small(parameters, "l_skip") + small(parameters, "n_stack");
    return {.code = {.log_dimension = static_cast<int>(height),
                     .log_inverse_rate = static_cast<int>(small(parameters, "log_blowup"))},
            .folds = std::vector<std::uint32_t>(rounds, 4),
            .queries = queries,
            .samples = std::vector<std::uint32_t>(rounds, 1),
            .query_grinding = std::vector<std::uint32_t>(rounds, 20),
            .sample_grinding = std::vector<std::uint32_t>(rounds, 0),
            .fold_grinding = std::vector(
                rounds, std::vector<std::uint32_t>(4, small(parameters, "whir_folding_pow_bits"))),
            .degree = number(parameters, "constraint_degree"),
            .words = number(parameters, "w_stack"),
            .batching_grinding = small(parameters, "whir_mu_pow_bits")};
}

/// `candidates`: by how much a list multiplies these errors.
void add_swirl(Cells& cells, const QJsonObject& parameters, const Interval& candidates,
               const Interval& field)
{
    const Swirl swirl{.log_skip = small(parameters, "l_skip"),
                      .max_log_rows = number(parameters, "max_log_trace_height"),
                      .constraints = number(parameters, "max_constraints_per_air"),
                      .tables = number(parameters, "num_airs"),
                      .columns = number(parameters, "num_trace_columns")};
    const auto leaves = 2 * number(parameters, "logup_max_interaction_count");
    const auto tuple = std::uint64_t{1} << number(parameters, "logup_log_max_message_length");
    cells[QStringLiteral("logup")] = ground(candidates * Interval(leaves) * Interval(tuple) / field,
                                            small(parameters, "logup_pow_bits"));
    cells[QStringLiteral("gkr_batching")] = Interval(1) / field;
    cells[QStringLiteral("gkr_sumcheck")] = Interval(3) / field;
    cells[QStringLiteral("constraint_batching")] = swirl.constraint_batching(candidates) / field;
    cells[QStringLiteral("zerocheck_sumcheck")] = swirl.zerocheck(candidates) / field;
    cells[QStringLiteral("stacked_reduction")] = swirl.stacking(candidates) / field;
}

Code fri_code(const QJsonObject& parameters, const char* rows)
{
    const auto rate = parameters[QLatin1String("rho")].toDouble();
    return {.log_dimension = log2_of(number(parameters, rows)),
            .log_inverse_rate = static_cast<int>(std::lround(-std::log2(rate)))};
}

/// Every cell of one circuit in one regime. `theirs`: with the mistakes that we reproduce.
Cells cells_of(const QJsonObject& circuit, const QString& regime_name, bool theirs)
{
    const auto parameters = circuit[QLatin1String("parameters")].toObject();
    const auto family = circuit[QLatin1String("family")].toString();
    const auto field = field_size(circuit);
    const bool large_field = field.low > Interval::power_of_two(150).high;
    const auto regime_of = [&](const Code& code) {
        return their_regime(parameters, regime_name, code.log_inverse_rate, large_field);
    };
    Cells cells;
    add_lookups(cells, circuit, field);
    if (family == QLatin1String("JAGGED")) {
        const auto code = fri_code(parameters, "dense_length");
        const auto words = number(parameters, "dense_batch");
        add_fri(cells, parameters, regime_of(code), code, words, field);
        cells[QStringLiteral("zerocheck")] = zerocheck_error(
            number(parameters, "num_constraints"), number(parameters, "air_max_degree"),
            ceiling_log2(number(parameters, "trace_length")), field);
        const auto log_cells = static_cast<std::uint64_t>(code.log_dimension) + ceiling_log2(words);
        cells[QStringLiteral("reduce to dense PCS")] =
            jagged_error(number(parameters, "trace_columns"), log_cells, field);
    } else if (family == QLatin1String("FRI_STARK")) {
        const auto code = fri_code(parameters, "trace_length");
        add_fri(cells, parameters, regime_of(code), code, number(parameters, "batch_size"), field);
        add_deep_ali(cells, parameters, regime_of(code), code, field);
    } else if (family == QLatin1String("WHIR")) {
        const auto shape = whir_shape(parameters);
        add_whir(cells, shape, regime_of, field);
        add_deep_ali(cells, parameters, regime_of(shape.code), shape.code, field);
    } else {
        const auto shape = swirl_shape(parameters);
        add_whir(cells, shape, regime_of, field);
        const auto size = regime_of(shape.code).list_size(shape.code);
        add_swirl(cells, parameters, theirs ? Interval(1) / size : size, field);
    }
    return cells;
}

/// The cell as printed: whole bits rounded down, or tenths rounded to nearest.
bool matches(const Interval& error, const QString& printed)
{
    const auto least = error.bits();
    const auto most = error.bits_at_most();
    if (!printed.contains(QLatin1Char('.')))
        return least.floor() == printed.toInt() && most.floor() == printed.toInt();
    const auto tenths = std::lround(printed.toDouble() * 10);
    const auto nearest = [](Bits bits) { return (bits.units * 10 + Bits::kOne / 2) >> 32; };
    return nearest(least) == tenths && nearest(most) == tenths;
}

const vectors::VectorFile& reports()
{
    static const vectors::VectorFile file("soundcalc.json");
    return file;
}

QJsonObject circuit_of(const char* system, const char* name)
{
    for (const auto& circuit : reports().cases("circuits"))
        if (circuit[QLatin1String("system")] == QLatin1String(system) &&
            circuit[QLatin1String("circuit")] == QLatin1String(name))
            return circuit;
    qFatal("no circuit %s of %s", name, system);
}

}  // namespace

class PublishedSoundnessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reproduces_every_cell_data();
    void reproduces_every_cell();
    void a_list_costs_bits_where_swirl_gains_them();
    void the_default_gap_jumps_with_the_field();
};

void PublishedSoundnessTest::reproduces_every_cell_data()
{
    QTest::addColumn<QJsonObject>("circuit");
    QTest::addColumn<QString>("regime");
    for (const auto& circuit : reports().cases("circuits")) {
        const auto table = circuit[QLatin1String("table")].toObject();
        QVERIFY(!table.isEmpty());
        for (const auto& regime : table.keys())
            QTest::addRow("%s %s %s", qPrintable(circuit[QLatin1String("system")].toString()),
                          qPrintable(circuit[QLatin1String("circuit")].toString()),
                          qPrintable(regime))
                << circuit << regime;
    }
}

void PublishedSoundnessTest::reproduces_every_cell()
{
    QFETCH(QJsonObject, circuit);
    QFETCH(QString, regime);
    const auto cells = cells_of(circuit, regime, true);
    auto printed = circuit[QLatin1String("table")].toObject()[regime].toObject();
    const auto total = printed.take(QLatin1String("total")).toString();
    QCOMPARE(static_cast<std::size_t>(printed.size()), cells.size());
    Interval worst;
    for (const auto& [name, error] : cells) {
        worst = greater(worst, error);
        const auto cell = printed[name].toString();
        QVERIFY2(matches(error, cell),
                 qPrintable(QStringLiteral("%1: printed %2, computed %3")
                                .arg(name, cell)
                                .arg(static_cast<double>(error.bits().tenths()) / 10)));
    }
    QVERIFY(matches(worst, total));
}

void PublishedSoundnessTest::a_list_costs_bits_where_swirl_gains_them()
{
    // soundcalc adds log2 of the list's size to the bits of SWIRL's reductions and of its lookup;
    // every candidate is one more chance, so it must be taken off. Printed: 116.5 and 105.
    const auto circuit = circuit_of("openvm2", "internal");
    const auto theirs = cells_of(circuit, QStringLiteral("JBR"), true);
    const auto ours = cells_of(circuit, QStringLiteral("JBR"), false);
    const auto tenths = [](const Cells& cells, const char* name) {
        return cells.at(QLatin1String(name)).bits().tenths();
    };
    QCOMPARE(tenths(theirs, "constraint_batching"), 1164);  // 116.46
    QCOMPARE(tenths(ours, "constraint_batching"), 1108);
    QCOMPARE(theirs.at(QStringLiteral("logup")).bits().floor(), 105);
    QCOMPARE(ours.at(QStringLiteral("logup")).bits().floor(), 99);  // below the 100 they claim
}

void PublishedSoundnessTest::the_default_gap_jumps_with_the_field()
{
    // Rate 1/2 and 100 queries: the same code in two fields, and three and a half bits apart.
    const Code code{.log_dimension = 20, .log_inverse_rate = 1};
    const auto bits = [&](bool large_field) {
        const auto gap = default_gap(0.5, large_field);
        return query_error(Regime::johnson_gap(exact(gap), their_multiplicity(0.5, gap)), code, 100)
            .bits()
            .tenths();
    };
    QCOMPARE(bits(false), 449);
    QCOMPARE(bits(true), 485);
    QCOMPARE(their_multiplicity(0.25, default_gap(0.25, true)), 50U);
    QCOMPARE(their_multiplicity(0.5, default_gap(0.5, true)), 51U);
}

QTEST_GUILESS_MAIN(PublishedSoundnessTest)
#include "published_soundness_test.moc"
