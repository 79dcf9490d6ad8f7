// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Bundles, InteropBundle, InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {InteropHandler} from "@mainland/island/InteropHandler.sol";
import {POLICY_INSTANT, POLICY_SETTLED} from "@mainland/island/Island.sol";
import {Receiver} from "./Receivers.sol";
import {Voyage} from "./Voyage.sol";

/// Bundles past their deadline: executed, cancelled and reclaimed in every order, once, and by proof only.
contract LateTest is Voyage {
    function test_execution_after_the_deadline_but_before_cancellation() public {
        uint256 index = sendCall();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        late(bundle);
        HANDLER.executeBundle(bundle, proof);
        bytes memory reason = wrongStatus(TORTUGA, index, InteropHandler.BundleStatus.Executed);
        vm.expectRevert(reason);
        HANDLER.cancelBundle(bundle, proof);
        vm.expectRevert(reason);
        HANDLER.executeBundle(bundle, proof);
    }

    function test_nothing_after_cancellation() public {
        uint256 index = sendCall();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        late(bundle);
        HANDLER.cancelBundle(bundle, proof);
        bytes memory reason = wrongStatus(TORTUGA, index, InteropHandler.BundleStatus.Cancelled);
        vm.expectRevert(reason);
        HANDLER.executeBundle(bundle, proof);
        vm.expectRevert(reason);
        HANDLER.cancelBundle(bundle, proof);
        same(receiver.count(), 0);
        collect();
        same(row(NASSAU, ether_, TORTUGA).sent, 3 ether + 1);
        same(row(NASSAU, ether_, TORTUGA).received, 3 ether + 1);
        same(address(VAULT).balance, VAULT.RESERVE());
    }

    function test_bundles_that_nobody_sent_are_not_cancelled() public {
        InteropBundle memory forged = decode(bundleOf(TORTUGA, sendCall()));
        forged.interopBundleSalt = 0;
        (, Inclusion memory proof) = arrived(0);
        late(abi.encode(forged));
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
        HANDLER.cancelBundle(abi.encode(forged), proof);
    }

    /// A bundle that TORTUGA sent, cancelled on NASSAU; then on TORTUGA.
    function cancelled() private returns (uint256 index, bytes memory bundle, uint256 message) {
        Inclusion memory proof;
        index = sendCall();
        (bundle, proof) = arrived(index);
        late(bundle);
        HANDLER.cancelBundle(bundle, proof);
        message = lastMessage();
        visit(TORTUGA);
    }

    function test_what_was_cancelled_comes_back_once() public {
        (uint256 index, bytes memory bundle, uint256 message) = cancelled();
        bring(NASSAU, POLICY_SETTLED);
        Inclusion memory proof = inclusion(NASSAU, POLICY_SETTLED, message);
        HANDLER.reclaimBundle(bundle, proof);
        same(ALICE.balance, 100 ether);
        bytes memory reason = wrongStatus(TORTUGA, index, InteropHandler.BundleStatus.Reclaimed);
        vm.expectRevert(reason);
        HANDLER.reclaimBundle(bundle, proof);
        same(ALICE.balance, 100 ether);
        same(VAULT.available(), 100 ether);
    }

    function test_instant_roots_bring_nothing_back() public {
        (, bytes memory bundle, uint256 message) = cancelled();
        bring(NASSAU, POLICY_INSTANT);
        Inclusion memory proof = inclusion(NASSAU, POLICY_INSTANT, message);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.PolicyNotSettled.selector, POLICY_INSTANT));
        HANDLER.reclaimBundle(bundle, proof);
        proof.policy = POLICY_SETTLED; // there is no such root
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
        HANDLER.reclaimBundle(bundle, proof);
    }

    function test_reclaiming_needs_the_cancellation_of_that_bundle() public {
        uint256 executed = sendEther(NASSAU, 1 ether, 0);
        (, bytes memory bundle, uint256 message) = cancelled();
        bring(NASSAU, POLICY_SETTLED);
        Inclusion memory proof = inclusion(NASSAU, POLICY_SETTLED, message);
        bytes memory other = bundleOf(TORTUGA, executed);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
        HANDLER.reclaimBundle(other, proof);
        proof.chainId = BARBUDA;
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.WrongChain.selector, NASSAU, BARBUDA));
        HANDLER.reclaimBundle(bundle, proof);
    }

    /// A faulty destination cancels what was never sent: nothing comes of it.
    function test_what_was_never_sent_does_not_come_back() public {
        InteropBundle memory forged = decode(bundleOf(TORTUGA, sendCall()));
        forged.interopBundleSalt = 0;
        bytes memory bundle = abi.encode(forged);
        bytes32 hash = Bundles.hashOf(TORTUGA, bundle);
        visit(NASSAU);
        vm.prank(address(HANDLER));
        MESSENGER.sendToL1(bytes.concat(hex"02", abi.encode(uint256(TORTUGA), hash)));
        uint256 message = lastMessage();
        visit(TORTUGA);
        bring(NASSAU, POLICY_SETTLED);
        Inclusion memory proof = inclusion(NASSAU, POLICY_SETTLED, message);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotSent.selector, hash));
        HANDLER.reclaimBundle(bundle, proof);
    }

    function test_only_the_handler_cancels() public {
        uint256 index = sendCall();
        bytes memory bundle = bundleOf(TORTUGA, index);
        bytes memory message = bytes.concat(hex"02", abi.encode(uint256(TORTUGA), hashOfBundle(TORTUGA, index)));
        visit(NASSAU);
        vm.prank(ALICE);
        MESSENGER.sendToL1(message);
        visit(TORTUGA);
        bring(NASSAU, POLICY_SETTLED);
        Inclusion memory proof = inclusion(NASSAU, POLICY_SETTLED, 0);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
        HANDLER.reclaimBundle(bundle, proof);
    }

    /// A sender that takes no ether back blocks only itself, and only as long as it refuses.
    function test_a_sender_that_refuses_its_money() public {
        vm.deal(address(receiver), 5 ether);
        InteropCallStarter[] memory calls = one(transferOf(ether_, 5 ether, BOB, 5 ether));
        vm.prank(address(receiver));
        CENTER.sendBundle{value: 5 ether}(onChain(NASSAU), calls, new bytes[](0));
        (bytes memory bundle, Inclusion memory proof) = arrived(lastMessage());
        late(bundle);
        HANDLER.cancelBundle(bundle, proof);
        uint256 message = lastMessage();
        visit(TORTUGA);
        bring(NASSAU, POLICY_SETTLED);
        proof = inclusion(NASSAU, POLICY_SETTLED, message);
        receiver.behave(Receiver.Way.Revert);
        vm.expectRevert(abi.encodeWithSelector(Receiver.Refused.selector));
        HANDLER.reclaimBundle(bundle, proof);
        receiver.behave(Receiver.Way.Reenter);
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.reclaimBundle, (bundle, proof)));
        HANDLER.reclaimBundle(bundle, proof);
        same(address(receiver).balance, 5 ether);
    }

    /// Values are of the token that the sender named; on a chain with another one they go back.
    function test_values_of_the_wrong_token() public {
        InteropCallStarter[] memory calls =
            one(InteropCallStarter(local(address(receiver)), "", list(value(5))));
        vm.prank(ALICE);
        CENTER.sendBundle{value: 5}(onChain(BARBUDA), calls, new bytes[](0));
        uint256 index = lastMessage();
        visit(BARBUDA);
        bring(TORTUGA, POLICY_INSTANT);
        Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, index);
        bytes memory bundle = bundleOf(TORTUGA, index);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.WrongBaseToken.selector, doubloon_, ether_));
        HANDLER.executeBundle(bundle, proof);
        late(bundle);
        HANDLER.cancelBundle(bundle, proof);
        uint256 cancelled = lastMessage();
        visit(TORTUGA);
        bring(BARBUDA, POLICY_SETTLED);
        HANDLER.reclaimBundle(bundle, inclusion(BARBUDA, POLICY_SETTLED, cancelled));
        same(ALICE.balance, 100 ether);
    }
}
