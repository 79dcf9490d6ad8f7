// The program that is proven for a batch: witness in, commitment after ‖ output hash ‖ public input
// out. Exit code 1 means that the input is no witness, or not a valid one.

#include "stf/batch.hpp"
#include "guest/system.hpp"

namespace {

constexpr int kDone = 0;
constexpr int kInvalid = 1;

}  // namespace

int main()
{
    const auto input = archi::stf::decode_batch_input(archi::guest::read_input());
    if (!input) return kInvalid;
    const auto output = archi::stf::execute_batch(*input);
    if (!output) return kInvalid;
    archi::guest::write_output(output->commitment_after);
    archi::guest::write_output(output->output_hash);
    archi::guest::write_output(output->public_input);
    return kDone;
}
