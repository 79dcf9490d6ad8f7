// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {
    L2TransactionRequestTwoBridgesInner, L2_ASSET_ROUTER, TWO_BRIDGES_MAGIC_VALUE
} from "../chain/Messaging.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {IAssetRouter} from "./IAssetRouter.sol";
import {NativeTokenVault} from "./NativeTokenVault.sol";
import {Nullifier} from "./Nullifier.sol";

/// Routes deposits and withdrawals between the Bridgehub and the vault. Names and encodings are those of
/// the ZK Stack.
contract AssetRouter is IAssetRouter {
    using SafeERC20 for IERC20;

    bytes1 internal constant LEGACY_ENCODING = 0x00; // abi.encode(token, amount, receiver)
    bytes1 internal constant ENCODING = 0x01; // then abi.encode(assetId, abi.encode(amount, receiver, token))

    IBridgehub public immutable BRIDGE_HUB;
    Nullifier public immutable L1_NULLIFIER;
    NativeTokenVault public immutable NATIVE_TOKEN_VAULT;

    event BridgehubDepositBaseTokenInitiated(
        uint256 indexed chainId, address indexed from, bytes32 assetId, uint256 amount
    );
    event BridgehubDepositInitiated(
        uint256 indexed chainId,
        bytes32 indexed txDataHash,
        address indexed from,
        bytes32 assetId,
        bytes bridgeMintCalldata
    );
    event DepositFinalizedAssetRouter(uint256 indexed chainId, bytes32 indexed assetId, bytes assetData);

    error Unauthorized(address caller);
    error UnknownEncoding(bytes1 version);
    error BaseTokenNeedsDirectRequest(bytes32 assetId);
    error ValueNotSupported(uint256 l2Value);

    modifier only(address account) {
        require(msg.sender == account, Unauthorized(msg.sender));
        _;
    }

    constructor(IBridgehub bridgehub, Nullifier nullifier, NativeTokenVault vault) {
        (BRIDGE_HUB, L1_NULLIFIER, NATIVE_TOKEN_VAULT) = (bridgehub, nullifier, vault);
    }

    function bridgehubDepositBaseToken(uint256 chainId, bytes32 assetId, address caller, uint256 amount)
        external
        payable
        only(address(BRIDGE_HUB))
    {
        NATIVE_TOKEN_VAULT.lock{value: msg.value}(chainId, assetId, caller, amount);
        emit BridgehubDepositBaseTokenInitiated(chainId, caller, assetId, amount);
    }

    /// Locks tokens and says what the deposit calls on the chain: finalizeDeposit on its asset router.
    function bridgehubDeposit(uint256 chainId, address caller, uint256 l2Value, bytes calldata data)
        external
        payable
        only(address(BRIDGE_HUB))
        returns (L2TransactionRequestTwoBridgesInner memory request)
    {
        require(l2Value == 0, ValueNotSupported(l2Value));
        (bytes32 assetId, bytes memory transferData, bytes32 txDataHash) = _decode(caller, data);
        require(assetId != BRIDGE_HUB.baseTokenAssetId(chainId), BaseTokenNeedsDirectRequest(assetId));
        bytes memory mintData = NATIVE_TOKEN_VAULT.bridgeBurn{value: msg.value}(chainId, assetId, caller, transferData);
        request.magicValue = TWO_BRIDGES_MAGIC_VALUE;
        request.l2Contract = L2_ASSET_ROUTER;
        request.l2Calldata = abi.encodeCall(IAssetRouter.finalizeDeposit, (block.chainid, assetId, mintData));
        request.txDataHash = txDataHash;
        emit BridgehubDepositInitiated(chainId, txDataHash, caller, assetId, mintData);
    }

    function bridgehubConfirmL2Transaction(uint256 chainId, bytes32 txDataHash, bytes32 txHash)
        external
        only(address(BRIDGE_HUB))
    {
        L1_NULLIFIER.recordDeposit(chainId, txDataHash, txHash);
    }

    /// A withdrawal whose message the nullifier has checked and marked.
    function finalizeDeposit(uint256 chainId, bytes32 assetId, bytes calldata transferData)
        external
        payable
        only(address(L1_NULLIFIER))
    {
        require(msg.value == 0, ValueNotSupported(msg.value));
        NATIVE_TOKEN_VAULT.bridgeMint(chainId, assetId, transferData);
        emit DepositFinalizedAssetRouter(chainId, assetId, transferData);
    }

    /// Lets the vault take what its owner approved for this contract, as wallets' libraries do. False: the
    /// approval is not enough, and the vault tries its own.
    function transferFundsToNTV(IERC20 token, address from, uint256 amount)
        external
        only(address(NATIVE_TOKEN_VAULT))
        returns (bool)
    {
        if (token.allowance(from, address(this)) < amount) return false;
        token.safeTransferFrom(from, address(NATIVE_TOKEN_VAULT), amount);
        return true;
    }

    // What wallets' libraries ask of this contract and the nullifier does

    function finalizeWithdrawal(
        uint256 chainId,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes calldata message,
        bytes32[] calldata proof
    ) external {
        L1_NULLIFIER.finalizeWithdrawal(chainId, batch, index, txNumberInBatch, message, proof);
    }

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
    ) external {
        L1_NULLIFIER.bridgeRecoverFailedTransfer(
            chainId, depositor, assetId, assetData, txHash, batch, index, txNumberInBatch, proof
        );
    }

    function isWithdrawalFinalized(uint256 chainId, uint256 batch, uint256 index) external view returns (bool) {
        return L1_NULLIFIER.isWithdrawalFinalized(chainId, batch, index);
    }

    function nativeTokenVault() external view returns (address) {
        return address(NATIVE_TOKEN_VAULT);
    }

    function tokenAddress(bytes32 assetId) external view returns (address) {
        return NATIVE_TOKEN_VAULT.tokenAddress(assetId);
    }

    function _decode(address caller, bytes calldata data)
        private
        returns (bytes32 assetId, bytes memory transferData, bytes32 txDataHash)
    {
        bytes1 version = data.length == 0 ? bytes1(0xff) : data[0];
        if (version == LEGACY_ENCODING) {
            (address token, uint256 amount, address receiver) = abi.decode(data, (address, uint256, address));
            assetId = NATIVE_TOKEN_VAULT.ensureTokenIsRegistered(token);
            return (assetId, abi.encode(amount, receiver, token), keccak256(abi.encode(caller, token, amount)));
        }
        require(version == ENCODING, UnknownEncoding(version));
        (assetId, transferData) = abi.decode(data[1:], (bytes32, bytes));
        txDataHash = keccak256(bytes.concat(ENCODING, abi.encode(caller, assetId, transferData)));
    }
}
