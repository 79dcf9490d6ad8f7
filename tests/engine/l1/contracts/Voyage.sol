// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IInteropAttributes} from "@mainland/island/Attributes.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {POLICY_INSTANT} from "@mainland/island/Island.sol";
import {Receiver} from "./Receivers.sol";
import {Shores} from "./Shores.sol";

/// A bundle that ALICE sends from TORTUGA to NASSAU, and a receiver there.
contract Voyage is Shores {
    Receiver internal receiver;

    function setUp() public virtual override {
        super.setUp();
        receiver = new Receiver();
        purse(address(receiver));
        deposit(ALICE, 100 ether);
        collect();
    }

    function value(uint256 amount) internal pure returns (bytes memory) {
        return abi.encodeCall(IInteropAttributes.interopCallValue, (amount));
    }

    /// ALICE calls the receiver on NASSAU with a value, and sends BOB ether in the same bundle; fee included.
    function sendCall(bytes[] memory attributes) internal returns (uint256 index) {
        InteropCallStarter[] memory calls = new InteropCallStarter[](2);
        calls[0] = InteropCallStarter(local(address(receiver)), "ahoy", list(value(2 ether)));
        calls[1] = transferOf(ether_, 1 ether, BOB, 1 ether);
        vm.prank(ALICE);
        CENTER.sendBundle{value: 3 ether + 1}(onChain(NASSAU), calls, attributes);
        return lastMessage();
    }

    function sendCall() internal returns (uint256) {
        return sendCall(list(fee(1)));
    }

    /// The bundle of message `index` of TORTUGA and its proof, on NASSAU.
    function arrived(uint256 index) internal returns (bytes memory bundle, Inclusion memory proof) {
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        return (bundleOf(TORTUGA, index), inclusion(TORTUGA, POLICY_INSTANT, index));
    }

    function late(bytes memory bundle) internal {
        vm.warp(uint256(decode(bundle).bundleAttributes.deadline) + 1);
    }
}
