// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StoredBatch, hashOf} from "@mainland/chain/Batch.sol";
import {MessageProof} from "@mainland/chain/MessageProof.sol";
import {L2CanonicalTransaction, L2Message} from "@mainland/chain/Messaging.sol";
import {Accumulator} from "@mainland/hub/Accumulator.sol";
import {Test} from "./Test.sol";

/// The contracts' formats against tests/vectors/l1.json, which an independent script computes from
/// engine/l1/FORMATS.md.
contract VectorsTest is Test {
    uint256 private constant ACCUMULATORS = 15;

    string private json;

    function setUp() public {
        json = vm.readFile("../../../tests/vectors/l1.json");
    }

    function hash(string memory key) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, key);
    }

    function number(string memory key) private view returns (uint256) {
        return vm.parseJsonUint(json, key);
    }

    function isPrefix(uint64 m, bytes32 root, uint64 n, bytes32 latest, bytes32[] calldata path)
        external
        pure
        returns (bool)
    {
        return Accumulator.isPrefix(m, root, n, latest, path);
    }

    function test_accumulators_and_their_prefixes() public view {
        for (uint256 i = 0; i < ACCUMULATORS; ++i) {
            string memory row = string.concat(".accumulators[", vm.toString(i), "]");
            (uint64 m, uint64 n) = (
                uint64(number(string.concat(row, ".count"))), uint64(number(string.concat(row, ".latest_count")))
            );
            bytes32 root = hash(string.concat(row, ".root"));
            bytes32 latest = hash(string.concat(row, ".latest_root"));
            bytes32[] memory path = vm.parseJsonBytes32Array(json, string.concat(row, ".path"));
            same(Accumulator.bind(m, root), hash(string.concat(row, ".accumulator")));
            same(this.isPrefix(m, root, n, latest, path), true);
            same(this.isPrefix(m, ~root, n, latest, path), false);
            same(this.isPrefix(m, root, n, ~latest, path), false);
            same(this.isPrefix(n + 1, root, n, latest, path), false);
            if (m == n) continue;
            same(this.isPrefix(n, root, n, latest, path), false);
            same(this.isPrefix(m, root, 2 * n, latest, path), false); // as if the later tree were larger
            for (uint256 j = 0; j < path.length; ++j) {
                path[j] = ~path[j];
                same(this.isPrefix(m, root, n, latest, path), false);
                path[j] = ~path[j];
            }
        }
    }

    function test_flow_roots() public view {
        for (uint256 i = 1; i < 3; ++i) {
            string memory row = string.concat(".flows[", vm.toString(i), "]");
            bytes memory rows = vm.parseJsonBytes(json, string.concat(row, ".rows"));
            same(rows.length % 72, 0);
            same(keccak256(rows), hash(string.concat(row, ".root")));
        }
        same(hash(".flows[0].root"), bytes32(0));
    }

    function test_queue_entries() public view {
        bytes32 rolling = keccak256("");
        for (uint256 i = 0; i < 2; ++i) {
            string memory row = string.concat(".queue.transactions[", vm.toString(i), "]");
            L2CanonicalTransaction memory t;
            t.txType = 0x7f;
            t.from = uint160(bytes20(vm.parseJsonBytes(json, string.concat(row, ".sender"))));
            t.to = uint160(bytes20(vm.parseJsonBytes(json, string.concat(row, ".to"))));
            t.gasLimit = number(string.concat(row, ".gas_limit"));
            t.gasPerPubdataByteLimit = number(string.concat(row, ".gas_per_pubdata"));
            t.maxFeePerGas = number(string.concat(row, ".max_fee"));
            t.nonce = number(string.concat(row, ".nonce"));
            t.value = number(string.concat(row, ".value"));
            t.reserved[0] = number(string.concat(row, ".minted"));
            t.reserved[1] = uint160(bytes20(vm.parseJsonBytes(json, string.concat(row, ".refund"))));
            t.data = vm.parseJsonBytes(json, string.concat(row, ".data"));
            bytes32 given = keccak256(abi.encode(t));
            same(given, hash(string.concat(row, ".hash")));
            rolling = keccak256(abi.encode(rolling, given));
            same(rolling, hash(string.concat(".queue.rolling[", vm.toString(i + 1), "]")));
        }
    }

    function test_stored_batches() public view {
        for (uint256 i = 0; i < 2; ++i) {
            string memory row = string.concat(".batches[", vm.toString(i), "]");
            StoredBatch memory batch;
            batch.number = uint64(number(string.concat(row, ".number")));
            batch.lastTimestamp = uint64(number(string.concat(row, ".last_timestamp")));
            batch.epoch = uint64(number(string.concat(row, ".epoch")));
            batch.queueEnd = uint64(number(string.concat(row, ".queue_end")));
            batch.stateCommitment = hash(string.concat(row, ".state_commitment"));
            batch.accumulator = hash(string.concat(row, ".accumulator"));
            batch.outputHash = hash(string.concat(row, ".output_hash"));
            batch.publicInput = hash(string.concat(row, ".public_input"));
            same(hashOf(batch), hash(string.concat(row, ".stored")));
        }
    }

    function verify(bytes32 root, uint256 index, bytes32 leaf, bytes32[] calldata proof) external pure returns (bool) {
        return MessageProof.verify(root, index, leaf, proof);
    }

    function test_messages_to_the_l1() public view {
        L2Message memory message = L2Message({
            txNumberInBatch: uint16(number(".message.transaction")),
            sender: address(bytes20(vm.parseJsonBytes(json, ".message.sender"))),
            data: vm.parseJsonBytes(json, ".message.data")
        });
        bytes32 leaf = MessageProof.leafOf(message);
        same(leaf, hash(".message.leaf"));
        bytes32[] memory path = vm.parseJsonBytes32Array(json, ".message.path");
        bytes32[] memory proof = new bytes32[](path.length + 1);
        proof[0] = bytes32(uint256(0x010e0001) << 224);
        for (uint256 i = 0; i < path.length; ++i) {
            proof[i + 1] = path[i];
        }
        bytes32 root = hash(".message.root");
        same(this.verify(root, 0, leaf, proof), true);
        same(this.verify(root, 1, leaf, proof), false);
        same(this.verify(root, 1 << 14, leaf, proof), false);
        same(this.verify(~root, 0, leaf, proof), false);
        same(this.verify(0, 0, leaf, proof), false);
        for (uint256 i = 0; i < proof.length; ++i) {
            proof[i] = ~proof[i];
            same(this.verify(root, 0, leaf, proof), false);
            proof[i] = ~proof[i];
        }
    }
}
