// Speed of base: hashes by size, and the EVM word's arithmetic.

#include <benchmark/benchmark.h>

#include <random>

#include "base/blake3.hpp"
#include "base/hash_map.hpp"
#include "base/keccak.hpp"
#include "base/sha256.hpp"
#include "base/u256.hpp"

namespace {

using namespace archi;

constexpr std::size_t kWords = 1024;

Bytes random_bytes(std::size_t size)
{
    std::mt19937_64 random(1);
    Bytes out(size);
    for (auto& byte : out)
        byte = static_cast<std::uint8_t>(random());
    return out;
}

/// Full 256-bit words shifted down by `shift` bits.
std::vector<u256> random_words(unsigned shift)
{
    std::mt19937_64 random(shift + 1);
    std::vector<u256> out(kWords);
    for (auto& word : out)
        word = (u256(random(), random(), random(), random()) >> shift) | u256{1};
    return out;
}

template <Hash (*hash)(bytes_view)>
void hash_bytes(benchmark::State& state)
{
    const auto input = random_bytes(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(hash(input));
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(hash_bytes<keccak256>)->Name("keccak256")->Arg(32)->Arg(64)->Arg(1024)->Arg(65536);
BENCHMARK(hash_bytes<sha256>)->Name("sha256")->Arg(64)->Arg(65536);
BENCHMARK(hash_bytes<blake3>)->Name("blake3")->Arg(32)->Arg(64)->Arg(1024)->Arg(65536);

void pair_of_hashes(benchmark::State& state)
{
    Hash left;
    const Hash right;
    for (auto _ : state)
        left = blake3_pair(left, right);
    benchmark::DoNotOptimize(left);
}
BENCHMARK(pair_of_hashes)->Name("blake3_pair");

template <typename Operation>
void on_words(benchmark::State& state, Operation operation, unsigned shift)
{
    const auto a = random_words(0);
    const auto b = random_words(shift);
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(operation(a[i], b[i]));
        i = (i + 1) % kWords;
    }
}
const auto add = [](const u256& a, const u256& b) { return a + b; };
const auto multiply = [](const u256& a, const u256& b) { return a * b; };
const auto divide = [](const u256& a, const u256& b) { return a / b; };
const auto multiply_modulo = [](const u256& a, const u256& b) { return mul_mod(a, a, b); };
BENCHMARK_CAPTURE(on_words, add, add, 0U);
BENCHMARK_CAPTURE(on_words, multiply, multiply, 0U);
BENCHMARK_CAPTURE(on_words, divide_by_64_bits, divide, 192U);
BENCHMARK_CAPTURE(on_words, divide_by_128_bits, divide, 128U);
BENCHMARK_CAPTURE(on_words, divide_by_192_bits, divide, 64U);
BENCHMARK_CAPTURE(on_words, multiply_modulo_256_bits, multiply_modulo, 0U);

void map_lookup(benchmark::State& state)
{
    const auto keys = random_words(0);
    FlatMap<u256, u256> map;
    for (const auto& key : keys)
        map[key] = key;
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(map.find(keys[i]));
        i = (i + 1) % kWords;
    }
}
BENCHMARK(map_lookup);

}  // namespace

BENCHMARK_MAIN();
