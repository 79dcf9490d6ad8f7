// Hashes of many rows at once against the hash of one.

#include <QtTest>
#include <cstring>
#include <random>

#include "base/blake3.hpp"
#include "engine/iop/host/random_elements.hpp"
#include "iop/host/hashing.hpp"
#include "iop/prime_field.hpp"

using namespace archi;
using namespace archi::iop;

class HashingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        random_.seed(seed);
    }
    void rows_hash_as_one_by_one_data() { instruction_sets(); }
    void rows_hash_as_one_by_one();
    void columns_hash_as_rows_data() { instruction_sets(); }
    void columns_hash_as_rows();
    void pairs_hash_as_one_by_one_data() { instruction_sets(); }
    void pairs_hash_as_one_by_one();
    void grinding_finds_the_smallest_nonce_data() { instruction_sets(); }
    void grinding_finds_the_smallest_nonce();

private:
    static void instruction_sets();
    template <typename Field>
    void check_rows(Instructions instructions);
    template <typename Field>
    void check_columns(Instructions instructions);
    Hash random_hash();

    std::mt19937_64 random_;
};

namespace {

template <typename Field>
Hash expected(const Hash& key, const Field* row, std::size_t cells)
{
    Bytes bytes;
    for (std::size_t i = 0; i < cells; ++i)
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(row[i].value() >> shift));
    return blake3_keyed(key, bytes);
}

}  // namespace

void HashingTest::instruction_sets()
{
    QTest::addColumn<int>("instructions");
    for (const auto instructions :
         {Instructions::kPortable, Instructions::kAvx2, Instructions::kAvx512})
        QTest::newRow(name(instructions)) << static_cast<int>(instructions);
}

Hash HashingTest::random_hash()
{
    Hash hash;
    for (auto& byte : hash)
        byte = static_cast<std::uint8_t>(random_());
    return hash;
}

template <typename Field>
void HashingTest::check_rows(Instructions instructions)
{
    Workers workers(2);
    for (std::size_t cells = 1; cells <= 256; cells += cells < 40 ? 1 : 27) {
        const std::size_t count = 1 + random_() % 70;
        const auto rows = random_elements<Field>(random_, count * cells);
        const auto key = random_hash();
        std::vector<Hash> digests(count);
        hash_rows(key, rows.data(), count, cells, instructions, workers, digests.data());
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(digests[i] == expected(key, &rows[i * cells], cells));
    }
}

void HashingTest::rows_hash_as_one_by_one()
{
    QFETCH(int, instructions);
    const auto chosen = static_cast<Instructions>(instructions);
    if (!supported(chosen)) QSKIP("not on this machine");
    check_rows<KoalaBear>(chosen);
    check_rows<BabyBear>(chosen);
}

template <typename Field>
void HashingTest::check_columns(Instructions instructions)
{
    for (const std::size_t cells : {1U, 15U, 16U, 17U, 48U, 100U, 256U}) {
        for (const std::size_t rows : {1U, 16U, 71U}) {
            const auto key = random_hash();
            const auto matrix = random_elements<Field>(random_, rows * cells);
            std::vector<const Field*> columns(cells);
            for (std::size_t i = 0; i < cells; ++i)
                columns[i] = &matrix[i * rows];
            std::vector<Hash> digests(rows);
            hash_columns<Field>(key, columns, rows, instructions, digests.data());
            for (std::size_t r = 0; r < rows; ++r) {
                std::vector<Field> row(cells);
                for (std::size_t i = 0; i < cells; ++i)
                    row[i] = columns[i][r];
                QVERIFY(digests[r] == expected(key, row.data(), cells));
            }
        }
    }
}

void HashingTest::columns_hash_as_rows()
{
    QFETCH(int, instructions);
    const auto chosen = static_cast<Instructions>(instructions);
    if (!supported(chosen)) QSKIP("not on this machine");
    check_columns<KoalaBear>(chosen);
    check_columns<BabyBear>(chosen);
}

void HashingTest::pairs_hash_as_one_by_one()
{
    QFETCH(int, instructions);
    const auto chosen = static_cast<Instructions>(instructions);
    if (!supported(chosen)) QSKIP("not on this machine");
    Workers workers(2);
    for (const std::size_t parents : {1U, 2U, 15U, 16U, 17U, 100U, 3000U}) {
        const auto key = random_hash();
        std::vector<Hash> children(2 * parents);
        for (auto& child : children)
            child = random_hash();
        std::vector<Hash> digests(parents);
        hash_pairs(key, children, chosen, workers, digests.data());
        for (std::size_t i = 0; i < parents; ++i)
            QVERIFY(digests[i] == blake3_keyed_pair(key, children[2 * i], children[2 * i + 1]));
    }
}

void HashingTest::grinding_finds_the_smallest_nonce()
{
    QFETCH(int, instructions);
    const auto chosen = static_cast<Instructions>(instructions);
    if (!supported(chosen)) QSKIP("not on this machine");
    const auto key = random_hash();
    const auto state = random_hash();
    const auto passes = [&](std::uint64_t nonce, unsigned bits) {
        Bytes input(state.begin(), state.end());
        for (unsigned shift = 0; shift < 64; shift += 8)
            input.push_back(static_cast<std::uint8_t>(nonce >> shift));
        const auto digest = blake3_keyed(key, input);
        std::uint32_t word = 0;
        std::memcpy(&word, digest.data(), 4);
        return word % (1U << bits) == 0;
    };
    for (const unsigned bits : {0U, 1U, 4U, 9U, 12U, 15U}) {
        std::uint64_t smallest = 0;
        while (!passes(smallest, bits))
            ++smallest;
        for (const unsigned threads : {1U, 3U}) {
            Workers workers(threads);
            QCOMPARE(grind(key, state, bits, chosen, workers), smallest);
        }
    }
}

QTEST_GUILESS_MAIN(HashingTest)
#include "hashing_test.moc"
