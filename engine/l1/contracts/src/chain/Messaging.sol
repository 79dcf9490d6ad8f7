// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// Types of the ZK Stack's messages between the L1 and a chain; wallets' libraries know them.

/// A log that a chain sends to the L1: 88 bytes when packed, hashed into a leaf of the batch's message tree.
struct L2Log {
    uint8 l2ShardId;
    bool isService;
    uint16 txNumberInBatch;
    address sender;
    bytes32 key;
    bytes32 value;
}

/// A message is a log from the messenger with key = sender and value = keccak256(data).
struct L2Message {
    uint16 txNumberInBatch;
    address sender;
    bytes data;
}

enum TxStatus {
    Failure,
    Success
}

/// A transaction from the L1 in the form that its hash covers: keccak256(abi.encode(transaction)).
struct L2CanonicalTransaction {
    uint256 txType;
    uint256 from;
    uint256 to;
    uint256 gasLimit;
    uint256 gasPerPubdataByteLimit;
    uint256 maxFeePerGas;
    uint256 maxPriorityFeePerGas;
    uint256 paymaster;
    uint256 nonce; // index in the queue
    uint256 value;
    uint256[4] reserved; // [0] what the deposit mints in all, [1] who gets what is left
    bytes data;
    bytes signature;
    uint256[] factoryDeps;
    bytes paymasterInput;
    bytes reservedDynamic;
}

struct BridgehubL2TransactionRequest {
    address sender;
    address contractL2;
    uint256 mintValue;
    uint256 l2Value;
    bytes l2Calldata;
    uint256 l2GasLimit;
    uint256 l2GasPerPubdataByteLimit;
    bytes[] factoryDeps;
    address refundRecipient;
}

struct L2TransactionRequestDirect {
    uint256 chainId;
    uint256 mintValue;
    address l2Contract;
    uint256 l2Value;
    bytes l2Calldata;
    uint256 l2GasLimit;
    uint256 l2GasPerPubdataByteLimit;
    bytes[] factoryDeps;
    address refundRecipient;
}

struct L2TransactionRequestTwoBridgesOuter {
    uint256 chainId;
    uint256 mintValue;
    uint256 l2Value;
    uint256 l2GasLimit;
    uint256 l2GasPerPubdataByteLimit;
    address refundRecipient;
    address secondBridgeAddress;
    uint256 secondBridgeValue;
    bytes secondBridgeCalldata;
}

struct L2TransactionRequestTwoBridgesInner {
    bytes32 magicValue;
    address l2Contract;
    bytes l2Calldata;
    bytes[] factoryDeps;
    bytes32 txDataHash;
}

// Addresses and constants of the ZK Stack
address constant L2_BOOTLOADER = address(0x8001);
address constant L2_TO_L1_MESSENGER = address(0x8008);
address constant L2_BASE_TOKEN = address(0x800a);
address constant L2_ASSET_ROUTER = address(0x10003);
address constant L2_NATIVE_TOKEN_VAULT = address(0x10004);
address constant ETH_TOKEN = address(1);
uint256 constant QUEUE_TRANSACTION_TYPE = 0x7f;
uint256 constant REQUIRED_GAS_PER_PUBDATA = 800;
bytes32 constant TWO_BRIDGES_MAGIC_VALUE = bytes32(uint256(keccak256("TWO_BRIDGES_MAGIC_VALUE")) - 1);
uint256 constant MESSAGE_TREE_DEPTH = 14;

/// The id of a token: where it lives, and its address there.
function assetIdOf(uint256 originChainId, address token) pure returns (bytes32) {
    return keccak256(abi.encode(originChainId, L2_NATIVE_TOKEN_VAULT, token));
}
