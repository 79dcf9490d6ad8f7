#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

/// Keeps everything it is told.
class Recorder : public Tracer {
public:
    struct Instruction {
        std::uint8_t opcode;
        std::int32_t depth;
        std::int64_t gas;
        std::size_t stack_size;
        std::int64_t cost;
        Status status;
    };
    std::vector<Instruction> instructions;
    std::vector<CallKind> entered;
    std::vector<Status> exited;

    void on_step(const Step& step) override
    {
        instructions.push_back(
            {step.opcode, step.depth, step.gas, step.stack.size(), -1, Status::kSuccess});
        open_ = instructions.size() - 1;
    }
    void on_step_end(std::int64_t cost, Status status) override
    {
        instructions[open_].cost = cost;
        instructions[open_].status = status;
    }
    void on_enter(const Message& message) override { entered.push_back(message.kind); }
    void on_exit(const Message&, const CallResult& result) override
    {
        exited.push_back(result.status);
    }

private:
    std::size_t open_ = 0;
};

}  // namespace

CASE(evm, a_tracer_sees_every_instruction_with_its_cost)
{
    Recorder recorder;
    Run run(Assembly().push(1).push(2).op(kAdd).push(0).op(kMstore));
    run.tracer = &recorder;
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(recorder.instructions.size() == 6);
    const std::int64_t costs[] = {3, 3, 3, 3, 6, 0};
    const std::size_t sizes[] = {0, 1, 2, 1, 2, 0};
    for (std::size_t i = 0; i < recorder.instructions.size(); ++i) {
        CHECK(recorder.instructions[i].cost == costs[i]);
        CHECK(recorder.instructions[i].stack_size == sizes[i]);
    }
    CHECK(recorder.instructions.back().opcode == kStop);
}

CASE(evm, a_tracer_sees_every_frame)
{
    Recorder recorder;
    Run run(Assembly()
                .call(kStaticcall, kOther)
                .call(kCall, small_address(4))
                .push(0)
                .push(0)
                .push(0)
                .op(kCreate));
    run.set_code(kOther, Assembly().op(kInvalid));
    run.tracer = &recorder;
    const auto traced = run.execute();
    CHECK((recorder.entered == std::vector{CallKind::kCall, CallKind::kStaticCall, CallKind::kCall,
                                           CallKind::kCreate}));
    CHECK((recorder.exited == std::vector{Status::kInvalidInstruction, Status::kSuccess,
                                          Status::kSuccess, Status::kSuccess}));

    Run untraced(Assembly()
                     .call(kStaticcall, kOther)
                     .call(kCall, small_address(4))
                     .push(0)
                     .push(0)
                     .push(0)
                     .op(kCreate));
    untraced.set_code(kOther, Assembly().op(kInvalid));
    CHECK(untraced.execute().gas_left == traced.gas_left);
}

CASE(evm, a_failing_instruction_is_reported_with_its_status)
{
    Recorder recorder;
    Run run(Assembly().op(kAdd));
    run.tracer = &recorder;
    CHECK(run.execute().status == Status::kStackUnderflow);
    CHECK(recorder.instructions.back().status == Status::kStackUnderflow);
    CHECK(recorder.instructions.back().cost == 3);
}
