// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssetRouter} from "@mainland/assets/IAssetRouter.sol";
import {TokenData} from "@mainland/assets/TokenData.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {InteropHandler} from "@mainland/island/InteropHandler.sol";
import {L1_ROUTER, POLICY_INSTANT, POLICY_SETTLED} from "@mainland/island/Island.sol";
import {IslandToken} from "@mainland/island/IslandToken.sol";
import {IslandVault} from "@mainland/island/IslandVault.sol";
import {Shores} from "./Shores.sol";

/// How assets go between the mainland and the islands when everybody is honest.
contract IslandsTest is Shores {
    function status(uint64 source, uint256 index) private view returns (InteropHandler.BundleStatus) {
        return HANDLER.bundleStatus(hashOfBundle(source, index));
    }

    function test_the_base_token_leaves_for_the_l1() public {
        deposit(ALICE, 3 ether);
        same(BASE.totalSupply(), 3 ether);
        vm.prank(ALICE);
        BASE.withdraw{value: 1 ether}(BOB);
        collect();
        same(keccak256(messages[TORTUGA][0]), keccak256(abi.encodePacked(hex"6c0960f9", BOB, uint256(1 ether))));
        same(senders[TORTUGA][0], address(BASE));
        same(BASE.totalSupply(), 2 ether);
        same(row(TORTUGA, ether_, MAINLAND).sent, 1 ether);
        vm.prank(ALICE);
        BASE.withdrawWithMessage{value: 1 ether}(BOB, "ahoy");
        collect();
        same(
            keccak256(messages[TORTUGA][1]),
            keccak256(abi.encodePacked(hex"6c0960f9", BOB, uint256(1 ether), ALICE, "ahoy"))
        );
        same(address(VAULT).balance, (1 << 127) - 1 ether);
    }

    function test_the_base_token_says_what_it_is() public {
        same(keccak256(bytes(BASE.name())), keccak256("Ether"));
        visit(BARBUDA);
        same(keccak256(bytes(BASE.symbol())), keccak256("DBL"));
        same(BASE.decimals(), 18);
        vm.deal(ALICE, 7);
        same(BASE.balanceOf(uint160(ALICE)), 7);
    }

    /// What the genesis gave cannot leave before somebody backs it on the L1.
    function test_what_is_not_backed_stays() public {
        vm.deal(ALICE, 5 ether);
        deposit(BOB, 2 ether);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.NotBacked.selector, 2 ether));
        BASE.withdraw{value: 2 ether + 1}(ALICE);
        vm.prank(BOB);
        VAULT.backGenesis{value: 1 ether}();
        same(VAULT.backed(), 1 ether);
        same(VAULT.available(), 2 ether);
        vm.prank(ALICE);
        BASE.withdraw{value: 2 ether}(ALICE);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.NotBacked.selector, 0));
        BASE.withdraw{value: 1}(ALICE);
    }

    function test_ether_arrives_on_another_island() public {
        deposit(ALICE, 3 ether);
        uint256 index = sendEther(NASSAU, 1 ether, 0.1 ether);
        same(ALICE.balance, 1.9 ether);
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, index);
        vm.prank(address(0x8001));
        HANDLER.executeBundle(bundleOf(TORTUGA, index), proof);
        same(BOB.balance, 1 ether);
        same(COINBASE.balance, 0.1 ether);
        same(uint256(status(TORTUGA, index)), uint256(InteropHandler.BundleStatus.Executed));
        collect();
        same(row(TORTUGA, ether_, NASSAU).sent, 1.1 ether);
        same(row(NASSAU, ether_, TORTUGA).received, 1.1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                InteropHandler.WrongStatus.selector,
                hashOfBundle(TORTUGA, index),
                InteropHandler.BundleStatus.Executed
            )
        );
        HANDLER.executeBundle(bundleOf(TORTUGA, index), proof);
    }

    /// Ether on an island whose base token is another one is a token there, and comes back as ether.
    function test_ether_is_a_token_where_it_is_not_the_base_token() public {
        deposit(ALICE, 3 ether);
        address token = VAULT.bridgedTokenAddress(ether_);
        same(token, address(BASE));
        uint256 index = sendEther(BARBUDA, 1 ether, 0.1 ether);
        visit(BARBUDA);
        token = VAULT.bridgedTokenAddress(ether_);
        share(token);
        bring(TORTUGA, POLICY_INSTANT);
        HANDLER.executeBundle(bundleOf(TORTUGA, index), inclusion(TORTUGA, POLICY_INSTANT, index));
        same(IslandToken(token).balanceOf(BOB), 1 ether);
        same(IslandToken(token).balanceOf(address(this)), 0.1 ether);
        same(keccak256(bytes(IslandToken(token).name())), keccak256("Ether"));
        same(IslandToken(token).decimals(), 18);
        same(VAULT.tokenAddress(ether_), token);
        InteropCallStarter[] memory calls = one(transferOf(ether_, 0.4 ether, ALICE, 0));
        vm.prank(BOB);
        CENTER.sendBundle(onChain(TORTUGA), calls, new bytes[](0));
        index = lastMessage();
        visit(TORTUGA);
        bring(BARBUDA, POLICY_INSTANT);
        HANDLER.executeBundle(bundleOf(BARBUDA, index), inclusion(BARBUDA, POLICY_INSTANT, index));
        same(ALICE.balance, 2.3 ether);
    }

    function test_deposits_and_withdrawals_of_tokens() public {
        address gold = address(0x901d);
        bytes32 id = keccak256(abi.encode(uint256(MAINLAND), address(VAULT), gold));
        bytes memory data = TokenData.ofTexts(MAINLAND, "Gold", "GLD", 6);
        vm.prank(L1_ROUTER);
        ROUTER.finalizeDeposit(MAINLAND, id, abi.encode(BOB, ALICE, gold, 50, data));
        IslandToken token = IslandToken(VAULT.l2TokenAddress(gold));
        same(token.balanceOf(ALICE), 50);
        same(token.decimals(), 6);
        same(token.originToken(), gold);
        vm.prank(ALICE);
        ROUTER.withdraw(id, abi.encode(20, BOB, address(0)));
        vm.prank(ALICE);
        ROUTER.withdraw(BOB, address(token), 10);
        collect();
        same(senders[TORTUGA][1], address(ROUTER));
        bytes memory mintData = abi.encode(ALICE, BOB, gold, 10, data);
        same(
            keccak256(messages[TORTUGA][1]),
            keccak256(abi.encodePacked(IAssetRouter.finalizeDeposit.selector, uint256(TORTUGA), id, mintData))
        );
        same(token.totalSupply(), 20);
        same(row(TORTUGA, id, MAINLAND).sent, 30);
        same(row(TORTUGA, id, MAINLAND).received, 50);
    }

    /// Past the deadline anyone cancels on the destination, and anyone brings the money back once that is settled.
    function test_a_late_bundle_comes_back() public {
        deposit(ALICE, 3 ether);
        uint256 index = sendEther(NASSAU, 1 ether, 0.1 ether);
        bytes memory bundle = bundleOf(TORTUGA, index);
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        Inclusion memory proof = inclusion(TORTUGA, POLICY_INSTANT, index);
        uint64 deadline = decode(bundle).bundleAttributes.deadline;
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(InteropHandler.DeadlineNotOver.selector, deadline));
        HANDLER.cancelBundle(bundle, proof);
        vm.warp(deadline + 1);
        HANDLER.cancelBundle(bundle, proof);
        uint256 cancelled = lastMessage();
        same(row(NASSAU, ether_, TORTUGA).received, 1.1 ether);
        same(row(NASSAU, ether_, TORTUGA).sent, 1.1 ether);
        same(
            keccak256(messages[NASSAU][cancelled]),
            keccak256(bytes.concat(hex"02", abi.encode(uint256(TORTUGA), hashOfBundle(TORTUGA, index))))
        );
        vm.expectPartialRevert(InteropHandler.WrongStatus.selector);
        HANDLER.executeBundle(bundle, proof);
        visit(TORTUGA);
        bring(NASSAU, POLICY_SETTLED);
        proof = inclusion(NASSAU, POLICY_SETTLED, cancelled);
        HANDLER.reclaimBundle(bundle, proof);
        same(ALICE.balance, 3 ether);
        same(uint256(status(TORTUGA, index)), uint256(InteropHandler.BundleStatus.Reclaimed));
        collect();
        same(row(TORTUGA, ether_, NASSAU).received, 1.1 ether);
        vm.expectPartialRevert(InteropHandler.WrongStatus.selector);
        HANDLER.reclaimBundle(bundle, proof);
    }
}
