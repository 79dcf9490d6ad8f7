#pragma once
// The Ethereum virtual machine: message calls and creations, precompiles, gas and cycles.

#include "evm/host.hpp"
#include "evm/tracer.hpp"
#include "evm/workspace.hpp"

namespace archi::evm {

/// Everything that stays the same during one transaction.
struct Environment {
    Revision revision = Revision::kOsaka;
    BlockContext block;
    TransactionContext transaction;
};

/// Executes calls and creations of one transaction against a Host.
/// Sources: Yellow Paper; execution-specs up to Osaka. Value moves, nonces of creators, 63/64 gas,
/// delegation (EIP-7702), precompiles and call depth are handled here; fees, intrinsic gas, access
/// lists and refund caps belong to the caller.
class Vm {
public:
    /// `cycle_limit`: proving cycles this transaction may use (CYCLES.md). Without a `workspace` it
    /// makes one of its own.
    Vm(Host& host, const Environment& environment, std::uint64_t cycle_limit,
       Tracer* tracer = nullptr, Workspace* workspace = nullptr);
    ~Vm();
    Vm(const Vm&) = delete;
    Vm& operator=(const Vm&) = delete;

    /// Runs the outermost frame to its end. A failed frame leaves the host at the frame's start
    /// (except that a creation's nonce bump stays).
    [[nodiscard]] CallResult execute(const Message& message);

    /// Cycles charged so far, all frames and calls of execute.
    [[nodiscard]] std::uint64_t cycles() const;

    /// Charges work that is done outside the interpreter. False: the limit is passed.
    bool charge_cycles(std::uint64_t cycles);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// CREATE's address: keccak(rlp([sender, nonce])), last 20 bytes.
[[nodiscard]] Address create_address(const Address& sender, std::uint64_t nonce);
/// CREATE2's address (EIP-1014).
[[nodiscard]] Address create2_address(const Address& sender, const Hash& salt,
                                      bytes_view init_code);

/// True for the precompiled contracts that `revision` has: 0x01 to 0x0a, from Prague to 0x11, from
/// Osaka also 0x100.
[[nodiscard]] bool is_precompile(const Address& address, Revision revision);

/// The delegate of a 7702 designator (0xef0100 ‖ address), nullopt for any other code.
[[nodiscard]] std::optional<Address> delegate_of(bytes_view code);

}  // namespace archi::evm
