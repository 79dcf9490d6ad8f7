// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC7786Recipient} from "@openzeppelin/contracts/interfaces/draft-IERC7786.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {IIndirectCaller} from "@mainland/island/InteropCenter.sol";

/// A contract that gets messages, and does not always behave.
contract Receiver is IERC7786Recipient {
    enum Way {
        Accept,
        Revert,
        AnswerWrongly,
        BurnGas,
        Reenter
    }

    Way public way;
    bytes32 public id;
    bytes public sender;
    bytes public payload;
    uint256 public value;
    uint256 public count;
    uint256 public gasThen;

    address[] private targets;
    bytes[] private calls;

    error Refused();
    error Entered(uint256 call);

    function behave(Way given) external {
        way = given;
    }

    /// What it calls when it reenters; each of it must fail.
    function plan(address target, bytes calldata data) external {
        targets.push(target);
        calls.push(data);
    }

    function receiveMessage(bytes32 id_, bytes calldata sender_, bytes calldata payload_)
        external
        payable
        returns (bytes4)
    {
        gasThen = gasleft();
        if (way == Way.Revert) revert Refused();
        if (way == Way.AnswerWrongly) return 0xdeadbeef;
        if (way == Way.BurnGas) {
            assembly {
                invalid()
            }
        }
        if (way == Way.Reenter) _reenter();
        (id, sender, payload, value) = (id_, sender_, payload_, msg.value);
        ++count;
        return IERC7786Recipient.receiveMessage.selector;
    }

    /// Money alone.
    receive() external payable {
        if (way == Way.Revert) revert Refused();
        if (way == Way.Reenter) _reenter();
    }

    function _reenter() private {
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success,) = targets[i].call(calls[i]);
            if (success) revert Entered(i);
        }
    }
}

/// A contract of a user that says what to call elsewhere.
contract Indirect is IIndirectCaller {
    address public caller;
    uint256 public destination;
    uint256 public got;
    bytes private to;
    bool private attributed;
    address private target;
    bytes private call;

    error Entered();

    function answer(bytes calldata to_, bool attributed_) external {
        (to, attributed) = (to_, attributed_);
    }

    function plan(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function initiateIndirectCall(uint256 destination_, address caller_, uint256, bytes calldata data)
        external
        payable
        returns (InteropCallStarter memory)
    {
        (destination, caller, got) = (destination_, caller_, msg.value);
        if (target != address(0)) {
            (bool success,) = target.call(call);
            if (success) revert Entered();
        }
        return InteropCallStarter(to, data, new bytes[](attributed ? 1 : 0));
    }
}
