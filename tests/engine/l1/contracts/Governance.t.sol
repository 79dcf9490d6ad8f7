// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {StoredBatch, hashOf} from "@mainland/chain/Batch.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {ChainAdministration} from "@mainland/chain/ChainAdministration.sol";
import {ChainParameters, ChainStorage} from "@mainland/chain/ChainStorage.sol";
import {Committer} from "@mainland/chain/Committer.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {CommitteeDAValidator} from "@mainland/data/CommitteeDAValidator.sol";
import {Committee, Members} from "@mainland/settlement/Committee.sol";
import {Guardians} from "@mainland/settlement/Guardians.sol";
import {ProofHub} from "@mainland/settlement/ProofHub.sol";
import {UnprovenVerifier} from "@mainland/settlement/UnprovenVerifier.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, World} from "./World.sol";

/// Freezes, upgrades, verifiers, committees and fees.
contract GovernanceTest is World {
    IChain private chain;
    StoredBatch private genesis;

    function setUp() public override {
        super.setUp();
        chain = create(271);
        genesis = tip[271];
    }

    function executeIt(Made memory made) external {
        execute(chain, made);
    }

    function freeze(bytes32 batch, uint256 until, uint256 count) public {
        bytes[] memory signed = signatures(3, count, guardians.freezeDigest(batch, until));
        guardians.freeze(batch, until, members(3, 2), signed);
    }

    function test_guardians_freeze_a_batch_once() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        bytes32 batch = hashOf(made.stored);
        uint256 until = block.timestamp + 7 days;
        vm.expectRevert(abi.encodeWithSelector(Guardians.FreezeTooLong.selector, until + 1));
        this.freeze(batch, until + 1, 2);
        vm.expectRevert(abi.encodeWithSelector(Committee.TooFewSignatures.selector, 2, 1));
        this.freeze(batch, until, 1);
        freeze(batch, until, 2);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.FrozenBatch.selector, 1, until));
        this.executeIt(made);
        vm.expectRevert(abi.encodeWithSelector(Guardians.FrozenBefore.selector, batch));
        this.freeze(batch, until, 3);
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(Guardians.FrozenBefore.selector, batch));
        this.freeze(batch, until + 1, 2);
        execute(chain, made);
    }

    function test_guardians_end_a_freeze() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        bytes32 batch = hashOf(made.stored);
        freeze(batch, block.timestamp + 7 days, 2);
        guardians.unfreeze(batch, members(3, 2), signatures(3, 2, guardians.unfreezeDigest(batch)));
        execute(chain, made);
    }

    function test_a_frozen_batch_holds_what_follows() public {
        Made memory one = make(fieldsOf(271));
        commit(chain, genesis, one);
        prove(chain, one);
        Made memory two = make(fieldsOf(271));
        commit(chain, one.stored, two);
        prove(chain, two);
        vm.warp(block.timestamp + DELAY);
        freeze(hashOf(one.stored), block.timestamp + 1 days, 2);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongBatchNumber.selector, 1, 2));
        this.executeIt(two);
    }

    function test_signatures_of_strangers_and_repeats_do_not_count() public {
        bytes32 digest = guardians.freezeDigest(keccak256("batch"), block.timestamp + 1);
        bytes[] memory twice = new bytes[](2);
        twice[0] = twice[1] = signatures(3, 1, digest)[0];
        vm.expectPartialRevert(Committee.NotAMember.selector);
        guardians.freeze(keccak256("batch"), block.timestamp + 1, members(3, 2), twice);
        vm.expectPartialRevert(Committee.WrongCommittee.selector);
        guardians.freeze(keccak256("batch"), block.timestamp + 1, members(3, 1), twice);
    }

    function test_what_a_disabled_verifier_accepted_counts_no_more() public {
        Made memory made = make(fieldsOf(271));
        commit(chain, genesis, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        address verifier = address(proofs.verifier());
        guardians.disableVerifier(
            proofs, verifier, members(3, 2), signatures(3, 2, guardians.disableDigest(proofs, verifier))
        );
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.NotProven.selector, 1));
        this.executeIt(made);
        vm.expectRevert(abi.encodeWithSelector(ProofHub.DisabledVerifier.selector, verifier));
        proofs.prove(statementsOf(made, 0), "");
        proofs.announceVerifier(new UnprovenVerifier());
        vm.warp(block.timestamp + UPGRADE);
        proofs.changeVerifier();
        proofs.prove(statementsOf(made, 0), "");
        vm.expectRevert(
            abi.encodeWithSelector(ValidatorTimelock.DelayNotOver.selector, 1, block.timestamp + DELAY)
        );
        this.executeIt(made);
        vm.warp(block.timestamp + DELAY);
        execute(chain, made);
    }

    function test_guardians_alone_disable_verifiers(address stranger) public {
        vm.assume(stranger != address(guardians));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ProofHub.OnlyGuardians.selector));
        proofs.disableVerifier(address(1));
    }

    function test_a_new_committee_of_guardians_waits() public {
        guardians.announceCommittee(members(2, 1));
        vm.warp(block.timestamp + 8 days - 1);
        vm.expectPartialRevert(Guardians.DelayNotOver.selector);
        guardians.changeCommittee();
        vm.warp(block.timestamp + 1);
        guardians.changeCommittee();
        bytes32 batch = keccak256("batch");
        uint256 until = block.timestamp + 1;
        guardians.freeze(batch, until, members(2, 1), signatures(2, 1, guardians.freezeDigest(batch, until)));
    }

    function test_an_upgrade_waits_for_its_delay() public {
        bytes32 program = keccak256("program 2");
        bytes32 upgrade = keccak256("upgrade transaction");
        manager.publishVersion(2, code(), program, upgrade);
        (ChainAdministration admin, Chain main) = (administration(chain), core(chain));
        vm.expectRevert(abi.encodeWithSelector(Chain.DelayNotOver.selector, 0));
        main.executeUpgrade();
        admin.announceUpgrade(2, 2, address(calldataValidator));
        uint256 readyAt = block.timestamp + UPGRADE;
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(Chain.DelayNotOver.selector, readyAt));
        main.executeUpgrade();
        Made memory one = make(fieldsOf(271));
        commit(chain, genesis, one);
        vm.warp(readyAt);
        vm.expectRevert(abi.encodeWithSelector(Chain.UnexecutedBatches.selector, 0, 1));
        main.executeUpgrade();
        prove(chain, one);
        vm.warp(block.timestamp + DELAY);
        execute(chain, one);
        main.executeUpgrade();
        same(admin.getProtocolVersion(), 2);
        same(admin.getProgramHash(), program);
        same(admin.getPendingUpgradeHash(), upgrade);
        upgradedBatches(one, program, upgrade);
    }

    /// The first batch after it carries the upgrade, also when it was reverted once; the second does not.
    function upgradedBatches(Made memory one, bytes32 program, bytes32 upgrade) private {
        Fields memory f = fieldsOf(271);
        (f.version, f.program) = (2, program);
        Made memory without = make(f);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.UpgradeHash));
        this.commitOn(one.stored, without);
        tip[271] = one.stored;
        f.upgrade = upgrade;
        Made memory two = make(f);
        commit(chain, one.stored, two);
        timelock.revertBatches(chain, 1);
        tip[271] = one.stored;
        two = make(f);
        commit(chain, one.stored, two);
        f = fieldsOf(271);
        (f.version, f.program, f.upgrade) = (2, program, upgrade);
        Made memory three = make(f);
        vm.expectRevert(abi.encodeWithSelector(Committer.WrongField.selector, Committer.Field.UpgradeHash));
        this.commitOn(two.stored, three);
        prove(chain, two);
        vm.warp(block.timestamp + DELAY);
        execute(chain, two);
        same(administration(chain).getPendingUpgradeHash(), bytes32(0));
    }

    function commitOn(StoredBatch memory previous, Made memory made) external {
        commit(chain, previous, made);
    }

    function test_an_upgrade_can_be_cancelled() public {
        manager.publishVersion(2, code(), 0, 0);
        administration(chain).announceUpgrade(2, 2, address(calldataValidator));
        administration(chain).cancelUpgrade();
        vm.warp(block.timestamp + UPGRADE);
        vm.expectRevert(abi.encodeWithSelector(Chain.DelayNotOver.selector, 0));
        core(chain).executeUpgrade();
    }

    function test_the_upgrade_delay_covers_deadline_and_exit() public {
        ChainParameters memory p = parametersOf(273);
        p.upgradeDelay = DEADLINE + EXIT;
        vm.expectRevert(
            abi.encodeWithSelector(
                ChainAdministration.UpgradeDelayTooShort.selector, DEADLINE + EXIT + 1, DEADLINE + EXIT
            )
        );
        hub.createNewChain(273, address(manager), ether_, 1, address(this), abi.encode(p, ""), new bytes[](0));
    }

    function test_a_chain_is_initialized_once() public {
        vm.expectRevert(abi.encodeWithSelector(ChainAdministration.AlreadyInitialized.selector));
        chain.initialize(parametersOf(271), 1);
    }

    function test_only_the_admin_administers(address stranger) public {
        vm.assume(stranger != address(this));
        ChainAdministration admin = administration(chain);
        bytes memory refused = abi.encodeWithSelector(ChainStorage.Unauthorized.selector, stranger);
        vm.prank(stranger);
        vm.expectRevert(refused);
        admin.setPendingAdmin(stranger);
        vm.prank(stranger);
        vm.expectRevert(refused);
        admin.setFees(0, 1, 1);
        vm.prank(stranger);
        vm.expectRevert(refused);
        admin.announceUpgrade(1, 2, address(calldataValidator));
        vm.prank(stranger);
        vm.expectRevert(refused);
        admin.cancelUpgrade();
        vm.prank(stranger);
        vm.expectRevert(refused);
        admin.acceptAdmin();
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.Unauthorized.selector, stranger));
        timelock.setValidator(chain, stranger, ValidatorTimelock.Validator(true, true, true, true));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.Unauthorized.selector, stranger));
        timelock.raiseExecutionDelay(chain, 1 days);
    }

    function test_the_execution_delay_only_grows() public {
        vm.expectRevert(abi.encodeWithSelector(ValidatorTimelock.DelayCannotShrink.selector, DELAY));
        timelock.raiseExecutionDelay(chain, DELAY - 1);
        timelock.raiseExecutionDelay(chain, DELAY + 1);
        same(timelock.executionDelay(chain), DELAY + 1);
    }

    function test_fees_rise_slowly() public {
        ChainAdministration admin = administration(chain);
        vm.expectRevert(abi.encodeWithSelector(ChainAdministration.FeesRiseTooFast.selector));
        admin.setFees(0.325 gwei + 1, 1, 1);
        admin.setFees(0.325 gwei, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(ChainAdministration.FeesRiseTooFast.selector));
        admin.setFees(0.326 gwei, 1, 1);
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(abi.encodeWithSelector(ChainAdministration.FeesRiseTooFast.selector));
        admin.setFees(0.325 gwei, 14, 10);
        admin.setFees(0.325 gwei, 13, 10);
        admin.setFees(1, 1, 1);
    }

    function test_a_validium_needs_its_committee() public {
        CommitteeDAValidator validator = new CommitteeDAValidator(hub);
        ChainParameters memory p = parametersOf(272);
        (p.dataScheme, p.dataValidator) = (128, address(validator));
        hub.createNewChain(272, address(manager), ether_, 1, address(this), abi.encode(p, ""), new bytes[](0));
        chain = IChain(hub.getZKChain(272));
        timelock.setValidator(chain, address(this), ValidatorTimelock.Validator(true, true, true, true));
        tip[272].stateCommitment = p.genesisCommitment;
        StoredBatch memory start = tip[272];
        validator.announceCommittee(272, members(3, 2));
        Fields memory f = fieldsOf(272);
        f.scheme = 128;
        Made memory made = make(f);
        bytes32 digest = validator.availableDigest(272, 1, f.data);
        made.commit.dataInput = abi.encode(members(3, 2), signatures(3, 1, digest));
        vm.expectRevert(abi.encodeWithSelector(Committee.TooFewSignatures.selector, 2, 1));
        this.commitOn(start, made);
        made.commit.dataInput = abi.encode(members(3, 2), signatures(3, 2, ~digest));
        vm.expectPartialRevert(Committee.NotAMember.selector);
        this.commitOn(start, made);
        made.commit.dataInput = abi.encode(members(3, 2), signatures(3, 2, digest));
        commit(chain, start, made);
        validator.announceCommittee(272, members(1, 1));
        vm.warp(block.timestamp + UPGRADE - 1);
        vm.expectPartialRevert(CommitteeDAValidator.DelayNotOver.selector);
        validator.changeCommittee(272);
        vm.prank(address(0x57a2));
        vm.expectRevert(abi.encodeWithSelector(CommitteeDAValidator.Unauthorized.selector, address(0x57a2)));
        validator.announceCommittee(272, members(1, 1));
    }
}
