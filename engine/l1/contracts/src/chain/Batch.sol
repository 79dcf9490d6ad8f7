// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// What the L1 remembers of a batch, as keccak256(abi.encode(batch)): enough to check the batch after it,
/// its proof and its execution without opening earlier batches again.
struct StoredBatch {
    uint64 number;
    uint64 lastTimestamp; // seconds
    uint64 epoch;
    uint64 queueEnd; // index of the first queue entry that the chain has not processed after this batch
    bytes32 stateCommitment; // engine/state/FORMAT.md
    bytes32 accumulator; // message accumulator after the batch, engine/l1/FORMATS.md
    bytes32 outputHash; // engine/stf/OUTPUT.md
    bytes32 publicInput; // engine/stf/OUTPUT.md
}

/// What the operator brings to commit a batch.
struct BatchCommit {
    bytes32 stateCommitment;
    bytes output; // the preimage of the output hash, 389 bytes
    bytes dataInput; // for the DA validator: the pubdata, or the committee's signatures
}

/// Shows that the accumulator a batch imported is a prefix of what its source has executed by now. Where both
/// are equal all fields are zero.
struct PrefixProof {
    uint64 count;
    bytes32 root;
    uint64 latestCount;
    bytes32 latestRoot;
    bytes32[] path;
}

/// What the operator brings to execute a batch: openings of its output.
struct BatchExecution {
    StoredBatch batch;
    bytes output; // the preimage of the output hash
    bytes flows; // opens the asset-flow root, engine/l1/FORMATS.md
    bytes imports; // opens the imported accumulators, engine/stf/OUTPUT.md
    PrefixProof[] prefixes; // one for each import
}

/// One thing to prove: program `program` gave `publicInput`.
struct Statement {
    bytes32 program;
    bytes32 publicInput;
}

function hashOf(StoredBatch memory batch) pure returns (bytes32) {
    return keccak256(abi.encode(batch));
}
