// VM tests of the time before Cancun: one piece of code by itself, and its output, logs and
// storage. Prices have changed since, so the gas that is left is not compared.

#include <bitset>

#include "conformance/formats.hpp"
#include "ethereum/state_root.hpp"
#include "ethereum/transition.hpp"
#include "evm/opcodes.hpp"

namespace archi::conformance {

namespace {

constexpr std::uint64_t kNoCycleLimit = UINT64_MAX;
constexpr std::int64_t kPlentyOfGas = std::int64_t{1} << 40U;

/// Which instructions were executed.
class Executed : public evm::Tracer {
public:
    void on_step(const evm::Step& step) override { opcodes_.set(step.opcode); }
    void on_step_end(std::int64_t, evm::Status) override {}
    void on_enter(const evm::Message&) override {}
    void on_exit(const evm::Message&, const evm::CallResult&) override {}
    [[nodiscard]] bool operator()(std::uint8_t opcode) const { return opcodes_.test(opcode); }

private:
    std::bitset<256> opcodes_;
};

/// Why an outcome of then says nothing about now; null if it does.
const char* rule_against(const Executed& executed)
{
    if (executed(evm::kGas)) return "reads the gas left, which depends on prices of before EIP-150";
    if (executed(evm::kSelfdestruct)) return "destroys its account, which EIP-6780 ended in Cancun";
    return nullptr;
}

evm::Environment environment(const json::object& test)
{
    const auto& env = test.at("env").as_object();
    const auto& exec = test.at("exec").as_object();
    evm::Environment out;
    out.revision = evm::Revision::kCancun;
    out.block.number = number(env.at("currentNumber")).low_u64();
    out.block.timestamp = number(env.at("currentTimestamp")).low_u64();
    out.block.gas_limit = number(env.at("currentGasLimit")).low_u64();
    out.block.coinbase = fixed_bytes<Address>(env.at("currentCoinbase"));
    out.block.prev_randao = number(env.at("currentDifficulty")).to_be();  // the same instruction
    out.transaction.origin = fixed_bytes<Address>(exec.at("origin"));
    out.transaction.gas_price = number(exec.at("gasPrice"));
    return out;
}

std::string words(bytes_view output, const Hash& logs, const Accounts& accounts)
{
    return "output " + hex::encode(output) + ", logs " + hex::encode(logs.bytes) + ", state root " +
           hex::encode(ethereum::state_root(accounts).bytes);
}

void run_case(std::string_view name, const json::object& test, Report& report)
{
    const auto& exec = test.at("exec").as_object();
    const bool must_fail = !test.contains("post");
    const auto input = bytes(exec.at("data"));
    evm::MapHost world;
    world.accounts = accounts(test.at("pre").as_object());
    world.begin_transaction();
    Executed executed;
    evm::Vm vm(world, environment(test), kNoCycleLimit, &executed);

    evm::Message message;
    message.kind = evm::CallKind::kDelegateCall;  // shows a value without moving it, as these tests
    message.gas =
        must_fail ? static_cast<std::int64_t>(number(exec.at("gas")).low_u64()) : kPlentyOfGas;
    message.sender = fixed_bytes<Address>(exec.at("caller"));
    message.recipient = message.code_address = fixed_bytes<Address>(exec.at("address"));
    message.value = number(exec.at("value"));
    message.input = input;
    const auto result = vm.execute(message);

    if (const auto* rule = rule_against(executed)) {
        report.skip(name, {}, rule);
    } else if (must_fail) {
        report.compare(name, {}, "failed",
                       result.status == evm::Status::kSuccess ? "succeeded" : "failed");
    } else {
        report.compare(name, {},
                       words(bytes(test.at("out")), fixed_bytes<Hash>(test.at("logs")),
                             accounts(test.at("post").as_object())),
                       result.status == evm::Status::kSuccess
                           ? words(result.output, ethereum::logs_hash(world.logs), world.accounts)
                           : evm::to_string(result.status));
    }
}

}  // namespace

void run_vm_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object())
        if (report.wants(name)) run_case(name, test.as_object(), report);
}

}  // namespace archi::conformance
