// Vectors against single elements, and kernels of all instruction sets against the portable ones.

#include <QtTest>
#include <random>

#include "engine/iop/host/vector_checks.hpp"

using namespace archi::iop;

class KernelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectors_compute_as_elements_do_data();
    void vectors_compute_as_elements_do();
    void kernels_give_the_same_bits_data();
    void kernels_give_the_same_bits();
};

namespace {

struct NamedChecks {
    const char* name;
    Instructions needed;
    const VectorChecks* checks;
};

constexpr NamedChecks kAllChecks[] = {{"portable", Instructions::kPortable, &kPortableChecks},
                                      {"AVX2", Instructions::kAvx2, &kAvx2Checks},
                                      {"16 lanes by AVX2", Instructions::kAvx2, &kAvx2DoubleChecks},
                                      {"AVX-512", Instructions::kAvx512, &kAvx512Checks}};

struct NamedKernels {
    const char* name;
    Instructions needed;
    const Kernels<KoalaBear>* koala_bear;
    const Kernels<BabyBear>* baby_bear;
};

std::vector<NamedKernels> all_kernels()
{
    return {{"AVX2", Instructions::kAvx2, &kernels<KoalaBear>(Instructions::kAvx2),
             &kernels<BabyBear>(Instructions::kAvx2)},
            {"16 lanes by AVX2", Instructions::kAvx2, &kSixteenLanesByAvx2, nullptr},
            {"AVX-512", Instructions::kAvx512, &kernels<KoalaBear>(Instructions::kAvx512),
             &kernels<BabyBear>(Instructions::kAvx512)}};
}

template <typename T>
bool same(const std::vector<T>& a, const std::vector<T>& b)
{
    return a == b;
}

template <typename Field>
const char* difference(const Kernels<Field>& one, const Kernels<Field>& other, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::uint32_t> key(8), state(8);
    for (auto* words : {&key, &state})
        for (auto& word : *words)
            word = static_cast<std::uint32_t>(random());

    for (unsigned log_rows = 0; log_rows <= 7; ++log_rows) {
        for (const std::size_t width : {8U, 16U, 24U, 32U}) {
            const auto stride = width + 8 * (random() % 2);
            const auto twiddles = random_elements<Field>(random, 1024);
            const auto block = random() % 8;
            auto a = random_elements<Field>(random, stride << log_rows);
            auto b = a;
            const Rows<Field> in_a{a.data(), stride};
            const Rows<Field> in_b{b.data(), stride};
            one.forward({a.data(), stride}, in_a, in_a, log_rows, width, block, twiddles.data());
            other.forward({b.data(), stride}, in_b, in_b, log_rows, width, block, twiddles.data());
            if (!same(a, b)) return "forward";
            one.inverse({a.data(), stride}, in_a, in_a, log_rows, width, block, twiddles.data());
            other.inverse({b.data(), stride}, in_b, in_b, log_rows, width, block, twiddles.data());
            if (!same(a, b)) return "inverse";
        }
    }

    {
        const auto twiddles = random_elements<Field>(random, 1024);
        auto a = random_elements<Field>(random, 8 * 24);
        auto b = a;
        one.last_layers(a.data(), 24, 17, twiddles.data());
        other.last_layers(b.data(), 24, 17, twiddles.data());
        if (!same(a, b)) return "last layers";
    }

    const auto cells = random_elements<Field>(random, 17 * 48);
    std::vector<const Field*> columns;
    for (std::size_t i = 0; i < 17; ++i)
        columns.push_back(&cells[i * 48]);
    for (const std::size_t count : {1U, 16U, 17U}) {
        std::vector<std::uint32_t> a(8 * 48), b(8 * 48);
        one.hash_columns(key.data(), columns.data(), count, 48, a.data());
        other.hash_columns(key.data(), columns.data(), count, 48, b.data());
        if (!same(a, b)) return "columns";
    }

    std::vector<std::uint32_t> chaining(8 * kHashGroup), digests(8 * kHashGroup);
    for (auto& word : chaining)
        word = static_cast<std::uint32_t>(random());
    auto other_chaining = chaining;
    auto other_digests = digests;
    one.absorb(chaining.data(), cells.data(), 20, 64, 3);
    other.absorb(other_chaining.data(), cells.data(), 20, 64, 3);
    if (!same(chaining, other_chaining)) return "absorb";
    one.digests(chaining.data(), digests.data());
    other.digests(other_chaining.data(), other_digests.data());
    if (!same(digests, other_digests)) return "digests";

    std::vector<std::uint32_t> blocks(16 * 2 * kHashGroup), parents(8 * 2 * kHashGroup);
    for (auto& word : blocks)
        word = static_cast<std::uint32_t>(random());
    auto other_parents = parents;
    one.nodes(key.data(), blocks.data(), 2 * kHashGroup, parents.data());
    other.nodes(key.data(), blocks.data(), 2 * kHashGroup, other_parents.data());
    if (!same(parents, other_parents)) return "nodes";

    for (const unsigned bits : {1U, 5U, 8U, 32U}) {
        const auto first = random();
        if (one.grind(key.data(), state.data(), first, 512, bits) !=
            other.grind(key.data(), state.data(), first, 512, bits))
            return "grind";
    }
    return "";
}

}  // namespace

void KernelsTest::vectors_compute_as_elements_do_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kAllChecks)); ++i)
        QTest::newRow(kAllChecks[i].name) << i;
}

void KernelsTest::vectors_compute_as_elements_do()
{
    QFETCH(int, index);
    if (!supported(kAllChecks[index].needed)) QSKIP("not on this machine");
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    QCOMPARE(kAllChecks[index].checks->koala_bear(seed), "");
    QCOMPARE(kAllChecks[index].checks->baby_bear(seed), "");
}

void KernelsTest::kernels_give_the_same_bits_data()
{
    QTest::addColumn<int>("index");
    const auto all = all_kernels();
    for (int i = 0; i < static_cast<int>(all.size()); ++i)
        QTest::newRow(all[static_cast<std::size_t>(i)].name) << i;
}

void KernelsTest::kernels_give_the_same_bits()
{
    QFETCH(int, index);
    const auto tables = all_kernels()[static_cast<std::size_t>(index)];
    if (!supported(tables.needed)) QSKIP("not on this machine");
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    QCOMPARE(difference(kernels<KoalaBear>(Instructions::kPortable), *tables.koala_bear, seed), "");
    if (tables.baby_bear != nullptr)
        QCOMPARE(difference(kernels<BabyBear>(Instructions::kPortable), *tables.baby_bear, seed),
                 "");
}

QTEST_GUILESS_MAIN(KernelsTest)
#include "kernels_test.moc"
