// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {FinalizeL1DepositParams} from "@mainland/assets/Nullifier.sol";
import {PrefixProof, StoredBatch} from "@mainland/chain/Batch.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {Mailbox} from "@mainland/chain/Mailbox.sol";
import {MessageProof} from "@mainland/chain/MessageProof.sol";
import {L2CanonicalTransaction, L2Message} from "@mainland/chain/Messaging.sol";
import {Accumulator} from "@mainland/hub/Accumulator.sol";
import {POLICY_INSTANT} from "@mainland/island/Island.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {LogTree} from "./LogTree.sol";
import {MessageTree} from "./MessageTree.sol";
import {Shores} from "./Shores.sol";
import {Vm} from "./Test.sol";
import {Fields, Made} from "./World.sol";

/// The islands as chains of the mainland: their batches say what they did, and settle there in common epochs.
contract Archipelago is Shores {
    uint64[3] internal chains = [TORTUGA, NASSAU, BARBUDA];
    FinalizeL1DepositParams[] internal claims; // of withdrawals that are settled
    mapping(uint64 chain => bytes32[]) internal queue; // hashes of entries that no batch has taken
    mapping(uint64 chain => uint64) internal executed; // messages of executed batches
    mapping(uint64 chain => mapping(uint64 source => mapping(uint8 policy => uint64))) internal imported; // in this batch
    uint64 internal began; // when the batches after the last epoch began

    /// The entry of the queue that the last request made, as it runs on its chain.
    function arrive(uint64 chain) internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        L2CanonicalTransaction memory entry;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != Mailbox.NewPriorityRequest.selector) continue;
            (,,, entry,) = abi.decode(logs[i].data, (uint256, bytes32, uint64, L2CanonicalTransaction, bytes[]));
        }
        queue[chain].push(keccak256(abi.encode(entry)));
        visit(chain);
        deposit(address(uint160(entry.reserved[1])), entry.reserved[0]);
        if (entry.data.length == 0) return;
        vm.prank(address(uint160(entry.from)));
        (bool success,) = address(uint160(entry.to)).call(entry.data);
        same(success, true);
    }

    function importAll(uint64 source, uint8 policy, uint64 count) internal {
        (uint64 known,,) = ROOTS.latest(source, policy);
        if (count <= known) return;
        bring(source, policy, count);
        imported[here][source][policy] = count;
    }

    /// One epoch of the three chains, in one call.
    function settleEpoch() internal {
        visit(MAINLAND);
        ValidatorTimelock.ChainExecution[] memory all = new ValidatorTimelock.ChainExecution[](3);
        for (uint256 i = 0; i < chains.length; ++i) {
            IChain chain = IChain(hub.getZKChain(chains[i]));
            StoredBatch memory previous = tip[chains[i]];
            Made memory made = batch(chains[i]);
            commit(chain, previous, made);
            prove(chain, made);
            all[i] = executionOf(chain, made);
        }
        vm.warp(block.timestamp + DELAY);
        timelock.executeEpoch(all);
        began = uint64(block.timestamp);
        for (uint256 i = 0; i < chains.length; ++i) {
            delete rows[chains[i]];
            executed[chains[i]] = uint64(leaves[chains[i]].length);
        }
    }

    function batch(uint64 chain) internal returns (Made memory made) {
        Fields memory f = fieldsOf(chain);
        f.first = began;
        bytes memory flows = flowsOf(chain);
        if (flows.length > 0) f.flows = keccak256(flows);
        f.queueHash = keccak256("");
        f.queueCount = uint64(queue[chain].length);
        for (uint256 i = 0; i < queue[chain].length; ++i) {
            f.queueHash = keccak256(bytes.concat(f.queueHash, queue[chain][i]));
        }
        delete queue[chain];
        bytes32[] memory all = leaves[chain];
        f.later = Accumulator.bind(uint64(all.length), MessageTree.root(all, 0, all.length));
        (bytes memory imports, PrefixProof[] memory prefixes) = importsOf(chain);
        f.imports = keccak256(imports);
        if (all.length > executed[chain]) f.messages = addClaims(chain, f.number);
        made = make(f);
        made.execution.flows = flows;
        (made.execution.imports, made.execution.prefixes) = (imports, prefixes);
    }

    function flowsOf(uint64 chain) internal view returns (bytes memory flows) {
        for (uint256 i = 0; i < rows[chain].length; ++i) {
            Row memory flow = rows[chain][i];
            flows = abi.encodePacked(flows, flow.assetId, flow.counterparty, flow.sent, flow.received);
        }
    }

    function importsOf(uint64 chain) internal returns (bytes memory imports, PrefixProof[] memory prefixes) {
        prefixes = new PrefixProof[](6);
        uint256 count = 0;
        for (uint256 i = 0; i < chains.length; ++i) {
            for (uint8 policy = 0; policy < 3; policy += 2) {
                uint64 known = imported[chain][chains[i]][policy];
                if (known == 0) continue;
                delete imported[chain][chains[i]][policy];
                bytes32[] memory all = leaves[chains[i]];
                bytes32 root = MessageTree.root(all, 0, known);
                imports = abi.encodePacked(imports, chains[i], policy, Accumulator.bind(known, root));
                if (policy == POLICY_INSTANT) {
                    uint64 latest = uint64(all.length);
                    prefixes[count] = PrefixProof(
                        known, root, latest, MessageTree.root(all, 0, latest), MessageTree.consistency(all, known, latest)
                    );
                }
                ++count;
            }
        }
        assembly ("memory-safe") {
            mstore(prefixes, count)
        }
    }

    /// The root of the batch's tree of messages; what they withdraw can be claimed once it is executed.
    function addClaims(uint64 chain, uint64 number) internal returns (bytes32 root) {
        uint256 first = executed[chain];
        bytes32[] memory logs = new bytes32[](leaves[chain].length - first);
        for (uint256 i = 0; i < logs.length; ++i) {
            logs[i] = MessageProof.leafOf(L2Message(0, senders[chain][first + i], messages[chain][first + i]));
        }
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32[] memory proof;
            (root, proof) = LogTree.prove(logs, i);
            address sender = senders[chain][first + i];
            if (sender != address(BASE) && sender != address(ROUTER)) continue;
            claims.push(FinalizeL1DepositParams(chain, number, i, sender, 0, messages[chain][first + i], proof));
        }
    }
}
