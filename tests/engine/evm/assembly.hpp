#pragma once
// Small programs for tests: code as a chain of instructions, and one call that runs it.

#include "evm/map_host.hpp"
#include "evm/opcodes.hpp"

namespace archi::evm::test {

inline constexpr Address kSender = small_address(0x5e);
inline constexpr Address kContract = small_address(0xc0de);
inline constexpr Address kOther = small_address(0x0717);
inline constexpr std::int64_t kGasLimit = 10'000'000;
inline constexpr std::uint64_t kCycles = std::uint64_t{1} << 60;

/// Code under construction.
class Assembly {
public:
    Assembly& op(std::uint8_t opcode)
    {
        code_.push_back(opcode);
        return *this;
    }
    /// PUSH32, so that every push has one size.
    Assembly& push(const u256& value)
    {
        code_.push_back(kPush32);
        append(code_, value.to_be().bytes);
        return *this;
    }
    Assembly& push(const Address& address) { return push(u256::from_be(address.bytes)); }
    Assembly& store(std::uint64_t slot) { return push(slot).op(kSstore); }
    /// Returns the topmost word.
    Assembly& return_top() { return push(0).op(kMstore).push(32).push(0).op(kReturn); }
    /// Calls with all gas, no value and no data; the result lies on the stack.
    Assembly& call(std::uint8_t opcode, const Address& to, std::uint64_t value = 0)
    {
        push(0).push(0).push(0).push(0);
        if (opcode == kCall || opcode == kCallcode) push(value);
        return push(to).op(kGas).op(opcode);
    }

    [[nodiscard]] const Bytes& bytes() const { return code_; }

private:
    Bytes code_;
};

/// One transaction's execution of kContract in a world.
struct Run {
    MapHost host;
    Environment environment;
    Message message;
    std::uint64_t cycle_limit = kCycles;
    std::uint64_t cycles = 0;
    Tracer* tracer = nullptr;

    explicit Run(const Assembly& code = {})
    {
        host.accounts[kSender].balance = u256::power_of_two(64);
        set_code(kContract, code);
        message.gas = kGasLimit;
        message.sender = kSender;
        message.recipient = message.code_address = kContract;
    }

    void set_code(const Address& address, const Assembly& code)
    {
        host.accounts[address].code = std::make_shared<const Code>(code.bytes());
    }
    [[nodiscard]] CallResult execute()
    {
        host.begin_transaction();
        host.access_account(kSender);
        host.access_account(kContract);
        Vm vm(host, environment, cycle_limit, tracer);
        auto result = vm.execute(message);
        cycles = vm.cycles();
        return result;
    }
    /// The word the code returned.
    [[nodiscard]] static u256 word(const CallResult& result)
    {
        return u256::from_be(result.output);
    }
    [[nodiscard]] static std::int64_t used(const CallResult& result)
    {
        return kGasLimit - result.gas_left;
    }
};

}  // namespace archi::evm::test
