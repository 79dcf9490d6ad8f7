// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A token of a chain, on the L1: minted when withdrawn to here, burned when deposited.
contract BridgedToken is ERC20 {
    address public immutable VAULT;
    uint256 public immutable ORIGIN_CHAIN_ID;
    address public immutable ORIGIN_TOKEN;
    uint8 private immutable DECIMALS;

    error Unauthorized(address caller);

    modifier onlyVault() {
        require(msg.sender == VAULT, Unauthorized(msg.sender));
        _;
    }

    constructor(uint256 chainId, address token, string memory name, string memory symbol, uint8 decimals_)
        ERC20(name, symbol)
    {
        (VAULT, ORIGIN_CHAIN_ID, ORIGIN_TOKEN, DECIMALS) = (msg.sender, chainId, token, decimals_);
    }

    function bridgeMint(address to, uint256 amount) external onlyVault {
        _mint(to, amount);
    }

    function bridgeBurn(address from, uint256 amount) external onlyVault {
        _burn(from, amount);
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }
}
