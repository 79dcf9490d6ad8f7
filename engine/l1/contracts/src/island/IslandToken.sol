// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {L2_NATIVE_TOKEN_VAULT} from "../chain/Messaging.sol";

/// A token of another chain, minted when it comes and burned when it goes. Its creation code is the same for
/// all, so that it has one address on every island, which follows from its asset id.
contract IslandToken is ERC20("", "") {
    bytes32 public assetId;
    uint256 public originChainId;
    address public originToken;
    uint8 private tokenDecimals;
    string private tokenName;
    string private tokenSymbol;

    error Unauthorized(address caller);

    modifier onlyVault() {
        require(msg.sender == L2_NATIVE_TOKEN_VAULT, Unauthorized(msg.sender));
        _;
    }

    /// In the transaction that creates the token.
    function initialize(
        bytes32 id,
        uint256 chainId,
        address token,
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_
    ) external onlyVault {
        (assetId, originChainId, originToken) = (id, chainId, token);
        (tokenName, tokenSymbol, tokenDecimals) = (name_, symbol_, decimals_);
    }

    function bridgeMint(address to, uint256 amount) external onlyVault {
        _mint(to, amount);
    }

    function bridgeBurn(address from, uint256 amount) external onlyVault {
        _burn(from, amount);
    }

    /// What wallets' libraries call originToken.
    function l1Address() external view returns (address) {
        return originToken;
    }

    function name() public view override returns (string memory) {
        return tokenName;
    }

    function symbol() public view override returns (string memory) {
        return tokenSymbol;
    }

    function decimals() public view override returns (uint8) {
        return tokenDecimals;
    }
}
