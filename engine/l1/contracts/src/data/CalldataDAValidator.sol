// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDAValidator, SCHEME_CALLDATA, WrongDataScheme} from "./IDAValidator.sol";

/// Rollup by calldata: the input is the pubdata itself.
contract CalldataDAValidator is IDAValidator {
    error WrongPubdata(bytes32 commitment, bytes32 given);

    function checkData(uint256, uint256, uint8 scheme, bytes32 commitment, bytes calldata input) external pure {
        require(scheme == SCHEME_CALLDATA, WrongDataScheme(SCHEME_CALLDATA, scheme));
        bytes32 given = keccak256(input);
        require(given == commitment, WrongPubdata(commitment, given));
    }
}
