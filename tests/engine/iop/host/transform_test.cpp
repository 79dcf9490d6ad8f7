// Transforms and the code against Horner's rule at the points that transform.hpp names.

#include <QtTest>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>

#include "engine/iop/host/random_elements.hpp"
#include "iop/host/transform.hpp"
#include "iop/prime_field.hpp"

using namespace archi::iop;

class TransformTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forward_evaluates_and_inverse_returns_data();
    void forward_evaluates_and_inverse_returns();
    void all_sizes_up_to_the_two_adicity();
    void code_evaluates_on_the_whole_subgroup_data()
    {
        forward_evaluates_and_inverse_returns_data();
    }
    void code_evaluates_on_the_whole_subgroup();
    void columns_are_encoded_as_rows_are_data() { forward_evaluates_and_inverse_returns_data(); }
    void columns_are_encoded_as_rows_are();
    void neighbours_fold();
    void loops_are_run_once_whoever_runs_them();
};

namespace {

std::mt19937_64 seeded()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    return std::mt19937_64(seed);
}

std::size_t reversed(std::size_t i, unsigned bits)
{
    std::size_t out = 0;
    for (unsigned bit = 0; bit < bits; ++bit)
        out |= (i >> bit & 1) << (bits - 1 - bit);
    return out;
}

/// The column's value at the point of row i of 2^log_rows.
template <typename Field>
Field evaluate(const Field* column, std::size_t count, std::size_t width, std::size_t i,
               unsigned log_rows)
{
    const auto x = Field::root_of_unity(log_rows).power(reversed(i, log_rows));
    Field sum;
    for (auto k = count; k-- > 0;)
        sum = sum * x + column[k * width];
    return sum;
}

template <typename Field>
void check_transform(Instructions instructions)
{
    auto random = seeded();
    Workers workers(2);
    const Transform<Field> transform(13, instructions, Transform<Field>::Directions::kBoth);
    for (unsigned log_rows = 0; log_rows <= 13; ++log_rows) {
        for (const std::size_t width : {1U, 2U, 3U, 6U, 8U, 16U, 24U}) {
            const auto rows = std::size_t{1} << log_rows;
            const auto coefficients = random_elements<Field>(random, rows * width);
            auto data = coefficients;
            transform.forward(data.data(), log_rows, width, workers);
            for (int sample = 0; sample < 6; ++sample) {
                const auto row = random() % rows;
                const auto column = random() % width;
                QCOMPARE(data[row * width + column].value(),
                         evaluate(&coefficients[column], rows, width, row, log_rows).value());
            }
            transform.inverse(data.data(), log_rows, width, workers);
            QVERIFY(data == coefficients);
        }
    }
}

template <typename Field>
void check_code(Instructions instructions)
{
    auto random = seeded();
    Workers workers(2);
    const Transform<Field> transform(15, instructions);
    for (const unsigned log_rows : {0U, 1U, 4U, 9U, 11U, 12U, 13U}) {
        for (const unsigned log_blowup : {0U, 1U, 2U}) {
            for (const std::size_t width : {8U, 16U}) {
                const auto rows = std::size_t{1} << log_rows;
                const auto log_code = log_rows + log_blowup;
                const auto coefficients = random_elements<Field>(random, rows * width);
                std::vector<Field> code(width << log_code);
                std::vector<int> times(std::size_t{1} << log_code);
                std::mutex mutex;
                transform.encode(coefficients.data(), log_rows, log_blowup, width, workers,
                                 [&](std::size_t first, const Field* part, std::size_t count) {
                                     const std::scoped_lock lock(mutex);
                                     std::copy_n(part, count * width, &code[first * width]);
                                     for (auto row = first; row < first + count; ++row)
                                         ++times[row];
                                 });
                QVERIFY(times == std::vector<int>(times.size(), 1));
                for (int sample = 0; sample < 12; ++sample) {
                    const auto row = random() % times.size();
                    const auto column = random() % width;
                    QCOMPARE(code[row * width + column].value(),
                             evaluate(&coefficients[column], rows, width, row, log_code).value());
                }
            }
        }
    }
}

