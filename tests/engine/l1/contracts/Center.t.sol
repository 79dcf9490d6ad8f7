// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Attributes, IInteropAttributes} from "@mainland/island/Attributes.sol";
import {Bundles, InteropBundle, InteropCallStarter} from "@mainland/island/Bundle.sol";
import {InteropAddress} from "@mainland/island/InteropAddress.sol";
import {InteropCenter} from "@mainland/island/InteropCenter.sol";
import {IslandAssetRouter} from "@mainland/island/IslandAssetRouter.sol";
import {IslandVault} from "@mainland/island/IslandVault.sol";
import {Indirect} from "./Receivers.sol";
import {Shores} from "./Shores.sol";
import {Vm} from "./Test.sol";

/// What may be sent to another island, and what a bundle then says.
contract CenterTest is Shores {
    InteropCallStarter[] private calls;

    function setUp() public override {
        super.setUp();
        deposit(ALICE, 100 ether);
        deposit(address(this), 100 ether);
        collect();
    }

    function call(bytes memory to, bytes memory data, bytes[] memory attributes) private {
        calls.push(InteropCallStarter(to, data, attributes));
    }

    function simple() private {
        delete calls;
        call(local(BOB), "ahoy", new bytes[](0));
    }

    function send(uint256 value, bytes[] memory attributes) public returns (bytes32) {
        return CENTER.sendBundle{value: value}(onChain(NASSAU), calls, attributes);
    }

    function refused(uint256 value, bytes[] memory attributes, bytes memory reason) private {
        vm.expectRevert(reason);
        this.send(value, attributes);
    }

    function lastBundle() private returns (InteropBundle memory) {
        return decode(bundleOf(here, lastMessage()));
    }

    function test_a_bundle_says_what_was_asked() public {
        call(local(BOB), "one", new bytes[](0));
        call(InteropAddress.format(NASSAU, ALICE), "two", list(abi.encodeCall(IInteropAttributes.interopCallValue, (7))));
        bytes[] memory attributes = new bytes[](4);
        attributes[0] = fee(3);
        attributes[1] = abi.encodeCall(IInteropAttributes.deadline, (uint64(block.timestamp + 30 days)));
        attributes[2] = abi.encodeCall(IInteropAttributes.executionGas, (10_000_000));
        attributes[3] = abi.encodeCall(IInteropAttributes.executionAddress, (InteropAddress.format(NASSAU, BOB)));
        bytes32 hash = this.send(10, attributes);
        InteropBundle memory bundle = lastBundle();
        same(hash, hashOfBundle(TORTUGA, 0));
        same(CENTER.isSent(hash), true);
        same(senders[TORTUGA][0], address(CENTER));
        same(bundle.sourceChainId, TORTUGA);
        same(bundle.destinationChainId, NASSAU);
        same(bundle.destinationBaseTokenAssetId, ether_);
        same(bundle.interopBundleSalt, keccak256(abi.encode(address(this), uint256(0))));
        same(bundle.calls.length, 2);
        same(bundle.calls[0].to, BOB);
        same(bundle.calls[0].from, address(this));
        same(bundle.calls[0].value, 0);
        same(keccak256(bundle.calls[0].data), keccak256("one"));
        same(bundle.calls[1].to, ALICE);
        same(bundle.calls[1].value, 7);
        same(bundle.bundleAttributes.deadline, block.timestamp + 30 days);
        same(bundle.bundleAttributes.executionGas, 10_000_000);
        same(bundle.bundleAttributes.sender, address(this));
        same(bundle.bundleAttributes.feeAssetId, ether_);
        same(Bundles.amountOf(bundle.bundleAttributes.executionFee), 3);
        same(keccak256(bundle.bundleAttributes.executionAddress), keccak256(InteropAddress.format(NASSAU, BOB)));
        same(row(TORTUGA, ether_, NASSAU).sent, 10);
    }

    function test_each_bundle_has_another_hash() public {
        simple();
        bytes32 first = this.send(0, new bytes[](0));
        same(CENTER.nonce(address(this)), 1);
        bytes32 second = this.send(0, new bytes[](0));
        same(first == second, false);
        same(lastBundle().bundleAttributes.deadline, block.timestamp + 1 days);
        same(lastBundle().destinationBaseTokenAssetId, bytes32(0));
        vm.prank(ALICE);
        same(this.send(0, new bytes[](0)) == first, false);
    }

    function test_a_message_is_a_bundle_of_one_call() public {
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.interopCallValue, (5)), fee(2));
        bytes memory to = InteropAddress.format(NASSAU, BOB);
        collect();
        vm.prank(ALICE);
        bytes32 id = CENTER.sendMessage{value: 7}(to, "ahoy", attributes);
        (bytes32 topic, bytes memory data) = messageSent();
        same(topic, id);
        same(
            keccak256(data),
            keccak256(abi.encode(InteropAddress.format(TORTUGA, ALICE), to, "ahoy", uint256(5), attributes))
        );
    }

    /// Id and data of the last MessageSent.
    function messageSent() private returns (bytes32 topic, bytes memory data) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32 wanted = keccak256("MessageSent(bytes32,bytes,bytes,bytes,uint256,bytes[])");
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == wanted) (topic, data) = (logs[i].topics[1], logs[i].data);
        }
    }

    function test_messages_can_be_indirect() public {
        bytes memory data = bytes.concat(hex"01", abi.encode(ether_, abi.encode(5, BOB, address(0))));
        vm.prank(ALICE);
        CENTER.sendMessage{value: 5}(InteropAddress.format(NASSAU, address(ROUTER)), data, list(indirect(5)));
        InteropBundle memory bundle = lastBundle();
        same(bundle.calls[0].from, address(ROUTER));
        same(bundle.calls[0].to, address(ROUTER));
        same(bundle.bundleAttributes.sender, ALICE);
    }

    function test_the_value_is_exactly_what_is_burned(uint64 value, uint64 cost, uint64 moved, uint64 given) public {
        if (value == 0 || cost == 0 || moved == 0) (value, cost, moved) = (1, 1, 1);
        uint256 expected = uint256(value) + cost + moved;
        if (given == expected) ++given;
        calls.push(transferOf(ether_, moved, BOB, moved));
        call(local(BOB), "", list(abi.encodeCall(IInteropAttributes.interopCallValue, (value))));
        refused(given, list(fee(cost)), abi.encodeWithSelector(InteropCenter.WrongValue.selector, expected, given));
        this.send(expected, list(fee(cost)));
        collect();
        same(row(TORTUGA, ether_, NASSAU).sent, expected);
        same(address(CENTER).balance, 0);
        same(address(ROUTER).balance, 0);
    }

    function test_indirect_value_and_amount_agree() public {
        calls.push(transferOf(ether_, 5, BOB, 6));
        refused(6, new bytes[](0), abi.encodeWithSelector(IslandVault.WrongValue.selector, 5, 6));
        delete calls;
        calls.push(transferOf(ether_, 5, BOB, 0));
        refused(0, new bytes[](0), abi.encodeWithSelector(IslandVault.WrongValue.selector, 5, 0));
    }

    function test_destinations(uint256 chain) public {
        simple();
        uint256[4] memory none = [uint256(TORTUGA), MAINLAND, uint256(type(uint64).max) + 1, type(uint256).max];
        for (uint256 i = 0; i < none.length; ++i) {
            bytes memory where = this.chainOnly(none[i]);
            vm.expectRevert(abi.encodeWithSelector(InteropCenter.InvalidDestination.selector, none[i]));
            CENTER.sendBundle(where, calls, new bytes[](0));
        }
        bytes memory account = InteropAddress.format(NASSAU, BOB);
        vm.expectRevert(abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, account));
        CENTER.sendBundle(account, calls, new bytes[](0));
        vm.expectRevert(abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, onChain(NASSAU)));
        CENTER.sendMessage(onChain(NASSAU), "", new bytes[](0));
        bytes memory nowhere = local(BOB);
        vm.expectRevert(abi.encodeWithSelector(InteropCenter.InvalidDestination.selector, 0));
        CENTER.sendMessage(nowhere, "", new bytes[](0));
        chain = 1 + chain % type(uint64).max;
        if (chain == TORTUGA || chain == MAINLAND) return;
        CENTER.sendBundle(this.chainOnly(chain), calls, new bytes[](0));
    }

    /// Written from ERC-7930.
    function chainOnly(uint256 chain) external pure returns (bytes memory result) {
        uint256 length = 0;
        while (length < 32 && chain >> (8 * length) != 0) ++length;
        result = abi.encodePacked(hex"00010000", uint8(length));
        for (uint256 i = length; i > 0; --i) {
            result = bytes.concat(result, bytes1(uint8(chain >> (8 * (i - 1)))));
        }
        result = bytes.concat(result, hex"00");
    }

    function test_recipients_are_on_the_destination() public {
        bytes[3] memory others = [InteropAddress.format(BARBUDA, BOB), onChain(NASSAU), bytes("ahoy")];
        for (uint256 i = 0; i < others.length; ++i) {
            delete calls;
            call(others[i], "", new bytes[](0));
            refused(
                0,
                new bytes[](0),
                abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, others[i])
            );
        }
        delete calls; // an indirect call is made here, not there
        bytes memory there = InteropAddress.format(NASSAU, address(ROUTER));
        call(there, "", list(indirect(0)));
        refused(0, new bytes[](0), abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, there));
    }

    function test_numbers_of_calls() public {
        refused(0, new bytes[](0), abi.encodeWithSelector(InteropCenter.InvalidCallCount.selector, 0));
        for (uint256 i = 0; i < 16; ++i) {
            call(local(BOB), "", new bytes[](0));
        }
        this.send(0, new bytes[](0));
        call(local(BOB), "", new bytes[](0));
        refused(0, new bytes[](0), abi.encodeWithSelector(InteropCenter.InvalidCallCount.selector, 17));
    }

    function test_sizes_of_bundles() public {
        call(local(BOB), new bytes(24_576 - 800), new bytes[](0));
        this.send(0, new bytes[](0));
        uint256 length = bundleOf(TORTUGA, lastMessage()).length;
        delete calls;
        call(local(BOB), new bytes(24_576 - 800 + (24_576 - length)), new bytes[](0));
        this.send(0, new bytes[](0));
        same(bundleOf(TORTUGA, lastMessage()).length, 24_576);
        delete calls;
        call(local(BOB), new bytes(24_576 - 800 + (24_576 - length) + 32), new bytes[](0));
        refused(0, new bytes[](0), abi.encodeWithSelector(InteropCenter.BundleTooLarge.selector, 24_576 + 32));
    }

    function test_deadlines(uint64 time) public {
        simple();
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.deadline, (time)));
        if (time != 0 && (time <= block.timestamp || time > block.timestamp + 30 days)) {
            refused(0, attributes, abi.encodeWithSelector(InteropCenter.InvalidDeadline.selector, time));
        } else {
            this.send(0, attributes);
        }
        time = uint64(block.timestamp);
        attributes = list(abi.encodeCall(IInteropAttributes.deadline, (time)));
        refused(0, attributes, abi.encodeWithSelector(InteropCenter.InvalidDeadline.selector, time));
        attributes = list(abi.encodeCall(IInteropAttributes.deadline, (time + 30 days + 1)));
        refused(0, attributes, abi.encodeWithSelector(InteropCenter.InvalidDeadline.selector, time + 30 days + 1));
    }

    function test_execution_gas_has_a_limit() public {
        simple();
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.executionGas, (10_000_001)));
        refused(0, attributes, abi.encodeWithSelector(InteropCenter.InvalidExecutionGas.selector, 10_000_001));
    }

    function test_execution_addresses_are_on_the_destination() public {
        simple();
        bytes[3] memory others = [InteropAddress.format(BARBUDA, BOB), onChain(NASSAU), bytes("ahoy")];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.executionAddress, (others[i])));
            refused(0, attributes, abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, others[i]));
        }
    }

    function test_attributes_that_are_none(bytes4 selector, bytes memory rest) public {
        simple();
        bytes[] memory attributes = list(bytes.concat(selector, rest));
        if (CENTER.supportsAttribute(selector)) return;
        refused(0, attributes, abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, selector));
        calls[0].callAttributes = attributes;
        refused(0, new bytes[](0), abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, selector));
        bytes memory to = InteropAddress.format(NASSAU, BOB);
        vm.expectRevert(abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, selector));
        CENTER.sendMessage(to, "", attributes);
    }

    function test_attributes_in_the_wrong_place() public {
        bytes4[2] memory ofCalls =
            [IInteropAttributes.indirectCall.selector, IInteropAttributes.interopCallValue.selector];
        bytes4[5] memory ofBundles = [
            IInteropAttributes.executionAddress.selector,
            IInteropAttributes.executionGas.selector,
            IInteropAttributes.executionFee.selector,
            IInteropAttributes.deadline.selector,
            IInteropAttributes.destinationBaseToken.selector
        ];
        for (uint256 i = 0; i < ofCalls.length; ++i) {
            same(CENTER.supportsAttribute(ofCalls[i]), true);
            simple();
            bytes[] memory attributes = list(abi.encodeWithSelector(ofCalls[i], 0));
            refused(0, attributes, abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, ofCalls[i]));
        }
        for (uint256 i = 0; i < ofBundles.length; ++i) {
            same(CENTER.supportsAttribute(ofBundles[i]), true);
            simple();
            calls[0].callAttributes = list(abi.encodeWithSelector(ofBundles[i], 0));
            refused(
                0, new bytes[](0), abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, ofBundles[i])
            );
        }
    }

    function test_attributes_of_the_wrong_form() public {
        simple();
        bytes4 selector = IInteropAttributes.executionFee.selector;
        bytes[] memory attributes = list(abi.encodePacked(selector, uint256(1), uint8(0)));
        refused(1, attributes, abi.encodeWithSelector(Attributes.InvalidAttribute.selector, selector));
        attributes = list(abi.encodePacked(selector, uint128(1)));
        refused(1, attributes, abi.encodeWithSelector(Attributes.InvalidAttribute.selector, selector));
        selector = IInteropAttributes.deadline.selector;
        attributes = list(abi.encodeWithSelector(selector, uint256(1) << 64));
        refused(1, attributes, abi.encodeWithSelector(Attributes.InvalidAttribute.selector, selector));
        attributes = list(fee(1), fee(1));
        selector = IInteropAttributes.executionFee.selector;
        refused(2, attributes, abi.encodeWithSelector(Attributes.AttributeRepeated.selector, selector));
        vm.expectRevert();
        this.send(0, list(abi.encodePacked(IInteropAttributes.executionAddress.selector, uint256(1 << 200))));
    }

    // Values of another base token, and contracts that are asked

    function test_values_of_another_base_token_are_tokens_here() public {
        deposit(ALICE, 1 ether);
        uint256 index = sendEther(BARBUDA, 50, 0);
        visit(BARBUDA);
        share(VAULT.bridgedTokenAddress(ether_));
        execute(TORTUGA, index, address(this));
        call(local(ALICE), "", list(abi.encodeCall(IInteropAttributes.interopCallValue, (20))));
        bytes[] memory attributes = list(abi.encodeCall(IInteropAttributes.destinationBaseToken, (ether_)));
        vm.prank(BOB);
        CENTER.sendBundle(onChain(TORTUGA), calls, attributes);
        same(lastBundle().destinationBaseTokenAssetId, ether_);
        same(row(BARBUDA, ether_, TORTUGA).sent, 20);
        refused(0, list(abi.encodeCall(IInteropAttributes.destinationBaseToken, (keccak256("?")))), unknown("?"));
    }

    function unknown(bytes memory name) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IslandVault.UnknownAsset.selector, keccak256(name));
    }

    function test_contracts_say_what_to_call() public {
        Indirect contract_ = new Indirect();
        contract_.answer(local(BOB), false);
        call(local(address(contract_)), "data", list(indirect(4)));
        vm.prank(ALICE);
        CENTER.sendBundle{value: 4}(onChain(NASSAU), calls, new bytes[](0));
        InteropBundle memory bundle = lastBundle();
        same(bundle.calls[0].from, address(contract_));
        same(bundle.calls[0].to, BOB);
        same(contract_.caller(), ALICE);
        same(contract_.destination(), NASSAU);
        same(contract_.got(), 4);
        contract_.answer(local(BOB), true);
        refused(4, new bytes[](0), abi.encodeWithSelector(Attributes.UnsupportedAttribute.selector, bytes4(0)));
        contract_.answer(InteropAddress.format(BARBUDA, BOB), false);
        vm.expectPartialRevert(InteropAddress.InvalidInteropAddress.selector);
        this.send(4, new bytes[](0));
    }

    function test_contracts_that_are_asked_cannot_send_meanwhile() public {
        Indirect contract_ = new Indirect();
        contract_.answer(local(BOB), false);
        simple();
        contract_.plan(
            address(CENTER), abi.encodeCall(InteropCenter.sendBundle, (onChain(NASSAU), calls, new bytes[](0)))
        );
        delete calls;
        call(local(address(contract_)), "data", list(indirect(0)));
        this.send(0, new bytes[](0));
    }

    function test_the_router_is_asked_by_the_center_only(address caller) public {
        vm.assume(caller != address(CENTER));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.Unauthorized.selector, caller));
        ROUTER.initiateIndirectCall(NASSAU, ALICE, 0, "");
    }

    function test_transfers_of_the_wrong_form() public {
        call(local(address(ROUTER)), "", list(indirect(0)));
        refused(0, new bytes[](0), abi.encodeWithSelector(IslandAssetRouter.UnknownEncoding.selector, bytes1(0xff)));
        calls[0].data = hex"00";
        refused(0, new bytes[](0), abi.encodeWithSelector(IslandAssetRouter.UnknownEncoding.selector, bytes1(0)));
        calls[0].data = hex"01";
        vm.expectRevert();
        this.send(0, new bytes[](0));
        calls[0].data = bytes.concat(hex"01", abi.encode(ether_, abi.encode(5, address(0), address(0))));
        calls[0].callAttributes = list(indirect(5));
        refused(5, new bytes[](0), abi.encodeWithSelector(IslandAssetRouter.InvalidReceiver.selector, address(0)));
        calls[0].data = bytes.concat(hex"01", abi.encode(ether_, abi.encode(5, BOB, address(0))));
        calls[0].callAttributes = list(indirect(5), abi.encodeCall(IInteropAttributes.interopCallValue, (1)));
        refused(6, new bytes[](0), abi.encodeWithSelector(IslandAssetRouter.ValueNotSupported.selector, 1));
        calls[0].data = bytes.concat(hex"01", abi.encode(ether_, abi.encode(0, BOB, address(0))));
        calls[0].callAttributes = list(indirect(0));
        refused(0, new bytes[](0), abi.encodeWithSelector(IslandVault.InvalidAmount.selector, 0));
        calls[0].data = bytes.concat(hex"01", abi.encode(keccak256("?"), abi.encode(5, BOB, address(BOB))));
        refused(0, new bytes[](0), abi.encodeWithSelector(IslandVault.InvalidToken.selector, BOB));
    }
}
