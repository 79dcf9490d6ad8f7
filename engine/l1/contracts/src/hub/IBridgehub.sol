// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {
    L2Log, L2Message, L2TransactionRequestDirect, L2TransactionRequestTwoBridgesOuter, TxStatus
} from "../chain/Messaging.sol";

/// The registry of chains and the door for requests to them. Signatures are those of the ZK Stack.
interface IBridgehub {
    event NewChain(uint256 indexed chainId, address chainTypeManager, address indexed chainGovernance);

    function createNewChain(
        uint256 chainId,
        address chainTypeManager,
        bytes32 baseTokenAssetId,
        uint256 salt,
        address admin,
        bytes calldata initData,
        bytes[] calldata factoryDeps
    ) external returns (uint256);
    function requestL2TransactionDirect(L2TransactionRequestDirect calldata request)
        external
        payable
        returns (bytes32 canonicalTxHash);
    function requestL2TransactionTwoBridges(L2TransactionRequestTwoBridgesOuter calldata request)
        external
        payable
        returns (bytes32 canonicalTxHash);

    function getZKChain(uint256 chainId) external view returns (address);
    function getAllZKChainChainIDs() external view returns (uint256[] memory);
    function chainTypeManager(uint256 chainId) external view returns (address);
    function baseTokenAssetId(uint256 chainId) external view returns (bytes32);
    function baseToken(uint256 chainId) external view returns (address);
    function settlementLayer(uint256 chainId) external view returns (uint256);
    function assetRouter() external view returns (address);
    function sharedBridge() external view returns (address);
    function nullifier() external view returns (address);
    function nativeTokenVault() external view returns (address);
    function messageRoot() external view returns (address);
    function assetTracker() external view returns (address);
    function l2TransactionBaseCost(
        uint256 chainId,
        uint256 gasPrice,
        uint256 l2GasLimit,
        uint256 l2GasPerPubdataByteLimit
    ) external view returns (uint256);
    function proveL2MessageInclusion(
        uint256 chainId,
        uint256 batchNumber,
        uint256 index,
        L2Message calldata message,
        bytes32[] calldata proof
    ) external view returns (bool);
    function proveL2LogInclusion(
        uint256 chainId,
        uint256 batchNumber,
        uint256 index,
        L2Log calldata log,
        bytes32[] calldata proof
    ) external view returns (bool);
    function proveL1ToL2TransactionStatus(
        uint256 chainId,
        bytes32 l2TxHash,
        uint256 l2BatchNumber,
        uint256 l2MessageIndex,
        uint16 l2TxNumberInBatch,
        bytes32[] calldata merkleProof,
        TxStatus status
    ) external view returns (bool);
}
