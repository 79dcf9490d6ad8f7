// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Accumulator} from "../hub/Accumulator.sol";

/// Shows that a chain sent a message, against one of its imported accumulators.
struct Inclusion {
    uint256 chainId;
    uint8 policy;
    uint8 slot; // of the accumulator, in InteropRoots
    uint64 count; // with `root` what the accumulator binds
    bytes32 root;
    uint64 index; // of the message among all that the chain sent
    bytes32[] path; // from the leaf's sibling upwards
}

/// Messages in the tree whose prefixes Accumulator compares.
library Inclusions {
    /// The leaf of a message that account `sender` gave to the messenger.
    function leafOf(address sender, bytes memory message) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x00), sender, message));
    }

    /// Whether `leaf` stands at `index` of the tree (`count`, `root`). RFC 9162, section 2.1.3.2.
    function verify(bytes32 leaf, uint64 index, uint64 count, bytes32 root, bytes32[] calldata path)
        internal
        pure
        returns (bool)
    {
        if (index >= count) return false;
        uint64 fn = index;
        uint64 sn = count - 1;
        bytes32 node = leaf;
        for (uint256 i = 0; i < path.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                node = Accumulator.node(path[i], node);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                node = Accumulator.node(node, path[i]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && node == root;
    }
}