/// Every second part only, of 16 or fewer columns, beside the code of rows of 16 cells.
template <typename Field>
void check_columns(Instructions instructions)
{
    constexpr std::size_t kWidth = 16;
    auto random = seeded();
    Workers workers(2);
    const Transform<Field> transform(16, instructions);
    for (const unsigned log_rows : {0U, 1U, 3U, 5U, 6U, 7U, 11U, 12U, 14U}) {
        const unsigned log_blowup = log_rows % 3;
        const auto rows = std::size_t{1} << log_rows;
        const auto length = rows << log_blowup;
        const auto count = 1 + random() % kWidth;
        const auto coefficients = random_elements<Field>(random, rows * kWidth);
        std::vector<Field> columns(rows * count);
        std::vector<const Field*> starts(count);
        for (std::size_t i = 0; i < count; ++i) {
            starts[i] = &columns[i * rows];
            for (std::size_t row = 0; row < rows; ++row)
                columns[i * rows + row] = coefficients[row * kWidth + i];
        }
        std::vector<Field> code(length * kWidth);
        transform.encode(coefficients.data(), log_rows, log_blowup, kWidth, workers,
                         [&](std::size_t first, const Field* part, std::size_t part_rows) {
                             std::copy_n(part, part_rows * kWidth, &code[first * kWidth]);
                         });
        std::vector<int> times(length);
        std::atomic<bool> equal = true;
        const auto is_wanted = [](std::size_t first, std::size_t part_rows) {
            return first / part_rows % 2 == 0;
        };
        transform.encode_columns(
            starts, log_rows, log_blowup, workers, is_wanted,
            [&](std::size_t first, std::span<const Field* const> part, std::size_t part_rows) {
                for (std::size_t row = 0; row < part_rows; ++row) {
                    times[first + row] += is_wanted(first, part_rows) ? 1 : 2;
                    for (std::size_t i = 0; i < count; ++i)
                        if (part[i][row] != code[(first + row) * kWidth + i]) equal = false;
                }
            });
        QVERIFY(equal);
        QVERIFY(std::ranges::count(times, 1) >= std::ptrdiff_t(length / 2));
        QVERIFY(std::ranges::max(times) == 1);
    }
}

}  // namespace

void TransformTest::forward_evaluates_and_inverse_returns_data()
{
    QTest::addColumn<int>("instructions");
    for (const auto instructions :
         {Instructions::kPortable, Instructions::kAvx2, Instructions::kAvx512})
        QTest::newRow(name(instructions)) << static_cast<int>(instructions);
}

void TransformTest::forward_evaluates_and_inverse_returns()
{
    QFETCH(int, instructions);
    if (!supported(static_cast<Instructions>(instructions))) QSKIP("not on this machine");
    check_transform<KoalaBear>(static_cast<Instructions>(instructions));
    check_transform<BabyBear>(static_cast<Instructions>(instructions));
}

void TransformTest::all_sizes_up_to_the_two_adicity()
{
    auto random = seeded();
    Workers workers(2);
    const Transform<KoalaBear> transform(24);
    for (unsigned log_rows = 1; log_rows <= 24; ++log_rows) {
        const auto rows = std::size_t{1} << log_rows;
        const auto coefficients = random_elements<KoalaBear>(random, rows);
        auto data = coefficients;
        transform.forward(data.data(), log_rows, 1, workers);
        for (const auto row : {random() % rows, rows - 1})
            QCOMPARE(data[row].value(),
                     evaluate(coefficients.data(), rows, 1, row, log_rows).value());
    }
}

void TransformTest::code_evaluates_on_the_whole_subgroup()
{
    QFETCH(int, instructions);
    if (!supported(static_cast<Instructions>(instructions))) QSKIP("not on this machine");
    check_code<KoalaBear>(static_cast<Instructions>(instructions));
    check_code<BabyBear>(static_cast<Instructions>(instructions));
}

void TransformTest::columns_are_encoded_as_rows_are()
{
    QFETCH(int, instructions);
    if (!supported(static_cast<Instructions>(instructions))) QSKIP("not on this machine");
    check_columns<KoalaBear>(static_cast<Instructions>(instructions));
    check_columns<BabyBear>(static_cast<Instructions>(instructions));
}

void TransformTest::neighbours_fold()
{
    using Field = KoalaBear;
    auto random = seeded();
    Workers workers(1);
    const Transform<Field> transform(9);
    const auto coefficients = random_elements<Field>(random, 512);
    const auto r = random_elements<Field>(random, 1)[0];
    auto code = coefficients;
    transform.forward(code.data(), 9, 1, workers);
    std::vector<Field> folded(256);
    for (std::size_t i = 0; i < folded.size(); ++i)
        folded[i] = (Field::one() - r) * coefficients[2 * i] + r * coefficients[2 * i + 1];
    transform.forward(folded.data(), 8, 1, workers);
    const auto half = Field(2).inverse();
    for (std::size_t j = 0; j < folded.size(); ++j) {
        const auto even = (code[2 * j] + code[2 * j + 1]) * half;
        const auto odd = (code[2 * j] - code[2 * j + 1]) * half * transform.twiddle(j).inverse();
        QCOMPARE(((Field::one() - r) * even + r * odd).value(), folded[j].value());
    }
}

void TransformTest::loops_are_run_once_whoever_runs_them()
{
    for (const unsigned threads : {1U, 2U, 5U}) {
        Workers workers(threads);
        QCOMPARE(workers.threads(), threads);
        for (int repetition = 0; repetition < 200; ++repetition) {
            std::vector<int> times(1 + repetition * 7);
            workers.for_ranges(times.size(), 5, [&](std::size_t begin, std::size_t end) {
                for (; begin < end; ++begin)
                    ++times[begin];
            });
            QVERIFY(times == std::vector<int>(times.size(), 1));
        }
    }
}

QTEST_GUILESS_MAIN(TransformTest)
#include "transform_test.moc"
