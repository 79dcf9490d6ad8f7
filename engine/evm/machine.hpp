#pragma once
// Executes one transaction's frames. Calls do not recurse natively: a frame that calls returns to
// the loop in machine.cpp, which runs the callee and comes back.

#include <memory>
#include <optional>

#include "evm/cycles.hpp"
#include "evm/evm.hpp"
#include "evm/modular_multiplier.hpp"

namespace archi::evm {

struct Table;

/// A call or creation that a frame asks for.
struct Request {
    Message message;
    std::shared_ptr<const Code> code;  ///< of calls: what executes, delegation already followed
    bool delegated = false;            ///< EIP-7702: then a precompile's address means no code
};

class Machine {
public:
    /// `workspace` may be null.
    Machine(Host& world, const Environment& surroundings, std::uint64_t cycle_limit,
            Tracer* observer, Workspace* workspace);

    [[nodiscard]] CallResult execute(const Message& message);

    /// Notes the instruction that ran last, if any, and the one that comes.
    void trace_step(Frame& frame, const u256* top, const std::uint8_t* pc, std::int64_t gas);

    Host& host;
    const Environment environment;
    Tracer* const tracer;
    cycles::Meter meter;
    const Table& instructions;  ///< of the revision; with a tracer, what it watches
    Request request;
    ModularMultiplier multiply_modulo;  ///< MULMOD

private:
    /// Fills request.code for the outermost call, whose delegation (EIP-7702) costs nothing.
    void load_code();
    /// Begins `request`. An outcome: it is over already; nullopt: current() is its frame.
    std::optional<Outcome> enter();
    std::optional<Outcome> enter_call();
    std::optional<Outcome> enter_creation();
    /// What system contracts and precompiles do, which have no frame.
    std::optional<Outcome> call_without_frame(std::size_t checkpoint);
    /// Checks, pays and stores what a creation's init code returned (Yellow Paper, 7; EIP-170,
    /// 3541).
    void deposit_code(Frame& frame);
    void run(Frame& frame);
    /// Ends current() and gives what its caller sees.
    Outcome leave();
    /// Gives a caller its callee's outcome.
    static void resume(Frame& caller, const Outcome& outcome);
    Frame& push_frame(std::size_t checkpoint, std::shared_ptr<const Code> code);

    /// An outcome without a frame, reported to the tracer.
    Outcome over(Outcome outcome);
    void trace_step_end(Frame& frame) const;
    void trace_exit(const Message& message, const Outcome& outcome) const;

    [[nodiscard]] Frame& current() { return workspace_.frame(active_ - 1); }

    Workspace own_workspace_;  ///< for when nobody gives one
    Workspace& workspace_;
    std::size_t active_ = 0;  ///< frames that have begun and not ended
    Bytes root_output_;       ///< as Frame::output_owner, for the outermost call
};

[[nodiscard]] constexpr bool is_creation(CallKind kind)
{
    return kind == CallKind::kCreate || kind == CallKind::kCreate2;
}

}  // namespace archi::evm
