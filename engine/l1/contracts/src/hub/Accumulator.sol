// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The append-only accumulator over a chain's messages (engine/l1/FORMATS.md): the Merkle tree of RFC 9162,
/// section 2.1, with keccak256, bound to its number of leaves.
library Accumulator {
    /// The accumulator of a tree with `count` leaves.
    function bind(uint64 count, bytes32 root) internal pure returns (bytes32) {
        return count == 0 ? bytes32(0) : keccak256(abi.encodePacked(count, root));
    }

    /// Whether the tree (`size1`, `root1`) is a prefix of (`size2`, `root2`). RFC 9162, section 2.1.4.2. The empty
    /// tree is a prefix of every one.
    function isPrefix(uint64 size1, bytes32 root1, uint64 size2, bytes32 root2, bytes32[] calldata path)
        internal
        pure
        returns (bool)
    {
        if (size1 == 0) return path.length == 0;
        if (size1 > size2) return false;
        if (size1 == size2) return path.length == 0 && root1 == root2;
        bool complete = size1 & (size1 - 1) == 0;
        if (!complete && path.length == 0) return false;
        uint64 fn = size1 - 1;
        uint64 sn = size2 - 1;
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);
        bytes32 fr = complete ? root1 : path[0];
        bytes32 sr = fr;
        for (uint256 i = complete ? 0 : 1; i < path.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                (fr, sr) = (node(path[i], fr), node(path[i], sr));
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                sr = node(sr, path[i]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && fr == root1 && sr == root2;
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
