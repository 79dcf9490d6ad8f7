// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// What a chain is created with. Times are in seconds.
struct ChainParameters {
    uint64 chainId;
    bytes32 baseTokenAssetId;
    address admin;
    bytes32 genesisCommitment; // engine/stf/GENESIS.md
    bytes32 programHash; // zero while batches are not proven
    bytes32 group; // zero: in no group
    uint8 dataScheme;
    address dataValidator;
    uint64 maxBatchCycles;
    uint64 queueDeadline; // after it anyone may settle
    uint64 exitWindow; // to leave in before an upgrade, after the deadline
    uint64 upgradeDelay; // more than both together
    uint64 executionDelay; // from proof to execution
    uint128 minimalGasPrice; // of queue transactions, in units of the base token
    uint64 batchOverheadGas; // gas of the L1 for a batch
    uint128 baseTokenNominator; // base tokens per ether = nominator / denominator
    uint128 baseTokenDenominator;
}

/// An entry of the queue from the L1.
struct QueueEntry {
    bytes32 hash; // of the transaction
    uint64 deadline; // seconds; past it anyone may settle
}

/// What an announced upgrade changes. The chain's admin announces it, and it waits for the upgrade delay.
struct UpgradePlan {
    uint32 version;
    uint8 dataScheme;
    address dataValidator;
    uint64 readyAt; // seconds; 0: nothing is announced
}

/// Storage of a chain's contract, one layout for all the code that runs on it. New fields go to the end.
abstract contract ChainStorage is ReentrancyGuardTransient {
    // Slot of progress: numbers of the last batch of each kind.
    uint64 internal committed;
    uint64 internal verified;
    uint64 internal executed;
    /// Every batch up to this one is proven by a verifier that proves. It lags where batches were accepted unproven.
    uint64 internal proven;

    // Slot of identity and queue.
    uint64 internal chainId;
    uint64 internal queueExecuted; // first entry that no executed batch has processed
    uint64 internal queueTotal;
    uint32 internal protocolVersion;
    uint8 internal dataScheme;
    bool internal priorityMode; // only batches of queue entries, from anyone, with their proofs
    bool internal upgradePending; // the next batch must carry `upgradeHash`

    // Slot of the data validator.
    address internal dataValidator;
    uint64 internal maxBatchCycles;

    bytes32 internal programHash;
    bytes32 internal group;
    bytes32 internal upgradeHash;
    bytes32 internal baseTokenAssetId;

    address internal admin;
    address internal pendingAdmin;

    uint64 internal queueDeadline;
    uint64 internal exitWindow;
    uint64 internal upgradeDelay;

    UpgradePlan internal plan;

    uint128 internal minimalGasPrice;
    uint64 internal batchOverheadGas;
    uint64 internal feesRaisedAt;
    uint128 internal baseTokenNominator;
    uint128 internal baseTokenDenominator;

    mapping(uint256 number => bytes32) internal storedBatchHashes;
    mapping(uint256 index => QueueEntry) internal queue;

    error Unauthorized(address caller);

    modifier onlyAdmin() {
        require(msg.sender == admin, Unauthorized(msg.sender));
        _;
    }
}
