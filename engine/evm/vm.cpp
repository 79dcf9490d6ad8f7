#include "evm/evm.hpp"
#include "evm/machine.hpp"

namespace archi::evm {

class Vm::Implementation : public Machine {
public:
    using Machine::Machine;
};

Vm::Vm(Host& host, const Environment& environment, std::uint64_t cycle_limit, Tracer* tracer,
       Workspace* workspace)
    : implementation_(
          std::make_unique<Implementation>(host, environment, cycle_limit, tracer, workspace))
{
}

Vm::~Vm() = default;

CallResult Vm::execute(const Message& message)
{
    return implementation_->execute(message);
}

std::uint64_t Vm::cycles() const
{
    return implementation_->meter.used();
}

bool Vm::charge_cycles(std::uint64_t cycles)
{
    return implementation_->meter.charge(cycles);
}

}  // namespace archi::evm
