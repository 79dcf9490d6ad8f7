// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IAssetRouter} from "../assets/IAssetRouter.sol";
import {IChain} from "../chain/IChain.sol";
import {
    BridgehubL2TransactionRequest,
    L2_ASSET_ROUTER,
    L2Log,
    L2Message,
    L2TransactionRequestDirect,
    L2TransactionRequestTwoBridgesInner,
    L2TransactionRequestTwoBridgesOuter,
    TWO_BRIDGES_MAGIC_VALUE,
    TxStatus
} from "../chain/Messaging.sol";
import {AddressAlias} from "./AddressAlias.sol";
import {ChainTypeManager} from "./ChainTypeManager.sol";
import {IBridgehub} from "./IBridgehub.sol";

/// The registry of chains and the door for requests to them (IBridgehub).
contract Bridgehub is IBridgehub, Ownable2Step, ReentrancyGuardTransient {
    struct Parts {
        address assetRouter;
        address nullifier;
        address nativeTokenVault;
        address messageRoot;
        address assetTracker;
    }

    /// ZK Stack: a second bridge must be no built-in address.
    uint160 internal constant LAST_BUILT_IN = 0xffff;

    Parts private parts;
    mapping(uint256 chainId => address) public getZKChain;
    mapping(uint256 chainId => address) public chainTypeManager;
    mapping(uint256 chainId => bytes32) public baseTokenAssetId;
    mapping(address manager => bool) public chainTypeManagerIsRegistered;
    mapping(bytes32 assetId => bool) public assetIdIsRegistered; // as a base token
    uint256[] private chainIds;

    event PartsSet(Parts parts);
    event ChainTypeManagerAdded(address indexed chainTypeManager);
    event BaseTokenAssetIdRegistered(bytes32 indexed assetId);

    error PartsAreSet();
    error UnknownManager(address manager);
    error UnknownBaseToken(bytes32 assetId);
    error ChainIdTaken(uint256 chainId);
    error InvalidChainId(uint256 chainId);
    error UnknownChain(uint256 chainId);
    error WrongValue(uint256 expected, uint256 given);
    error InvalidSecondBridge(address bridge);
    error WrongMagicValue(bytes32 given);

    constructor(address owner) Ownable(owner) {}

    /// Once, after the other contracts were deployed with the address of this one.
    function setParts(Parts calldata given) external onlyOwner {
        require(parts.assetRouter == address(0), PartsAreSet());
        parts = given;
        emit PartsSet(given);
    }

    function addChainTypeManager(address manager) external onlyOwner {
        chainTypeManagerIsRegistered[manager] = true;
        emit ChainTypeManagerAdded(manager);
    }

    /// Anyone: the asset must be one that the vault knows.
    function addTokenAssetId(bytes32 assetId) external {
        require(IAssetRouter(parts.assetRouter).tokenAddress(assetId) != address(0), UnknownBaseToken(assetId));
        assetIdIsRegistered[assetId] = true;
        emit BaseTokenAssetIdRegistered(assetId);
    }

    /// Makes and registers a chain. Anyone may; a chain can lose only its own.
    function createNewChain(
        uint256 chainId,
        address manager,
        bytes32 assetId,
        uint256 salt,
        address admin,
        bytes calldata initData,
        bytes[] calldata
    ) external nonReentrant returns (uint256) {
        require(chainId != 0 && chainId <= type(uint48).max && chainId != block.chainid, InvalidChainId(chainId));
        require(getZKChain[chainId] == address(0), ChainIdTaken(chainId));
        require(chainTypeManagerIsRegistered[manager], UnknownManager(manager));
        require(assetIdIsRegistered[assetId], UnknownBaseToken(assetId));
        chainTypeManager[chainId] = manager;
        baseTokenAssetId[chainId] = assetId;
        chainIds.push(chainId);
        getZKChain[chainId] = ChainTypeManager(manager).createNewChain(chainId, assetId, salt, admin, initData);
        emit NewChain(chainId, manager, admin);
        return chainId;
    }

    /// A call on a chain, paid in its base token: mintValue covers fee and value.
    function requestL2TransactionDirect(L2TransactionRequestDirect calldata request)
        external
        payable
        nonReentrant
        returns (bytes32 canonicalTxHash)
    {
        address chain = _chain(request.chainId);
        _depositBaseToken(request.chainId, request.mintValue, msg.value);
        canonicalTxHash = IChain(chain).bridgehubRequestL2Transaction(
            BridgehubL2TransactionRequest({
                sender: AddressAlias.ofCaller(msg.sender),
                contractL2: request.l2Contract,
                mintValue: request.mintValue,
                l2Value: request.l2Value,
                l2Calldata: request.l2Calldata,
                l2GasLimit: request.l2GasLimit,
                l2GasPerPubdataByteLimit: request.l2GasPerPubdataByteLimit,
                factoryDeps: request.factoryDeps,
                refundRecipient: AddressAlias.refundRecipient(request.refundRecipient, msg.sender)
            })
        );
    }

    /// A deposit through a second bridge, which says what to call on the chain. The asset router is one; it sends
    /// as if its address were the one that it has on chains, so that they need not know the L1's.
    function requestL2TransactionTwoBridges(L2TransactionRequestTwoBridgesOuter calldata request)
        external
        payable
        nonReentrant
        returns (bytes32 canonicalTxHash)
    {
        address bridge = request.secondBridgeAddress;
        require(uint160(bridge) > LAST_BUILT_IN, InvalidSecondBridge(bridge));
        require(msg.value >= request.secondBridgeValue, WrongValue(request.secondBridgeValue, msg.value));
        address chain = _chain(request.chainId);
        _depositBaseToken(request.chainId, request.mintValue, msg.value - request.secondBridgeValue);
        L2TransactionRequestTwoBridgesInner memory inner = IAssetRouter(bridge).bridgehubDeposit{
            value: request.secondBridgeValue
        }(request.chainId, msg.sender, request.l2Value, request.secondBridgeCalldata);
        require(inner.magicValue == TWO_BRIDGES_MAGIC_VALUE, WrongMagicValue(inner.magicValue));
        canonicalTxHash = IChain(chain).bridgehubRequestL2Transaction(
            BridgehubL2TransactionRequest({
                sender: AddressAlias.ofContract(bridge == parts.assetRouter ? L2_ASSET_ROUTER : bridge),
                contractL2: inner.l2Contract,
                mintValue: request.mintValue,
                l2Value: request.l2Value,
                l2Calldata: inner.l2Calldata,
                l2GasLimit: request.l2GasLimit,
                l2GasPerPubdataByteLimit: request.l2GasPerPubdataByteLimit,
                factoryDeps: inner.factoryDeps,
                refundRecipient: AddressAlias.refundRecipient(request.refundRecipient, msg.sender)
            })
        );
        IAssetRouter(bridge).bridgehubConfirmL2Transaction(request.chainId, inner.txDataHash, canonicalTxHash);
    }

    function getAllZKChainChainIDs() external view returns (uint256[] memory) {
        return chainIds;
    }

    /// An older name of getZKChain.
    function getHyperchain(uint256 chainId) external view returns (address) {
        return getZKChain[chainId];
    }

    function L1_CHAIN_ID() external view returns (uint256) {
        return block.chainid;
    }

    function baseToken(uint256 chainId) external view returns (address) {
        return IAssetRouter(parts.assetRouter).tokenAddress(baseTokenAssetId[chainId]);
    }

    /// Every chain here settles on this L1.
    function settlementLayer(uint256 chainId) external view returns (uint256) {
        return getZKChain[chainId] == address(0) ? 0 : block.chainid;
    }

    function assetRouter() external view returns (address) {
        return parts.assetRouter;
    }

    function sharedBridge() external view returns (address) {
        return parts.assetRouter;
    }

    function nullifier() external view returns (address) {
        return parts.nullifier;
    }

    function nativeTokenVault() external view returns (address) {
        return parts.nativeTokenVault;
    }

    function messageRoot() external view returns (address) {
        return parts.messageRoot;
    }

    function assetTracker() external view returns (address) {
        return parts.assetTracker;
    }

    function l2TransactionBaseCost(uint256 chainId, uint256 gasPrice, uint256 gasLimit, uint256 gasPerPubdata)
        external
        view
        returns (uint256)
    {
        return IChain(_chain(chainId)).l2TransactionBaseCost(gasPrice, gasLimit, gasPerPubdata);
    }

    function proveL2MessageInclusion(
        uint256 chainId,
        uint256 batch,
        uint256 index,
        L2Message calldata message,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return IChain(_chain(chainId)).proveL2MessageInclusion(batch, index, message, proof);
    }

    function proveL2LogInclusion(
        uint256 chainId,
        uint256 batch,
        uint256 index,
        L2Log calldata log,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return IChain(_chain(chainId)).proveL2LogInclusion(batch, index, log, proof);
    }

    function proveL1ToL2TransactionStatus(
        uint256 chainId,
        bytes32 l2TxHash,
        uint256 batch,
        uint256 index,
        uint16 txNumberInBatch,
        bytes32[] calldata proof,
        TxStatus status
    ) external view returns (bool) {
        return IChain(_chain(chainId)).proveL1ToL2TransactionStatus(
            l2TxHash, batch, index, txNumberInBatch, proof, status
        );
    }

    function _chain(uint256 chainId) private view returns (address chain) {
        chain = getZKChain[chainId];
        require(chain != address(0), UnknownChain(chainId));
    }

    function _depositBaseToken(uint256 chainId, uint256 amount, uint256 value) private {
        IAssetRouter(parts.assetRouter).bridgehubDepositBaseToken{value: value}(
            chainId, baseTokenAssetId[chainId], msg.sender, amount
        );
    }
}
