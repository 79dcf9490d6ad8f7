// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_BOOTLOADER} from "@mainland/chain/Messaging.sol";
import {Accumulator} from "@mainland/hub/Accumulator.sol";
import {Inclusion, Inclusions} from "@mainland/island/Inclusion.sol";
import {Import, InteropRoots} from "@mainland/island/InteropRoots.sol";
import {POLICY_INSTANT, POLICY_SETTLED} from "@mainland/island/Island.sol";
import {MessageTree} from "./MessageTree.sol";
import {Shores} from "./Shores.sol";
import {Vm} from "./Test.sol";

/// Accumulators of other chains: what extends, what does not, and messages in them.
contract RootsTest is Shores {
    uint64 private constant MOST = 150; // leaves of the trees here

    bytes32[] private all;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < MOST; ++i) {
            all.push(Inclusions.leafOf(ALICE, abi.encode("message", i)));
        }
    }

    function extension(uint64 source, uint8 policy, uint64 from, uint64 to) private view returns (Import memory) {
        bytes32[] memory copy = all;
        return Import({
            chainId: source,
            policy: policy,
            count: to,
            root: MessageTree.root(copy, 0, to),
            oldCount: from,
            oldRoot: MessageTree.root(copy, 0, from),
            path: MessageTree.consistency(copy, from, to)
        });
    }

    function add(Import memory given) public {
        Import[] memory imports = new Import[](1);
        imports[0] = given;
        vm.prank(L2_BOOTLOADER);
        ROOTS.addRoots(imports);
    }

    function refused(Import memory given) private {
        vm.expectRevert(abi.encodeWithSelector(InteropRoots.DoesNotExtend.selector, given.chainId, given.policy));
        this.add(given);
    }

    function proofOf(uint64 source, uint8 policy, uint64 count, uint64 index)
        private
        view
        returns (Inclusion memory proof)
    {
        bytes32[] memory copy = all;
        (,, proof.slot) = ROOTS.latest(source, policy);
        (proof.chainId, proof.policy, proof.count, proof.index) = (source, policy, count, index);
        proof.root = MessageTree.root(copy, 0, count);
        proof.path = MessageTree.path(copy, 0, count, index);
    }

    function test_only_system_transactions_bring_roots(address caller) public {
        vm.assume(caller != L2_BOOTLOADER);
        Import[] memory imports = new Import[](1);
        imports[0] = extension(NASSAU, POLICY_INSTANT, 0, 1);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(InteropRoots.Unauthorized.selector, caller));
        ROOTS.addRoots(imports);
    }

    function test_every_extension_is_taken(uint64 first, uint64 second, uint64 third) public {
        first = 1 + first % (MOST - 2);
        second = first + 1 + second % (MOST - first - 1);
        third = second + third % (MOST - second + 1);
        add(extension(NASSAU, POLICY_INSTANT, 0, first));
        add(extension(NASSAU, POLICY_INSTANT, first, second));
        (uint64 count, bytes32 accumulator, uint8 slot) = ROOTS.latest(NASSAU, POLICY_INSTANT);
        same(count, second);
        same(slot, 1);
        same(accumulator, Accumulator.bind(second, MessageTree.root(all, 0, second)));
        same(ROOTS.accumulatorAt(NASSAU, POLICY_INSTANT, 1), accumulator);
        (count, accumulator,) = ROOTS.latest(NASSAU, POLICY_SETTLED);
        same(count, 0);
        same(accumulator, bytes32(0));
        if (third == second) refused(extension(NASSAU, POLICY_INSTANT, second, second));
        else add(extension(NASSAU, POLICY_INSTANT, second, third));
    }

    function test_the_event_is_what_the_l1_will_be_told() public {
        Import memory given = extension(NASSAU, POLICY_SETTLED, 0, 5);
        collect();
        add(given);
        (bytes32 topic, bytes32 chain, bytes32 policy, bytes memory data) = lastLog();
        same(topic, InteropRoots.NewInteropRoot.selector);
        same(chain, bytes32(uint256(NASSAU)));
        same(policy, bytes32(uint256(POLICY_SETTLED)));
        same(keccak256(data), keccak256(abi.encode(uint64(5), Accumulator.bind(5, given.root))));
    }

    function lastLog() private returns (bytes32, bytes32, bytes32, bytes memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        same(logs.length, 1);
        return (logs[0].topics[0], logs[0].topics[1], logs[0].topics[2], logs[0].data);
    }

    /// Forged, truncated, lengthened, of another history, or on top of something else.
    function test_nothing_else_is_taken(uint64 from, uint64 to, uint256 which) public {
        from = 1 + from % (MOST - 1);
        to = from + 1 + to % (MOST - from);
        add(extension(NASSAU, POLICY_INSTANT, 0, from));
        Import memory given = extension(NASSAU, POLICY_INSTANT, from, to);
        uint256 length = given.path.length;
        given.root = ~given.root;
        refused(given);
        given.root = ~given.root;
        given.oldRoot = ~given.oldRoot;
        refused(given);
        given.oldRoot = ~given.oldRoot;
        given.oldCount -= 1;
        refused(given);
        given.oldCount += 1;
        given.path[which % length] ^= bytes32(uint256(1) << (which % 256));
        refused(given);
        given.path[which % length] ^= bytes32(uint256(1) << (which % 256));
        refused(withPath(given, length - 1));
        refused(withPath(given, length + 1));
        refused(extension(NASSAU, POLICY_INSTANT, 0, to));
        if (from > 1) refused(extension(NASSAU, POLICY_INSTANT, from - 1, to));
        refused(another(from, to));
        add(given);
    }

    function withPath(Import memory given, uint256 length) private pure returns (Import memory other) {
        other = abi.decode(abi.encode(given), (Import));
        other.path = new bytes32[](length);
        for (uint256 i = 0; i < length && i < given.path.length; ++i) {
            other.path[i] = given.path[i];
        }
    }

    /// A right proof between trees whose first message is another one.
    function another(uint64 from, uint64 to) private returns (Import memory given) {
        bytes32 first = all[0];
        all[0] = ~first;
        given = extension(NASSAU, POLICY_INSTANT, from, to);
        all[0] = first;
    }

    function test_chains_and_policies_that_are_none() public {
        Import memory given = extension(TORTUGA, POLICY_INSTANT, 0, 1);
        uint256[3] memory chains = [uint256(TORTUGA), 0, 1 << 64];
        for (uint256 i = 0; i < chains.length; ++i) {
            given.chainId = chains[i];
            vm.expectRevert(abi.encodeWithSelector(InteropRoots.InvalidChain.selector, chains[i]));
            this.add(given);
        }
        given.chainId = NASSAU;
        uint8[3] memory policies = [1, 3, 255];
        for (uint256 i = 0; i < policies.length; ++i) {
            given.policy = policies[i];
            vm.expectRevert(abi.encodeWithSelector(InteropRoots.UnknownPolicy.selector, policies[i]));
            this.add(given);
        }
    }

    /// 64 roots of each chain and policy are kept; the next takes the place of the first.
    function test_the_last_64_are_kept() public {
        for (uint64 i = 0; i < 64; ++i) {
            add(extension(NASSAU, POLICY_INSTANT, i, i + 1));
        }
        Inclusion memory proof = proofOf(NASSAU, POLICY_INSTANT, 1, 0);
        proof.slot = 0;
        same(ROOTS.isIncluded(proof, all[0]), true);
        add(extension(NASSAU, POLICY_INSTANT, 64, 65));
        same(ROOTS.isIncluded(proof, all[0]), false);
        same(ROOTS.isIncluded(proofOf(NASSAU, POLICY_INSTANT, 65, 0), all[0]), true);
        (,, uint8 slot) = ROOTS.latest(NASSAU, POLICY_INSTANT);
        same(slot, 0);
        proof.slot = 64;
        same(ROOTS.isIncluded(proof, all[0]), false);
    }

    function test_messages_are_shown(uint64 count, uint64 index, uint256 which) public {
        count = 1 + count % MOST;
        index = index % count;
        add(extension(NASSAU, POLICY_INSTANT, 0, count));
        Inclusion memory proof = proofOf(NASSAU, POLICY_INSTANT, count, index);
        bytes32 leaf = all[index];
        same(ROOTS.isIncluded(proof, leaf), true);
        same(ROOTS.isMessageIncluded(proof, ALICE, abi.encode("message", uint256(index))), true);
        same(ROOTS.isMessageIncluded(proof, BOB, abi.encode("message", uint256(index))), false);
        same(ROOTS.isIncluded(proof, ~leaf), false);
        for (uint64 other = 0; other < count; ++other) {
            if (other != index) same(ROOTS.isIncluded(proof, all[other]), false);
        }
        mutate(proof, leaf, which);
    }

    function mutate(Inclusion memory proof, bytes32 leaf, uint256 which) private view {
        (uint64 count, uint64 index) = (proof.count, proof.index);
        for (uint64 other = 0; other <= count; ++other) {
            if (other == index) continue;
            proof.index = other;
            same(ROOTS.isIncluded(proof, leaf), false);
        }
        proof.index = index;
        proof.count = count + 1;
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.count = count;
        proof.root = ~proof.root;
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.root = ~proof.root;
        proof.policy = POLICY_SETTLED;
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.policy = POLICY_INSTANT;
        proof.chainId = BARBUDA;
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.chainId = NASSAU;
        proof.slot = 1;
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.slot = 0;
        bytes32[] memory path = proof.path;
        proof.path = new bytes32[](path.length + 1);
        same(ROOTS.isIncluded(proof, leaf), false);
        if (path.length == 0) return;
        proof.path = new bytes32[](path.length - 1);
        for (uint256 i = 0; i + 1 < path.length; ++i) {
            proof.path[i] = path[i];
        }
        same(ROOTS.isIncluded(proof, leaf), false);
        proof.path = path;
        path[which % path.length] ^= bytes32(uint256(1) << (which % 256));
        same(ROOTS.isIncluded(proof, leaf), false);
    }

    /// An inner node is no message: nothing is included before there is anything, and leaves have a prefix.
    function test_nothing_is_included_in_nothing() public view {
        Inclusion memory proof;
        (proof.chainId, proof.policy) = (NASSAU, POLICY_INSTANT);
        same(ROOTS.isIncluded(proof, 0), false);
        proof.count = 1;
        same(ROOTS.isIncluded(proof, 0), false);
    }
}
