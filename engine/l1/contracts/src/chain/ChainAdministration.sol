// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StoredBatch, hashOf} from "./Batch.sol";
import {ChainParameters, ChainStorage, UpgradePlan} from "./ChainStorage.sol";
import {ChainTypeManager} from "../hub/ChainTypeManager.sol";
import {SCHEME_CALLDATA} from "../data/IDAValidator.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {MessageRoot} from "../hub/MessageRoot.sol";
import {ProofHub} from "../settlement/ProofHub.sol";
import {ValidatorTimelock} from "../settlement/ValidatorTimelock.sol";
import {IChain} from "./IChain.sol";
import {Mailbox} from "./Mailbox.sol";

/// The second half of a chain's code: creation, administration and getters, beside the mailbox.
contract ChainAdministration is Mailbox {
    /// Fees rise at most by 30 % a day, so that nobody is priced out of the queue before an exit.
    uint256 public constant FEE_RISE_PERIOD = 1 days;

    uint256 public constant MAX_QUEUE_DEADLINE = 30 days;

    ChainTypeManager private immutable CHAIN_TYPE_MANAGER;
    ValidatorTimelock private immutable VALIDATOR_TIMELOCK;
    ProofHub private immutable PROOF_HUB;

    event NewPendingAdmin(address indexed oldPendingAdmin, address indexed newPendingAdmin);
    event NewAdmin(address indexed oldAdmin, address indexed newAdmin);
    event FeesChanged(uint128 minimalGasPrice, uint128 nominator, uint128 denominator);
    event UpgradeAnnounced(uint32 indexed version, uint8 dataScheme, address dataValidator, uint64 readyAt);
    event UpgradeCancelled(uint32 indexed version);

    error AlreadyInitialized();
    error InvalidParameters();
    error UpgradeDelayTooShort(uint256 least, uint256 given);
    error FeesRiseTooFast();
    error UnknownVersion(uint32 version);
    error NothingAnnounced();

    constructor(
        IBridgehub bridgehub,
        ChainTypeManager manager,
        MessageRoot messageRoot,
        ValidatorTimelock timelock,
        ProofHub proofHub
    ) Mailbox(bridgehub, messageRoot) {
        CHAIN_TYPE_MANAGER = manager;
        VALIDATOR_TIMELOCK = timelock;
        PROOF_HUB = proofHub;
    }

    /// Called once, by the constructor of the chain's proxy.
    function initialize(ChainParameters calldata parameters, uint32 version) external {
        require(chainId == 0, AlreadyInitialized());
        require(
            parameters.chainId != 0 && parameters.admin != address(0) && parameters.genesisCommitment != 0
                && parameters.dataValidator.code.length > 0 && parameters.baseTokenNominator > 0
                && parameters.baseTokenDenominator > 0 && parameters.queueDeadline > 0
                && parameters.queueDeadline <= MAX_QUEUE_DEADLINE
                && parameters.minimalGasPrice < 1 << 64,
            InvalidParameters()
        );
        uint256 least = uint256(parameters.queueDeadline) + parameters.exitWindow;
        require(parameters.upgradeDelay > least, UpgradeDelayTooShort(least + 1, parameters.upgradeDelay));
        chainId = parameters.chainId;
        protocolVersion = version;
        (dataScheme, dataValidator) = (parameters.dataScheme, parameters.dataValidator);
        maxBatchCycles = parameters.maxBatchCycles;
        (programHash, group) = (parameters.programHash, parameters.group);
        baseTokenAssetId = parameters.baseTokenAssetId;
        admin = parameters.admin;
        queueDeadline = parameters.queueDeadline;
        exitWindow = parameters.exitWindow;
        upgradeDelay = parameters.upgradeDelay;
        minimalGasPrice = parameters.minimalGasPrice;
        batchOverheadGas = parameters.batchOverheadGas;
        (baseTokenNominator, baseTokenDenominator) = (parameters.baseTokenNominator, parameters.baseTokenDenominator);
        StoredBatch memory genesis;
        genesis.stateCommitment = parameters.genesisCommitment;
        storedBatchHashes[0] = hashOf(genesis);
        VALIDATOR_TIMELOCK.raiseExecutionDelay(IChain(address(this)), parameters.executionDelay);
    }

    function setPendingAdmin(address next) external onlyAdmin {
        emit NewPendingAdmin(pendingAdmin, next);
        pendingAdmin = next;
    }

    function acceptAdmin() external {
        require(msg.sender == pendingAdmin, Unauthorized(msg.sender));
        emit NewAdmin(admin, msg.sender);
        (admin, pendingAdmin) = (msg.sender, address(0));
    }

    /// Lowers fees at any time; raises neither figure by more than 30 % within a day.
    function setFees(uint128 gasPrice, uint128 nominator, uint128 denominator) external onlyAdmin {
        require(gasPrice < 1 << 64 && nominator > 0 && denominator > 0, InvalidParameters());
        require(nominator < 1 << 100 && denominator < 1 << 100, InvalidParameters());
        bool rises = gasPrice > minimalGasPrice
            || uint256(nominator) * baseTokenDenominator > uint256(baseTokenNominator) * denominator;
        if (rises) {
            require(block.timestamp >= feesRaisedAt + FEE_RISE_PERIOD, FeesRiseTooFast());
            require(uint256(gasPrice) * 10 <= uint256(minimalGasPrice) * 13, FeesRiseTooFast());
            require(
                uint256(nominator) * baseTokenDenominator * 10 <= uint256(baseTokenNominator) * denominator * 13,
                FeesRiseTooFast()
            );
            feesRaisedAt = uint64(block.timestamp);
        }
        (minimalGasPrice, baseTokenNominator, baseTokenDenominator) = (gasPrice, nominator, denominator);
        emit FeesChanged(gasPrice, nominator, denominator);
    }

    /// Announces a version of the chain's code, and where its data goes. It takes effect by executeUpgrade,
    /// which anyone may call once the upgrade delay is over: longer than the queue's deadline and the exit
    /// window together, so whoever dislikes it can leave before.
    function announceUpgrade(uint32 version, uint8 scheme, address validator) external onlyAdmin {
        (address code,,) = CHAIN_TYPE_MANAGER.versions(version);
        require(code != address(0) && version > protocolVersion, UnknownVersion(version));
        require(validator.code.length > 0, InvalidParameters());
        plan = UpgradePlan(version, scheme, validator, uint64(block.timestamp) + upgradeDelay);
        emit UpgradeAnnounced(version, scheme, validator, plan.readyAt);
    }

    function cancelUpgrade() external onlyAdmin {
        require(plan.readyAt != 0, NothingAnnounced());
        emit UpgradeCancelled(plan.version);
        delete plan;
    }

    function getAdmin() external view returns (address) {
        return admin;
    }

    function getPendingAdmin() external view returns (address) {
        return pendingAdmin;
    }

    function getBridgehub() external view returns (address) {
        return address(BRIDGE_HUB);
    }

    function getChainTypeManager() external view returns (address) {
        return address(CHAIN_TYPE_MANAGER);
    }

    function getChainId() external view returns (uint256) {
        return chainId;
    }

    function getBaseTokenAssetId() external view returns (bytes32) {
        return baseTokenAssetId;
    }

    function getBaseToken() external view returns (address) {
        return BRIDGE_HUB.baseToken(chainId);
    }

    function baseTokenGasPriceMultiplierNominator() external view returns (uint128) {
        return baseTokenNominator;
    }

    function baseTokenGasPriceMultiplierDenominator() external view returns (uint128) {
        return baseTokenDenominator;
    }

    function getTotalBatchesCommitted() external view returns (uint256) {
        return committed;
    }

    function getTotalBatchesVerified() external view returns (uint256) {
        return verified;
    }

    function getTotalBatchesExecuted() external view returns (uint256) {
        return executed;
    }

    /// Up to which batch everything since genesis is proven by a verifier that proves.
    function getTotalBatchesProven() external view returns (uint256) {
        return proven;
    }

    /// The label *unproven*: it goes only when every batch since genesis is proven.
    function isUnproven() external view returns (bool) {
        return proven < verified || !PROOF_HUB.proves();
    }

    function storedBatchHash(uint256 number) external view returns (bytes32) {
        return number <= committed ? storedBatchHashes[number] : bytes32(0);
    }

    function getProtocolVersion() external view returns (uint256) {
        return protocolVersion;
    }

    function getProgramHash() external view returns (bytes32) {
        return programHash;
    }

    function getGroup() external view returns (bytes32) {
        return group;
    }

    function getDAValidator() external view returns (address validator, uint8 scheme) {
        return (dataValidator, dataScheme);
    }

    /// The verifier that proofs of this chain go through.
    function getVerifier() external view returns (address) {
        return address(PROOF_HUB.verifier());
    }

    /// As in the ZK Stack: 0 for a rollup, 1 for a validium.
    function getPubdataPricingMode() external view returns (uint256) {
        return dataScheme == SCHEME_CALLDATA ? 0 : 1;
    }

    function getPriorityTxMaxGasLimit() external pure returns (uint256) {
        return MAX_GAS_LIMIT;
    }

    function getMaxBatchCycles() external view returns (uint64) {
        return maxBatchCycles;
    }

    function getQueueDeadline() external view returns (uint256) {
        return queueDeadline;
    }

    function getUpgradeDelay() external view returns (uint256) {
        return upgradeDelay;
    }

    function getUpgradePlan() external view returns (UpgradePlan memory) {
        return plan;
    }

    /// The hash that the batch after the last executed one must carry; zero without an upgrade.
    function getPendingUpgradeHash() external view returns (bytes32) {
        return upgradePending ? upgradeHash : bytes32(0);
    }

    function inPriorityMode() external view returns (bool) {
        return priorityMode;
    }
}
