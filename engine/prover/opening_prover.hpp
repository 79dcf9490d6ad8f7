#pragma once
// The opening of stacked columns at a point, step by step: the prover's side of
// verifier/basefold.cpp and verifier/whir.cpp.

#include "iop/channel.hpp"
#include "prover/backend.hpp"

namespace archi::prover {

/// Does the work before a challenge: no nonce where none is asked for.
void send_work(const Backend& backend, iop::ProverChannel& channel, unsigned bits);

/// Opens all stacked columns of the segment, `columns` of them, at the point. Their values there
/// have been sent. Reads of the segment what Backend::fold and Backend::fold_weighted read.
void prove_opening(const Backend& backend, iop::ProverChannel& channel,
                   const CommittedSegment& segment, std::span<const E> point, std::size_t columns);

}  // namespace archi::prover
