// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {BatchCommit, Statement, StoredBatch} from "@mainland/chain/Batch.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {ChainStorage} from "@mainland/chain/ChainStorage.sol";
import {Committer} from "@mainland/chain/Committer.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {Mailbox} from "@mainland/chain/Mailbox.sol";
import {L2CanonicalTransaction, L2TransactionRequestDirect} from "@mainland/chain/Messaging.sol";
import {AddressAlias} from "@mainland/hub/AddressAlias.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, Vm, World} from "./World.sol";

/// The queue from the L1, its deadline, and settlement by anyone after it.
contract QueueTest is World {
    IChain private chain;
    StoredBatch private genesis;
    address private constant STRANGER = address(0x57a2);

    function setUp() public override {
        super.setUp();
        chain = create(271);
        genesis = tip[271];
    }

    function taking(bytes32 rolling, uint64 count) private view returns (Fields memory fields) {
        fields = fieldsOf(271);
        (fields.queueHash, fields.queueCount) = (rolling, count);
    }

    function roll(bytes32 rolling, bytes32 entry) private pure returns (bytes32) {
        return keccak256(bytes.concat(rolling, entry));
    }

    function commitIt(StoredBatch memory previous, Made memory made) external {
        commit(chain, previous, made);
    }

    function send(L2TransactionRequestDirect memory r) external returns (bytes32) {
        vm.deal(address(this), r.mintValue);
        return hub.requestL2TransactionDirect{value: r.mintValue}(r);
    }

    function test_a_request_becomes_an_entry() public {
        vm.recordLogs();
        bytes32 hash = enqueue(271, 1 ether);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (uint256 id, bytes32 given, uint64 expiry, L2CanonicalTransaction memory t,) =
            abi.decode(logs[logs.length - 1].data, (uint256, bytes32, uint64, L2CanonicalTransaction, bytes[]));
        same(id, 0);
        same(given, hash);
        same(expiry, block.timestamp + DEADLINE);
        same(keccak256(abi.encode(t)), hash);
        same(t.from, uint160(address(AddressAlias.ofContract(address(this)))));
        same(t.value, 1 ether);
        same(t.reserved[0], hub.l2TransactionBaseCost(271, tx.gasprice, 1_000_000, 800) + 1 ether);
        same(Mailbox(address(chain)).getPriorityQueueSize(), 1);
        same(address(vault).balance, t.reserved[0]);
    }

    function test_refuses_requests_out_of_bounds() public {
        L2TransactionRequestDirect memory r = request(271, 0, "");
        r.l2GasPerPubdataByteLimit = 799;
        vm.expectRevert(abi.encodeWithSelector(Mailbox.WrongGasPerPubdata.selector, 800, 799));
        this.send(r);
        r = request(271, 0, "");
        r.l2GasLimit = (1 << 24) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(Mailbox.GasLimitOutOfRange.selector, 21_000, 1 << 24, (1 << 24) + 1)
        );
        this.send(r);
        r.l2GasLimit = 20_999;
        vm.expectRevert(abi.encodeWithSelector(Mailbox.GasLimitOutOfRange.selector, 21_000, 1 << 24, 20_999));
        this.send(r);
        r = request(271, 0, "");
        r.mintValue -= 1;
        vm.expectRevert(abi.encodeWithSelector(Mailbox.MintValueTooLow.selector, r.mintValue + 1, r.mintValue));
        this.send(r);
        r = request(271, 0, new bytes(65_537));
        r.l2GasLimit = 1 << 24;
        vm.expectRevert(abi.encodeWithSelector(Mailbox.DataTooLong.selector, 65_536, 65_537));
        this.send(r);
        r = request(271, 0, "");
        r.factoryDeps = new bytes[](1);
        vm.expectRevert(abi.encodeWithSelector(Mailbox.FactoryDepsUnsupported.selector));
        this.send(r);
    }

    function test_batches_take_entries_in_order(uint8 first, uint8 second) public {
        uint64 a = first % 8;
        uint64 b = second % 8;
        bytes32[] memory hashes = new bytes32[](a + b + 1);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = enqueue(271, i);
        }
        bytes32 rolling = EMPTY;
        for (uint256 i = 0; i < a; ++i) {
            rolling = roll(rolling, hashes[i]);
        }
        Made memory one = settle(chain, taking(rolling, a));
        rolling = EMPTY;
        for (uint256 i = a; i < a + b; ++i) {
            rolling = roll(rolling, hashes[i]);
        }
        Made memory wrong = make(taking(roll(rolling, hashes[a + b]), b));
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.QueueHash));
        this.commitIt(one.stored, wrong);
        tip[271] = one.stored;
        settle(chain, taking(rolling, b));
        same(Mailbox(address(chain)).getFirstUnprocessedPriorityTx(), a + b);
        same(Mailbox(address(chain)).getPriorityQueueSize(), 1);
    }

    function test_a_batch_must_not_leave_an_overdue_entry() public {
        bytes32 entry = enqueue(271, 0);
        vm.warp(block.timestamp + DEADLINE);
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made); // ends within the deadline
        vm.warp(block.timestamp + 1);
        Made memory late = make(fieldsOf(271));
        vm.expectRevert(abi.encodeWithSelector(Committer.QueueEntryOverdue.selector, 0));
        this.commitIt(made.stored, late);
        tip[271] = made.stored;
        commit(chain, made.stored, make(taking(roll(EMPTY, entry), 1)));
    }

    function test_nobody_takes_over_before_the_deadline() public {
        enqueue(271, 0);
        vm.warp(block.timestamp + DEADLINE);
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(Chain.NothingOverdue.selector));
        core(chain).activatePriorityMode(genesis);
        ValidatorTimelock.ChainCommit memory c = commitOf(chain, genesis, make(fieldsOf(271)));
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(Chain.PriorityModeIs.selector, false));
        timelock.settleForced(c, new StoredBatch[](0), new Statement[](0), "");
    }

    function test_anyone_settles_past_the_deadline() public {
        bytes32 entry = enqueue(271, 0);
        Made memory stuck = make(fieldsOf(271));
        commit(chain, genesis, stuck);
        vm.warp(block.timestamp + DEADLINE + 1);
        vm.prank(STRANGER);
        core(chain).activatePriorityMode(genesis);
        same(administration(chain).getTotalBatchesCommitted(), 0); // what blocked the queue is gone
        tip[271] = genesis;
        Made memory empty = make(fieldsOf(271));
        tip[271] = genesis;
        Made memory made = make(taking(roll(EMPTY, entry), 1));
        vm.expectRevert(abi.encodeWithSelector(Chain.PriorityModeIs.selector, true));
        this.commitIt(genesis, made);
        vm.expectRevert(abi.encodeWithSelector(Chain.NoQueueEntries.selector, 1));
        this.settleByStranger(empty, empty.stored);
        StoredBatch memory other = made.stored;
        vm.expectRevert(abi.encodeWithSelector(Committer.NoBatches.selector));
        this.settleWithoutProof(made);
        this.settleByStranger(made, other);
        ValidatorTimelock.ChainExecution[] memory list = new ValidatorTimelock.ChainExecution[](1);
        list[0] = executionOf(chain, made);
        vm.prank(STRANGER);
        vm.expectRevert(
            abi.encodeWithSelector(ValidatorTimelock.DelayNotOver.selector, 1, block.timestamp + DELAY)
        );
        timelock.executeEpoch(list);
        vm.expectRevert(abi.encodeWithSelector(Chain.UnexecutedBatches.selector, 0, 1));
        core(chain).deactivatePriorityMode();
        vm.warp(block.timestamp + DELAY);
        vm.prank(STRANGER);
        timelock.executeEpoch(list);
        vm.prank(STRANGER);
        core(chain).deactivatePriorityMode();
        settle(chain, fieldsOf(271)); // the operator goes on
        same(administration(chain).getTotalBatchesExecuted(), 2);
    }

    function settleByStranger(Made memory made, StoredBatch memory stored) external {
        StoredBatch[] memory list = new StoredBatch[](1);
        list[0] = stored;
        ValidatorTimelock.ChainCommit memory c = commitOf(chain, genesis, made);
        vm.prank(STRANGER);
        timelock.settleForced(c, list, statementsOf(made, 0), "");
    }

    function settleWithoutProof(Made memory made) external {
        ValidatorTimelock.ChainCommit memory c = commitOf(chain, genesis, made);
        vm.prank(STRANGER);
        timelock.settleForced(c, new StoredBatch[](0), new Statement[](0), "");
    }

    /// A flood of entries that expire together is worked off batch by batch.
    function test_overdue_entries_settle_in_several_batches() public {
        bytes32 first = enqueue(271, 0);
        bytes32 second = enqueue(271, 0);
        vm.warp(block.timestamp + DEADLINE + 1);
        core(chain).activatePriorityMode(genesis);
        Made memory one = make(taking(roll(EMPTY, first), 1));
        this.settleByStranger(one, one.stored);
        vm.warp(block.timestamp + DELAY);
        execute(chain, one);
        vm.expectRevert(abi.encodeWithSelector(Committer.QueueEntryOverdue.selector, 1));
        core(chain).deactivatePriorityMode();
        genesis = one.stored;
        Made memory two = make(taking(roll(EMPTY, second), 1));
        this.settleByStranger(two, two.stored);
        vm.warp(block.timestamp + DELAY);
        execute(chain, two);
        core(chain).deactivatePriorityMode();
        same(Mailbox(address(chain)).getPriorityQueueSize(), 0);
    }

    function test_priority_mode_lasts_while_something_is_overdue() public {
        enqueue(271, 0);
        vm.warp(block.timestamp + DEADLINE + 1);
        core(chain).activatePriorityMode(genesis);
        vm.expectRevert(abi.encodeWithSelector(Committer.QueueEntryOverdue.selector, 0));
        core(chain).deactivatePriorityMode();
    }

    /// A proven batch that waits for its delay has kept the deadline: nobody can undo it, but anyone execute it.
    function test_a_proven_batch_keeps_the_deadline() public {
        bytes32 entry = enqueue(271, 0);
        Made memory made = make(taking(roll(EMPTY, entry), 1));
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongBatchNumber.selector, 1, 0));
        core(chain).activatePriorityMode(genesis);
        vm.expectRevert(abi.encodeWithSelector(Chain.NothingOverdue.selector));
        core(chain).activatePriorityMode(made.stored);
        ValidatorTimelock.ChainExecution[] memory list = new ValidatorTimelock.ChainExecution[](1);
        list[0] = executionOf(chain, made);
        uint256 before = vm.snapshotState();
        vm.prank(STRANGER);
        timelock.executeEpoch(list);
        same(Mailbox(address(chain)).getPriorityQueueSize(), 0);
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.Unauthorized.selector, STRANGER));
        timelock.executeEpoch(list);
        vm.revertToState(before);
        vm.warp(block.timestamp + DEADLINE);
        core(chain).activatePriorityMode(made.stored); // nobody executed it for as long again
        same(administration(chain).getTotalBatchesVerified(), 0);
    }

    function test_only_the_bridgehub_appends(address caller) public {
        vm.assume(caller != address(hub));
        L2TransactionRequestDirect memory r = request(271, 0, "");
        bytes memory call = abi.encodeWithSelector(
            IChain.bridgehubRequestL2Transaction.selector,
            address(1),
            r.l2Contract,
            r.mintValue,
            0,
            r.l2Calldata,
            r.l2GasLimit,
            800,
            r.factoryDeps,
            address(1)
        );
        vm.prank(caller);
        (bool success,) = address(chain).call(call);
        same(success, false);
        same(Mailbox(address(chain)).getTotalPriorityTxs(), 0);
    }
}
