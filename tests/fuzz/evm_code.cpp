// Arbitrary code with arbitrary calldata: execution ends, takes no more memory than its gas pays
// for, creates no wei, leaves nothing behind where it fails, and goes the same way under a tracer.
//
// Input: revision, kind of call, gas (two bytes, times 4), sizes of the two codes (two bytes each,
// big-endian), then both codes and the calldata. What of them is missing is empty.

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "base/assert.hpp"
#include "evm/limits.hpp"
#include "evm/map_host.hpp"
#include "evm/opcodes.hpp"

namespace {

std::size_t allocated = 0;
std::size_t peak = 0;

}  // namespace

// Counts what is allocated. malloc stays the sanitizer's.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    auto* memory = std::malloc(size);
    if (memory == nullptr) std::abort();
    allocated += malloc_usable_size(memory);
    peak = std::max(peak, allocated);
    return memory;
}
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept
{
    return operator new(size, tag);
}
void* operator new(std::size_t size)
{
    return operator new(size, std::nothrow);
}
void* operator new[](std::size_t size)
{
    return operator new(size, std::nothrow);
}
void operator delete(void* memory) noexcept
{
    if (memory != nullptr) allocated -= malloc_usable_size(memory);
    std::free(memory);
}
void operator delete[](void* memory) noexcept
{
    operator delete(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    operator delete(memory);
}
void operator delete[](void* memory, std::size_t) noexcept
{
    operator delete(memory);
}

namespace {

using namespace archi;
using namespace archi::evm;

// One byte each, so that code reaches them with PUSH1.
constexpr Address kContract = small_address(0xf0);   // runs the first code
constexpr Address kOther = small_address(0xf1);      // runs the second
constexpr Address kDelegated = small_address(0xf2);  // to kOther (EIP-7702)
constexpr Address kLoop = small_address(0xf3);       // delegated to itself
constexpr Address kChained = small_address(0xf4);    // delegated to kDelegated
constexpr Address kHashing = small_address(0xf5);    // delegated to the precompile SHA-256
constexpr Address kRich = small_address(0xf6);
constexpr Address kSender = small_address(0xf7);

class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
    std::uint32_t number(std::size_t size)
    {
        std::uint32_t number = 0;
        for (const auto byte : bytes(size))
            number = number << 8U | byte;
        return number;
    }
    bytes_view bytes(std::size_t size)
    {
        const auto taken = rest_.first(std::min(size, rest_.size()));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    bytes_view rest() { return bytes(rest_.size()); }

private:
    bytes_view rest_;
};

/// What an input describes.
struct Subject {
    MapHost world;
    Environment environment;
    Message message;
};

std::shared_ptr<const Code> delegation(const Address& to)
{
    Bytes designator{0xef, 0x01, 0x00};
    append(designator, to.bytes);
    return std::make_shared<const Code>(designator);
}

Subject read(Input input)
{
    Subject subject;
    subject.environment.revision = static_cast<Revision>(input.number(1) % 3);
    subject.environment.block.number = 1000;
    subject.environment.block.gas_limit = 30'000'000;
    subject.environment.block.chain_id = 1;
    subject.environment.transaction.origin = kSender;

    auto& message = subject.message;
    const auto kind = input.number(1);
    message.kind = kind % 4 == 3 ? CallKind::kCreate : CallKind::kCall;
    message.is_static = kind % 4 == 2;
    message.value = message.is_static ? 0 : kind >> 2U;
    message.gas = 4 * static_cast<std::int64_t>(input.number(2));
    message.sender = kSender;
    message.recipient = message.code_address = kContract;

    const auto first_size = input.number(2);
    const auto second_size = input.number(2);
    const auto first = input.bytes(first_size);
    const auto second = input.bytes(second_size);
    message.input = message.kind == CallKind::kCreate ? first : input.rest();

    auto& accounts = subject.world.accounts;
    accounts[kSender] = {1, u256::power_of_two(64), nullptr, {}};
    accounts[kRich] = {1, u256::power_of_two(64), nullptr, {}};
    accounts[kContract] = {1, 1000, std::make_shared<const Code>(first), {{1, 1}, {2, 2}}};
    accounts[kOther] = {1, 1000, std::make_shared<const Code>(second), {{1, 1}}};
    accounts[kDelegated] = {1, 10, delegation(kOther), {{3, 3}}};
    accounts[kLoop] = {1, 10, delegation(kLoop), {}};
    accounts[kChained] = {1, 10, delegation(kDelegated), {}};
    accounts[kHashing] = {1, 10, delegation(small_address(2)), {}};
    // kContract's second CREATE and kOther's first collide.
    accounts[create_address(kContract, 2)].nonce = 1;
    accounts[create_address(kOther, 1)].code = std::make_shared<const Code>(Bytes{kStop});
    return subject;
}

/// Looks at everything a tracer may look at.
class Onlooker : public Tracer {
public:
    std::int32_t deepest = 0;
    std::uint64_t steps = 0;

    void on_step(const Step& step) override
    {
        ++steps;
        ARCHI_ASSERT(step.stack.size() <= kStackLimit && step.gas >= 0);
        ARCHI_ASSERT(step.depth <= kCallDepthLimit && step.memory.size() % 32 == 0);
        ARCHI_ASSERT(step.recipient != nullptr);
    }
    void on_step_end(std::int64_t gas_cost, Status) override { ARCHI_ASSERT(gas_cost >= 0); }
    void on_enter(const Message& message) override
    {
        deepest = std::max(deepest, message.depth);
        ++open_;
    }
    void on_exit(const Message&, const CallResult& result) override
    {
        --open_;
        ARCHI_ASSERT(open_ >= 0 && result.gas_left >= 0);
    }

private:
    int open_ = 0;
};

CallResult execute(Subject& subject, Tracer* tracer)
{
    constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 60U;
    subject.world.begin_transaction();
    subject.world.access_account(kSender);
    subject.world.access_account(kContract);
    Vm vm(subject.world, subject.environment, kNoLimit, tracer);
    return vm.execute(subject.message);
}

u256 wealth(const MapHost& world)
{
    u256 sum;
    for (const auto& [address, account] : world.accounts)
        sum += account.balance;
    return sum;
}

bool same(const MapAccount& a, const MapAccount& b)
{
    const auto code = [](const MapAccount& account) {
        return account.code ? account.code->bytes() : bytes_view{};
    };
    return a.nonce == b.nonce && a.balance == b.balance && a.storage == b.storage &&
           std::ranges::equal(code(a), code(b));
}

bool same(const MapHost& a, const MapHost& b)
{
    return a.logs == b.logs &&
           std::ranges::equal(a.accounts, b.accounts, [](const auto& left, const auto& right) {
               return left.first == right.first && same(left.second, right.second);
           });
}

/// Bytes that an execution with `gas` may hold at once. A level of calls costs the caller 100 gas
/// at least and holds a stack; a word of memory costs 3 gas, and doubling copies it twice.
std::size_t affordable(std::int64_t gas)
{
    constexpr std::size_t kAlways = std::size_t{1} << 20U;
    constexpr std::size_t kPerLevel = 80 << 10U;
    constexpr std::size_t kPerGas = 64;
    const auto levels = std::min<std::int64_t>(gas / 100, kCallDepthLimit) + 1;
    return kAlways + kPerLevel * static_cast<std::size_t>(levels) +
           kPerGas * static_cast<std::size_t>(gas);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto plain = read({data, size});
    auto before = plain.world;
    const auto had = wealth(before);
    const auto gas = plain.message.gas;

    const auto base = allocated;
    peak = allocated;
    const auto result = execute(plain, nullptr);
    if (peak - base > affordable(gas)) {
        std::fprintf(stderr, "%zu bytes for %lld gas\n", peak - base, static_cast<long long>(gas));
        ARCHI_ASSERT(!"execution took more memory than its gas pays for");
    }

    ARCHI_ASSERT(result.gas_left >= 0 && result.gas_left <= gas);
    ARCHI_ASSERT(wealth(plain.world) <= had);  // self-destruction to itself burns
    if (result.status != Status::kSuccess) {
        ARCHI_ASSERT(result.gas_refund == 0);
        ARCHI_ASSERT(result.status == Status::kRevert || result.gas_left == 0 ||
                     result.status == Status::kInsufficientBalance);
        if (plain.message.kind == CallKind::kCreate) before.accounts[kSender].nonce += 1;
        ARCHI_ASSERT(same(plain.world, before));
    }

    auto traced = read({data, size});
    Onlooker onlooker;
    const auto again = execute(traced, &onlooker);
    ARCHI_ASSERT(again.status == result.status && again.gas_left == result.gas_left);
    ARCHI_ASSERT(again.gas_refund == result.gas_refund && again.output == result.output);
    ARCHI_ASSERT(again.created == result.created && same(traced.world, plain.world));
    plain.world.end_transaction();
    return 0;
}
