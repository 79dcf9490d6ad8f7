// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// What a 7702 account delegates to: several calls in one transaction, allowed to the account alone.
contract Courier {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    error NotTheAccount();
    error CallFailed(uint256 index);

    event Delivered(uint256 calls);

    function deliver(Call[] calldata calls) external payable {
        if (msg.sender != address(this)) revert NotTheAccount();
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool done,) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            if (!done) revert CallFailed(i);
        }
        emit Delivered(calls.length);
    }

    receive() external payable {}
}
