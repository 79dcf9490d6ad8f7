#pragma once
// One call or creation in progress.

#include "evm/code.hpp"
#include "evm/gas.hpp"
#include "evm/host.hpp"
#include "evm/limits.hpp"
#include "evm/memory.hpp"

namespace archi::evm {

class Machine;

/// Why the interpreter came back from a frame.
enum class Exit : std::uint8_t {
    kHalt,  ///< it ended: status, gas and output are set
    kCall,  ///< it wants Machine::request executed, and goes on afterwards
};

/// How a call or creation ended. `output` stays valid until a frame of the same depth begins.
struct Outcome {
    Status status = Status::kSuccess;
    std::int64_t gas_left = 0;
    std::int64_t refund = 0;
    bytes_view output = {};
    Address created = {};  ///< of a successful creation; its `output` is the deployed code
    bool is_creation = false;
};

struct Frame {
    Machine* machine = nullptr;
    u256* stack_begin = nullptr;
    u256* stack_end = nullptr;
    const std::uint8_t* code_begin = nullptr;
    Memory memory;
    bytes_view return_data;
    Message message;  ///< `input` is empty in creations: the init code is the code
    std::shared_ptr<const Code> code;
    std::size_t checkpoint = 0;
    std::int64_t refund = 0;

    // Where the frame stands while it does not run.
    u256* top = nullptr;  ///< one past the topmost word
    const std::uint8_t* program_counter = nullptr;
    std::int64_t gas = 0;
    std::size_t output_offset = 0;  ///< where the memory takes the callee's output
    std::size_t output_size = 0;

    Exit exit = Exit::kHalt;
    Status status = Status::kSuccess;
    bytes_view output;
    Bytes output_owner;  ///< output of a callee that has no frame: precompile, system contract

    // Tracing only.
    bool step_open = false;  ///< an instruction was reported, its end was not
    std::int64_t step_gas = 0;
    std::uint8_t step_opcode = 0;

    [[nodiscard]] std::size_t stack_size(const u256* end) const
    {
        return static_cast<std::size_t>(end - stack_begin);
    }

    /// Ends the frame exceptionally: all gas is gone.
    void fail(Status reason)
    {
        exit = Exit::kHalt;
        status = reason;
        gas = 0;
        output = {};
    }
    void finish(Status reason, std::int64_t gas_left, bytes_view result)
    {
        exit = Exit::kHalt;
        status = reason;
        gas = gas_left;
        output = result;
    }

    /// Pays for memory up to `end` (bytes) and makes it exist; gives the gas that is left, negative
    /// if it does not suffice. Requires end > memory.size().
    [[nodiscard, gnu::noinline]] std::int64_t grow_memory(std::int64_t gas_left, std::uint64_t end)
    {
        if (end >= kMaxMemory) return -1;
        const auto new_words = gas::words(end);
        gas_left -= gas::memory(new_words) - gas::memory(memory.size() / 32);
        if (gas_left >= 0) memory.grow(static_cast<std::size_t>(new_words * 32));
        return gas_left;
    }

    /// Pays for `size` bytes at `offset` if that grows the memory. A size of zero needs none.
    bool expand_memory(std::int64_t& gas_left, const u256& offset, const u256& size)
    {
        if (size.is_zero()) return true;
        if (!offset.fits_u64() || !size.fits_u64() || offset.low_u64() >= kMaxMemory ||
            size.low_u64() >= kMaxMemory)
            return false;
        return expand_memory(gas_left, offset.low_u64(), size.low_u64());
    }

    bool expand_memory(std::int64_t& gas_left, std::uint64_t offset, std::uint64_t size)
    {
        const auto end = offset + size;
        if (end <= memory.size()) [[likely]]
            return true;
        gas_left = grow_memory(gas_left, end);
        return gas_left >= 0;
    }
};

}  // namespace archi::evm
