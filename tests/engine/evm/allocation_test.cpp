// A call costs no allocation once its depth has been visited.

#include <QtTest>
#include <cstdlib>
#include <new>

#include "engine/evm/assembly.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    auto* memory = std::malloc(size);
    if (memory == nullptr) std::abort();
    return memory;
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

class AllocationTest : public QObject {
    Q_OBJECT

    static constexpr Address kDeepest = small_address(0xdee9);

    /// A loop without end: calls kOther, which writes memory and calls kDeepest with 32 bytes of
    /// it, which hashes and returns them.
    static Run chain_of_calls()
    {
        Assembly loop;
        loop.op(kJumpdest).call(kCall, kOther).op(kPop).push(0).op(kJump);
        Assembly middle;
        middle.push(7).push(640).op(kMstore);
        middle.push(32).push(0).push(32).push(640).push(kDeepest).op(kGas).op(kStaticcall);
        middle.return_top();
        Assembly deepest;
        deepest.push(32).push(0).push(0).op(kCalldatacopy);
        deepest.push(32).push(0).op(kKeccak256).return_top();
        Run run(loop);
        run.set_code(kOther, middle);
        run.set_code(kDeepest, deepest);
        return run;
    }

    static std::size_t allocations_of(Run& run, Workspace& workspace, std::int64_t gas)
    {
        run.message.gas = gas;
        const auto before = allocations;
        Vm vm(run.host, run.environment, kCycles, nullptr, &workspace);
        const auto result = vm.execute(run.message);
        const auto made = allocations - before;
        return result.status == Status::kOutOfGas ? made : SIZE_MAX;
    }

private Q_SLOTS:
    void a_call_allocates_nothing_once_its_depth_is_warm()
    {
        auto run = chain_of_calls();
        Workspace workspace;
        const auto cold = allocations_of(run, workspace, 100'000);
        const auto few_calls = allocations_of(run, workspace, 100'000);
        const auto many_calls = allocations_of(run, workspace, 10'000'000);
        QVERIFY(cold > few_calls);
        QCOMPARE(many_calls, few_calls);
        QCOMPARE(few_calls, std::size_t{1});  // the machine itself
    }
};

QTEST_GUILESS_MAIN(AllocationTest)
#include "allocation_test.moc"
