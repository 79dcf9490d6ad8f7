// Proofs from anywhere: any bytes are refused, or say what they show.

#include <array>

#include "base/assert.hpp"
#include "iop/machine_field.hpp"
#include "proof_parameters.hpp"
#include "verifier/machine_air.hpp"
#include "verifier/run.hpp"

using namespace archi;
using namespace archi::verifier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const bytes_view proof(data, size);
    static const std::array all{fuzz::proof_parameters(), fuzz::whir_proof_parameters()};
    bool accepted = false;
    for (const auto& parameters : all) {
        const auto verified =
            verify_run<iop::E>(machine_air<iop::E>(), parameters, proof, parameters.target_bits);
        if (!verified) {
            ARCHI_ASSERT(!describe(verified.error()).empty());
            continue;
        }
        ARCHI_ASSERT(!accepted);  // it says which parameters are its own
        ARCHI_ASSERT(verified->segments != 0 && verified->cycles != 0);
        ARCHI_ASSERT(verified->program == program_hash(parameters, verified->key));
        accepted = true;
    }
    // No named set is that weak.
    const auto* set = parameter_set_of(proof);
    ARCHI_ASSERT(set == nullptr ||
                 !verify_run<iop::E>(machine_air<iop::E>(), set->parameters, proof) || !accepted);
    return 0;
}
