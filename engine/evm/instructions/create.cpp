#include "evm/instructions/create.hpp"

#include "evm/instructions/memory.hpp"

namespace archi::evm::create {

template <CallKind kind>
Status prepare(Frame& frame, u256* top, std::int64_t& gas)
{
    constexpr auto kPerWord =
        gas::kInitCodeWord + (kind == CallKind::kCreate2 ? gas::kKeccakWord : 0);
    const auto& self = frame.message;
    const auto& offset = top[-2];
    const auto& size = top[-3];

    if (self.is_static) return Status::kStaticModeViolation;
    if (!frame.expand_memory(gas, offset, size)) return Status::kOutOfGas;
    if (size > u256(kMaxInitCodeSize)) return Status::kInitCodeTooLarge;
    if (!memory::pay_words(gas, size, kPerWord)) return Status::kOutOfGas;
    const auto permutations =
        1 + (kind == CallKind::kCreate2 ? cycles::keccak_permutations(size.low_u64()) : 0);
    if (!frame.machine->meter.charge(permutations * cycles::kKeccakPermutation))
        return Status::kCycleLimit;

    auto& message = frame.machine->request.message;
    message.kind = kind;
    message.is_static = false;
    message.depth = self.depth + 1;
    message.gas = gas - gas / gas::kCallReserve;
    gas -= message.gas;
    message.sender = self.recipient;
    message.value = top[-1];
    message.input = frame.memory.view(static_cast<std::size_t>(offset.low_u64()),
                                      static_cast<std::size_t>(size.low_u64()));
    if constexpr (kind == CallKind::kCreate2) message.salt = top[-4].to_be();
    frame.output_offset = 0;
    frame.output_size = 0;
    return Status::kSuccess;
}

template Status prepare<CallKind::kCreate>(Frame&, u256*, std::int64_t&);
template Status prepare<CallKind::kCreate2>(Frame&, u256*, std::int64_t&);

}  // namespace archi::evm::create
