// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2TransactionRequestTwoBridgesInner} from "../chain/Messaging.sol";

/// What the Bridgehub asks of the asset router, and of any second bridge (ZK Stack).
interface IAssetRouter {
    function bridgehubDepositBaseToken(uint256 chainId, bytes32 assetId, address caller, uint256 amount)
        external
        payable;
    function bridgehubDeposit(uint256 chainId, address caller, uint256 l2Value, bytes calldata data)
        external
        payable
        returns (L2TransactionRequestTwoBridgesInner memory);
    function bridgehubConfirmL2Transaction(uint256 chainId, bytes32 txDataHash, bytes32 txHash) external;

    /// The token of an asset on this L1, or zero.
    function tokenAddress(bytes32 assetId) external view returns (address);

    /// On a chain: what a deposit calls. On the L1: what a withdrawal's message calls.
    function finalizeDeposit(uint256 chainId, bytes32 assetId, bytes calldata transferData) external payable;
}
