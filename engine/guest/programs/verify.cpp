// Verifies a proof. Input: a proof made with one of the named parameter sets. Output: program hash
// ‖ output digest, 32 bytes each. Exit code 1: unknown parameters; from 3 on: why it is refused
// (verifier::Fault).

#include "base/blake3.hpp"
#include "guest/system.hpp"
#include "iop/machine_field.hpp"
#include "verifier/machine_air.hpp"
#include "verifier/run.hpp"

namespace {

constexpr int kUnknownParameters = 1;
constexpr int kFirstFault = 3;

}  // namespace

int main()
{
    const auto proof = archi::guest::read_input();
    const auto* set = archi::verifier::parameter_set_of(proof);
    if (set == nullptr) return kUnknownParameters;
    using archi::iop::E;
    const auto verified =
        archi::verifier::verify_run<E>(archi::verifier::machine_air<E>(), set->parameters, proof);
    if (!verified) return kFirstFault + static_cast<int>(verified.error());
    archi::guest::write_output(verified->program);
    archi::guest::write_output(archi::blake3(verified->output));
    return 0;
}
