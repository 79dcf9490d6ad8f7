// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ETH_TOKEN} from "../chain/Messaging.sol";

/// A token's name, symbol and decimals as the ZK Stack sends them: 0x01, then abi.encode(origin chain, name,
/// symbol, decimals), where the last three are bytes as the token's getters returned them.
library TokenData {
    bytes1 internal constant VERSION = 0x01;
    uint256 internal constant MAX_ANSWER = 512; // bytes of a getter's answer; more is cut off
    uint256 internal constant MAX_TEXT = 128; // bytes of a name

    error UnknownTokenData();

    function read(uint256 originChainId, address token) internal view returns (bytes memory) {
        if (token == ETH_TOKEN) {
            return _pack(originChainId, abi.encode("Ether"), abi.encode("ETH"), abi.encode(uint8(18)));
        }
        return _pack(
            originChainId,
            _ask(token, IERC20Metadata.name.selector),
            _ask(token, IERC20Metadata.symbol.selector),
            _ask(token, IERC20Metadata.decimals.selector)
        );
    }

    /// Of a token that has no contract to ask.
    function ofTexts(uint256 originChainId, string memory name, string memory symbol, uint8 decimals)
        internal
        pure
        returns (bytes memory)
    {
        return _pack(originChainId, abi.encode(name), abi.encode(symbol), abi.encode(decimals));
    }

    function originOf(bytes memory data) internal pure returns (uint256 originChainId) {
        (originChainId,,,) = _unpack(data);
    }

    /// Total: what makes no sense becomes an empty text, or 0 decimals.
    function decode(bytes memory data)
        internal
        pure
        returns (uint256 originChainId, string memory name, string memory symbol, uint8 decimals)
    {
        bytes memory number;
        bytes memory nameData;
        bytes memory symbolData;
        (originChainId, nameData, symbolData, number) = _unpack(data);
        uint256 value = number.length == 32 ? uint256(bytes32(number)) : 0;
        return (originChainId, _text(nameData), _text(symbolData), value > type(uint8).max ? 0 : uint8(value));
    }

    function _pack(uint256 originChainId, bytes memory name, bytes memory symbol, bytes memory decimals)
        private
        pure
        returns (bytes memory)
    {
        return bytes.concat(VERSION, abi.encode(originChainId, name, symbol, decimals));
    }

    function _unpack(bytes memory data)
        private
        pure
        returns (uint256 originChainId, bytes memory name, bytes memory symbol, bytes memory decimals)
    {
        require(data.length > 0 && data[0] == VERSION, UnknownTokenData());
        bytes memory rest = new bytes(data.length - 1);
        for (uint256 i = 0; i < rest.length; ++i) {
            rest[i] = data[i + 1];
        }
        return abi.decode(rest, (uint256, bytes, bytes, bytes));
    }

    /// The answer of a getter, at most MAX_ANSWER bytes of it; empty if it failed.
    function _ask(address token, bytes4 selector) private view returns (bytes memory answer) {
        bool success;
        uint256 size;
        answer = new bytes(MAX_ANSWER);
        assembly ("memory-safe") {
            mstore(0, selector)
            success := staticcall(gas(), token, 0, 4, add(answer, 32), MAX_ANSWER)
            size := returndatasize()
            if gt(size, MAX_ANSWER) { size := MAX_ANSWER }
            if iszero(success) { size := 0 }
            mstore(answer, size)
        }
    }

    /// Of abi.encode(string), or of a bytes32 as some old tokens answer.
    function _text(bytes memory data) private pure returns (string memory) {
        uint256 start = 64;
        uint256 length;
        if (data.length == 32) {
            start = 0;
            while (length < 32 && data[length] != 0) ++length;
        } else if (data.length >= 64 && _word(data, 0) == 32 && _word(data, 32) <= data.length - 64) {
            length = _word(data, 32);
        }
        if (length > MAX_TEXT) length = MAX_TEXT;
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = data[start + i];
        }
        return string(text);
    }

    function _word(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), offset))
        }
    }
}
