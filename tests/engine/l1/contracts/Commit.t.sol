// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {BatchExecution, StoredBatch, hashOf} from "@mainland/chain/Batch.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {Committer} from "@mainland/chain/Committer.sol";
import {ChainStorage} from "@mainland/chain/ChainStorage.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {Output} from "@mainland/chain/Output.sol";
import {CalldataDAValidator} from "@mainland/data/CalldataDAValidator.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, World} from "./World.sol";

/// A committed batch with one wrong field is refused, whichever field it is.
contract CommitTest is World {
    IChain private chain;
    StoredBatch private genesis;

    function setUp() public override {
        super.setUp();
        chain = create(271);
        genesis = tip[271];
    }

    function refuse(Fields memory fields, bytes memory reason) private {
        Made memory made = make(fields);
        vm.expectRevert(reason);
        this.commitFrom(made);
        tip[271] = genesis;
        same(administration(chain).getTotalBatchesCommitted(), 0);
    }

    function refuse(Fields memory fields, Committer.Field field) private {
        refuse(fields, abi.encodeWithSelector(Committer.WrongField.selector, field));
    }

    function commitFrom(Made memory made) external {
        commit(chain, genesis, made);
    }

    function test_commits_the_right_batch() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        same(administration(chain).getTotalBatchesCommitted(), 1);
        same(administration(chain).storedBatchHash(1), hashOf(made.stored));
    }

    function test_refuses_each_wrong_field() public {
        Fields memory f = fieldsOf(271);
        f.version = 2;
        refuse(f, Committer.Field.ProtocolVersion);
        f = fieldsOf(271);
        f.program = keccak256("program");
        refuse(f, Committer.Field.ProgramHash);
        f = fieldsOf(271);
        f.settlementChainId = 0;
        refuse(f, Committer.Field.SettlementChainId);
        f = fieldsOf(271);
        f.group = 0;
        refuse(f, Committer.Field.Group);
        f = fieldsOf(271);
        f.number = 2;
        refuse(f, Committer.Field.BatchNumber);
        f = fieldsOf(271);
        f.last = uint64(block.timestamp + 1 hours + 1);
        refuse(f, Committer.Field.LastTimestamp);
        f = fieldsOf(271);
        f.first = f.last + 1;
        refuse(f, Committer.Field.LastTimestamp);
        f = fieldsOf(271);
        f.scheme = 1;
        refuse(f, Committer.Field.DataScheme);
        f = fieldsOf(271);
        f.data = keccak256("other");
        refuse(f, abi.encodeWithSelector(CalldataDAValidator.WrongPubdata.selector, f.data, keccak256(dataOf(1))));
        f = fieldsOf(271);
        f.queueCount = 1;
        refuse(f, Committer.Field.QueueCount);
        f.queueCount = type(uint64).max;
        refuse(f, Committer.Field.QueueCount);
        f = fieldsOf(271);
        f.queueHash = 0;
        refuse(f, Committer.Field.QueueHash);
        f = fieldsOf(271);
        f.before = keccak256("messages");
        refuse(f, Committer.Field.AccumulatorBefore);
        f = fieldsOf(271);
        f.cycles = (1 << 40) + 1;
        refuse(f, Committer.Field.Cycles);
        f = fieldsOf(271);
        f.upgrade = keccak256("upgrade");
        refuse(f, Committer.Field.UpgradeHash);
    }

    function test_refuses_another_chains_batch() public {
        IChain other = create(272);
        Made memory made = make(fieldsOf(272));
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.ChainId));
        this.commitFrom(made);
        StoredBatch memory start = genesis;
        Fields memory f = fieldsOf(271);
        made = make(f);
        ValidatorTimelock.ChainCommit[] memory list = new ValidatorTimelock.ChainCommit[](1);
        list[0] = commitOf(other, start, made);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongStoredBatch.selector, 0));
        timelock.commitEpoch(list);
    }

    function test_refuses_epochs_and_clocks_that_go_back() public {
        Made memory one = make(fieldsOf(271));
        commit(chain, genesis, one);
        Fields memory f = fieldsOf(271);
        f.epoch = 0;
        Made memory two = make(f);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.Epoch));
        this.commitOn(one.stored, two);
        tip[271] = one.stored;
        f = fieldsOf(271);
        f.first -= 1;
        two = make(f);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.FirstTimestamp));
        this.commitOn(one.stored, two);
    }

    function commitOn(StoredBatch memory previous, Made memory made) external {
        commit(chain, previous, made);
    }

    function test_refuses_any_other_length(uint16 length) public {
        Made memory made = make(fieldsOf(271));
        vm.assume(length != Output.LENGTH);
        made.commit.output = new bytes(length);
        vm.expectRevert(abi.encodeWithSelector(Output.WrongOutputLength.selector, uint256(length)));
        this.commitFrom(made);
    }

    /// Whatever bit flips in what is committed: the contract refuses, or stores another batch, for which the
    /// proof of the right one is none (SettleTest).
    function test_flipped_bits_never_pass_as_the_right_batch(uint16 bit) public {
        Made memory made = make(fieldsOf(271));
        bit %= uint16(Output.LENGTH * 8);
        made.commit.output[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        try this.commitFrom(made) {
            require(administration(chain).storedBatchHash(1) != hashOf(made.stored), "the same batch");
        } catch {
            same(administration(chain).getTotalBatchesCommitted(), 0);
        }
    }

    /// Two operators with the same keys: the second one's call changes nothing.
    function test_a_repeated_step_fails_and_changes_nothing() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongBatchNumber.selector, 1, 0));
        this.commitFrom(made);
        prove(chain, made);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongBatchNumber.selector, 1, 2));
        this.proveAgain(made);
        vm.warp(block.timestamp + DELAY);
        execute(chain, made);
        vm.expectRevert(abi.encodeWithSelector(Chain.NotProven.selector, 2));
        this.executeAgain(made);
        same(administration(chain).getTotalBatchesExecuted(), 1);
    }

    function proveAgain(Made memory made) external {
        prove(chain, made);
    }

    function executeAgain(Made memory made) external {
        execute(chain, made);
    }

    function test_only_validators_and_only_through_the_timelock(address stranger) public {
        vm.assume(stranger != address(this) && stranger != address(timelock));
        ValidatorTimelock.ChainCommit[] memory list = new ValidatorTimelock.ChainCommit[](1);
        list[0] = commitOf(chain, genesis, make(fieldsOf(271)));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.Unauthorized.selector, stranger));
        timelock.commitEpoch(list);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ChainStorage.Unauthorized.selector, stranger));
        chain.commitBatches(genesis, list[0].batches);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ChainStorage.Unauthorized.selector, stranger));
        chain.commitForcedBatches(genesis, list[0].batches, new StoredBatch[](0));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ChainStorage.Unauthorized.selector, stranger));
        chain.proveBatches(new StoredBatch[](0));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ChainStorage.Unauthorized.selector, stranger));
        chain.executeBatches(new BatchExecution[](0));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.Unauthorized.selector, stranger));
        timelock.revertBatches(chain, 0);
    }
}
