// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The tree of a batch's messages to the L1 (engine/stf/OUTPUT.md), with proofs as the L1 reads them.
library LogTree {
    uint256 internal constant DEPTH = 14;

    function prove(bytes32[] memory level, uint256 index) internal pure returns (bytes32 root, bytes32[] memory proof) {
        proof = new bytes32[](DEPTH + 1);
        proof[0] = bytes32(uint256(0x010e0001) << 224);
        bytes32 empty = keccak256(new bytes(88));
        for (uint256 depth = 0; depth < DEPTH; ++depth) {
            proof[depth + 1] = index ^ 1 < level.length ? level[index ^ 1] : empty;
            bytes32[] memory above = new bytes32[]((level.length + 1) / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                bytes32 right = 2 * i + 1 < level.length ? level[2 * i + 1] : empty;
                above[i] = keccak256(bytes.concat(level[2 * i], right));
            }
            (level, empty, index) = (above, keccak256(bytes.concat(empty, empty)), index / 2);
        }
        root = level[0];
    }
}
