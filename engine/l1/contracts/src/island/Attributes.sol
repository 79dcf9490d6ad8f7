// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// The attributes of calls and bundles (ERC-7786): each is an ABI-encoded call of one of these.
interface IInteropAttributes {
    // Of a call, as in the ZK Stack
    function indirectCall(uint256 value) external; // `to` is asked here, with this value, what to call there
    function interopCallValue(uint256 value) external; // of the destination's base token

    // Of a bundle. The first as in the ZK Stack
    function executionAddress(bytes calldata interopAddress) external;
    function executionGas(uint64 gas) external;
    function executionFee(uint256 amount) external; // of this chain's base token, to who executes
    function deadline(uint64 time) external;
    function destinationBaseToken(bytes32 assetId) external; // what call values are; without it this chain's base token
}

library Attributes {
    struct Options {
        bool indirect;
        uint256 indirectValue;
        uint256 value;
        bytes executionAddress;
        uint64 executionGas;
        uint256 executionFee;
        uint64 deadline;
        bytes32 destinationBaseToken;
    }

    uint256 internal constant OF_CALL = 0x03; // bits, by `_bit`
    uint256 internal constant OF_BUNDLE = 0x7c;

    error UnsupportedAttribute(bytes4 selector); // of ERC-7786
    error InvalidAttribute(bytes4 selector);
    error AttributeRepeated(bytes4 selector);

    function isSupported(bytes4 selector) internal pure returns (bool) {
        return _bit(selector) != 0;
    }

    /// Reads attributes of the `allowed` kinds; others, and repeated ones, are refused.
    function parse(bytes[] calldata attributes, uint256 allowed) internal pure returns (Options memory options) {
        uint256 seen = 0;
        for (uint256 i = 0; i < attributes.length; ++i) {
            bytes calldata attribute = attributes[i];
            bytes4 selector = bytes4(attribute);
            uint256 bit = _bit(selector);
            require(bit & allowed != 0, UnsupportedAttribute(selector));
            require(bit & seen == 0, AttributeRepeated(selector));
            seen |= bit;
            _set(options, selector, attribute);
        }
    }

    function _set(Options memory options, bytes4 selector, bytes calldata attribute) private pure {
        if (selector == IInteropAttributes.executionAddress.selector) {
            options.executionAddress = abi.decode(attribute[4:], (bytes));
            return;
        }
        require(attribute.length == 36, InvalidAttribute(selector));
        uint256 word = uint256(bytes32(attribute[4:]));
        if (selector == IInteropAttributes.indirectCall.selector) {
            (options.indirect, options.indirectValue) = (true, word);
        } else if (selector == IInteropAttributes.interopCallValue.selector) {
            options.value = word;
        } else if (selector == IInteropAttributes.executionFee.selector) {
            options.executionFee = word;
        } else if (selector == IInteropAttributes.destinationBaseToken.selector) {
            options.destinationBaseToken = bytes32(word);
        } else {
            require(word <= type(uint64).max, InvalidAttribute(selector));
            if (selector == IInteropAttributes.executionGas.selector) options.executionGas = uint64(word);
            else options.deadline = uint64(word);
        }
    }

    function _bit(bytes4 selector) private pure returns (uint256) {
        if (selector == IInteropAttributes.indirectCall.selector) return 0x01;
        if (selector == IInteropAttributes.interopCallValue.selector) return 0x02;
        if (selector == IInteropAttributes.executionAddress.selector) return 0x04;
        if (selector == IInteropAttributes.executionGas.selector) return 0x08;
        if (selector == IInteropAttributes.executionFee.selector) return 0x10;
        if (selector == IInteropAttributes.deadline.selector) return 0x20;
        if (selector == IInteropAttributes.destinationBaseToken.selector) return 0x40;
        return 0;
    }
}
