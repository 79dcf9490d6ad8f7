// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {AssetTracker} from "../assets/AssetTracker.sol";
import {ChainTypeManager} from "../hub/ChainTypeManager.sol";
import {MessageRoot} from "../hub/MessageRoot.sol";
import {ProofHub} from "../settlement/ProofHub.sol";
import {BatchCommit, BatchExecution, StoredBatch} from "./Batch.sol";
import {UpgradePlan} from "./ChainStorage.sol";
import {Committer} from "./Committer.sol";
import {Output} from "./Output.sol";

/// A chain's contract: batches go from committed to proven to executed. What it does not know itself it
/// hands to the mailbox's code, which runs on the same storage.
contract Chain is Committer {
    using Output for bytes;

    address public immutable VALIDATOR_TIMELOCK;
    ProofHub public immutable PROOF_HUB;
    MessageRoot public immutable MESSAGE_ROOT;
    AssetTracker public immutable ASSET_TRACKER;
    ChainTypeManager public immutable CHAIN_TYPE_MANAGER;
    address private immutable MAILBOX;

    // The first three as in the ZK Stack
    event BlocksVerification(uint256 indexed previousLastVerifiedBatch, uint256 indexed currentLastVerifiedBatch);
    event BlockExecution(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment);
    event BlocksRevert(uint256 totalBatchesCommitted, uint256 totalBatchesVerified, uint256 totalBatchesExecuted);
    event PriorityModeActivated(uint256 indexed oldestEntry);
    event PriorityModeDeactivated();
    event UpgradeExecuted(uint32 indexed version, bytes32 programHash, bytes32 upgradeHash);

    error WrongOpening(Field field);
    error NotProven(uint256 number);
    error PriorityModeIs(bool active);
    error NoQueueEntries(uint256 batch);
    error NothingOverdue();
    error UnexecutedBatches(uint256 executed, uint256 committed);
    error DelayNotOver(uint256 readyAt);

    modifier onlyTimelock() {
        require(msg.sender == VALIDATOR_TIMELOCK, Unauthorized(msg.sender));
        _;
    }

    constructor(
        ChainTypeManager manager,
        address validatorTimelock,
        ProofHub proofHub,
        MessageRoot messageRoot,
        AssetTracker assetTracker,
        address mailbox
    ) {
        CHAIN_TYPE_MANAGER = manager;
        VALIDATOR_TIMELOCK = validatorTimelock;
        PROOF_HUB = proofHub;
        MESSAGE_ROOT = messageRoot;
        ASSET_TRACKER = assetTracker;
        MAILBOX = mailbox;
    }

    /// Commits `batches` on top of `previous`, the last committed one. A repeated call fails with
    /// WrongBatchNumber and changes nothing.
    function commitBatches(StoredBatch calldata previous, BatchCommit[] calldata batches)
        external
        onlyTimelock
        nonReentrant
    {
        require(!priorityMode, PriorityModeIs(true));
        _commit(previous, batches);
    }

    /// In priority mode batches come with their proofs in one step, so that nobody can block the queue with a
    /// batch that has none. `stored` are the same batches as the contract will store them.
    function commitForcedBatches(
        StoredBatch calldata previous,
        BatchCommit[] calldata batches,
        StoredBatch[] calldata stored
    ) external onlyTimelock nonReentrant {
        require(priorityMode, PriorityModeIs(false));
        for (uint256 i = 0; i < batches.length; ++i) {
            batches[i].output.check();
            require(batches[i].output.queueCount() > 0, NoQueueEntries(previous.number + 1 + i));
        }
        _commit(previous, batches);
        _prove(stored);
        require(verified == committed, NotProven(committed));
    }

    /// Marks as proven the `batches` after the last proven one; the ProofHub must know their statements.
    function proveBatches(StoredBatch[] calldata batches) external onlyTimelock nonReentrant {
        _prove(batches);
    }

    /// Executes the `executions` after the last executed batch. Imports and the sign of balances are checked
    /// by the caller over all the chains of an epoch.
    function executeBatches(BatchExecution[] calldata executions) external onlyTimelock nonReentrant {
        require(executions.length > 0, NoBatches());
        uint64 last = executed;
        uint64 id = chainId;
        require(last + executions.length <= verified, NotProven(verified + 1));
        for (uint256 i = 0; i < executions.length; ++i) {
            StoredBatch calldata batch = executions[i].batch;
            bytes calldata output = executions[i].output;
            _requireStored(batch, ++last);
            require(keccak256(output) == batch.outputHash, WrongStoredBatch(last));
            require(keccak256(executions[i].imports) == output.imports(), WrongOpening(Field.Imports));
            bytes calldata flows = executions[i].flows;
            bytes32 root = flows.length == 0 ? bytes32(0) : keccak256(flows);
            require(root == output.flowRoot(), WrongOpening(Field.FlowRoot));
            if (flows.length > 0) ASSET_TRACKER.recordFlows(id, flows);
            MESSAGE_ROOT.recordBatch(id, last, output.messageRoot(), batch.accumulator);
            emit BlockExecution(last, batch.stateCommitment, batch.outputHash);
        }
        executed = last;
        if (upgradePending) upgradePending = false;
        queueExecuted = executions[executions.length - 1].batch.queueEnd;
    }

    /// Forgets the batches after `newLastBatch` that are not executed.
    function revertBatches(uint64 newLastBatch) external onlyTimelock nonReentrant {
        require(!priorityMode, PriorityModeIs(true));
        require(
            newLastBatch >= executed && newLastBatch < committed, WrongBatchNumber(executed, newLastBatch)
        );
        _revert(newLastBatch);
    }

    /// Marks batches as proven that were executed when nothing proved them: the label *unproven* goes when the
    /// ProofHub has a proof of every batch since genesis. Anyone may call it.
    function recordProven(StoredBatch[] calldata batches) external nonReentrant {
        uint64 last = proven;
        for (uint256 i = 0; i < batches.length; ++i) {
            require(++last <= verified, NotProven(last));
            _requireStored(batches[i], last);
            (, bool proves) = PROOF_HUB.provenAt(programHash, batches[i].publicInput);
            require(proves, NotProven(last));
        }
        proven = last;
    }

    /// Anyone, when the first entry of the queue that no proven batch takes is past its deadline, or the first
    /// that no executed batch has processed is so twice over. Batches that were not executed go; from now on
    /// only batches with queue entries, and their proofs, count. `lastVerified` opens the last proven batch.
    function activatePriorityMode(StoredBatch calldata lastVerified) external nonReentrant {
        require(!priorityMode, PriorityModeIs(true));
        _requireStored(lastVerified, verified);
        require(_overdue(lastVerified.queueEnd, 0) || _overdue(queueExecuted, queueDeadline), NothingOverdue());
        if (committed > executed) _revert(executed);
        priorityMode = true;
        emit PriorityModeActivated(queueExecuted);
    }

    /// Anyone, when what was overdue is executed.
    function deactivatePriorityMode() external nonReentrant {
        require(priorityMode, PriorityModeIs(false));
        require(committed == executed, UnexecutedBatches(executed, committed));
        require(!_overdue(queueExecuted, 0), QueueEntryOverdue(queueExecuted));
        priorityMode = false;
        emit PriorityModeDeactivated();
    }

    /// Anyone, when the delay of an announced upgrade is over and every committed batch is executed.
    function executeUpgrade() external nonReentrant {
        UpgradePlan memory next = plan;
        require(next.readyAt != 0 && block.timestamp >= next.readyAt, DelayNotOver(next.readyAt));
        require(committed == executed, UnexecutedBatches(executed, committed));
        require(!upgradePending, WrongField(Field.UpgradeHash));
        delete plan;
        (address code, bytes32 program, bytes32 upgrade) = CHAIN_TYPE_MANAGER.versions(next.version);
        protocolVersion = next.version;
        (dataScheme, dataValidator) = (next.dataScheme, next.dataValidator);
        programHash = program;
        (upgradeHash, upgradePending) = (upgrade, upgrade != 0);
        emit UpgradeExecuted(next.version, program, upgrade);
        ERC1967Utils.upgradeToAndCall(code, "");
    }

    /// Whether anyone may execute what is proven: an entry of the queue is past its deadline.
    function isExecutionOpen() external view returns (bool) {
        return priorityMode || _overdue(queueExecuted, 0);
    }

    /// Mailbox, getters and administration.
    fallback() external {
        address mailbox = MAILBOX;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), mailbox, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch success
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }

    function _prove(StoredBatch[] calldata batches) private {
        require(batches.length > 0, NoBatches());
        uint64 first = verified;
        uint64 last = first;
        uint64 really = proven;
        bytes32 program = programHash;
        require(last + batches.length <= committed, WrongBatchNumber(committed, last + batches.length));
        for (uint256 i = 0; i < batches.length; ++i) {
            _requireStored(batches[i], ++last);
            (uint256 time, bool proves) = PROOF_HUB.provenAt(program, batches[i].publicInput);
            require(time != 0, NotProven(last));
            if (proves && really == last - 1) really = last;
        }
        (verified, proven) = (last, really);
        emit BlocksVerification(first, last);
    }

    function _revert(uint64 last) private {
        committed = last;
        if (verified > last) verified = last;
        if (proven > last) proven = last;
        emit BlocksRevert(committed, verified, executed);
    }

    /// Whether entry `index` is past its deadline by more than `grace` seconds.
    function _overdue(uint64 index, uint64 grace) private view returns (bool) {
        return index < queueTotal && block.timestamp > queue[index].deadline + grace;
    }
}
