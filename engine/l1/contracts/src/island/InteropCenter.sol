// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC7786GatewaySource} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {L2_NATIVE_TOKEN_VAULT, L2_TO_L1_MESSENGER} from "../chain/Messaging.sol";
import {Attributes} from "./Attributes.sol";
import {
    BUNDLE_MESSAGE, BUNDLE_VERSION, BundleAttributes, Bundles, InteropBundle, InteropCall, InteropCallStarter
} from "./Bundle.sol";
import {InteropAddress} from "./InteropAddress.sol";
import {INTEROP_HANDLER} from "./Island.sol";
import {IslandVault} from "./IslandVault.sol";
import {Messenger} from "./Messenger.sol";

/// A contract that says what to call on the other chain, after what it does here (ZK Stack).
interface IIndirectCaller {
    function initiateIndirectCall(uint256 destination, address caller, uint256 value, bytes calldata data)
        external
        payable
        returns (InteropCallStarter memory);
}

/// Sends bundles of calls to other islands (ERC-7786). What they carry is burned here.
contract InteropCenter is IERC7786GatewaySource, ReentrancyGuardTransient {
    uint256 internal constant MAX_CALLS = 16;
    uint256 internal constant MAX_BUNDLE = 24_576; // bytes
    uint64 internal constant MAX_EXECUTION_GAS = 10_000_000; // leaves room below the cap of EIP-7825
    uint256 internal constant DEFAULT_TIME = 1 days;
    uint256 internal constant MAX_TIME = 30 days;
    IslandVault internal constant VAULT = IslandVault(L2_NATIVE_TOKEN_VAULT);

    mapping(address sender => uint256) public nonce; // of the next bundle
    mapping(bytes32 bundleHash => bool) public isSent;

    /// As in the ZK Stack.
    event InteropBundleSent(bytes32 l2l1MsgHash, bytes32 interopBundleHash, InteropBundle interopBundle);

    error InvalidDestination(uint256 chainId);
    error InvalidCallCount(uint256 count);
    error InvalidDeadline(uint256 deadline);
    error InvalidExecutionGas(uint256 gas);
    error BundleTooLarge(uint256 length);
    error WrongValue(uint256 expected, uint256 given);

    /// A bundle of one call. An indirect one asks the contract at the recipient's address on this chain.
    function sendMessage(bytes calldata recipient, bytes calldata payload, bytes[] calldata attributes)
        external
        payable
        nonReentrant
        returns (bytes32 sendId)
    {
        (uint256 destination, address to, bool hasAccount) = InteropAddress.parse(recipient);
        require(hasAccount, InteropAddress.InvalidInteropAddress(recipient));
        Attributes.Options memory options = Attributes.parse(attributes, Attributes.OF_CALL | Attributes.OF_BUNDLE);
        InteropBundle memory bundle = _begin(destination, 1, options);
        _requireValue(options.indirectValue, options.value, options);
        bundle.calls[0] = _call(destination, to, payload, options);
        sendId = Bundles.callId(_send(bundle, options), 0);
        _announce(sendId, bundle, 0, attributes);
    }

    function sendBundle(
        bytes calldata destinationChain,
        InteropCallStarter[] calldata starters,
        bytes[] calldata bundleAttributes
    ) external payable nonReentrant returns (bytes32 bundleHash) {
        (uint256 destination,, bool hasAccount) = InteropAddress.parse(destinationChain);
        require(!hasAccount, InteropAddress.InvalidInteropAddress(destinationChain));
        Attributes.Options memory options = Attributes.parse(bundleAttributes, Attributes.OF_BUNDLE);
        InteropBundle memory bundle = _begin(destination, starters.length, options);
        _addCalls(bundle, starters, options);
        bundleHash = _send(bundle, options);
        for (uint256 i = 0; i < starters.length; ++i) {
            _announce(Bundles.callId(bundleHash, i), bundle, i, starters[i].callAttributes);
        }
    }

    function supportsAttribute(bytes4 selector) external pure returns (bool) {
        return Attributes.isSupported(selector);
    }

    /// A bundle without its calls.
    function _begin(uint256 destination, uint256 calls, Attributes.Options memory options)
        private
        returns (InteropBundle memory bundle)
    {
        require(
            destination != 0 && destination <= type(uint64).max && destination != block.chainid
                && destination != VAULT.L1_CHAIN_ID(),
            InvalidDestination(destination)
        );
        require(calls > 0 && calls <= MAX_CALLS, InvalidCallCount(calls));
        if (options.deadline == 0) options.deadline = uint64(block.timestamp + DEFAULT_TIME);
        require(
            options.deadline > block.timestamp && options.deadline <= block.timestamp + MAX_TIME,
            InvalidDeadline(options.deadline)
        );
        require(options.executionGas <= MAX_EXECUTION_GAS, InvalidExecutionGas(options.executionGas));
        if (options.executionAddress.length > 0) InteropAddress.accountOn(destination, options.executionAddress);
        bundle.version = BUNDLE_VERSION;
        (bundle.sourceChainId, bundle.destinationChainId) = (block.chainid, destination);
        bundle.interopBundleSalt = keccak256(abi.encode(msg.sender, nonce[msg.sender]++));
        bundle.calls = new InteropCall[](calls);
        bundle.bundleAttributes.executionAddress = options.executionAddress;
        bundle.bundleAttributes.deadline = options.deadline;
        bundle.bundleAttributes.executionGas = options.executionGas;
        bundle.bundleAttributes.sender = msg.sender;
    }

    function _addCalls(
        InteropBundle memory bundle,
        InteropCallStarter[] calldata starters,
        Attributes.Options memory options
    ) private {
        Attributes.Options[] memory each = new Attributes.Options[](starters.length);
        (uint256 indirect, uint256 value) = (0, 0);
        for (uint256 i = 0; i < starters.length; ++i) {
            each[i] = Attributes.parse(starters[i].callAttributes, Attributes.OF_CALL);
            (indirect, value) = (indirect + each[i].indirectValue, value + each[i].value);
        }
        _requireValue(indirect, value, options);
        uint256 destination = bundle.destinationChainId;
        for (uint256 i = 0; i < starters.length; ++i) {
            address to = InteropAddress.accountOn(each[i].indirect ? block.chainid : destination, starters[i].to);
            bundle.calls[i] = _call(destination, to, starters[i].data, each[i]);
        }
    }

    /// The transaction's value is exactly what the bundle takes.
    function _requireValue(uint256 indirect, uint256 value, Attributes.Options memory options) private view {
        uint256 expected = indirect + options.executionFee + (_isOwnToken(options) ? value : 0);
        require(msg.value == expected, WrongValue(expected, msg.value));
    }

    function _call(uint256 destination, address to, bytes calldata data, Attributes.Options memory options)
        private
        returns (InteropCall memory call)
    {
        (call.version, call.value) = (BUNDLE_VERSION, options.value);
        if (!options.indirect) {
            (call.to, call.from, call.data) = (to, msg.sender, data);
            return call;
        }
        InteropCallStarter memory starter = IIndirectCaller(to).initiateIndirectCall{value: options.indirectValue}(
            destination, msg.sender, options.value, data
        );
        require(starter.callAttributes.length == 0, UnsupportedAttribute(0));
        (call.to, call.from, call.data) = (InteropAddress.accountOn(destination, starter.to), to, starter.data);
    }

    /// Burns values and fee, and sends the message.
    function _send(InteropBundle memory bundle, Attributes.Options memory options)
        private
        returns (bytes32 bundleHash)
    {
        uint256 destination = bundle.destinationChainId;
        uint256 value = Bundles.valueOf(bundle);
        bytes32 own = VAULT.BASE_TOKEN_ASSET_ID();
        if (value > 0) {
            bytes32 asset = _isOwnToken(options) ? own : options.destinationBaseToken;
            bundle.destinationBaseTokenAssetId = asset;
            VAULT.burn{value: asset == own ? value : 0}(destination, asset, msg.sender, INTEROP_HANDLER, value);
        }
        uint256 fee = options.executionFee;
        if (fee > 0) {
            bundle.bundleAttributes.feeAssetId = own;
            bundle.bundleAttributes.executionFee =
                VAULT.bridgeBurn{value: fee}(destination, own, msg.sender, address(0), fee);
        }
        bytes memory encoded = abi.encode(bundle);
        require(encoded.length <= MAX_BUNDLE, BundleTooLarge(encoded.length));
        bundleHash = Bundles.hashOf(block.chainid, encoded);
        isSent[bundleHash] = true;
        bytes32 message = Messenger(L2_TO_L1_MESSENGER).sendToL1(bytes.concat(BUNDLE_MESSAGE, encoded));
        emit InteropBundleSent(message, bundleHash, bundle);
    }

    function _announce(bytes32 sendId, InteropBundle memory bundle, uint256 index, bytes[] calldata attributes)
        private
    {
        InteropCall memory call = bundle.calls[index];
        emit MessageSent(
            sendId,
            InteropAddress.format(block.chainid, call.from),
            InteropAddress.format(bundle.destinationChainId, call.to),
            call.data,
            call.value,
            attributes
        );
    }

    function _isOwnToken(Attributes.Options memory options) private view returns (bool) {
        bytes32 asset = options.destinationBaseToken;
        return asset == 0 || asset == VAULT.BASE_TOKEN_ASSET_ID();
    }
}
