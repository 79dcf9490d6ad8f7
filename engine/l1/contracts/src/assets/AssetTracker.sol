// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_NATIVE_TOKEN_VAULT} from "../chain/Messaging.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";

/// What each chain has of each asset, and what is on its way from one to another, by the asset flows that
/// its batches prove: a faulty chain can lose only its own, and only what was sent to it. The L1 is a chain
/// like the others; its side is what deposits lock and withdrawals pay out.
///
/// The origin of an asset has as much of it as it likes; everywhere else balances cannot be below zero.
/// Within the execution of an epoch they may be, since its chains send to and fro: `requireCovered` ends it.
contract AssetTracker {
    /// An entry of the asset flows: asset(32) ‖ counterparty chain(8) ‖ sent(16) ‖ received(16).
    uint256 internal constant FLOW_LENGTH = 72;

    IBridgehub public immutable BRIDGE_HUB;
    address public immutable VALIDATOR_TIMELOCK;

    mapping(uint256 chainId => mapping(bytes32 assetId => int256)) public balances;
    mapping(uint256 from => mapping(uint256 to => mapping(bytes32 assetId => int256))) public inTransit;
    mapping(bytes32 assetId => uint256 chainId) public origins; // 0: not told yet

    /// How many of the numbers above are below zero in this transaction.
    uint256 private transient negative;

    event AssetOrigin(bytes32 indexed assetId, uint256 indexed chainId, address token);

    error Unauthorized(address caller);
    error InvalidFlows(uint256 length);
    error NotCovered(uint256 count);
    error InsufficientTransit(uint256 from, uint256 to, bytes32 assetId);

    constructor(IBridgehub bridgehub, address validatorTimelock) {
        BRIDGE_HUB = bridgehub;
        VALIDATOR_TIMELOCK = validatorTimelock;
    }

    /// Tells where an asset lives; its id shows that it is true. Anyone may.
    function registerOrigin(uint256 chainId, address token) external returns (bytes32 assetId) {
        assetId = keccak256(abi.encode(chainId, L2_NATIVE_TOKEN_VAULT, token));
        origins[assetId] = chainId;
        emit AssetOrigin(assetId, chainId, token);
    }

    /// Called by a chain's contract with the flows of a batch it executes.
    function recordFlows(uint256 chainId, bytes calldata flows) external {
        require(msg.sender == BRIDGE_HUB.getZKChain(chainId), Unauthorized(msg.sender));
        require(flows.length % FLOW_LENGTH == 0, InvalidFlows(flows.length));
        for (uint256 i = 0; i < flows.length; i += FLOW_LENGTH) {
            bytes32 assetId = bytes32(flows[i:i + 32]);
            uint256 counterparty = uint64(bytes8(flows[i + 32:i + 40]));
            int256 sent = int256(uint256(uint128(bytes16(flows[i + 40:i + 56]))));
            int256 received = int256(uint256(uint128(bytes16(flows[i + 56:i + 72]))));
            if (sent != 0) _add(inTransit[chainId][counterparty], assetId, sent);
            if (received != 0) _add(inTransit[counterparty][chainId], assetId, -received);
            if (sent != received && origins[assetId] != chainId) {
                _add(balances[chainId], assetId, received - sent);
            }
        }
    }

    /// Ends the execution of an epoch: reverts if anything is below zero.
    function requireCovered() external view {
        require(msg.sender == VALIDATOR_TIMELOCK, Unauthorized(msg.sender));
        require(negative == 0, NotCovered(negative));
    }

    /// The vault locked (or burned) a deposit for `chainId`.
    function deposited(uint256 chainId, bytes32 assetId, uint128 amount) external {
        _requireVault();
        inTransit[block.chainid][chainId][assetId] += int256(uint256(amount));
    }

    /// A deposit came back, because it failed on `chainId`.
    function returned(uint256 chainId, bytes32 assetId, uint128 amount) external {
        _requireVault();
        _take(block.chainid, chainId, assetId, amount);
    }

    /// The vault pays out a withdrawal from `chainId`.
    function withdrawn(uint256 chainId, bytes32 assetId, uint128 amount) external {
        _requireVault();
        _take(chainId, block.chainid, assetId, amount);
    }

    function _take(uint256 from, uint256 to, bytes32 assetId, uint128 amount) private {
        int256 left = inTransit[from][to][assetId] - int256(uint256(amount));
        require(left >= 0, InsufficientTransit(from, to, assetId));
        inTransit[from][to][assetId] = left;
    }

    function _requireVault() private view {
        require(msg.sender == BRIDGE_HUB.nativeTokenVault(), Unauthorized(msg.sender));
    }

    function _add(mapping(bytes32 => int256) storage numbers, bytes32 assetId, int256 amount) private {
        int256 before = numbers[assetId];
        int256 later = before + amount;
        numbers[assetId] = later;
        if (before < 0 && later >= 0) --negative;
        if (before >= 0 && later < 0) ++negative;
    }
}
