// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDAValidator} from "../data/IDAValidator.sol";
import {BatchCommit, StoredBatch, hashOf} from "./Batch.sol";
import {ChainStorage} from "./ChainStorage.sol";
import {Output} from "./Output.sol";

/// Commits batches: compares every field of the output that the L1 knows, and names the first that is wrong.
abstract contract Committer is ChainStorage {
    using Output for bytes;

    /// Fields of the output hash, in its order (engine/stf/OUTPUT.md).
    enum Field {
        ProtocolVersion,
        ProgramHash,
        ChainId,
        SettlementChainId,
        Group,
        Epoch,
        BatchNumber,
        FirstTimestamp,
        LastTimestamp,
        DataScheme,
        DataCommitment, // refused by the DA validator, with its own error
        QueueHash,
        QueueCount,
        AccumulatorBefore,
        AccumulatorAfter, // only the proof can tell
        MessageRoot, // only the proof can tell
        Imports, // opened at execution
        FlowRoot, // opened at execution
        Cycles,
        UpgradeHash
    }

    /// How far a batch's clock may be ahead of the L1's, in seconds. There is no bound to the other side: a
    /// chain that slept may settle what it had sealed, and the queue's deadline runs by the L1's clock.
    uint256 public constant MAX_FUTURE = 1 hours;

    /// As in the ZK Stack: batchHash is the state commitment, commitment the output hash.
    event BlockCommit(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment);

    error WrongBatchNumber(uint256 expected, uint256 given);
    error WrongStoredBatch(uint256 number);
    error WrongField(Field field);
    error QueueEntryOverdue(uint256 index);
    error NoBatches();

    function _commit(StoredBatch calldata previous, BatchCommit[] calldata batches) internal {
        require(batches.length > 0, NoBatches());
        require(previous.number == committed, WrongBatchNumber(committed, previous.number));
        _requireStored(previous, previous.number);
        StoredBatch memory last = previous;
        for (uint256 i = 0; i < batches.length; ++i) {
            _check(last, batches[i].output);
            last = _next(last, batches[i]);
            storedBatchHashes[last.number] = hashOf(last);
            IDAValidator(dataValidator).checkData(
                chainId,
                last.number,
                batches[i].output.dataScheme(),
                batches[i].output.dataCommitment(),
                batches[i].dataInput
            );
            emit BlockCommit(last.number, last.stateCommitment, last.outputHash);
        }
        committed = last.number;
    }

    /// Every field that the L1 knows. The proof binds the others.
    function _check(StoredBatch memory last, bytes calldata output) private view {
        output.check();
        require(output.protocolVersion() == protocolVersion, WrongField(Field.ProtocolVersion));
        require(output.program() == programHash, WrongField(Field.ProgramHash));
        require(output.chainId() == chainId, WrongField(Field.ChainId));
        require(output.settlementChainId() == block.chainid, WrongField(Field.SettlementChainId));
        bytes32 ownGroup = group;
        require(output.group() == ownGroup, WrongField(Field.Group));
        uint64 epoch = output.epoch();
        require(ownGroup == 0 ? epoch == 0 : epoch >= last.epoch, WrongField(Field.Epoch));
        require(output.number() == last.number + 1, WrongField(Field.BatchNumber));
        uint64 first = output.firstTimestamp();
        uint64 end = output.lastTimestamp();
        require(first >= last.lastTimestamp, WrongField(Field.FirstTimestamp));
        require(end >= first && end <= block.timestamp + MAX_FUTURE, WrongField(Field.LastTimestamp));
        require(output.dataScheme() == dataScheme, WrongField(Field.DataScheme));
        _checkQueue(last.queueEnd, output, end);
        require(output.accumulatorBefore() == last.accumulator, WrongField(Field.AccumulatorBefore));
        require(output.cycles() <= maxBatchCycles, WrongField(Field.Cycles));
        bytes32 upgrade = upgradePending && last.number == executed ? upgradeHash : bytes32(0);
        require(output.upgradeHash() == upgrade, WrongField(Field.UpgradeHash));
    }

    /// A batch takes entries in order, and leaves none behind whose deadline was over when it ended. In priority
    /// mode, when every batch takes some, it may: a flood that expires at once need not fit into one batch.
    function _checkQueue(uint64 start, bytes calldata output, uint64 timestamp) private view {
        uint64 count = output.queueCount();
        uint64 total = queueTotal;
        require(count <= total - start, WrongField(Field.QueueCount));
        bytes32 rolling = Output.EMPTY;
        for (uint64 i = start; i < start + count; ++i) {
            rolling = keccak256(abi.encode(rolling, queue[i].hash));
        }
        require(output.queueHash() == rolling, WrongField(Field.QueueHash));
        uint64 left = start + count;
        require(priorityMode || left == total || timestamp <= queue[left].deadline, QueueEntryOverdue(left));
    }

    function _next(StoredBatch memory last, BatchCommit calldata batch) private pure returns (StoredBatch memory) {
        bytes calldata output = batch.output;
        bytes32 outputHash = keccak256(output);
        return StoredBatch({
            number: last.number + 1,
            lastTimestamp: output.lastTimestamp(),
            epoch: output.epoch(),
            queueEnd: last.queueEnd + output.queueCount(),
            stateCommitment: batch.stateCommitment,
            accumulator: output.accumulatorAfter(),
            outputHash: outputHash,
            publicInput: keccak256(abi.encode(last.stateCommitment, batch.stateCommitment, outputHash))
        });
    }

    function _requireStored(StoredBatch calldata batch, uint64 number) internal view {
        require(batch.number == number, WrongBatchNumber(number, batch.number));
        require(hashOf(batch) == storedBatchHashes[number], WrongStoredBatch(number));
    }
}
