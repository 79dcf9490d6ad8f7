// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PrefixProof} from "../chain/Batch.sol";
import {Accumulator} from "./Accumulator.sol";
import {IBridgehub} from "./IBridgehub.sol";

/// What executed batches said: the tree of messages to the L1 of each batch, and the accumulator over all
/// the messages of each chain.
contract MessageRoot {
    /// Root of the message tree without messages (engine/stf/OUTPUT.md). It is not stored: nothing can be
    /// shown against it.
    bytes32 public immutable EMPTY_ROOT;
    IBridgehub public immutable BRIDGE_HUB;

    mapping(uint256 chainId => mapping(uint256 batch => bytes32)) public chainBatchRoots;
    mapping(uint256 chainId => bytes32) public accumulators;
    /// When a batch was executed after which the chain had this accumulator; the first one.
    mapping(uint256 chainId => mapping(bytes32 accumulator => uint256 time)) public executedAt;

    /// As in the ZK Stack.
    event AppendedChainBatchRoot(uint256 indexed chainId, uint256 indexed batchNumber, bytes32 chainBatchRoot);

    error Unauthorized(address caller);
    error NotExecuted(uint256 chainId, bytes32 accumulator);

    constructor(IBridgehub bridgehub) {
        BRIDGE_HUB = bridgehub;
        bytes32 node = keccak256(new bytes(88));
        for (uint256 level = 0; level < 14; ++level) {
            node = keccak256(abi.encode(node, node));
        }
        EMPTY_ROOT = node;
    }

    /// Called by a chain's contract for each batch it executes, in order.
    function recordBatch(uint256 chainId, uint256 batch, bytes32 root, bytes32 accumulator) external {
        require(msg.sender == BRIDGE_HUB.getZKChain(chainId), Unauthorized(msg.sender));
        if (root != EMPTY_ROOT) {
            chainBatchRoots[chainId][batch] = root;
            emit AppendedChainBatchRoot(chainId, batch, root);
        }
        if (accumulators[chainId] == accumulator) return;
        accumulators[chainId] = accumulator;
        executedAt[chainId][accumulator] = block.timestamp;
    }

    /// Reverts unless `accumulator` is one that chain `chainId` had by what is executed now.
    function requireExecuted(uint256 chainId, bytes32 accumulator, PrefixProof calldata proof) external view {
        bytes32 latest = accumulators[chainId];
        if (accumulator == latest) return;
        require(
            accumulator == Accumulator.bind(proof.count, proof.root)
                && latest == Accumulator.bind(proof.latestCount, proof.latestRoot)
                && Accumulator.isPrefix(proof.count, proof.root, proof.latestCount, proof.latestRoot, proof.path),
            NotExecuted(chainId, accumulator)
        );
    }

    /// Reverts unless chain `chainId` had `accumulator` after a batch that was executed at `time` or before.
    function requireSettled(uint256 chainId, bytes32 accumulator, uint256 time) external view {
        uint256 since = executedAt[chainId][accumulator];
        require(since != 0 && since <= time, NotExecuted(chainId, accumulator));
    }
}
