// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {MessageRoot} from "../hub/MessageRoot.sol";
import {SCHEME_CALLDATA} from "../data/IDAValidator.sol";
import {ChainStorage, QueueEntry} from "./ChainStorage.sol";
import {MessageProof} from "./MessageProof.sol";
import {
    BridgehubL2TransactionRequest,
    L2CanonicalTransaction,
    L2Log,
    L2Message,
    L2_BOOTLOADER,
    QUEUE_TRANSACTION_TYPE,
    REQUIRED_GAS_PER_PUBDATA,
    TxStatus
} from "./Messaging.sol";

/// The queue from the L1 to the chain, and messages back. Signatures and events are those of the ZK Stack.
abstract contract Mailbox is ChainStorage {
    /// EIP-7825, as on the chain. A gas limit also bounds the proving cycles (engine/stf/DIFFERENCES.md).
    uint256 public constant MAX_GAS_LIMIT = 1 << 24;
    uint256 public constant MAX_DATA = 65_536; // bytes
    uint256 internal constant INTRINSIC_GAS = 21_000;
    uint256 internal constant GAS_PER_DATA_BYTE = 16; // EIP-2028
    // Figures of the ZK Stack's fee model
    uint256 internal constant L1_GAS_PER_PUBDATA_BYTE = 17;
    uint256 internal constant MAX_PUBDATA_PER_BATCH = 120_000;
    uint256 internal constant MAX_L2_GAS_PER_BATCH = 80_000_000;

    IBridgehub public immutable BRIDGE_HUB;
    MessageRoot private immutable MESSAGE_ROOT;

    event NewPriorityRequest(
        uint256 txId,
        bytes32 txHash,
        uint64 expirationTimestamp,
        L2CanonicalTransaction transaction,
        bytes[] factoryDeps
    );

    error WrongGasPerPubdata(uint256 expected, uint256 given);
    error GasLimitOutOfRange(uint256 least, uint256 most, uint256 given);
    error DataTooLong(uint256 most, uint256 given);
    error ValueTooHigh(uint256 value);
    error MintValueTooLow(uint256 least, uint256 given);
    error FactoryDepsUnsupported();

    constructor(IBridgehub bridgehub, MessageRoot messageRoot) {
        BRIDGE_HUB = bridgehub;
        MESSAGE_ROOT = messageRoot;
    }

    /// Appends a transaction to the queue. Only the Bridgehub, which has locked `mintValue` of the base token.
    function bridgehubRequestL2Transaction(BridgehubL2TransactionRequest calldata request)
        external
        nonReentrant
        returns (bytes32 canonicalTxHash)
    {
        require(msg.sender == address(BRIDGE_HUB), Unauthorized(msg.sender));
        _check(request);
        uint64 index = queueTotal++;
        uint64 deadline = uint64(block.timestamp) + queueDeadline;
        L2CanonicalTransaction memory transaction = _canonical(request, index);
        canonicalTxHash = keccak256(abi.encode(transaction));
        queue[index] = QueueEntry(canonicalTxHash, deadline);
        emit NewPriorityRequest(index, canonicalTxHash, deadline, transaction, request.factoryDeps);
    }

    /// What a queue transaction costs in units of the base token, at the L1's gas price `gasPrice`.
    function l2TransactionBaseCost(uint256 gasPrice, uint256 l2GasLimit, uint256 l2GasPerPubdataByteLimit)
        public
        view
        returns (uint256)
    {
        require(l2GasPerPubdataByteLimit > 0, WrongGasPerPubdata(REQUIRED_GAS_PER_PUBDATA, 0));
        return _gasPrice(gasPrice, l2GasPerPubdataByteLimit) * l2GasLimit;
    }

    function proveL2LogInclusion(uint256 batch, uint256 index, L2Log calldata log, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return _proveLeaf(batch, index, MessageProof.leafOf(log), proof);
    }

    function proveL2MessageInclusion(uint256 batch, uint256 index, L2Message calldata message, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return _proveLeaf(batch, index, MessageProof.leafOf(message), proof);
    }

    function proveL1ToL2TransactionStatus(
        bytes32 l2TxHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof,
        TxStatus status
    ) external view returns (bool) {
        L2Log memory log = L2Log(0, true, txNumberInBatch, L2_BOOTLOADER, l2TxHash, bytes32(uint256(status)));
        return _proveLeaf(batch, index, MessageProof.leafOf(log), proof);
    }

    /// Root of the message tree of an executed batch; zero for a batch without messages.
    function l2LogsRootHash(uint256 batch) public view returns (bytes32) {
        return MESSAGE_ROOT.chainBatchRoots(chainId, batch);
    }

    function getTotalPriorityTxs() external view returns (uint256) {
        return queueTotal;
    }

    function getFirstUnprocessedPriorityTx() external view returns (uint256) {
        return queueExecuted;
    }

    function getPriorityQueueSize() external view returns (uint256) {
        return queueTotal - queueExecuted;
    }

    function getQueueEntry(uint256 index) external view returns (QueueEntry memory) {
        return queue[index];
    }

    function _check(BridgehubL2TransactionRequest calldata request) private view {
        require(
            request.l2GasPerPubdataByteLimit == REQUIRED_GAS_PER_PUBDATA,
            WrongGasPerPubdata(REQUIRED_GAS_PER_PUBDATA, request.l2GasPerPubdataByteLimit)
        );
        require(request.factoryDeps.length == 0, FactoryDepsUnsupported());
        uint256 length = request.l2Calldata.length;
        require(length <= MAX_DATA, DataTooLong(MAX_DATA, length));
        uint256 least = INTRINSIC_GAS + GAS_PER_DATA_BYTE * length;
        require(
            request.l2GasLimit >= least && request.l2GasLimit <= MAX_GAS_LIMIT,
            GasLimitOutOfRange(least, MAX_GAS_LIMIT, request.l2GasLimit)
        );
        require(
            request.mintValue <= type(uint112).max && request.l2Value <= type(uint112).max,
            ValueTooHigh(request.mintValue)
        );
        uint256 cost = l2TransactionBaseCost(tx.gasprice, request.l2GasLimit, request.l2GasPerPubdataByteLimit);
        require(request.mintValue >= cost + request.l2Value, MintValueTooLow(cost + request.l2Value, request.mintValue));
    }

    function _canonical(BridgehubL2TransactionRequest calldata request, uint256 index)
        private
        view
        returns (L2CanonicalTransaction memory transaction)
    {
        transaction.txType = QUEUE_TRANSACTION_TYPE;
        transaction.from = uint160(request.sender);
        transaction.to = uint160(request.contractL2);
        transaction.gasLimit = request.l2GasLimit;
        transaction.gasPerPubdataByteLimit = request.l2GasPerPubdataByteLimit;
        transaction.maxFeePerGas = _gasPrice(tx.gasprice, request.l2GasPerPubdataByteLimit);
        transaction.nonce = index;
        transaction.value = request.l2Value;
        transaction.reserved[0] = request.mintValue;
        transaction.reserved[1] = uint160(request.refundRecipient);
        transaction.data = request.l2Calldata;
    }

    function _gasPrice(uint256 l1GasPrice, uint256 gasPerPubdata) private view returns (uint256) {
        uint256 price = Math.mulDiv(l1GasPrice, baseTokenNominator, baseTokenDenominator);
        uint256 overhead = price * batchOverheadGas;
        uint256 pubdata = dataScheme == SCHEME_CALLDATA ? price * L1_GAS_PER_PUBDATA_BYTE : 0;
        return Math.max(
            minimalGasPrice + overhead / MAX_L2_GAS_PER_BATCH,
            Math.ceilDiv(pubdata + overhead / MAX_PUBDATA_PER_BATCH, gasPerPubdata)
        );
    }

    function _proveLeaf(uint256 batch, uint256 index, bytes32 leaf, bytes32[] calldata proof)
        private
        view
        returns (bool)
    {
        return MessageProof.verify(l2LogsRootHash(batch), index, leaf, proof);
    }
}
