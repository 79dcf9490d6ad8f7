// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PrefixProof, Statement, StoredBatch, hashOf} from "@mainland/chain/Batch.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {ChainStorage} from "@mainland/chain/ChainStorage.sol";
import {Committer} from "@mainland/chain/Committer.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {MessageRoot} from "@mainland/hub/MessageRoot.sol";
import {ProofHub} from "@mainland/settlement/ProofHub.sol";
import {UnprovenVerifier} from "@mainland/settlement/UnprovenVerifier.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {ExactVerifier, Fields, Made, World} from "./World.sol";

/// Proof, delay, execution, reverts, and epochs of several chains.
contract SettleTest is World {
    IChain private chain;
    StoredBatch private genesis;

    function setUp() public override {
        super.setUp();
        chain = create(271);
        genesis = tip[271];
    }

    function proveIt(Made memory made) external {
        prove(chain, made);
    }

    function executeIt(Made memory made) external {
        execute(chain, made);
    }

    function executeOn(IChain which, Made memory made) external {
        execute(which, made);
    }

    function executeAll(ValidatorTimelock.ChainExecution[] memory list) external {
        timelock.executeEpoch(list);
    }

    function test_a_batch_settles_after_the_delay() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.NotProven.selector, 1));
        this.executeIt(made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.DelayNotOver.selector, 1, block.timestamp + 1));
        this.executeIt(made);
        vm.warp(block.timestamp + 1);
        execute(chain, made);
        same(administration(chain).getTotalBatchesExecuted(), 1);
    }

    function test_refuses_openings_that_differ() public {
        Fields memory f = fieldsOf(271);
        f.flows = keccak256("flows");
        f.imports = keccak256("imports");
        Made memory made = make(f);
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        vm.expectRevert(abi.encodeWithSelector(Chain.WrongOpening.selector, Committer.Field.Imports));
        this.executeIt(made);
        made.execution.imports = "imports";
        made.execution.prefixes = new PrefixProof[](0);
        vm.expectRevert(abi.encodeWithSelector(Chain.WrongOpening.selector, Committer.Field.FlowRoot));
        this.executeIt(made);
        made.execution.output = bytes.concat(made.execution.output);
        made.execution.output[388] ^= 0x01;
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongStoredBatch.selector, 1));
        this.executeIt(made);
    }

    function test_reverts_batches_that_are_not_executed() public {
        Made memory one = settle(chain, fieldsOf(271));
        Made memory two = make(fieldsOf(271));
        commit(chain, one.stored, two);
        prove(chain, two);
        Made memory three = make(fieldsOf(271));
        commit(chain, two.stored, three);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongBatchNumber.selector, 1, 0));
        timelock.revertBatches(chain, 0);
        vm.expectRevert(abi.encodeWithSelector(ChainStorage.Unauthorized.selector, address(this)));
        chain.revertBatches(1);
        timelock.revertBatches(chain, 1);
        same(administration(chain).getTotalBatchesCommitted(), 1);
        same(administration(chain).getTotalBatchesVerified(), 1);
        same(administration(chain).storedBatchHash(2), bytes32(0));
        vm.warp(block.timestamp + DELAY);
        vm.expectRevert(abi.encodeWithSelector(Chain.NotProven.selector, 2));
        this.executeIt(two);
        tip[271] = one.stored;
        settle(chain, fieldsOf(271));
        same(administration(chain).getTotalBatchesExecuted(), 2);
    }

    /// A batch that is wrong where the L1 cannot know: its proof shows another statement.
    function test_a_proof_binds_what_the_contract_cannot_know(uint16 bit) public {
        deploy(new ExactVerifier());
        chain = create(271);
        genesis = tip[271];
        Made memory right = make(fieldsOf(271));
        bytes memory proof = ExactVerifier(address(proofs.verifier())).proofOf(statementsOf(right, 0));
        tip[271] = genesis;
        Fields memory f = fieldsOf(271);
        uint256 which = bit % 4;
        if (which == 0) f.later ^= bytes32(uint256(1) << (bit % 256));
        if (which == 1) f.messages ^= bytes32(uint256(1) << (bit % 256));
        if (which == 2) f.flows ^= bytes32(uint256(1) << (bit % 256));
        if (which == 3) f.cycles += 1 + uint64(bit);
        Made memory wrong = make(f);
        commit(chain, genesis, wrong);
        vm.expectRevert(abi.encodeWithSelector(ProofHub.ProofRefused.selector));
        this.proveWith(wrong, proof);
        ValidatorTimelock.ChainProof[] memory list = new ValidatorTimelock.ChainProof[](1);
        list[0] = proofOf(chain, wrong);
        proofs.prove(statementsOf(right, 0), proof);
        vm.expectRevert(abi.encodeWithSelector(Chain.NotProven.selector, 1));
        timelock.proveEpoch(list, new Statement[](0), "");
    }

    function proveWith(Made memory made, bytes memory proof) external {
        ValidatorTimelock.ChainProof[] memory list = new ValidatorTimelock.ChainProof[](1);
        list[0] = proofOf(chain, made);
        timelock.proveEpoch(list, statementsOf(made, 0), proof);
    }

    function test_the_label_sticks_until_every_batch_is_proven() public {
        same(administration(chain).isUnproven(), true);
        Made memory one = settle(chain, fieldsOf(271));
        ExactVerifier verifier = new ExactVerifier();
        proofs.announceVerifier(verifier);
        vm.expectRevert(abi.encodeWithSelector(ProofHub.DelayNotOver.selector, block.timestamp + UPGRADE));
        proofs.changeVerifier();
        vm.warp(block.timestamp + UPGRADE);
        proofs.changeVerifier();
        same(administration(chain).isUnproven(), true);
        Made memory two = make(fieldsOf(271));
        commit(chain, one.stored, two);
        proofs.prove(statementsOf(two, 0), verifier.proofOf(statementsOf(two, 0)));
        ValidatorTimelock.ChainProof[] memory list = new ValidatorTimelock.ChainProof[](1);
        list[0] = proofOf(chain, two);
        timelock.proveEpoch(list, new Statement[](0), "");
        same(administration(chain).getTotalBatchesProven(), 0);
        same(administration(chain).isUnproven(), true);
        StoredBatch[] memory both = new StoredBatch[](2);
        (both[0], both[1]) = (one.stored, two.stored);
        vm.expectRevert(abi.encodeWithSelector(Chain.NotProven.selector, 1));
        core(chain).recordProven(both);
        proofs.prove(statementsOf(one, 0), verifier.proofOf(statementsOf(one, 0)));
        core(chain).recordProven(both);
        same(administration(chain).getTotalBatchesProven(), 2);
        same(administration(chain).isUnproven(), false);
    }

    function test_nobody_deploys_the_unproven_verifier_elsewhere(uint64 id) public {
        vm.assume(id != 9 && id != 1337 && id != 31337);
        vm.chainId(id);
        vm.expectRevert(abi.encodeWithSelector(UnprovenVerifier.OnlyOnLocalChains.selector, uint256(id)));
        new UnprovenVerifier();
    }

    /// Two chains import each other's messages of the same epoch: together they execute, alone neither does.
    function test_an_epoch_executes_imports_in_both_directions() public {
        IChain other = create(272);
        StoredBatch memory otherGenesis = tip[272];
        (bytes32 acc1, bytes32 acc2) = (keccak256("accumulator 1"), keccak256("accumulator 2"));
        Fields memory f = fieldsOf(271);
        bytes memory imports1 = abi.encodePacked(uint64(272), uint8(0), acc2);
        (f.later, f.imports) = (acc1, keccak256(imports1));
        Made memory one = make(f);
        f = fieldsOf(272);
        bytes memory imports2 = abi.encodePacked(uint64(271), uint8(0), acc1);
        (f.later, f.imports) = (acc2, keccak256(imports2));
        Made memory two = make(f);
        (one.execution.imports, two.execution.imports) = (imports1, imports2);
        one.execution.prefixes = new PrefixProof[](1);
        two.execution.prefixes = new PrefixProof[](1);
        commit(chain, genesis, one);
        commit(other, otherGenesis, two);
        prove(chain, one);
        prove(other, two);
        vm.warp(block.timestamp + DELAY);
        vm.expectRevert(abi.encodeWithSelector(MessageRoot.NotExecuted.selector, 272, acc2));
        this.executeIt(one);
        ValidatorTimelock.ChainExecution[] memory list = new ValidatorTimelock.ChainExecution[](2);
        list[0] = executionOf(chain, one);
        list[1] = executionOf(other, two);
        timelock.executeEpoch(list);
        same(root.accumulators(271), acc1);
        same(root.accumulators(272), acc2);
    }

    /// A batch of 272 that began at `first` imports `accumulator` of 271 with `policy`; then all but its execution.
    function importing(IChain other, uint64 first, uint8 policy, bytes32 accumulator) private returns (Made memory made) {
        Fields memory f = fieldsOf(272);
        bytes memory imports = abi.encodePacked(uint64(271), policy, accumulator);
        (f.first, f.imports) = (first, keccak256(imports));
        StoredBatch memory previous = tip[272];
        made = make(f);
        made.execution.imports = imports;
        made.execution.prefixes = new PrefixProof[](1);
        commit(other, previous, made);
        prove(other, made);
        vm.warp(block.timestamp + DELAY);
    }

    /// Settled imports: what the source had executed when the importing batch began, however long ago.
    function test_settled_imports_were_executed_before() public {
        IChain other = create(272);
        StoredBatch memory start = tip[272];
        bytes32[2] memory accumulators = [keccak256("first"), keccak256("second")];
        for (uint256 i = 0; i < 2; ++i) {
            Fields memory f = fieldsOf(271);
            f.later = accumulators[i];
            settle(chain, f);
        }
        uint64 time = uint64(root.executedAt(271, accumulators[1]));
        same(time, block.timestamp);
        vm.warp(time + 10);
        Made memory made = importing(other, time - 1, 2, accumulators[1]);
        vm.expectRevert(abi.encodeWithSelector(MessageRoot.NotExecuted.selector, 271, accumulators[1]));
        this.executeOn(other, made);
        timelock.revertBatches(other, 0);
        tip[272] = start;
        made = importing(other, uint64(block.timestamp), 2, keccak256("third"));
        vm.expectRevert(abi.encodeWithSelector(MessageRoot.NotExecuted.selector, 271, keccak256("third")));
        this.executeOn(other, made);
        timelock.revertBatches(other, 0);
        tip[272] = start;
        made = importing(other, time, 2, accumulators[1]);
        execute(other, made);
        execute(other, importing(other, uint64(block.timestamp), 2, accumulators[0]));
        same(administration(other).getTotalBatchesExecuted(), 2);
    }

    /// Executed in the same call is too late to be settled, and in time to be instant.
    function test_settled_is_not_instant() public {
        IChain other = create(272);
        StoredBatch memory start = tip[272];
        Fields memory f = fieldsOf(271);
        f.later = keccak256("accumulator");
        Made memory source = make(f);
        commit(chain, genesis, source);
        prove(chain, source);
        for (uint8 policy = 2; policy < 3; --policy) {
            Made memory made = importing(other, uint64(block.timestamp), policy, f.later);
            ValidatorTimelock.ChainExecution[] memory all = new ValidatorTimelock.ChainExecution[](2);
            (all[0], all[1]) = (executionOf(chain, source), executionOf(other, made));
            if (policy == 0) {
                timelock.executeEpoch(all);
                break;
            }
            if (policy == 1) vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.UnknownPolicy.selector, 1));
            else vm.expectRevert(abi.encodeWithSelector(MessageRoot.NotExecuted.selector, 271, f.later));
            this.executeAll(all);
            timelock.revertBatches(other, 0);
            tip[272] = start;
        }
        same(administration(other).getTotalBatchesExecuted(), 1);
    }

    function test_every_import_needs_its_proof() public {
        Fields memory f = fieldsOf(271);
        bytes memory imports = abi.encodePacked(uint64(272), uint8(0), keccak256("unknown"));
        f.imports = keccak256(imports);
        Made memory made = make(f);
        made.execution.imports = imports;
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.WrongProofCount.selector, 1, 0));
        this.executeIt(made);
    }

    function test_executed_batches_are_known_by_their_hash() public {
        Made memory one = settle(chain, fieldsOf(271));
        same(administration(chain).storedBatchHash(1), hashOf(one.stored));
    }
}
