// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {IAssetRouter} from "../assets/IAssetRouter.sol";
import {L2_ASSET_ROUTER, L2_NATIVE_TOKEN_VAULT, L2_TO_L1_MESSENGER} from "../chain/Messaging.sol";
import {InteropCallStarter} from "./Bundle.sol";
import {InteropAddress} from "./InteropAddress.sol";
import {INTEROP_CENTER, INTEROP_HANDLER, L1_ROUTER} from "./Island.sol";
import {IslandVault} from "./IslandVault.sol";
import {Messenger} from "./Messenger.sol";

/// Routes transfers of assets between an island, the L1 and other islands. Names and encodings are those of the
/// ZK Stack.
contract IslandAssetRouter is IERC7786Recipient {
    bytes1 internal constant ENCODING = 0x01; // then abi.encode(assetId, abi.encode(amount, receiver, token))
    IslandVault internal constant VAULT = IslandVault(L2_NATIVE_TOKEN_VAULT);

    event WithdrawalInitiatedAssetRouter(
        uint256 chainId, address indexed l2Sender, bytes32 indexed assetId, bytes assetData
    );
    event DepositFinalizedAssetRouter(uint256 indexed chainId, bytes32 indexed assetId, bytes assetData);

    error Unauthorized(address caller);
    error WrongSource(uint256 chainId);
    error WrongSender(bytes sender);
    error UnknownPayload(bytes4 selector);
    error UnknownEncoding(bytes1 version);
    error ValueNotSupported(uint256 value);
    error InvalidReceiver(address receiver);
    error WrongAsset(bytes32 expected, bytes32 given);

    modifier only(address account) {
        require(msg.sender == account, Unauthorized(msg.sender));
        _;
    }

    /// A deposit from the L1.
    function finalizeDeposit(uint256 source, bytes32 assetId, bytes calldata mintData)
        external
        payable
        only(L1_ROUTER)
    {
        require(source == VAULT.L1_CHAIN_ID(), WrongSource(source));
        _finalize(source, assetId, mintData);
    }

    /// A transfer from another island: the payload is a call of finalizeDeposit by its router.
    function receiveMessage(bytes32, bytes calldata sender, bytes calldata payload)
        external
        payable
        only(INTEROP_HANDLER)
        returns (bytes4)
    {
        require(bytes4(payload) == IAssetRouter.finalizeDeposit.selector, UnknownPayload(bytes4(payload)));
        (uint256 source, bytes32 assetId, bytes memory mintData) =
            abi.decode(payload[4:], (uint256, bytes32, bytes));
        require(
            keccak256(sender) == keccak256(InteropAddress.format(source, L2_ASSET_ROUTER)), WrongSender(sender)
        );
        _finalize(source, assetId, mintData);
        return IERC7786Recipient.receiveMessage.selector;
    }

    /// To the L1; `transferData` is abi.encode(amount, receiver, token). The base token goes by BaseToken.
    function withdraw(bytes32 assetId, bytes calldata transferData) external returns (bytes32 messageHash) {
        return _withdraw(assetId, transferData);
    }

    /// The same as older libraries call it.
    function withdraw(address l1Receiver, address l2Token, uint256 amount) external {
        _withdraw(VAULT.ensureTokenIsRegistered(l2Token), abi.encode(amount, l1Receiver, l2Token));
    }

    /// To another island: burns here and says what to call there. Only the center, for `caller`.
    function initiateIndirectCall(uint256 destination, address caller, uint256 value, bytes calldata data)
        external
        payable
        only(INTEROP_CENTER)
        returns (InteropCallStarter memory starter)
    {
        require(value == 0, ValueNotSupported(value));
        bytes1 version = data.length == 0 ? bytes1(0xff) : data[0];
        require(version == ENCODING, UnknownEncoding(version));
        (bytes32 assetId, bytes memory transferData) = abi.decode(data[1:], (bytes32, bytes));
        bytes memory mintData = _burn(destination, assetId, caller, transferData);
        starter.to = InteropAddress.format(destination, L2_ASSET_ROUTER);
        starter.data = abi.encodeCall(IAssetRouter.finalizeDeposit, (block.chainid, assetId, mintData));
    }

    function _withdraw(bytes32 assetId, bytes memory transferData) private returns (bytes32 messageHash) {
        uint256 l1 = VAULT.L1_CHAIN_ID();
        bytes memory mintData = _burn(l1, assetId, msg.sender, transferData);
        messageHash = Messenger(L2_TO_L1_MESSENGER).sendToL1(
            abi.encodePacked(IAssetRouter.finalizeDeposit.selector, block.chainid, assetId, mintData)
        );
        emit WithdrawalInitiatedAssetRouter(l1, msg.sender, assetId, mintData);
    }

    function _burn(uint256 chainId, bytes32 assetId, address from, bytes memory transferData)
        private
        returns (bytes memory)
    {
        (uint256 amount, address receiver, address token) = abi.decode(transferData, (uint256, address, address));
        require(receiver != address(0), InvalidReceiver(receiver));
        if (VAULT.tokenAddress(assetId) == address(0)) {
            bytes32 registered = VAULT.ensureTokenIsRegistered(token);
            require(registered == assetId, WrongAsset(registered, assetId));
        }
        return VAULT.bridgeBurn{value: msg.value}(chainId, assetId, from, receiver, amount);
    }

    function _finalize(uint256 source, bytes32 assetId, bytes memory mintData) private {
        require(msg.value == 0, ValueNotSupported(msg.value));
        VAULT.bridgeMint(source, assetId, mintData, address(0));
        emit DepositFinalizedAssetRouter(source, assetId, mintData);
    }
}
