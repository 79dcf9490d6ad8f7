// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Statement} from "../chain/Batch.sol";

/// What stands in the ProofHub's verifier slot.
interface IVerifier {
    /// Whether `proof` shows every one of `statements`.
    function verify(Statement[] calldata statements, bytes calldata proof) external view returns (bool);

    /// False: accepts without proof, and whatever it accepted stays labelled *unproven*.
    function proves() external view returns (bool);
}
