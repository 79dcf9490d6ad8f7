// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {POLICY_INSTANT} from "@mainland/island/Island.sol";
import {Shores} from "./Shores.sol";

/// Calls whose bytes make no sense, to every function of an island's system contracts.
contract IslandHostileTest is Shores {
    address private constant STRANGER = address(0x57a2);

    bytes private bundle;
    Inclusion private proof;

    function setUp() public override {
        super.setUp();
        deposit(ALICE, 10 ether);
        uint256 index = sendEther(NASSAU, 1 ether, 1);
        bundle = bundleOf(TORTUGA, index);
        visit(NASSAU);
        deposit(ALICE, 10 ether);
        bring(TORTUGA, POLICY_INSTANT);
        proof = inclusion(TORTUGA, POLICY_INSTANT, index);
        forget();
    }

    /// Words as an attacker picks them: offsets, lengths, ends of ranges, chains and addresses that exist.
    function wordsOf(uint256 seed) private pure returns (bytes memory data) {
        uint256 n = seed % 24;
        for (uint256 i = 0; i < n; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 kind = seed % 8;
            uint256 word = kind == 0 ? 0 : kind == 1 ? 1 : kind == 2 ? type(uint256).max : kind == 3 ? 32 * (seed >> 8 & 15)
                : kind == 4 ? TORTUGA : kind == 5 ? uint160(address(ROUTER)) : kind == 6 ? uint160(ALICE) : seed;
            data = abi.encodePacked(data, word);
        }
    }

    /// What no stranger without money may change.
    function fingerprint() private view returns (bytes32) {
        (uint64 count, bytes32 accumulator,) = ROOTS.latest(TORTUGA, POLICY_INSTANT);
        return keccak256(
            abi.encode(
                count,
                accumulator,
                HANDLER.bundleStatus(hashOfBundle(TORTUGA, 0)),
                VAULT.L1_CHAIN_ID(),
                VAULT.BASE_TOKEN_ASSET_ID(),
                VAULT.backed(),
                VAULT.available(),
                address(VAULT).balance,
                ALICE.balance,
                CENTER.nonce(ALICE)
            )
        );
    }

    /// forge-config: default.fuzz.runs = 32
    function test_malformed_calls_change_nothing(uint256 seed, bytes memory tail) public {
        string[7] memory names = [
            "Messenger", "BaseToken", "IslandAssetRouter", "IslandVault", "InteropRoots", "InteropCenter", "InteropHandler"
        ];
        address[7] memory targets = [
            address(MESSENGER), address(BASE), address(ROUTER), address(VAULT), address(ROOTS), address(CENTER), address(HANDLER)
        ];
        bytes32 before = fingerprint();
        uint256 functions = 0;
        for (uint256 i = 0; i < targets.length; ++i) {
            string memory json = vm.readFile(string.concat("build/out/", names[i], ".sol/", names[i], ".json"));
            string[] memory signatures_ = vm.parseJsonKeys(json, ".methodIdentifiers");
            for (uint256 j = 0; j < signatures_.length; ++j) {
                bytes4 selector = bytes4(keccak256(bytes(signatures_[j])));
                seed = uint256(keccak256(abi.encode(seed)));
                attack(targets[i], abi.encodePacked(selector, tail));
                attack(targets[i], abi.encodePacked(selector, wordsOf(seed)));
                attack(targets[i], abi.encodePacked(selector, wordsOf(seed), tail));
                ++functions;
            }
        }
        require(functions > 45, "the functions were not found");
        same(fingerprint(), before);
    }

    function attack(address where, bytes memory data) private {
        vm.prank(STRANGER);
        (bool ignored,) = where.call{gas: 3_000_000}(data);
        ignored;
    }

    /// Any one bit of a bundle or of its proof.
    function test_a_bundle_that_differs_in_a_bit_is_refused(uint256 bit, uint256 word) public {
        bytes memory other = bundle;
        other[bit % other.length] ^= bytes1(uint8(1 << (bit % 8)));
        refused(other, proof);
        Inclusion memory forged = proof;
        forged.root ^= bytes32(uint256(1) << (bit % 256));
        refused(bundle, forged);
        forged = proof;
        forged.count ^= uint64(1 << (word % 64));
        refused(bundle, forged);
        forged = proof;
        forged.index ^= uint64(1 << (word % 64));
        refused(bundle, forged);
        HANDLER.executeBundle(bundle, proof);
        same(BOB.balance, 1 ether);
    }

    function refused(bytes memory given, Inclusion memory shown) private {
        (bool success,) = address(HANDLER).call(abi.encodeCall(HANDLER.executeBundle, (given, shown)));
        same(success, false);
        same(BOB.balance, 0);
    }

    /// Truncated anywhere, or with more behind it: what the hash covers is all of it.
    function test_a_bundle_of_another_length_is_refused(uint256 length) public {
        length %= bundle.length;
        bytes memory shorter = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            shorter[i] = bundle[i];
        }
        refused(shorter, proof);
        refused(bytes.concat(bundle, bytes1(uint8(length))), proof);
        refused(bytes.concat(bundle, new bytes(32)), proof);
    }

    /// An island cannot be asked to call with the handler's rights anything but receivers.
    function test_system_contracts_are_no_receivers() public {
        visit(TORTUGA);
        address[5] memory targets =
            [address(MESSENGER), address(BASE), address(VAULT), address(ROOTS), address(HANDLER)];
        for (uint256 i = 0; i < targets.length; ++i) {
            CENTER.sendBundle(
                onChain(NASSAU), one(InteropCallStarter(local(targets[i]), "", new bytes[](0))), new bytes[](0)
            );
        }
        uint256 last = lastMessage();
        visit(NASSAU);
        bring(TORTUGA, POLICY_INSTANT);
        for (uint256 i = 0; i < targets.length; ++i) {
            refused(bundleOf(TORTUGA, last - i), inclusion(TORTUGA, POLICY_INSTANT, last - i));
        }
    }
}
