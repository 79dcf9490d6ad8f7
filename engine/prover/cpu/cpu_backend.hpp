#pragma once
// The backend that every machine has: its processor, with the widest vectors it knows.

#include "iop/host/vector/instructions.hpp"
#include "prover/backend.hpp"

namespace archi::prover {

struct CpuOptions {
    iop::Instructions instructions = iop::best_instructions();
    unsigned threads = 0;  ///< 0: one for each processor
};

[[nodiscard]] std::unique_ptr<Backend> make_cpu_backend(const CpuOptions& options = {});

}  // namespace archi::prover
