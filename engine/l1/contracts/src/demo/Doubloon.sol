// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A token that is worth nothing, for local worlds: the base token of a chain in the demo. Its deployer mints.
contract Doubloon is ERC20("Doubloon", "DBL") {
    address public immutable MINTER;

    error Unauthorized(address caller);

    constructor() {
        MINTER = msg.sender;
    }

    function mint(address to, uint256 amount) external {
        require(msg.sender == MINTER, Unauthorized(msg.sender));
        _mint(to, amount);
    }
}
