// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_TO_L1_MESSENGER, L2Log, L2Message, MESSAGE_TREE_DEPTH} from "./Messaging.sol";

/// Proofs of messages to the L1 in the ZK Stack's format: a metadata word (version 1, path length 14, batch
/// path length 0, final 1, then zeros), then the 14 siblings from leaf to root.
library MessageProof {
    bytes32 internal constant METADATA = bytes32(uint256(0x010e0001) << 224);

    /// Whether `leaf` stands at `index` of the tree with `root`.
    function verify(bytes32 root, uint256 index, bytes32 leaf, bytes32[] calldata proof) internal pure returns (bool) {
        if (root == 0 || proof.length != MESSAGE_TREE_DEPTH + 1 || proof[0] != METADATA) return false;
        if (index >> MESSAGE_TREE_DEPTH != 0) return false;
        bytes32 node = leaf;
        for (uint256 level = 0; level < MESSAGE_TREE_DEPTH; ++level) {
            bytes32 sibling = proof[level + 1];
            node = (index >> level) & 1 == 0 ? keccak256(abi.encode(node, sibling)) : keccak256(abi.encode(sibling, node));
        }
        return node == root;
    }

    function leafOf(L2Log memory log) internal pure returns (bytes32) {
        return keccak256(
            abi.encodePacked(log.l2ShardId, log.isService, log.txNumberInBatch, log.sender, log.key, log.value)
        );
    }

    function leafOf(L2Message memory message) internal pure returns (bytes32) {
        return leafOf(
            L2Log({
                l2ShardId: 0,
                isService: true,
                txNumberInBatch: message.txNumberInBatch,
                sender: L2_TO_L1_MESSENGER,
                key: bytes32(uint256(uint160(message.sender))),
                value: keccak256(message.data)
            })
        );
    }
}
