// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// Who sits in a committee. Members ascend strictly.
struct Members {
    address[] members;
    uint256 threshold;
}

/// A committee of n of whom k must sign. Contracts keep its hash; whoever acts brings the members along.
library Committee {
    error InvalidCommittee();
    error WrongCommittee(bytes32 expected, bytes32 given);
    error TooFewSignatures(uint256 threshold, uint256 given);
    error NotAMember(address signer);

    uint256 internal constant MAX_MEMBERS = 64;

    function hashOf(Members memory committee) internal pure returns (bytes32) {
        return keccak256(abi.encode(committee));
    }

    /// The hash to keep of a committee that can act.
    function accept(Members memory committee) internal pure returns (bytes32) {
        uint256 n = committee.members.length;
        require(n <= MAX_MEMBERS && committee.threshold > 0 && committee.threshold <= n, InvalidCommittee());
        address last = address(0);
        for (uint256 i = 0; i < n; ++i) {
            require(committee.members[i] > last, InvalidCommittee());
            last = committee.members[i];
        }
        return hashOf(committee);
    }

    /// Reverts unless k members of the committee with hash `expected` signed `digest`. Signatures come in the
    /// order of the members, 65 bytes each.
    function requireQuorum(bytes32 expected, Members memory committee, bytes32 digest, bytes[] memory signatures)
        internal
        pure
    {
        require(hashOf(committee) == expected, WrongCommittee(expected, hashOf(committee)));
        require(
            signatures.length >= committee.threshold, TooFewSignatures(committee.threshold, signatures.length)
        );
        uint256 place = 0;
        for (uint256 i = 0; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            while (place < committee.members.length && committee.members[place] != signer) ++place;
            require(place < committee.members.length, NotAMember(signer));
            ++place;
        }
    }
}
