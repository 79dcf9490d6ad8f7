// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {TokenData} from "../assets/TokenData.sol";
import {L2_ASSET_ROUTER, L2_BASE_TOKEN, assetIdOf} from "../chain/Messaging.sol";
import {INTEROP_CENTER, INTEROP_HANDLER} from "./Island.sol";
import {IslandToken} from "./IslandToken.sol";

/// Holds, mints and burns what comes to an island and leaves it. Each value that does is one BridgeMint or
/// BridgeBurn: the state transition sums them into the batch's asset flows.
///
/// Of the base token it holds the reserve. The sum of all balances never changes: what leaves goes into the
/// reserve, what comes is paid from it, deposits of the L1's queue by the state transition itself.
contract IslandVault is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 public constant RESERVE = 1 << 127; // wei, given by the genesis
    uint256 internal constant MAX_TRANSFERS = 64; // BridgeMint and BridgeBurn, a transaction: a batch has at most 256 flows

    // Written by the genesis, slots 0 to 5
    uint256 public L1_CHAIN_ID;
    bytes32 public BASE_TOKEN_ASSET_ID;
    uint256 public BASE_TOKEN_ORIGIN_CHAIN_ID;
    address public BASE_TOKEN_ORIGIN;
    bytes32 private nameWord; // text, then zeros
    bytes32 private symbolWord;

    /// How much of the genesis' allocations the L1 has.
    uint256 public backed;
    mapping(bytes32 assetId => address) private tokens;
    mapping(bytes32 assetId => uint256) private origins;
    mapping(address token => bytes32) private ids;

    uint256 private transient transfers;

    event TokenRegistered(bytes32 indexed assetId, uint256 indexed originChainId, address token);
    event BridgeBurn(
        uint256 indexed chainId, bytes32 indexed assetId, address indexed sender, address receiver, uint256 amount
    );
    event BridgeMint(uint256 indexed chainId, bytes32 indexed assetId, address receiver, uint256 amount);
    event GenesisBacked(address indexed from, uint256 amount);

    error Unauthorized(address caller);
    error InvalidChain(uint256 chainId);
    error InvalidAmount(uint256 amount);
    error InvalidToken(address token);
    error UnknownAsset(bytes32 assetId);
    error WrongAsset(bytes32 expected, bytes32 given);
    error WrongValue(uint256 expected, uint256 given);
    error WrongAmountTransferred(uint256 expected, uint256 given);
    error NotBacked(uint256 available);
    error TooManyTransfers();

    /// Takes `amount` of an asset from `from`, for `receiver` on chain `chainId`.
    function burn(uint256 chainId, bytes32 id, address from, address receiver, uint256 amount)
        external
        payable
        nonReentrant
    {
        _requireSender();
        _burn(chainId, id, from, receiver, amount);
    }

    /// The same, and gives what the message to the other chain says: abi.encode(sender, receiver, token at its
    /// origin, amount, token data).
    function bridgeBurn(uint256 chainId, bytes32 id, address from, address receiver, uint256 amount)
        external
        payable
        nonReentrant
        returns (bytes memory mintData)
    {
        _requireSender();
        _burn(chainId, id, from, receiver, amount);
        return abi.encode(from, receiver, originToken(id), amount, _tokenData(id));
    }

    /// Gives what came from chain `chainId` to `receiver`, or to the one `mintData` names if that is zero.
    function bridgeMint(uint256 chainId, bytes32 id, bytes calldata mintData, address receiver)
        external
        nonReentrant
    {
        require(msg.sender == L2_ASSET_ROUTER || msg.sender == INTEROP_HANDLER, Unauthorized(msg.sender));
        (, address named, address token, uint256 amount, bytes memory data) =
            abi.decode(mintData, (address, address, address, uint256, bytes));
        if (tokenAddress(id) == address(0)) _deployToken(id, token, data);
        _mint(chainId, id, receiver == address(0) ? named : receiver, amount);
    }

    /// The same for an asset that must be known here: call values, and what comes back.
    function mint(uint256 chainId, bytes32 id, address receiver, uint256 amount) external nonReentrant {
        _requireHandler();
        require(tokenAddress(id) != address(0), UnknownAsset(id));
        _mint(chainId, id, receiver, amount);
    }

    /// What came from chain `chainId` and goes back there untouched.
    function giveBack(uint256 chainId, bytes32 id, address receiver, uint256 amount) external {
        _requireHandler();
        _count(chainId, amount);
        emit BridgeMint(chainId, id, INTEROP_HANDLER, amount);
        _count(chainId, amount);
        emit BridgeBurn(chainId, id, INTEROP_HANDLER, receiver, amount);
    }

    /// With the value of a deposit from the L1: lets as much of the genesis' allocations leave.
    function backGenesis() external payable {
        backed += msg.value;
        emit GenesisBacked(msg.sender, msg.value);
    }

    /// Anyone may register a token of this chain.
    function ensureTokenIsRegistered(address token) public returns (bytes32 id) {
        id = assetId(token);
        if (id != 0) return id;
        require(token.code.length > 0, InvalidToken(token));
        id = assetIdOf(block.chainid, token);
        _register(id, block.chainid, token);
    }

    function registerToken(address token) external {
        ensureTokenIsRegistered(token);
    }

    function assetId(address token) public view returns (bytes32) {
        return token == L2_BASE_TOKEN ? BASE_TOKEN_ASSET_ID : ids[token];
    }

    /// The token of an asset here, or zero.
    function tokenAddress(bytes32 id) public view returns (address) {
        return id == BASE_TOKEN_ASSET_ID ? L2_BASE_TOKEN : tokens[id];
    }

    function originChainId(bytes32 id) public view returns (uint256) {
        return id == BASE_TOKEN_ASSET_ID ? BASE_TOKEN_ORIGIN_CHAIN_ID : origins[id];
    }

    /// The token of an asset where it lives, or zero.
    function originToken(bytes32 id) public view returns (address) {
        if (id == BASE_TOKEN_ASSET_ID) return BASE_TOKEN_ORIGIN;
        address token = tokens[id];
        return token == address(0) || origins[id] == block.chainid ? token : IslandToken(token).originToken();
    }

    /// Where a token of the L1 is here, once it has come.
    function l2TokenAddress(address l1Token) external view returns (address) {
        return bridgedTokenAddress(assetIdOf(L1_CHAIN_ID, l1Token));
    }

    /// Where an asset of another chain is here, once it has come.
    function bridgedTokenAddress(bytes32 id) public view returns (address) {
        if (id == BASE_TOKEN_ASSET_ID) return L2_BASE_TOKEN;
        return Create2.computeAddress(id, keccak256(type(IslandToken).creationCode), address(this));
    }

    /// How much of the base token may leave: what came and what was backed.
    function available() external view returns (uint256) {
        return _available(address(this).balance);
    }

    function baseTokenName() public view returns (string memory) {
        return _text(nameWord);
    }

    function baseTokenSymbol() public view returns (string memory) {
        return _text(symbolWord);
    }

    function _burn(uint256 chainId, bytes32 id, address from, address receiver, uint256 amount) private {
        address token = tokenAddress(id);
        require(token != address(0), UnknownAsset(id));
        uint256 value = token == L2_BASE_TOKEN ? amount : 0;
        require(msg.value == value, WrongValue(value, msg.value));
        _count(chainId, amount);
        emit BridgeBurn(chainId, id, from, receiver, amount);
        if (token == L2_BASE_TOKEN) {
            uint256 left = _available(address(this).balance - amount);
            require(amount <= left, NotBacked(left));
        } else if (origins[id] == block.chainid) {
            _pull(IERC20(token), from, amount);
        } else {
            IslandToken(token).bridgeBurn(from, amount);
        }
    }

    /// Tokens that take a fee on transfers are refused.
    function _pull(IERC20 token, address from, uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(from, address(this), amount);
        uint256 came = token.balanceOf(address(this)) - before;
        require(came == amount, WrongAmountTransferred(amount, came));
    }

    function _mint(uint256 chainId, bytes32 id, address receiver, uint256 amount) private {
        address token = tokenAddress(id);
        _count(chainId, amount);
        emit BridgeMint(chainId, id, receiver, amount);
        if (token == L2_BASE_TOKEN) Address.sendValue(payable(receiver), amount);
        else if (origins[id] == block.chainid) IERC20(token).safeTransfer(receiver, amount);
        else IslandToken(token).bridgeMint(receiver, amount);
    }

    function _deployToken(bytes32 id, address token, bytes memory data) private {
        (uint256 origin, string memory name, string memory symbol, uint8 decimals) = TokenData.decode(data);
        bytes32 expected = assetIdOf(origin, token);
        require(expected == id && origin != block.chainid, WrongAsset(expected, id));
        IslandToken made = new IslandToken{salt: id}();
        made.initialize(id, origin, token, name, symbol, decimals);
        _register(id, origin, address(made));
    }

    function _register(bytes32 id, uint256 origin, address token) private {
        (tokens[id], origins[id], ids[token]) = (token, origin, id);
        emit TokenRegistered(id, origin, token);
    }

    /// Before each BridgeMint and BridgeBurn. The sums of a batch fit into 128 bits.
    function _count(uint256 chainId, uint256 amount) private {
        require(chainId != 0 && chainId <= type(uint64).max && chainId != block.chainid, InvalidChain(chainId));
        require(amount > 0 && amount <= type(uint112).max, InvalidAmount(amount));
        require(++transfers <= MAX_TRANSFERS, TooManyTransfers());
    }

    function _requireSender() private view {
        require(
            msg.sender == L2_ASSET_ROUTER || msg.sender == INTEROP_CENTER || msg.sender == L2_BASE_TOKEN,
            Unauthorized(msg.sender)
        );
    }

    function _requireHandler() private view {
        require(msg.sender == INTEROP_HANDLER, Unauthorized(msg.sender));
    }

    function _tokenData(bytes32 id) private view returns (bytes memory) {
        if (id != BASE_TOKEN_ASSET_ID) return TokenData.read(origins[id], tokens[id]);
        return TokenData.ofTexts(BASE_TOKEN_ORIGIN_CHAIN_ID, baseTokenName(), baseTokenSymbol(), 18);
    }

    function _available(uint256 balance) private view returns (uint256) {
        uint256 limit = RESERVE + backed;
        return balance < limit ? limit - balance : 0;
    }

    function _text(bytes32 word) private pure returns (string memory) {
        uint256 length = 0;
        while (length < 32 && word[length] != 0) ++length;
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = word[i];
        }
        return string(text);
    }
}
