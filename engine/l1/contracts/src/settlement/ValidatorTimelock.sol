// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AssetTracker} from "../assets/AssetTracker.sol";
import {BatchCommit, BatchExecution, PrefixProof, Statement, StoredBatch, hashOf} from "../chain/Batch.sol";
import {IChain} from "../chain/IChain.sol";
import {Output} from "../chain/Output.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {MessageRoot} from "../hub/MessageRoot.sol";
import {POLICY_INSTANT, POLICY_SETTLED} from "../island/Island.sol";
import {Guardians} from "./Guardians.sol";
import {ProofHub} from "./ProofHub.sol";

/// The one door to settlement: who may commit, prove, execute and revert, the delay between proof and
/// execution, and freezes. Chains of a group settle an epoch in one call of each kind.
contract ValidatorTimelock {
    struct ChainCommit {
        IChain chain;
        StoredBatch previous;
        BatchCommit[] batches;
    }

    struct ChainProof {
        IChain chain;
        StoredBatch[] batches;
    }

    struct ChainExecution {
        IChain chain;
        BatchExecution[] batches;
    }

    struct Validator {
        bool committer;
        bool prover;
        bool executor;
        bool reverter;
    }

    /// An imported accumulator: chain id(8) ‖ policy(1) ‖ accumulator(32).
    uint256 internal constant IMPORT_LENGTH = 41;

    ProofHub public immutable PROOF_HUB;
    Guardians public immutable GUARDIANS;
    IBridgehub public immutable BRIDGE_HUB;

    mapping(IChain chain => mapping(address account => Validator)) public validators;
    mapping(IChain chain => uint256 time) public executionDelay; // seconds

    event ValidatorChanged(IChain indexed chain, address indexed account, Validator roles);
    event ExecutionDelayRaised(IChain indexed chain, uint256 time);

    error Unauthorized(address caller);
    error DelayCannotShrink(uint256 time);
    error NotProven(uint256 batch);
    error DelayNotOver(uint256 batch, uint256 readyAt);
    error FrozenBatch(uint256 batch, uint256 until);
    error WrongProofCount(uint256 imports, uint256 proofs);
    error UnknownPolicy(uint8 policy);

    constructor(IBridgehub bridgehub, ProofHub proofHub, Guardians guardians) {
        (BRIDGE_HUB, PROOF_HUB, GUARDIANS) = (bridgehub, proofHub, guardians);
    }

    function commitEpoch(ChainCommit[] calldata commits) external {
        for (uint256 i = 0; i < commits.length; ++i) {
            require(validators[commits[i].chain][msg.sender].committer, Unauthorized(msg.sender));
            commits[i].chain.commitBatches(commits[i].previous, commits[i].batches);
        }
    }

    /// `statements` and `proof` go to the ProofHub first; with no statements it must know them already.
    function proveEpoch(ChainProof[] calldata proofs, Statement[] calldata statements, bytes calldata proof)
        external
    {
        if (statements.length > 0) PROOF_HUB.prove(statements, proof);
        for (uint256 i = 0; i < proofs.length; ++i) {
            require(validators[proofs[i].chain][msg.sender].prover, Unauthorized(msg.sender));
            proofs[i].chain.proveBatches(proofs[i].batches);
        }
    }

    /// Executes batches of one or more chains together. What they import from each other, and what they send
    /// each other, is checked over all of them. Anyone may, for a chain whose queue is past its deadline.
    function executeEpoch(ChainExecution[] calldata executions) external {
        for (uint256 i = 0; i < executions.length; ++i) {
            IChain chain = executions[i].chain;
            require(
                validators[chain][msg.sender].executor || _isOpen(chain), Unauthorized(msg.sender)
            );
            _requireReady(chain, executions[i].batches);
            chain.executeBatches(executions[i].batches);
        }
        MessageRoot root = MessageRoot(BRIDGE_HUB.messageRoot());
        for (uint256 i = 0; i < executions.length; ++i) {
            _requireImports(root, executions[i].batches);
        }
        AssetTracker(BRIDGE_HUB.assetTracker()).requireCovered();
    }

    function revertBatches(IChain chain, uint64 newLastBatch) external {
        require(validators[chain][msg.sender].reverter, Unauthorized(msg.sender));
        chain.revertBatches(newLastBatch);
    }

    /// The escape hatch: anyone commits and proves batches of queue entries for a chain in priority mode, and
    /// executes them by `executeEpoch` after the delay.
    function settleForced(
        ChainCommit calldata commit,
        StoredBatch[] calldata stored,
        Statement[] calldata statements,
        bytes calldata proof
    ) external {
        if (statements.length > 0) PROOF_HUB.prove(statements, proof);
        commit.chain.commitForcedBatches(commit.previous, commit.batches, stored);
    }

    /// Only the chain's admin.
    function setValidator(IChain chain, address account, Validator calldata roles) external {
        require(chain.getAdmin() == msg.sender, Unauthorized(msg.sender));
        validators[chain][account] = roles;
        emit ValidatorChanged(chain, account, roles);
    }

    /// Only the chain's admin, and only upwards: whoever counts on the delay keeps it.
    function raiseExecutionDelay(IChain chain, uint256 time) external {
        require(msg.sender == address(chain) || chain.getAdmin() == msg.sender, Unauthorized(msg.sender));
        require(time >= executionDelay[chain], DelayCannotShrink(executionDelay[chain]));
        executionDelay[chain] = time;
        emit ExecutionDelayRaised(chain, time);
    }

    function _isOpen(IChain chain) private view returns (bool) {
        return BRIDGE_HUB.getZKChain(chain.getChainId()) == address(chain) && chain.isExecutionOpen();
    }

    /// Proven long enough ago by a verifier that still counts, and not frozen.
    function _requireReady(IChain chain, BatchExecution[] calldata batches) private view {
        uint256 delay = executionDelay[chain];
        for (uint256 i = 0; i < batches.length; ++i) {
            StoredBatch calldata batch = batches[i].batch;
            Output.check(batches[i].output);
            (uint256 time,) = PROOF_HUB.provenAt(Output.program(batches[i].output), batch.publicInput);
            require(time != 0, NotProven(batch.number));
            require(block.timestamp >= time + delay, DelayNotOver(batch.number, time + delay));
            uint256 until = GUARDIANS.frozenUntil(hashOf(batch));
            require(block.timestamp >= until, FrozenBatch(batch.number, until));
        }
    }

    /// The chains checked that `imports` are what their batches committed to.
    function _requireImports(MessageRoot root, BatchExecution[] calldata batches) private view {
        for (uint256 i = 0; i < batches.length; ++i) {
            bytes calldata imports = batches[i].imports;
            PrefixProof[] calldata prefixes = batches[i].prefixes;
            require(
                imports.length == IMPORT_LENGTH * prefixes.length,
                WrongProofCount(imports.length / IMPORT_LENGTH, prefixes.length)
            );
            uint64 time = Output.firstTimestamp(batches[i].output);
            for (uint256 j = 0; j < prefixes.length; ++j) {
                _requireImport(root, imports[IMPORT_LENGTH * j:IMPORT_LENGTH * (j + 1)], prefixes[j], time);
            }
        }
    }

    /// Instant: what the source has executed by now has it. Settled: the source had executed it before the
    /// importing batch began, at `time`.
    function _requireImport(MessageRoot root, bytes calldata row, PrefixProof calldata prefix, uint64 time)
        private
        view
    {
        (uint64 chainId, uint8 policy, bytes32 accumulator) =
            (uint64(bytes8(row[0:8])), uint8(row[8]), bytes32(row[9:IMPORT_LENGTH]));
        if (policy == POLICY_INSTANT) root.requireExecuted(chainId, accumulator, prefix);
        else if (policy == POLICY_SETTLED) root.requireSettled(chainId, accumulator, time);
        else revert UnknownPolicy(policy);
    }
}
