// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Messages of an island, to the L1 and to other islands: what it emits goes into the batch's message tree and
/// into the chain's accumulator (engine/l1/FORMATS.md).
contract Messenger {
    uint256 internal constant MAX_MESSAGES = 256; // a transaction
    uint256 internal constant MAX_LENGTH = 32_768; // bytes of a message

    uint256 private transient count;

    /// As in the ZK Stack; `hash` is the message's keccak256.
    event L1MessageSent(address indexed sender, bytes32 indexed hash, bytes message);

    error TooManyMessages();
    error MessageTooLong(uint256 length);

    function sendToL1(bytes calldata message) external returns (bytes32 hash) {
        require(++count <= MAX_MESSAGES, TooManyMessages());
        require(message.length <= MAX_LENGTH, MessageTooLong(message.length));
        hash = keccak256(message);
        emit L1MessageSent(msg.sender, hash, message);
    }
}
