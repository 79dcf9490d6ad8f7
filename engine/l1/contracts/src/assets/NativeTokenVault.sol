// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ETH_TOKEN, assetIdOf} from "../chain/Messaging.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {AssetRouter} from "./AssetRouter.sol";
import {AssetTracker} from "./AssetTracker.sol";
import {BridgedToken} from "./BridgedToken.sol";
import {TokenData} from "./TokenData.sol";

/// Holds the L1's ether and tokens that are on chains, and mints and burns the L1's copies of tokens that live
/// on a chain. The tracker decides how much a chain may take.
contract NativeTokenVault is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IBridgehub public immutable BRIDGE_HUB;
    AssetTracker public immutable ASSET_TRACKER;
    bytes32 public immutable BASE_TOKEN_ASSET_ID; // ether

    mapping(bytes32 assetId => address) public tokenAddress;
    mapping(bytes32 assetId => uint256) public originChainId;
    mapping(address token => bytes32) public assetId;

    event TokenRegistered(bytes32 indexed assetId, uint256 indexed originChainId, address token);
    event BridgeBurn(
        uint256 indexed chainId, bytes32 indexed assetId, address indexed sender, address receiver, uint256 amount
    );
    event BridgeMint(uint256 indexed chainId, bytes32 indexed assetId, address receiver, uint256 amount);

    error Unauthorized(address caller);
    error UnknownAsset(bytes32 assetId);
    error WrongAsset(bytes32 expected, bytes32 given);
    error InvalidToken(address token);
    error InvalidAmount(uint256 amount);
    error WrongValue(uint256 expected, uint256 given);
    error WrongAmountTransferred(uint256 expected, uint256 given);

    modifier onlyRouter() {
        require(msg.sender == BRIDGE_HUB.assetRouter(), Unauthorized(msg.sender));
        _;
    }

    constructor(IBridgehub bridgehub, AssetTracker tracker) {
        (BRIDGE_HUB, ASSET_TRACKER) = (bridgehub, tracker);
        BASE_TOKEN_ASSET_ID = assetIdOf(block.chainid, ETH_TOKEN);
        _register(BASE_TOKEN_ASSET_ID, block.chainid, ETH_TOKEN);
    }

    /// Anyone may register a token of the L1.
    function ensureTokenIsRegistered(address token) public returns (bytes32 id) {
        id = assetId[token];
        if (id != 0) return id;
        require(token.code.length > 0, InvalidToken(token));
        id = assetIdOf(block.chainid, token);
        _register(id, block.chainid, token);
    }

    function registerToken(address token) external {
        ensureTokenIsRegistered(token);
    }

    function L1_CHAIN_ID() external view returns (uint256) {
        return block.chainid;
    }

    /// Takes `amount` of an asset from `from` for `chainId`.
    function lock(uint256 chainId, bytes32 id, address from, uint256 amount) external payable onlyRouter nonReentrant {
        _lock(chainId, id, from, amount);
    }

    /// Takes a deposit, `transferData` = abi.encode(amount, receiver, token), and gives what its message says:
    /// abi.encode(sender, receiver, token at its origin, amount, token data).
    function bridgeBurn(uint256 chainId, bytes32 id, address from, bytes calldata transferData)
        external
        payable
        onlyRouter
        nonReentrant
        returns (bytes memory mintData)
    {
        (uint256 amount, address receiver, address token) = abi.decode(transferData, (uint256, address, address));
        if (tokenAddress[id] == address(0)) {
            require(ensureTokenIsRegistered(token) == id, WrongAsset(id, assetId[token]));
        }
        require(amount > 0, InvalidAmount(amount));
        if (receiver == address(0)) receiver = from;
        _lock(chainId, id, from, amount);
        token = tokenAddress[id];
        mintData = abi.encode(from, receiver, _originToken(id, token), amount, _tokenData(id, token));
        emit BridgeBurn(chainId, id, from, receiver, amount);
    }

    /// Pays a withdrawal; `transferData` as bridgeBurn gives it.
    function bridgeMint(uint256 chainId, bytes32 id, bytes calldata transferData) external onlyRouter nonReentrant {
        (, address receiver, address originToken, uint256 amount, bytes memory data) =
            abi.decode(transferData, (address, address, address, uint256, bytes));
        if (tokenAddress[id] == address(0)) _deployBridgedToken(id, originToken, data);
        ASSET_TRACKER.withdrawn(chainId, id, _bounded(amount));
        _pay(id, receiver, amount);
        emit BridgeMint(chainId, id, receiver, amount);
    }

    /// Gives back a deposit that failed on the chain.
    function bridgeRecoverFailedTransfer(uint256 chainId, bytes32 id, address depositor, uint256 amount)
        external
        nonReentrant
    {
        require(msg.sender == BRIDGE_HUB.nullifier(), Unauthorized(msg.sender));
        ASSET_TRACKER.returned(chainId, id, _bounded(amount));
        _pay(id, depositor, amount);
    }

    function _lock(uint256 chainId, bytes32 id, address from, uint256 amount) private {
        address token = tokenAddress[id];
        require(token != address(0), UnknownAsset(id));
        uint256 value = token == ETH_TOKEN ? amount : 0;
        require(msg.value == value, WrongValue(value, msg.value));
        ASSET_TRACKER.deposited(chainId, id, _bounded(amount));
        if (originChainId[id] != block.chainid) BridgedToken(token).bridgeBurn(from, amount);
        else if (token != ETH_TOKEN) _pull(IERC20(token), from, amount);
    }

    /// Tokens that take a fee on transfers are refused.
    function _pull(IERC20 token, address from, uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        if (!AssetRouter(msg.sender).transferFundsToNTV(token, from, amount)) {
            token.safeTransferFrom(from, address(this), amount);
        }
        uint256 came = token.balanceOf(address(this)) - before;
        require(came == amount, WrongAmountTransferred(amount, came));
    }

    function _pay(bytes32 id, address to, uint256 amount) private {
        address token = tokenAddress[id];
        if (token == ETH_TOKEN) Address.sendValue(payable(to), amount);
        else if (originChainId[id] == block.chainid) IERC20(token).safeTransfer(to, amount);
        else BridgedToken(token).bridgeMint(to, amount);
    }

    function _originToken(bytes32 id, address token) private view returns (address) {
        return originChainId[id] == block.chainid ? token : BridgedToken(token).ORIGIN_TOKEN();
    }

    function _tokenData(bytes32 id, address token) private view returns (bytes memory) {
        return TokenData.read(originChainId[id], token);
    }

    function _deployBridgedToken(bytes32 id, address originToken, bytes memory data) private {
        (uint256 origin, string memory name, string memory symbol, uint8 decimals) = TokenData.decode(data);
        bytes32 expected = assetIdOf(origin, originToken);
        require(expected == id && origin != block.chainid, WrongAsset(expected, id));
        address token = address(new BridgedToken{salt: id}(origin, originToken, name, symbol, decimals));
        _register(id, origin, token);
    }

    function _register(bytes32 id, uint256 origin, address token) private {
        tokenAddress[id] = token;
        originChainId[id] = origin;
        assetId[token] = id;
        emit TokenRegistered(id, origin, token);
    }

    /// The flows of a batch are sums in 128 bits.
    function _bounded(uint256 amount) private pure returns (uint128) {
        require(amount <= type(uint112).max, InvalidAmount(amount));
        return uint128(amount);
    }
}
