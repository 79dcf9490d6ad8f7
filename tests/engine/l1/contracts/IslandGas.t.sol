// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TokenData} from "@mainland/assets/TokenData.sol";
import {L2_BOOTLOADER, assetIdOf} from "@mainland/chain/Messaging.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {L1_ROUTER, POLICY_INSTANT, POLICY_SETTLED} from "@mainland/island/Island.sol";
import {Shores} from "./Shores.sol";

/// What bridging costs on an island, the second time: whole transactions with their calldata and 21,000, without
/// pubdata. CI compares with engine/l1/contracts/gas.
contract IslandGasTest is Shores {
    function note(string memory label) private {
        vm.snapshotGasLastCall("islands", label);
    }

    function setUp() public override {
        super.setUp();
        deposit(ALICE, 100 ether);
        deposit(BOB, 1 ether);
        sendEther(NASSAU, 1 ether, 1);
        visit(NASSAU);
        deposit(ALICE, 1 ether);
        deposit(BOB, 1 ether);
        deposit(COINBASE, 1 ether);
        execute(TORTUGA, 0, L2_BOOTLOADER);
        visit(TORTUGA);
    }

    function test_gas_of_a_bundle() public {
        InteropCallStarter[] memory calls = one(transferOf(ether_, 1 ether, BOB, 1 ether));
        bytes[] memory attributes = list(fee(1));
        vm.prank(ALICE);
        CENTER.sendBundle{value: 1 ether + 1}(onChain(NASSAU), calls, attributes);
        note("sendBundle: ether, with a fee");
        uint256 index = lastMessage();
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        note("addRoots: one");
        Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, index);
        bytes memory bundle = bundleOf(TORTUGA, index);
        uint256 state = vm.snapshotState();
        vm.prank(L2_BOOTLOADER);
        HANDLER.executeBundle(bundle, proof);
        note("executeBundle: ether, with a fee");
        vm.revertToState(state);
        vm.warp(block.timestamp + 2 days);
        HANDLER.cancelBundle(bundle, proof);
        note("cancelBundle: ether, with a fee");
        uint256 cancelled = lastMessage();
        visit(TORTUGA);
        bring(NASSAU, POLICY_SETTLED);
        proof = inclusion(NASSAU, POLICY_SETTLED, cancelled);
        HANDLER.reclaimBundle(bundle, proof);
        note("reclaimBundle: ether, with a fee");
    }

    function test_gas_of_withdrawals() public {
        vm.prank(ALICE);
        BASE.withdraw{value: 1 ether}(BOB);
        note("withdraw: ether");
        bytes32 id = assetIdOf(MAINLAND, address(7));
        bytes memory data = abi.encode(BOB, ALICE, address(7), 10, TokenData.ofTexts(MAINLAND, "Seven", "7", 18));
        vm.prank(L1_ROUTER);
        ROUTER.finalizeDeposit(MAINLAND, id, data);
        note("finalizeDeposit: a token, the first time");
        vm.prank(L1_ROUTER);
        ROUTER.finalizeDeposit(MAINLAND, id, data);
        note("finalizeDeposit: a token");
        vm.prank(ALICE);
        ROUTER.withdraw(id, abi.encode(5, BOB, address(0)));
        note("withdraw: a token");
    }
}
