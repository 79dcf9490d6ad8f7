// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A token of an island that can be odd in many ways.
contract Odd is ERC20("Odd", "ODD") {
    enum Way {
        Plain,
        Fee,
        ReturnFalse,
        ReturnNothing,
        MoveNothing,
        Enter
    }

    Way public way;
    bytes private metadata; // what the getters answer, if not empty
    bool private burnsGas;
    address private target;
    bytes private call;

    function behave(Way given) external {
        way = given;
    }

    function say(bytes calldata data, bool burns) external {
        (metadata, burnsGas) = (data, burns);
    }

    function plan(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// Balances change by themselves.
    function take(address from, uint256 amount) external {
        _burn(from, amount);
    }

    function name() public view override returns (string memory) {
        _answer();
        return super.name();
    }

    function decimals() public view override returns (uint8) {
        _answer();
        return super.decimals();
    }

    function _answer() private view {
        if (burnsGas) {
            assembly {
                invalid()
            }
        }
        bytes memory data = metadata;
        if (data.length == 0) return;
        assembly {
            return(add(data, 32), mload(data))
        }
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (way == Way.Enter) {
            (bool success,) = target.call(call);
            require(!success, "entered");
        }
        if (way == Way.MoveNothing) return true;
        _spendAllowance(from, msg.sender, amount);
        _transfer(from, to, amount);
        if (way == Way.Fee) _transfer(to, address(0xfee), 1);
        if (way == Way.ReturnFalse) return false;
        if (way == Way.ReturnNothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
