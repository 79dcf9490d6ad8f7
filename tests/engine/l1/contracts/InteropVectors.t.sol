// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Accumulator} from "@mainland/hub/Accumulator.sol";
import {Bundles, InteropBundle} from "@mainland/island/Bundle.sol";
import {Inclusions} from "@mainland/island/Inclusion.sol";
import {InteropAddress} from "@mainland/island/InteropAddress.sol";
import {INTEROP_CENTER, INTEROP_HANDLER} from "@mainland/island/Island.sol";
import {Shores} from "./Shores.sol";

/// The formats between islands against tests/vectors/interop.json, which an independent script computes.
contract InteropVectorsTest is Shores {
    string private json;

    function setUp() public override {
        super.setUp();
        json = vm.readFile("../../../tests/vectors/interop.json");
    }

    function key(string memory rows_, uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".", rows_, "[", vm.toString(index), "].", field);
    }

    function read(string memory where) private view returns (bytes memory) {
        return vm.parseJsonBytes(json, where);
    }

    function hash(string memory where) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, where);
    }

    function number(string memory where) private view returns (uint256) {
        return vm.parseJsonUint(json, where);
    }

    function test_addresses() public view {
        for (uint256 i = 0; i < 5; ++i) {
            uint256 chain = number(key("addresses", i, "chain"));
            address account = address(bytes20(read(key("addresses", i, "account"))));
            bytes memory binary = read(key("addresses", i, "binary"));
            same(keccak256(InteropAddress.format(chain, account)), keccak256(binary));
            same(InteropAddress.accountOn(chain, binary), account);
            same(InteropAddress.accountOn(chain, read(key("addresses", i, "account_only"))), account);
            (uint256 named,, bool hasAccount) = InteropAddress.parse(read(key("addresses", i, "chain_only")));
            same(named, chain);
            same(hasAccount, false);
        }
    }

    function verify(bytes32 leaf, uint64 index, uint64 count, bytes32 root, bytes32[] calldata path)
        external
        pure
        returns (bool)
    {
        return Inclusions.verify(leaf, index, count, root, path);
    }

    function test_messages_in_accumulators() public view {
        for (uint256 i = 0; i < 12; ++i) {
            address sender = address(bytes20(read(key("inclusions", i, "sender"))));
            bytes32 leaf = hash(key("inclusions", i, "leaf"));
            same(Inclusions.leafOf(sender, read(key("inclusions", i, "data"))), leaf);
            uint64 count = uint64(number(key("inclusions", i, "count")));
            bytes32 root = hash(key("inclusions", i, "root"));
            same(Accumulator.bind(count, root), hash(key("inclusions", i, "accumulator")));
            bytes32[] memory path = vm.parseJsonBytes32Array(json, key("inclusions", i, "path"));
            same(this.verify(leaf, uint64(number(key("inclusions", i, "index"))), count, root, path), true);
        }
    }

    function test_bundles() public view {
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory encoded = read(key("bundles", i, "bundle"));
            InteropBundle memory bundle = decode(encoded);
            same(keccak256(abi.encode(bundle)), keccak256(encoded));
            same(bundle.sourceChainId, number(key("bundles", i, "source")));
            same(bundle.destinationChainId, number(key("bundles", i, "destination")));
            bytes32 bundleHash = hash(key("bundles", i, "hash"));
            same(Bundles.hashOf(bundle.sourceChainId, encoded), bundleHash);
            same(
                Inclusions.leafOf(INTEROP_CENTER, bytes.concat(hex"01", encoded)), hash(key("bundles", i, "leaf"))
            );
            bytes32[] memory ids = vm.parseJsonBytes32Array(json, key("bundles", i, "call_ids"));
            same(ids.length, bundle.calls.length);
            for (uint256 j = 0; j < ids.length; ++j) {
                same(Bundles.callId(bundleHash, j), ids[j]);
            }
            bytes memory cancellation = read(key("bundles", i, "cancellation"));
            same(
                keccak256(cancellation),
                keccak256(bytes.concat(hex"02", abi.encode(bundle.sourceChainId, bundleHash)))
            );
            same(Inclusions.leafOf(INTEROP_HANDLER, cancellation), hash(key("bundles", i, "cancellation_leaf")));
        }
    }

    /// What the center sends is bundle 0 of the vectors, byte for byte, for the same sender, nonce and calls.
    function test_the_center_sends_the_vectors_bundle() public {
        InteropBundle memory bundle = decode(read(key("bundles", 0, "bundle")));
        vm.warp(bundle.bundleAttributes.deadline - 1 days);
        vm.prank(bundle.bundleAttributes.sender);
        CENTER.sendMessage(InteropAddress.format(NASSAU, bundle.calls[0].to), "ahoy", new bytes[](0));
        same(CENTER.isSent(hash(key("bundles", 0, "hash"))), true);
        same(bundle.interopBundleSalt, hash(key("bundles", 0, "salt")));
        uint256 index = lastMessage();
        same(leaves[TORTUGA][index], hash(key("bundles", 0, "leaf")));
    }
}
