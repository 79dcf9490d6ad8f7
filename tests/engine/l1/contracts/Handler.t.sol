// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_BOOTLOADER} from "@mainland/chain/Messaging.sol";
import {IInteropAttributes} from "@mainland/island/Attributes.sol";
import {Bundles, InteropBundle, InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {InteropAddress} from "@mainland/island/InteropAddress.sol";
import {InteropHandler} from "@mainland/island/InteropHandler.sol";
import {POLICY_INSTANT} from "@mainland/island/Island.sol";
import {IslandAssetRouter} from "@mainland/island/IslandAssetRouter.sol";
import {Receiver} from "./Receivers.sol";
import {Voyage} from "./Voyage.sol";

/// Executing bundles, by people who mean no good and to contracts that misbehave.
contract HandlerTest is Voyage {
    function test_calls_get_what_was_sent() public {
        uint256 index = sendCall();
        visit(NASSAU);
        execute(TORTUGA, index, address(0xcafe));
        same(receiver.id(), Bundles.callId(hashOfBundle(TORTUGA, index), 0));
        same(keccak256(receiver.sender()), keccak256(InteropAddress.format(TORTUGA, ALICE)));
        same(keccak256(receiver.payload()), keccak256("ahoy"));
        same(receiver.value(), 2 ether);
        same(address(receiver).balance, 2 ether);
        same(BOB.balance, 1 ether);
        same(address(0xcafe).balance, 1);
        same(address(HANDLER).balance, 0);
        collect();
        same(row(NASSAU, ether_, TORTUGA).received, 3 ether + 1);
    }

    function test_all_calls_or_none() public {
        uint256 index = sendCall();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        Receiver.Way[3] memory ways = [Receiver.Way.Revert, Receiver.Way.AnswerWrongly, Receiver.Way.BurnGas];
        bytes[3] memory reasons = [
            abi.encodeWithSelector(Receiver.Refused.selector),
            abi.encodeWithSelector(InteropHandler.WrongAnswer.selector, 0, bytes4(0xdeadbeef)),
            bytes("")
        ];
        for (uint256 i = 0; i < ways.length; ++i) {
            receiver.behave(ways[i]);
            vm.expectRevert(reasons[i]);
            HANDLER.executeBundle(bundle, proof);
            same(BOB.balance, 0);
            same(uint256(statusOf(TORTUGA, index)), uint256(InteropHandler.BundleStatus.Unreceived));
        }
        receiver.behave(Receiver.Way.Accept);
        HANDLER.executeBundle(bundle, proof);
        same(BOB.balance, 1 ether);
    }

    function test_who_has_no_code_gets_no_calls() public {
        InteropCallStarter[] memory calls = one(InteropCallStarter(local(BOB), "ahoy", new bytes[](0)));
        CENTER.sendBundle(onChain(NASSAU), calls, new bytes[](0));
        (bytes memory bundle, Inclusion memory proof) = arrived(lastMessage());
        vm.expectRevert();
        HANDLER.executeBundle(bundle, proof);
    }

    /// A receiver that enters again, whichever way, changes nothing and gets nothing twice.
    function test_receivers_that_enter_again() public {
        uint256 other = sendEther(NASSAU, 1 ether, 0);
        uint256 index = sendCall();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        Inclusion memory second = inclusion(TORTUGA, POLICY_INSTANT, other);
        receiver.behave(Receiver.Way.Reenter);
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.executeBundle, (bundle, proof)));
        bytes memory otherBundle = bundleOf(TORTUGA, other);
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.executeBundle, (otherBundle, second)));
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.cancelBundle, (bundle, proof)));
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.reclaimBundle, (bundle, proof)));
        HANDLER.executeBundle(bundle, proof);
        same(receiver.count(), 1);
        same(BOB.balance, 1 ether);
        same(address(receiver).balance, 2 ether);
        HANDLER.executeBundle(otherBundle, second);
        same(BOB.balance, 2 ether);
    }

    /// The same where ether alone arrives.
    function test_receivers_of_ether_that_enter_again() public {
        InteropCallStarter[] memory calls = one(transferOf(ether_, 1 ether, address(receiver), 1 ether));
        vm.prank(ALICE);
        CENTER.sendBundle{value: 1 ether}(onChain(NASSAU), calls, new bytes[](0));
        uint256 index = lastMessage();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        receiver.behave(Receiver.Way.Reenter);
        receiver.plan(address(HANDLER), abi.encodeCall(InteropHandler.executeBundle, (bundle, proof)));
        receiver.plan(address(BASE), abi.encodeWithSignature("withdraw(address)", BOB)); // of nothing
        HANDLER.executeBundle(bundle, proof);
        same(address(receiver).balance, 1 ether);
    }

    function test_a_bundle_is_of_one_chain_only() public {
        uint256 index = sendCall();
        (bytes memory bundle, Inclusion memory proof) = arrived(index);
        bytes memory wrongChain = abi.encodeWithSelector(InteropHandler.WrongChain.selector, BARBUDA, NASSAU);
        visit(BARBUDA);
        bring(TORTUGA, POLICY_INSTANT);
        vm.expectRevert(wrongChain);
        HANDLER.executeBundle(bundle, proof);
        late(bundle);
        vm.expectRevert(wrongChain);
        HANDLER.cancelBundle(bundle, proof);
        visit(TORTUGA); // not where it came from, either
        vm.expectPartialRevert(InteropHandler.WrongChain.selector);
        HANDLER.executeBundle(bundle, proof);
    }

    /// NASSAU says that BARBUDA sent something: only BARBUDA's own accumulator shows that.
    function test_a_chain_speaks_for_itself_only() public {
        uint256 index = sendCall();
        InteropBundle memory forged = decode(bundleOf(TORTUGA, index));
        forged.sourceChainId = BARBUDA;
        pretend(forged);
        (, Inclusion memory proof) = arrived(leaves[TORTUGA].length - 1);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.WrongChain.selector, TORTUGA, BARBUDA));
        HANDLER.executeBundle(abi.encode(forged), proof);
        proof.chainId = BARBUDA;
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
        HANDLER.executeBundle(abi.encode(forged), proof);
    }

    /// A faulty TORTUGA: whatever its center never sent, in its accumulator all the same.
    function pretend(InteropBundle memory bundle) private {
        vm.prank(address(CENTER));
        MESSENGER.sendToL1(bytes.concat(hex"01", abi.encode(bundle)));
        collect();
    }

    function test_only_the_center_sends_bundles() public {
        uint256 index = sendCall();
        InteropBundle memory forged = decode(bundleOf(TORTUGA, index));
        forged.interopBundleSalt = 0;
        bytes memory bundle = abi.encode(forged);
        vm.prank(ALICE);
        MESSENGER.sendToL1(bytes.concat(hex"01", bundle));
        vm.prank(address(HANDLER));
        MESSENGER.sendToL1(bytes.concat(hex"01", bundle));
        vm.prank(address(CENTER));
        MESSENGER.sendToL1(bytes.concat(hex"02", bundle));
        collect();
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        for (uint256 i = 0; i < leaves[TORTUGA].length; ++i) {
            Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, i);
            vm.expectRevert(abi.encodeWithSelector(InteropHandler.NotIncluded.selector));
            HANDLER.executeBundle(bundle, proof);
        }
    }

    function test_forms_that_are_none() public {
        InteropBundle memory forged = decode(bundleOf(TORTUGA, sendCall()));
        forged.version = 0x02;
        pretend(forged);
        forged.version = 0x01;
        forged.calls[1].version = 0x02;
        pretend(forged);
        forged.calls[1].version = 0x01;
        forged.calls[1].shadowAccount = true;
        pretend(forged);
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        for (uint256 i = 1; i < 4; ++i) {
            Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, i);
            bytes memory bundle = bundleOf(TORTUGA, i);
            vm.expectRevert(abi.encodeWithSelector(Bundles.WrongBundle.selector));
            HANDLER.executeBundle(bundle, proof);
        }
    }

    /// Calls that a faulty chain says its router made: the router here wants them whole and of that chain.
    function test_the_router_believes_the_router_of_the_source_only() public {
        InteropBundle memory forged = decode(bundleOf(TORTUGA, sendEther(NASSAU, 1 ether, 0)));
        forged.calls[0].from = ALICE;
        pretend(forged);
        forged.calls[0].from = address(ROUTER);
        forged.calls[0].data[35] = 0x09; // another source
        pretend(forged);
        forged.calls[0].data = hex"12345678";
        pretend(forged);
        bytes4[3] memory reasons = [
            IslandAssetRouter.WrongSender.selector,
            IslandAssetRouter.WrongSender.selector,
            IslandAssetRouter.UnknownPayload.selector
        ];
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        for (uint256 i = 1; i < 4; ++i) {
            Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, i);
            bytes memory bundle = bundleOf(TORTUGA, i);
            vm.expectPartialRevert(reasons[i - 1]);
            HANDLER.executeBundle(bundle, proof);
        }
    }

    function test_transfers_carry_no_value() public {
        InteropBundle memory forged = decode(bundleOf(TORTUGA, sendEther(NASSAU, 1 ether, 0)));
        (forged.calls[0].value, forged.destinationBaseTokenAssetId) = (5, ether_);
        pretend(forged);
        (bytes memory bundle, Inclusion memory proof) = arrived(1);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.ValueNotSupported.selector, 5));
        HANDLER.executeBundle(bundle, proof);
    }

    function test_who_may_execute() public {
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.executionAddress, (local(BOB))), fee(1));
        (bytes memory bundle, Inclusion memory proof) = arrived(sendCall(attributes));
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.WrongExecutor.selector, address(this)));
        HANDLER.executeBundle(bundle, proof);
        vm.prank(L2_BOOTLOADER);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.WrongExecutor.selector, L2_BOOTLOADER));
        HANDLER.executeBundle(bundle, proof);
        vm.prank(BOB);
        HANDLER.executeBundle(bundle, proof);
        same(BOB.balance, 1 ether + 1);
    }

    function test_of_a_system_transaction_the_beneficiary_has_the_fee() public {
        uint256 index = sendCall();
        visit(NASSAU);
        execute(TORTUGA, index, L2_BOOTLOADER);
        same(COINBASE.balance, 1);
        same(L2_BOOTLOADER.balance, 0);
    }

    function test_calls_get_the_gas_they_were_promised() public {
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.executionGas, (2_000_000)), fee(1));
        (bytes memory bundle, Inclusion memory proof) = arrived(sendCall(attributes));
        vm.expectPartialRevert(InteropHandler.NotEnoughGas.selector);
        HANDLER.executeBundle{gas: 1_900_000}(bundle, proof);
        HANDLER.executeBundle{gas: 3_000_000}(bundle, proof);
        require(receiver.gasThen() > 2_000_000 / 64 * 63 - 50_000, "less than promised");
    }

    function test_the_handler_takes_money_from_the_vault_only() public {
        vm.prank(ALICE);
        (bool success,) = address(HANDLER).call{value: 1}("");
        same(success, false);
    }
}
