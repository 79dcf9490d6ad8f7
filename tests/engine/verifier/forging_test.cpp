// False traces and false statements, proven by an honest prover: each is refused, and for the
// reason that it should be. False messages over true traces are in message_test.cpp.

#include <QtTest>

#include <algorithm>
#include <random>

#include "engine/verifier/toy_run.hpp"
#include "machine/chips.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using namespace archi::verifier::test;
using prover::make_cpu_backend;

constexpr std::uint32_t kSegmentCycles = 200;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

class ForgingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<prover::Backend> backend_ = make_cpu_backend({.threads = 2});
    const ToyRun honest_{seed(), kSegmentCycles};
    Bytes proof_;

    void refuse(bytes_view proof, std::initializer_list<Fault> expected, const char* what)
    {
        const auto verified = verify(proof);
        QVERIFY2(!verified, what);
        QVERIFY2(std::ranges::find(expected, verified.error()) != expected.end(),
                 qPrintable(QString("%1: %2").arg(what).arg(
                     QString::fromStdString(std::string(describe(verified.error()))))));
    }
    void refuse(const ToyRun& run, std::initializer_list<Fault> expected, const char* what)
    {
        refuse(run.prove(*backend_), expected, what);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qInfo("seed %llu", static_cast<unsigned long long>(seed()));
        QVERIFY(honest_.segments.size() > 2);
        proof_ = honest_.prove(*backend_);
        const auto verified = verify(proof_);
        QVERIFY2(verified, verified ? "" : std::string(describe(verified.error())).c_str());
        qInfo("%zu segments, %zu bytes", honest_.segments.size(), proof_.size());
    }

    void a_changed_cell_of_any_chip()
    {
        std::mt19937_64 random(seed());
        for (std::size_t i = 0; i < honest_.segments[0].traces.size(); ++i) {
            auto forged = honest_;
            auto& trace = forged.segments[0].traces[i];
            const auto column = random() % trace.columns.width;
            const auto row = random() % std::max<std::size_t>(trace.live_rows, 1);
            trace.columns.at(row, column) += F::one();
            const auto what = QString("chip %1, column %2, row %3").arg(trace.chip).arg(column);
            refuse(forged, {Fault::kUnbalanced, Fault::kConstraints}, qPrintable(what.arg(row)));
        }
    }

    void an_early_column_after_the_shared_challenge()
    {
        auto forged = honest_;
        auto& boundary = forged.trace<machine::chips::Boundary>();
        QVERIFY(boundary.live_rows < boundary.columns.height());
        // Of a row that takes part in nothing: no constraint and no bus notices.
        boundary.columns.at(boundary.live_rows, 1) = F(7);
        QVERIFY(verify(forged.prove(*backend_)));
        refuse(forged.prove(*backend_, honest_.segments), {Fault::kOpening}, "padding");
        auto live = honest_;
        live.trace<machine::chips::Boundary>().columns.at(0, 1) += F::one();
        refuse(live.prove(*backend_, honest_.segments), {Fault::kUnbalanced, Fault::kOpening},
               "live");
    }

    void a_padding_row_made_live()
    {
        auto forged = honest_;
        auto& add = forged.trace<machine::chips::AddSub>();
        QVERIFY(add.live_rows < add.columns.height());
        for (std::size_t i = 0; i < add.columns.width; ++i)
            add.columns.at(add.live_rows, i) = add.columns.at(0, i);
        refuse(forged, {Fault::kUnbalanced}, "the first row once more");
    }

    void multiplicities_of_tables()
    {
        for (const auto& change : {F::one(), -F::one()}) {
            auto range = honest_;
            range.trace<machine::chips::Range>().columns.at(3, 0) += change;
            refuse(range, {Fault::kUnbalanced}, "range");
            auto bytes = honest_;
            bytes.trace<machine::chips::ByteAnd>().columns.at(3, 0) += change;
            refuse(bytes, {Fault::kUnbalanced}, "byte_and");
            auto rom = honest_;
            rom.trace<machine::chips::Rom>().columns.at(3, 0) += change;
            refuse(rom, {Fault::kUnbalanced}, "rom");
        }
    }

    void public_values_of_a_segment()
    {
        using Statement = machine::SegmentStatement;
        const auto last = honest_.segments.size() - 1;
        const auto with = [&](std::size_t segment, std::uint32_t Statement::* value, int change) {
            auto forged = honest_;
            forged.segments[segment].statement.*value += static_cast<std::uint32_t>(change);
            return forged;
        };
        refuse(with(0, &Statement::first_pc, 4), {Fault::kUnbalanced}, "first pc");
        refuse(with(0, &Statement::first_timestamp, 4), {Fault::kUnbalanced}, "first timestamp");
        refuse(with(0, &Statement::end_pc, 4), {Fault::kUnbalanced}, "end pc");
        refuse(with(0, &Statement::end_timestamp, -4), {Fault::kUnbalanced}, "end timestamp");
        refuse(with(last, &Statement::end_pc, 4), {Fault::kUnbalanced}, "exit pc");
        refuse(with(last, &Statement::last_cell, 1), {Fault::kUnbalanced}, "last cell");
        refuse(with(0, &Statement::last_cell, 1), {Fault::kPublicValues}, "last cell of another");
        auto outside = honest_;
        outside.segments[0].statement.first_pc += F::kModulus;
        refuse(outside, {Fault::kPublicValues}, "first pc + p");
        auto joined = honest_;
        joined.segments[0].statement.end_pc += 4;
        joined.segments[1].statement.first_pc += 4;
        refuse(joined, {Fault::kUnbalanced}, "both sides of a seam");
    }

    void another_output()
    {
        auto forged = honest_;
        forged.output = {1};
        refuse(forged, {Fault::kUnbalanced}, "proven so");
        const ProofMap map(proof_);
        auto bytes = proof_;
        bytes[map.output_length.begin] = 1;
        bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(map.output.begin), 1);
        refuse(bytes, {Fault::kGrinding, Fault::kUnbalanced}, "put there afterwards");
    }

    void another_entry()
    {
        refuse(honest_.prove(*backend_, honest_.segments, 4), {Fault::kPublicValues}, "entry");
    }

    void segments_swapped_left_out_and_repeated()
    {
        const auto arranged = [&](const std::vector<std::size_t>& order) {
            auto forged = honest_;
            forged.segments.clear();
            for (const auto i : order)
                forged.segments.push_back(honest_.segments[i]);
            return forged;
        };
        std::vector<std::size_t> all(honest_.segments.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        auto swapped = all;
        std::swap(swapped[0], swapped[1]);
        refuse(arranged(swapped), {Fault::kPublicValues}, "swapped");
        refuse(arranged({all.begin() + 1, all.end()}), {Fault::kPublicValues}, "without the first");
        auto without = all;
        without.erase(without.begin() + 1);
        refuse(arranged(without), {Fault::kPublicValues}, "without the second");
        refuse(arranged({all.begin(), all.end() - 1}), {Fault::kShape}, "without the last");
        auto repeated = all;
        repeated.insert(repeated.begin(), 0);
        refuse(arranged(repeated), {Fault::kPublicValues}, "the first twice");
        repeated = all;
        repeated.push_back(all.back());
        refuse(arranged(repeated), {Fault::kPublicValues}, "the last twice");
    }

    void a_segment_of_another_run()
    {
        const ToyRun other(seed(), kSegmentCycles, 2);
        auto forged = honest_;
        forged.segments[1] = other.segments[1];
        refuse(forged, {Fault::kUnbalanced, Fault::kPublicValues}, "with its early commitment");
        refuse(forged.prove(*backend_, honest_.segments),
               {Fault::kUnbalanced, Fault::kPublicValues, Fault::kOpening, Fault::kConstraints},
               "with the early commitment of the first");

        // Proven under the shared challenge of that other run.
        const auto theirs = other.prove(*backend_);
        QVERIFY(verify(theirs));
        const ProofMap ours(proof_);
        const ProofMap map(theirs);
        const auto cut = [](const Bytes& proof, const ProofMap& where) {
            const auto& [begin, size] = where.segments[1];
            return bytes_view(proof).subspan(where.lengths[1].begin,
                                             begin + size - where.lengths[1].begin);
        };
        Bytes spliced;
        const auto piece = cut(proof_, ours);
        append(spliced, bytes_view(proof_).first(ours.lengths[1].begin));
        append(spliced, cut(theirs, map));
        append(spliced, bytes_view(proof_).subspan(ours.lengths[1].begin + piece.size()));
        refuse(spliced, {Fault::kGrinding, Fault::kUnbalanced}, "spliced");
    }

    void a_lie_that_cancels_between_two_segments()
    {
        // The first segment hands a value on that it does not have, and the second takes it.
        auto forged = honest_;
        auto& out = forged.trace<machine::chips::Boundary>(0).columns;
        auto& in = forged.trace<machine::chips::Boundary>(1).columns;
        using Columns = machine::chips::BoundaryColumns<std::size_t>;
        static_assert(sizeof(Columns) == machine::kColumns<machine::chips::Boundary> * 8);
        std::array<std::size_t, sizeof(Columns) / 8> numbers;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = i;
        const auto at = std::bit_cast<Columns>(numbers);
        for (std::size_t i = 0; i < out.height(); ++i)
            for (std::size_t j = 0; j < in.height(); ++j)
                if (out.at(i, at.is_touched) == F::one() && in.at(j, at.is_touched) == F::one() &&
                    out.at(i, at.cell) == in.at(j, at.cell)) {
                    out.at(i, at.out.low) += F::one();
                    in.at(j, at.in.low) += F::one();
                    refuse(forged, {Fault::kUnbalanced}, "one value");
                    return;
                }
        QFAIL("the segments share no cell");
    }

    void an_instance_too_few_or_too_many()
    {
        const auto without = [&]<typename Chip>(machine::ChipTag<Chip>) {
            auto forged = honest_;
            std::erase_if(forged.segments[0].traces,
                          [](const auto& each) { return each.chip == machine::kChipId<Chip>; });
            return forged;
        };
        const auto twice = [&]<typename Chip>(machine::ChipTag<Chip>) {
            auto forged = honest_;
            auto copy = forged.trace<Chip>();
            forged.segments[0].traces.push_back(std::move(copy));
            return forged;
        };
        refuse(without(machine::ChipTag<machine::chips::AddSub>{}), {Fault::kUnbalanced},
               "no add_sub");
        refuse(without(machine::ChipTag<machine::chips::Range>{}), {Fault::kShape}, "no range");
        refuse(twice(machine::ChipTag<machine::chips::AddSub>{}), {Fault::kUnbalanced},
               "two add_sub");
        refuse(twice(machine::ChipTag<machine::chips::Range>{}), {Fault::kShape}, "two range");
        refuse(twice(machine::ChipTag<machine::chips::Rom>{}), {Fault::kShape}, "two rom");
    }
};

}  // namespace

QTEST_GUILESS_MAIN(ForgingTest)
#include "forging_test.moc"
