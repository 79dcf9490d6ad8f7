// Speed of the interpreter: one loop a family of instructions, each for a million gas, and 256-bit
// arithmetic on operands of several widths.

#include <cstdlib>

#include "bench/timing.hpp"
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

void measure(const std::string& name, const Assembly& code, const Assembly& callee = {})
{
    Run run(code);
    if (!callee.bytes().empty()) run.set_code(kOther, callee);
    run.message.gas = kMillion;
    bench::print_row(name, kMillion, [&] {
        run.host.begin_transaction();
        Vm vm(run.host, run.environment, kCycles);
        if (vm.execute(run.message).status == Status::kOutOfGas) return;
        std::fprintf(stderr, "%s: expected to run out of gas\n", name.c_str());
        std::exit(1);
    });
}

/// A number of `bits` bits, none of them regular.
u256 number_of(unsigned bits, std::uint64_t salt = 0)
{
    const u256 digits(0x9e3779b97f4a7c15 ^ salt, 0xf39cc0605cedc834, 0x1082276bf3a27251,
                      0xf86c6a11d0c18e95);  // of the golden ratio
    return digits >> (256 - bits);
}

/// `opcode` on two words that stay: DUP2 DUP2 op POP. `first` bits of its first operand.
void binary(const char* name, std::uint8_t opcode, unsigned first, unsigned second)
{
    Assembly code;
    code.push(number_of(second)).push(number_of(first, 1));
    code.op(kJumpdest);
    for (int i = 0; i < 32; ++i)
        code.op(kDup1 + 1).op(kDup1 + 1).op(opcode).op(kPop);
    measure(name + (" of " + std::to_string(first) + " and ") + std::to_string(second) + " bits",
            small(code, 66).op(kJump));
}

/// ADDMOD or MULMOD by so many moduli of so many bits in turn.
void modular(const char* name, std::uint8_t opcode, unsigned bits, std::uint8_t moduli = 1)
{
    Assembly code;
    for (auto i = moduli; i > 0; --i)
        code.push(number_of(bits, i));
    code.push(number_of(256, 101)).push(number_of(255, 102));
    code.op(kJumpdest);
    for (unsigned i = 0; i < 32; ++i) {
        code.op(static_cast<std::uint8_t>(kDup1 + 2 + i % moduli));
        code.op(kDup1 + 2).op(kDup1 + 2).op(opcode).op(kPop);
    }
    const auto by = moduli == 1 ? " by one of " : " by " + std::to_string(moduli) + " of ";
    measure(name + (by + std::to_string(bits)) + " bits",
            small(code, static_cast<std::uint8_t>(33 * (moduli + 2))).op(kJump));
}

void arithmetic()
{
    binary("ADD", kAdd, 256, 256);
    binary("MUL", kMul, 256, 256);
    for (const auto opcode : {kDiv, kMod}) {
        const auto* name = opcode == kDiv ? "DIV" : "MOD";
        binary(name, opcode, 64, 32);
        for (const unsigned bits : {64, 128, 192, 256})
            binary(name, opcode, 256, bits);
    }
    for (const unsigned bits : {8, 32, 256})
        binary("EXP", kExp, 256, bits);
    modular("ADDMOD", kAddmod, 254);
    for (const unsigned bits : {64, 128, 192, 254, 256})
        modular("MULMOD", kMulmod, bits);
    modular("MULMOD", kMulmod, 254, 2);
    binary("LT", kLt, 256, 256);
    binary("XOR", kXor, 256, 256);
    binary("SHR", kShr, 8, 256);
}

void memory_words()
{
    Assembly body;
    for (std::uint8_t i = 0; i < 16; ++i) {
        small(body, static_cast<std::uint8_t>(8 * i)).op(kMload);
        small(body, static_cast<std::uint8_t>(8 * i + 1)).op(kMstore);
    }
    measure("MLOAD and MSTORE", forever(body));
}

void hashing(std::uint8_t bytes)
{
    Assembly body;
    small(body, bytes).op(kPush0).op(kKeccak256).op(kPop);
    measure("KECCAK256 of " + std::to_string(bytes) + " bytes", forever(body));
}

void storage_reads()
{
    Assembly body;
    small(body, 1).op(kSload).op(kPop);
    measure("SLOAD, warm", forever(body));
}

void storage_writes()
{
    Assembly body;
    small(body, 1).op(kSload);
    small(body, 1).op(kAdd);
    small(body, 1).op(kSstore);
    measure("SLOAD and SSTORE, warm", forever(body));
}

void calls()
{
    Assembly body;
    body.op(kPush0).op(kPush0).op(kPush0).op(kPush0).op(kPush0).push(kOther);
    small(body, 100).op(kCall).op(kPop);
    measure("CALL of a contract that stops", forever(body), Assembly().op(kStop));
}

}  // namespace

int main()
{
    bench::print_head("loop");
    measure("PUSH0 JUMP JUMPDEST", forever({}));
    arithmetic();
    memory_words();
    for (const std::uint8_t bytes : {32, 64, 255})
        hashing(bytes);
    storage_reads();
    storage_writes();
    calls();
}
