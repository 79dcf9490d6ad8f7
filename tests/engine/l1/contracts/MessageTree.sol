// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The tree of RFC 9162 by its definition (section 2.1): head, audit paths and consistency proofs, all by
/// splitting, so that they share nothing with the verifiers.
library MessageTree {
    function root(bytes32[] memory leaves, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to == from) return 0;
        if (to - from == 1) return leaves[from];
        uint256 middle = from + _split(to - from);
        return _node(root(leaves, from, middle), root(leaves, middle, to));
    }

    /// PATH(index, D[from:to]), section 2.1.3.1.
    function path(bytes32[] memory leaves, uint256 from, uint256 to, uint256 index)
        internal
        pure
        returns (bytes32[] memory)
    {
        if (to - from == 1) return new bytes32[](0);
        uint256 middle = from + _split(to - from);
        return index < middle
            ? _append(path(leaves, from, middle, index), root(leaves, middle, to))
            : _append(path(leaves, middle, to, index), root(leaves, from, middle));
    }

    /// PROOF(m, D[0:n]), section 2.1.4.1; empty for m = 0.
    function consistency(bytes32[] memory leaves, uint256 m, uint256 n) internal pure returns (bytes32[] memory) {
        return m == 0 ? new bytes32[](0) : _consistency(leaves, 0, n, m, true);
    }

    /// SUBPROOF, of the first `m` leaves of D[from:to].
    function _consistency(bytes32[] memory leaves, uint256 from, uint256 to, uint256 m, bool whole)
        private
        pure
        returns (bytes32[] memory)
    {
        if (m == to - from) return whole ? new bytes32[](0) : _append(new bytes32[](0), root(leaves, from, to));
        uint256 k = _split(to - from);
        if (m <= k) return _append(_consistency(leaves, from, from + k, m, whole), root(leaves, from + k, to));
        return _append(_consistency(leaves, from + k, to, m - k, false), root(leaves, from, from + k));
    }

    /// The largest power of two below `n`.
    function _split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (2 * k < n) k *= 2;
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(bytes.concat(hex"01", left, right));
    }

    function _append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) {
            longer[i] = list[i];
        }
        longer[list.length] = last;
    }
}
