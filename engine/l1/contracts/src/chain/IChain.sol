// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {BatchCommit, BatchExecution, StoredBatch} from "./Batch.sol";
import {ChainParameters} from "./ChainStorage.sol";
import {BridgehubL2TransactionRequest, L2Log, L2Message, TxStatus} from "./Messaging.sol";

/// What the other contracts ask of a chain's contract. Names of mailbox and getters are those of the ZK Stack.
interface IChain {
    function initialize(ChainParameters calldata parameters, uint32 version) external;

    // Only the ValidatorTimelock
    function commitBatches(StoredBatch calldata previous, BatchCommit[] calldata batches) external;
    function commitForcedBatches(
        StoredBatch calldata previous,
        BatchCommit[] calldata batches,
        StoredBatch[] calldata proven
    ) external;
    function proveBatches(StoredBatch[] calldata batches) external;
    function executeBatches(BatchExecution[] calldata executions) external;
    function revertBatches(uint64 newLastBatch) external;

    // Only the Bridgehub
    function bridgehubRequestL2Transaction(BridgehubL2TransactionRequest calldata request)
        external
        returns (bytes32 canonicalTxHash);

    function getAdmin() external view returns (address);
    function getChainId() external view returns (uint256);
    function getUpgradeDelay() external view returns (uint256);
    function getTotalBatchesExecuted() external view returns (uint256);
    function inPriorityMode() external view returns (bool);
    function isExecutionOpen() external view returns (bool);
    function l2LogsRootHash(uint256 batch) external view returns (bytes32);
    function l2TransactionBaseCost(uint256 gasPrice, uint256 l2GasLimit, uint256 l2GasPerPubdataByteLimit)
        external
        view
        returns (uint256);
    function proveL2LogInclusion(uint256 batch, uint256 index, L2Log calldata log, bytes32[] calldata proof)
        external
        view
        returns (bool);
    function proveL2MessageInclusion(uint256 batch, uint256 index, L2Message calldata message, bytes32[] calldata proof)
        external
        view
        returns (bool);
    function proveL1ToL2TransactionStatus(
        bytes32 l2TxHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof,
        TxStatus status
    ) external view returns (bool);
}
