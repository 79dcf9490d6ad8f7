// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {L2_BOOTLOADER, L2_NATIVE_TOKEN_VAULT, L2_TO_L1_MESSENGER} from "../chain/Messaging.sol";
import {
    BUNDLE_MESSAGE,
    BUNDLE_VERSION,
    BundleAttributes,
    Bundles,
    CANCEL_MESSAGE,
    Carried,
    InteropBundle,
    InteropCall
} from "./Bundle.sol";
import {Inclusion, Inclusions} from "./Inclusion.sol";
import {InteropAddress} from "./InteropAddress.sol";
import {InteropCenter} from "./InteropCenter.sol";
import {InteropRoots} from "./InteropRoots.sol";
import {INTEROP_CENTER, INTEROP_HANDLER, INTEROP_ROOTS, POLICY_SETTLED} from "./Island.sol";
import {IslandVault} from "./IslandVault.sol";
import {Messenger} from "./Messenger.sol";

/// Executes bundles from other islands, once each; cancels those whose deadline is over; and gives back what was
/// sent with a bundle that its destination cancelled. Anyone may do each.
contract InteropHandler is ReentrancyGuardTransient {
    enum BundleStatus {
        Unreceived,
        Executed,
        Cancelled,
        Reclaimed
    }

    IslandVault internal constant VAULT = IslandVault(L2_NATIVE_TOKEN_VAULT);

    mapping(bytes32 bundleHash => BundleStatus) public bundleStatus;

    event BundleExecuted(bytes32 indexed bundleHash);
    event BundleCancelled(bytes32 indexed bundleHash);
    event BundleReclaimed(bytes32 indexed bundleHash);

    error Unauthorized(address caller);
    error WrongStatus(bytes32 bundleHash, BundleStatus status);
    error WrongChain(uint256 expected, uint256 given);
    error WrongExecutor(address caller);
    error WrongBaseToken(bytes32 expected, bytes32 given);
    error WrongAnswer(uint256 call, bytes4 answer);
    error NotIncluded();
    error NotEnoughGas(uint256 needed, uint256 given);
    error NotSent(bytes32 bundleHash);
    error DeadlineNotOver(uint64 deadline);
    error PolicyNotSettled(uint8 policy);

    /// All calls of a bundle, or nothing. `encoded` is abi.encode(InteropBundle) as its message has it. Whoever
    /// calls this gets the fee; of a system transaction the block's beneficiary does.
    function executeBundle(bytes calldata encoded, Inclusion calldata proof) external nonReentrant {
        (bytes32 bundleHash, InteropBundle memory bundle) = _receive(encoded, proof, BundleStatus.Executed);
        _requireExecutor(bundle.bundleAttributes.executionAddress);
        emit BundleExecuted(bundleHash);
        _takeValue(bundle);
        uint256 needed = bundle.bundleAttributes.executionGas;
        require(gasleft() >= needed, NotEnoughGas(needed, gasleft()));
        for (uint256 i = 0; i < bundle.calls.length; ++i) {
            _call(bundleHash, i, bundle.sourceChainId, bundle.calls[i]);
        }
        _payFee(bundle);
    }

    /// Past the deadline: the bundle will never be executed, and its source may give back what it carries.
    function cancelBundle(bytes calldata encoded, Inclusion calldata proof) external nonReentrant {
        (bytes32 bundleHash, InteropBundle memory bundle) = _receive(encoded, proof, BundleStatus.Cancelled);
        uint64 deadline = bundle.bundleAttributes.deadline;
        require(block.timestamp > deadline, DeadlineNotOver(deadline));
        uint256 source = bundle.sourceChainId;
        Carried[] memory list = Bundles.carried(bundle);
        for (uint256 i = 0; i < list.length; ++i) {
            VAULT.giveBack(source, list[i].assetId, bundle.bundleAttributes.sender, list[i].amount);
        }
        Messenger(L2_TO_L1_MESSENGER).sendToL1(bytes.concat(CANCEL_MESSAGE, abi.encode(source, bundleHash)));
        emit BundleCancelled(bundleHash);
    }

    /// On the source, with the destination's message that it cancelled, once that is settled.
    function reclaimBundle(bytes calldata encoded, Inclusion calldata proof) external nonReentrant {
        require(proof.policy == POLICY_SETTLED, PolicyNotSettled(proof.policy));
        bytes32 bundleHash = Bundles.hashOf(block.chainid, encoded);
        require(InteropCenter(INTEROP_CENTER).isSent(bundleHash), NotSent(bundleHash));
        _advance(bundleHash, BundleStatus.Reclaimed);
        InteropBundle memory bundle = abi.decode(encoded, (InteropBundle));
        uint256 destination = bundle.destinationChainId;
        require(proof.chainId == destination, WrongChain(destination, proof.chainId));
        _requireIncluded(
            proof, INTEROP_HANDLER, bytes.concat(CANCEL_MESSAGE, abi.encode(block.chainid, bundleHash))
        );
        emit BundleReclaimed(bundleHash);
        Carried[] memory list = Bundles.carried(bundle);
        for (uint256 i = 0; i < list.length; ++i) {
            VAULT.mint(destination, list[i].assetId, bundle.bundleAttributes.sender, list[i].amount);
        }
    }

    /// The vault's, for the calls' values.
    receive() external payable {
        require(msg.sender == L2_NATIVE_TOKEN_VAULT, Unauthorized(msg.sender));
    }

    /// A bundle to this chain that its source sent, for the first time: from now on it has `status`.
    function _receive(bytes calldata encoded, Inclusion calldata proof, BundleStatus status)
        private
        returns (bytes32 bundleHash, InteropBundle memory bundle)
    {
        bundle = abi.decode(encoded, (InteropBundle));
        require(bundle.version == BUNDLE_VERSION, Bundles.WrongBundle());
        require(
            bundle.destinationChainId == block.chainid, WrongChain(block.chainid, bundle.destinationChainId)
        );
        require(bundle.sourceChainId == proof.chainId, WrongChain(proof.chainId, bundle.sourceChainId));
        bundleHash = Bundles.hashOf(bundle.sourceChainId, encoded);
        _advance(bundleHash, status);
        _requireIncluded(proof, INTEROP_CENTER, bytes.concat(BUNDLE_MESSAGE, encoded));
    }

    function _advance(bytes32 bundleHash, BundleStatus status) private {
        BundleStatus before = bundleStatus[bundleHash];
        require(before == BundleStatus.Unreceived, WrongStatus(bundleHash, before));
        bundleStatus[bundleHash] = status;
    }

    function _requireIncluded(Inclusion calldata proof, address sender, bytes memory message) private view {
        bool included = InteropRoots(INTEROP_ROOTS).isIncluded(proof, Inclusions.leafOf(sender, message));
        require(included, NotIncluded());
    }

    function _requireExecutor(bytes memory executionAddress) private view {
        if (executionAddress.length == 0) return;
        require(
            InteropAddress.accountOn(block.chainid, executionAddress) == msg.sender, WrongExecutor(msg.sender)
        );
    }

    /// Gets the values of all calls from the vault.
    function _takeValue(InteropBundle memory bundle) private {
        uint256 value = Bundles.valueOf(bundle);
        if (value == 0) return;
        bytes32 own = VAULT.BASE_TOKEN_ASSET_ID();
        bytes32 given = bundle.destinationBaseTokenAssetId;
        require(given == own, WrongBaseToken(own, given));
        VAULT.mint(bundle.sourceChainId, own, address(this), value);
    }

    function _call(bytes32 bundleHash, uint256 index, uint256 source, InteropCall memory call) private {
        require(call.version == BUNDLE_VERSION && !call.shadowAccount, Bundles.WrongBundle());
        bytes4 answer = IERC7786Recipient(call.to).receiveMessage{value: call.value}(
            Bundles.callId(bundleHash, index), InteropAddress.format(source, call.from), call.data
        );
        require(answer == IERC7786Recipient.receiveMessage.selector, WrongAnswer(index, answer));
    }

    function _payFee(InteropBundle memory bundle) private {
        BundleAttributes memory attributes = bundle.bundleAttributes;
        if (attributes.executionFee.length == 0) return;
        address executor = msg.sender == L2_BOOTLOADER ? block.coinbase : msg.sender;
        VAULT.bridgeMint(bundle.sourceChainId, attributes.feeAssetId, attributes.executionFee, executor);
    }
}
