// Speed of the interpreter: one loop a family of instructions. Each iteration is one transaction of
// a million gas; Mgas/s is the figure to compare.

#include <benchmark/benchmark.h>

#include "engine/evm/assembly.hpp"

namespace {

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

constexpr std::int64_t kMillion = 1'000'000;

/// `body` over and over, until the gas is gone.
Assembly forever(const Assembly& body)
{
    Assembly code;
    code.op(kJumpdest);
    for (const auto byte : body.bytes())
        code.op(byte);
    return code.op(kPush0).op(kJump);
}

/// PUSH1, as compilers write it.
Assembly& small(Assembly& code, std::uint8_t value)
{
    return code.op(kPush1).op(value);
}

void measure(benchmark::State& state, const Assembly& code, const Assembly& callee = {})
{
    Run run(code);
    if (!callee.bytes().empty()) run.set_code(kOther, callee);
    run.message.gas = kMillion;
    for (auto _ : state) {
        run.host.begin_transaction();
        Vm vm(run.host, run.environment, kCycles);
        auto result = vm.execute(run.message);
        if (result.status != Status::kOutOfGas) state.SkipWithError("expected to run out of gas");
        benchmark::DoNotOptimize(result);
    }
    state.counters["gas"] = benchmark::Counter(static_cast<double>(kMillion),
                                               benchmark::Counter::kIsIterationInvariantRate);
}

void empty_loop(benchmark::State& state)
{
    measure(state, forever({}));
}

/// `opcode` on two words that stay: DUP2 DUP2 op POP.
void binary(benchmark::State& state, std::uint8_t opcode)
{
    Assembly code;
    code.push(u256(0x0123456789abcdef, 0xfedcba9876543210, 0x0f1e2d3c4b5a6978, 3));
    code.push(u256::max() - 12345);
    code.op(kJumpdest);
    for (int i = 0; i < 32; ++i)
        code.op(kDup1 + 1).op(kDup1 + 1).op(opcode).op(kPop);
    measure(state, small(code, 66).op(kJump));
}

void modular_multiplication(benchmark::State& state)
{
    Assembly code;
    code.push(u256::max() - 188).push(u256::max() - 5).push(u256::max() - 7);
    code.op(kJumpdest);
    for (int i = 0; i < 32; ++i)
        code.op(kDup1 + 2).op(kDup1 + 2).op(kDup1 + 2).op(kMulmod).op(kPop);
    measure(state, small(code, 99).op(kJump));
}

void memory_words(benchmark::State& state)
{
    Assembly body;
    for (std::uint8_t i = 0; i < 16; ++i) {
        small(body, static_cast<std::uint8_t>(8 * i)).op(kMload);
        small(body, static_cast<std::uint8_t>(8 * i + 1)).op(kMstore);
    }
    measure(state, forever(body));
}

void hashing(benchmark::State& state)
{
    Assembly body;
    small(body, static_cast<std::uint8_t>(state.range(0))).op(kPush0).op(kKeccak256).op(kPop);
    measure(state, forever(body));
}

void storage_reads(benchmark::State& state)
{
    Assembly body;
    small(body, 1).op(kSload).op(kPop);
    measure(state, forever(body));
}

void storage_writes(benchmark::State& state)
{
    Assembly body;
    small(body, 1).op(kSload);
    small(body, 1).op(kAdd);
    small(body, 1).op(kSstore);
    measure(state, forever(body));
}

void calls(benchmark::State& state)
{
    Assembly body;
    body.op(kPush0).op(kPush0).op(kPush0).op(kPush0).op(kPush0).push(kOther);
    small(body, 100).op(kCall).op(kPop);
    measure(state, forever(body), Assembly().op(kStop));
}

BENCHMARK(empty_loop);
BENCHMARK_CAPTURE(binary, ADD, kAdd);
BENCHMARK_CAPTURE(binary, MUL, kMul);
BENCHMARK_CAPTURE(binary, DIV, kDiv);
BENCHMARK_CAPTURE(binary, LT, kLt);
BENCHMARK_CAPTURE(binary, XOR, kXor);
BENCHMARK_CAPTURE(binary, SHR, kShr);
BENCHMARK(modular_multiplication);
BENCHMARK(memory_words);
BENCHMARK(hashing)->Arg(32)->Arg(64)->Arg(255);
BENCHMARK(storage_reads);
BENCHMARK(storage_writes);
BENCHMARK(calls);

}  // namespace

BENCHMARK_MAIN();
