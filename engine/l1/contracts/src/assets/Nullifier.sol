// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {L2Message, L2_ASSET_ROUTER, L2_BASE_TOKEN, TxStatus} from "../chain/Messaging.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {IAssetRouter} from "./IAssetRouter.sol";
import {NativeTokenVault} from "./NativeTokenVault.sol";

/// A message from a chain, with its proof (ZK Stack).
struct FinalizeL1DepositParams {
    uint256 chainId;
    uint256 l2BatchNumber;
    uint256 l2MessageIndex;
    address l2Sender;
    uint16 l2TxNumberInBatch;
    bytes message;
    bytes32[] merkleProof;
}

/// Lets each withdrawal be paid once, and each failed deposit be returned once. Anyone may claim; the money
/// goes to whom the message, or the deposit, says.
contract Nullifier is ReentrancyGuardTransient {
    /// finalizeEthWithdrawal(uint256,uint256,uint16,bytes,bytes32[])
    bytes4 internal constant BASE_TOKEN_WITHDRAWAL = 0x6c0960f9;
    uint256 internal constant BASE_TOKEN_MESSAGE = 56; // selector(4) ‖ receiver(20) ‖ amount(32), perhaps more
    uint256 internal constant TOKEN_HEAD = 68; // selector(4) ‖ chain(32) ‖ asset(32), then the transfer data

    IBridgehub public immutable BRIDGE_HUB;

    mapping(uint256 chainId => mapping(uint256 batch => mapping(uint256 index => bool))) public isWithdrawalFinalized;
    /// The hash of what a deposit was about, by the hash of its transaction.
    mapping(uint256 chainId => mapping(bytes32 txHash => bytes32)) public depositHappened;

    event BridgehubDepositFinalized(
        uint256 indexed chainId, bytes32 indexed txDataHash, bytes32 indexed l2DepositTxHash
    );
    event WithdrawalFinalized(uint256 indexed chainId, uint256 indexed batch, uint256 indexed index);
    event ClaimedFailedDeposit(
        uint256 indexed chainId, bytes32 indexed l2TxHash, address indexed to, bytes32 assetId, uint256 amount
    );

    error Unauthorized(address caller);
    error AlreadyFinalized(uint256 chainId, uint256 batch, uint256 index);
    error InvalidProof();
    error WrongSender(address sender);
    error UnknownMessage(bytes4 selector);
    error WrongMessageLength(uint256 length);
    error WrongChain(uint256 expected, uint256 given);
    error DepositUnknown(bytes32 txHash);

    constructor(IBridgehub bridgehub) {
        BRIDGE_HUB = bridgehub;
    }

    function recordDeposit(uint256 chainId, bytes32 txDataHash, bytes32 txHash) external {
        require(msg.sender == BRIDGE_HUB.assetRouter(), Unauthorized(msg.sender));
        depositHappened[chainId][txHash] = txDataHash;
        emit BridgehubDepositFinalized(chainId, txDataHash, txHash);
    }

    /// Pays the withdrawal that a message of an executed batch asks for.
    function finalizeDeposit(FinalizeL1DepositParams calldata params) external nonReentrant {
        _finalize(params);
    }

    /// The same as older libraries call it; the sender follows from the message.
    function finalizeWithdrawal(
        uint256 chainId,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes calldata message,
        bytes32[] calldata proof
    ) external nonReentrant {
        address sender = bytes4(message) == BASE_TOKEN_WITHDRAWAL ? L2_BASE_TOKEN : L2_ASSET_ROUTER;
        _finalize(FinalizeL1DepositParams(chainId, batch, index, sender, txNumberInBatch, message, proof));
    }

    /// Returns a deposit whose transaction failed on the chain. `assetData` is the deposit's transfer data,
    /// abi.encode(amount, receiver, token).
    function bridgeRecoverFailedTransfer(
        uint256 chainId,
        address depositor,
        bytes32 assetId,
        bytes calldata assetData,
        bytes32 txHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof
    ) external nonReentrant {
        bytes32 dataHash = keccak256(bytes.concat(bytes1(0x01), abi.encode(depositor, assetId, assetData)));
        (uint256 amount,,) = abi.decode(assetData, (uint256, address, address));
        _takeDeposit(chainId, txHash, dataHash);
        _requireFailed(chainId, txHash, batch, index, txNumberInBatch, proof);
        _return(chainId, txHash, depositor, assetId, amount);
    }

    /// The same for deposits in the legacy encoding.
    function claimFailedDeposit(
        uint256 chainId,
        address depositor,
        address token,
        uint256 amount,
        bytes32 txHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof
    ) external nonReentrant {
        _takeDeposit(chainId, txHash, keccak256(abi.encode(depositor, token, amount)));
        _requireFailed(chainId, txHash, batch, index, txNumberInBatch, proof);
        _return(chainId, txHash, depositor, _vault().assetId(token), amount);
    }

    function l1NativeTokenVault() external view returns (address) {
        return BRIDGE_HUB.nativeTokenVault();
    }

    function _finalize(FinalizeL1DepositParams memory params) private {
        (uint256 chainId, uint256 batch, uint256 index) = (params.chainId, params.l2BatchNumber, params.l2MessageIndex);
        require(!isWithdrawalFinalized[chainId][batch][index], AlreadyFinalized(chainId, batch, index));
        isWithdrawalFinalized[chainId][batch][index] = true;
        L2Message memory message = L2Message(params.l2TxNumberInBatch, params.l2Sender, params.message);
        require(
            BRIDGE_HUB.proveL2MessageInclusion(chainId, batch, index, message, params.merkleProof), InvalidProof()
        );
        (bytes32 assetId, bytes memory transferData) = this.readMessage(chainId, params.l2Sender, params.message);
        IAssetRouter(BRIDGE_HUB.assetRouter()).finalizeDeposit(chainId, assetId, transferData);
        emit WithdrawalFinalized(chainId, batch, index);
    }

    /// What a withdrawal's message says: the asset, and the vault's transfer data.
    function readMessage(uint256 chainId, address sender, bytes calldata message)
        external
        view
        returns (bytes32 assetId, bytes memory transferData)
    {
        bytes4 selector = bytes4(message);
        if (selector == BASE_TOKEN_WITHDRAWAL) {
            require(sender == L2_BASE_TOKEN, WrongSender(sender));
            require(message.length >= BASE_TOKEN_MESSAGE, WrongMessageLength(message.length));
            address receiver = address(bytes20(message[4:24]));
            uint256 amount = uint256(bytes32(message[24:56]));
            return (
                BRIDGE_HUB.baseTokenAssetId(chainId),
                abi.encode(address(0), receiver, address(0), amount, new bytes(0))
            );
        }
        require(selector == IAssetRouter.finalizeDeposit.selector, UnknownMessage(selector));
        require(sender == L2_ASSET_ROUTER, WrongSender(sender));
        require(message.length >= TOKEN_HEAD, WrongMessageLength(message.length));
        uint256 source = uint256(bytes32(message[4:36]));
        require(source == chainId, WrongChain(chainId, source));
        return (bytes32(message[36:68]), message[68:]);
    }

    function _takeDeposit(uint256 chainId, bytes32 txHash, bytes32 dataHash) private {
        require(depositHappened[chainId][txHash] == dataHash, DepositUnknown(txHash));
        delete depositHappened[chainId][txHash];
    }

    function _requireFailed(
        uint256 chainId,
        bytes32 txHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof
    ) private view {
        require(
            BRIDGE_HUB.proveL1ToL2TransactionStatus(
                chainId, txHash, batch, index, txNumberInBatch, proof, TxStatus.Failure
            ),
            InvalidProof()
        );
    }

    function _return(uint256 chainId, bytes32 txHash, address depositor, bytes32 assetId, uint256 amount) private {
        _vault().bridgeRecoverFailedTransfer(chainId, assetId, depositor, amount);
        emit ClaimedFailedDeposit(chainId, txHash, depositor, assetId, amount);
    }

    function _vault() private view returns (NativeTokenVault) {
        return NativeTokenVault(BRIDGE_HUB.nativeTokenVault());
    }
}
