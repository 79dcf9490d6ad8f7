// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Statement} from "@mainland/chain/Batch.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {L2TransactionRequestDirect} from "@mainland/chain/Messaging.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, World} from "./World.sol";

/// What each step costs: whole transactions with their calldata and 21,000, without pubdata. CI compares with
/// engine/l1/contracts/gas; `npm run gas` there writes it.
contract GasTest is World {
    uint256 private constant CHAINS = 3;
    uint256 private constant AIM = 700_000; // of an epoch of three chains

    IChain[CHAINS] private chains;

    function setUp() public override {
        super.setUp();
        for (uint64 i = 0; i < CHAINS; ++i) {
            chains[i] = create(271 + i);
            settle(chains[i], fieldsOf(271 + i)); // what comes after the first batch is what recurs
        }
    }

    /// Commits, proves and executes one epoch of the first `n` chains; gives the gas of all three calls.
    function epoch(uint64 n, bytes memory flows, string memory label) private returns (uint256 total) {
        ValidatorTimelock.ChainCommit[] memory commits = new ValidatorTimelock.ChainCommit[](n);
        ValidatorTimelock.ChainProof[] memory proofs_ = new ValidatorTimelock.ChainProof[](n);
        ValidatorTimelock.ChainExecution[] memory executions = new ValidatorTimelock.ChainExecution[](n);
        Statement[] memory statements = new Statement[](n);
        for (uint64 i = 0; i < n; ++i) {
            Fields memory fields = fieldsOf(271 + i);
            if (flows.length > 0) fields.flows = keccak256(flows);
            commits[i].previous = tip[271 + i];
            Made memory made = make(fields);
            made.execution.flows = flows;
            commits[i] = commitOf(chains[i], commits[i].previous, made);
            proofs_[i] = proofOf(chains[i], made);
            executions[i] = executionOf(chains[i], made);
            statements[i] = Statement(0, made.stored.publicInput);
        }
        timelock.commitEpoch(commits);
        total = vm.snapshotGasLastCall("settlement", string.concat(label, ": commit"));
        timelock.proveEpoch(proofs_, statements, "");
        total += vm.snapshotGasLastCall("settlement", string.concat(label, ": prove, unproven verifier"));
        vm.warp(block.timestamp + DELAY);
        timelock.executeEpoch(executions);
        total += vm.snapshotGasLastCall("settlement", string.concat(label, ": execute"));
    }

    function test_gas_of_one_chain() public {
        epoch(1, "", "1 chain");
    }

    function test_gas_of_an_epoch_of_three_chains() public {
        uint256 total = epoch(3, "", "3 chains");
        require(total <= AIM, "an epoch of three chains costs more than the aim");
    }

    /// Each chain pays out half of a deposit and sends the rest back, for the second time.
    function test_gas_of_an_epoch_with_asset_flows() public {
        for (uint64 i = 0; i < CHAINS; ++i) {
            enqueue(271 + i, 1 ether);
        }
        bytes memory flows = abi.encodePacked(ether_, uint64(block.chainid), uint128(0.1 ether), uint128(0.2 ether));
        for (uint64 i = 0; i < CHAINS; ++i) {
            epochOfOne(i, flows);
        }
        epoch(3, flows, "3 chains, a flow each");
    }

    function epochOfOne(uint64 i, bytes memory flows) private {
        Fields memory fields = fieldsOf(271 + i);
        fields.flows = keccak256(flows);
        fields.last = fields.first = uint64(block.timestamp);
        ValidatorTimelock.ChainCommit memory ignored;
        ignored.previous = tip[271 + i];
        Made memory made = make(fields);
        made.execution.flows = flows;
        commit(chains[i], ignored.previous, made);
        prove(chains[i], made);
        vm.warp(block.timestamp + DELAY);
        execute(chains[i], made);
    }

    /// 100 entries of the queue in one batch, to see what one costs when it settles.
    function test_gas_of_queue_entries() public {
        bytes32 rolling = keccak256("");
        for (uint256 i = 0; i < 100; ++i) {
            rolling = keccak256(bytes.concat(rolling, enqueue(271, 0)));
        }
        Fields memory fields = fieldsOf(271);
        (fields.queueHash, fields.queueCount) = (rolling, 100);
        ValidatorTimelock.ChainCommit[] memory commits = new ValidatorTimelock.ChainCommit[](1);
        commits[0].previous = tip[271];
        commits[0] = commitOf(chains[0], commits[0].previous, make(fields));
        timelock.commitEpoch(commits);
        vm.snapshotGasLastCall("settlement", "1 chain: commit with 100 queue entries");
    }

    function test_gas_of_requests() public {
        enqueue(271, 1 ether);
        L2TransactionRequestDirect memory r = request(271, 1 ether, "");
        vm.deal(address(this), r.mintValue);
        hub.requestL2TransactionDirect{value: r.mintValue}(r);
        vm.snapshotGasLastCall("requests", "direct request of ether, second");
    }
}
