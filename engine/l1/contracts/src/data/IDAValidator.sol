// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Decides at commitment whether the data of a batch is available.
interface IDAValidator {
    /// Reverts unless the data with `commitment` (under `scheme`, engine/stf/OUTPUT.md) is available.
    /// Called by the chain's contract.
    function checkData(uint256 chainId, uint256 batch, uint8 scheme, bytes32 commitment, bytes calldata input)
        external;
}

uint8 constant SCHEME_CALLDATA = 2; // keccak256(pubdata), the pubdata is calldata
uint8 constant SCHEME_COMMITTEE = 128; // keccak256(pubdata), a committee keeps the pubdata

error WrongDataScheme(uint8 expected, uint8 given);
