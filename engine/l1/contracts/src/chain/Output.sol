// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Reads the preimage of a batch's output hash where it lies in calldata (engine/stf/OUTPUT.md).
library Output {
    uint256 internal constant LENGTH = 389;

    /// keccak256(""): queue hash and imports of a batch without any.
    bytes32 internal constant EMPTY = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;

    error WrongOutputLength(uint256 length);

    function check(bytes calldata output) internal pure {
        require(output.length == LENGTH, WrongOutputLength(output.length));
    }

    function protocolVersion(bytes calldata output) internal pure returns (uint32) {
        return uint32(bytes4(output[0:4]));
    }

    function program(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[4:36]);
    }

    function chainId(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[36:44]));
    }

    function settlementChainId(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[44:52]));
    }

    function group(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[52:84]);
    }

    function epoch(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[84:92]));
    }

    function number(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[92:100]));
    }

    function firstTimestamp(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[100:108]));
    }

    function lastTimestamp(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[108:116]));
    }

    function dataScheme(bytes calldata output) internal pure returns (uint8) {
        return uint8(output[116]);
    }

    function dataCommitment(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[117:149]);
    }

    function queueHash(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[149:181]);
    }

    function queueCount(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[181:189]));
    }

    function accumulatorBefore(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[189:221]);
    }

    function accumulatorAfter(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[221:253]);
    }

    function messageRoot(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[253:285]);
    }

    function imports(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[285:317]);
    }

    function flowRoot(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[317:349]);
    }

    function cycles(bytes calldata output) internal pure returns (uint64) {
        return uint64(bytes8(output[349:357]));
    }

    function upgradeHash(bytes calldata output) internal pure returns (bytes32) {
        return bytes32(output[357:389]);
    }
}
