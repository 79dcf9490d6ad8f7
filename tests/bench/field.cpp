// Speed of what proofs are made of: multiplications, transforms, hashes, one thread unless it says
// otherwise. Measured limits to compare with, one core of an AMD EPYC with AVX2 (issue 4's
// facts, 3.2): 7.1 to 7.4 G multiplications a second, 0.41 to 0.45 G cells a second and transform
// of 2^18 rows, 3.66 GB/s of BLAKE3.

#include <benchmark/benchmark.h>

#include <random>

#include "field_multiplications.hpp"
#include "iop/host/hashing.hpp"
#include "iop/host/transform.hpp"

namespace {

using namespace archi;
using namespace archi::iop;

std::vector<F> random_cells(std::size_t count)
{
    std::mt19937_64 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cells every time
    std::vector<F> out(count);
    for (auto& cell : out)
        cell = F(static_cast<std::uint32_t>(random()));
    return out;
}

const Multiplications& multiplications(Instructions instructions)
{
    return instructions == Instructions::kAvx512 ? kAvx512Multiplications
           : instructions == Instructions::kAvx2 ? kAvx2Multiplications
                                                 : kPortableMultiplications;
}

void rate(benchmark::State& state, const char* what, double per_iteration)
{
    state.counters[what] =
        benchmark::Counter(per_iteration, benchmark::Counter::kIsIterationInvariantRate);
}

void base_multiplication(benchmark::State& state, Instructions instructions)
{
    constexpr std::size_t kCount = 2048;
    auto to = random_cells(kCount);
    const auto by = random_cells(kCount);
    for (auto _ : state) {
        multiplications(instructions).base(to.data(), by.data(), kCount);
        benchmark::ClobberMemory();
    }
    rate(state, "multiplications/s", kCount);
}

void extension_multiplication(benchmark::State& state, Instructions instructions)
{
    // An odd multiple of a cache line: planes must not all fall on the same lines.
    constexpr std::size_t kCount = 272;
    auto to = random_cells(6 * kCount);
    const auto by = random_cells(6 * kCount);
    for (auto _ : state) {
        multiplications(instructions).extension(to.data(), by.data(), kCount);
        benchmark::ClobberMemory();
    }
    rate(state, "multiplications/s", kCount);
}

void extension_multiplication_one_by_one(benchmark::State& state)
{
    const auto cells = random_cells(12);
    E::Coefficients a, b;
    std::copy_n(cells.begin(), 6, a.begin());
    std::copy_n(cells.begin() + 6, 6, b.begin());
    E x(a);
    const E y(b);
    for (auto _ : state)
        benchmark::DoNotOptimize(x *= y);
    rate(state, "multiplications/s", 1);
}

void extension_inversion(benchmark::State& state)
{
    E x(F(12345));
    for (auto _ : state)
        benchmark::DoNotOptimize(x = (x + F::one()).inverse());
    rate(state, "inversions/s", 1);
}

void transform(benchmark::State& state, Instructions instructions)
{
    const auto log_rows = static_cast<unsigned>(state.range(0));
    const auto width = static_cast<std::size_t>(state.range(1));
    Workers workers(1);
    const Transform<F> transform(log_rows, instructions);
    auto data = random_cells(width << log_rows);
    for (auto _ : state)
        transform.forward(data.data(), log_rows, width, workers);
    rate(state, "cells/s", static_cast<double>(data.size()));
}

/// 16 columns of 2^20 coefficients to 2^22 rows, hashed as they come.
void encode_and_hash(benchmark::State& state, Instructions instructions)
{
    constexpr unsigned kLogRows = 20;
    constexpr unsigned kLogBlowup = 2;
    constexpr std::size_t kColumns = 16;
    Workers workers(static_cast<unsigned>(state.range(0)));
    const Transform<F> transform(kLogRows + kLogBlowup, instructions);
    const auto data = random_cells(kColumns << kLogRows);
    std::vector<const F*> columns(kColumns);
    for (std::size_t i = 0; i < kColumns; ++i)
        columns[i] = &data[i << kLogRows];
    for (auto _ : state)
        transform.encode_columns(
            columns, kLogRows, kLogBlowup, workers, [](std::size_t, std::size_t) { return true; },
            [&](std::size_t, std::span<const F* const> cells, std::size_t count) {
                std::array<Hash, 2048> digests;
                hash_columns({}, cells, std::min(count, digests.size()), instructions,
                             digests.data());
                benchmark::DoNotOptimize(digests);
            });
    rate(state, "code cells/s", static_cast<double>(data.size() << kLogBlowup));
}

void row_hashes(benchmark::State& state, Instructions instructions)
{
    constexpr std::size_t kRows = 1024;
    const auto cells = static_cast<std::size_t>(state.range(0));
    Workers workers(1);
    const auto rows = random_cells(kRows * cells);
    std::vector<Hash> digests(kRows);
    for (auto _ : state)
        hash_rows({}, rows.data(), kRows, cells, instructions, workers, digests.data());
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * rows.size() * 4));
}

void merkle_level(benchmark::State& state, Instructions instructions)
{
    Workers workers(1);
    const std::vector<Hash> children(2048);
    std::vector<Hash> parents(1024);
    for (auto _ : state)
        hash_pairs({}, children, instructions, workers, parents.data());
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * children.size() * 32));
}

void grinding(benchmark::State& state, Instructions instructions)
{
    const auto& table = kernels<F>(instructions);
    const std::uint32_t words[8] = {};
    constexpr std::size_t kNonces = 4096;
    for (auto _ : state)
        benchmark::DoNotOptimize(table.grind(words, words, 0, kNonces, 32));
    rate(state, "nonces/s", kNonces);
}

void add(const std::string& what, Instructions instructions,
         void (*run)(benchmark::State&, Instructions),
         const std::vector<std::vector<std::int64_t>>& arguments = {})
{
    auto* added =
        benchmark::RegisterBenchmark((what + "/" + name(instructions)).c_str(), run, instructions);
    for (const auto& list : arguments)
        added->Args(list);
}

}  // namespace

int main(int argc, char** argv)
{
    for (const auto instructions :
         {Instructions::kPortable, Instructions::kAvx2, Instructions::kAvx512}) {
        if (!supported(instructions)) continue;
        add("base multiplication", instructions, base_multiplication);
        add("extension multiplication", instructions, extension_multiplication);
        add("transform", instructions, transform,
            {{10, 16},
             {12, 16},
             {14, 16},
             {16, 16},
             {18, 8},
             {18, 16},
             {20, 16},
             {22, 8},
             {24, 8}});
        add("encode and hash", instructions, encode_and_hash, {{1}, {2}});
        add("row hashes", instructions, row_hashes, {{16}, {64}, {128}, {256}});
        add("merkle level", instructions, merkle_level);
        add("grinding", instructions, grinding);
    }
    benchmark::RegisterBenchmark("extension multiplication/one by one",
                                 extension_multiplication_one_by_one);
    benchmark::RegisterBenchmark("extension inversion/one by one", extension_inversion);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
