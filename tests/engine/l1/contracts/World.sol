// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AssetRouter} from "@mainland/assets/AssetRouter.sol";
import {AssetTracker} from "@mainland/assets/AssetTracker.sol";
import {NativeTokenVault} from "@mainland/assets/NativeTokenVault.sol";
import {Nullifier} from "@mainland/assets/Nullifier.sol";
import {BatchCommit, BatchExecution, PrefixProof, Statement, StoredBatch} from "@mainland/chain/Batch.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {ChainAdministration} from "@mainland/chain/ChainAdministration.sol";
import {ChainParameters} from "@mainland/chain/ChainStorage.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {ETH_TOKEN, L2TransactionRequestDirect, assetIdOf} from "@mainland/chain/Messaging.sol";
import {CalldataDAValidator} from "@mainland/data/CalldataDAValidator.sol";
import {Bridgehub} from "@mainland/hub/Bridgehub.sol";
import {ChainTypeManager} from "@mainland/hub/ChainTypeManager.sol";
import {MessageRoot} from "@mainland/hub/MessageRoot.sol";
import {Members} from "@mainland/settlement/Committee.sol";
import {Guardians} from "@mainland/settlement/Guardians.sol";
import {IVerifier} from "@mainland/settlement/IVerifier.sol";
import {ProofHub} from "@mainland/settlement/ProofHub.sol";
import {UnprovenVerifier} from "@mainland/settlement/UnprovenVerifier.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Test, Vm} from "./Test.sol";

/// The fields of a batch's output, in their order.
struct Fields {
    uint32 version;
    bytes32 program;
    uint64 chainId;
    uint64 settlementChainId;
    bytes32 group;
    uint64 epoch;
    uint64 number;
    uint64 first;
    uint64 last;
    uint8 scheme;
    bytes32 data;
    bytes32 queueHash;
    uint64 queueCount;
    bytes32 before;
    bytes32 later;
    bytes32 messages;
    bytes32 imports;
    bytes32 flows;
    uint64 cycles;
    bytes32 upgrade;
}

/// Batches of one chain as a test makes them: what was committed, and what execution opens.
struct Made {
    BatchCommit commit;
    StoredBatch stored;
    BatchExecution execution;
}

/// Accepts a proof that names every statement and a secret: a batch whose bytes differ has no proof.
contract ExactVerifier is IVerifier {
    function proofOf(Statement[] calldata statements) public pure returns (bytes memory) {
        return abi.encode(keccak256(abi.encode("shown", statements)));
    }

    function verify(Statement[] calldata statements, bytes calldata proof) external pure returns (bool) {
        return keccak256(proof) == keccak256(proofOf(statements));
    }

    function proves() external pure returns (bool) {
        return true;
    }
}

/// A mainland with all its contracts, and chains on it. The test itself is owner, admin and operator.
contract World is Test {
    bytes32 internal constant GROUP = keccak256("group");
    bytes32 internal constant EMPTY = keccak256("");
    uint64 internal constant DEADLINE = 4 days;
    uint64 internal constant EXIT = 7 days;
    uint64 internal constant UPGRADE = 12 days;
    uint64 internal constant DELAY = 3 hours;
    uint256 internal constant GUARDIAN = 0xa11ce; // keys from here on

    Bridgehub internal hub;
    MessageRoot internal root;
    AssetTracker internal tracker;
    Nullifier internal nullifier;
    NativeTokenVault internal vault;
    AssetRouter internal router;
    ProofHub internal proofs;
    Guardians internal guardians;
    ValidatorTimelock internal timelock;
    ChainTypeManager internal manager;
    CalldataDAValidator internal calldataValidator;
    bytes32 internal ether_;

    mapping(uint256 chainId => StoredBatch) internal tip;

    function setUp() public virtual {
        vm.chainId(31337);
        vm.warp(1_800_000_000);
        deploy(new UnprovenVerifier());
    }

    function deploy(IVerifier verifier) internal {
        hub = new Bridgehub(address(this));
        root = new MessageRoot(hub);
        // ProofHub and Guardians name each other; only guardians are told to.
        guardians = new Guardians(address(this), members(3, 2));
        proofs = new ProofHub(address(this), address(guardians), verifier, UPGRADE);
        timelock = new ValidatorTimelock(hub, proofs, guardians);
        tracker = new AssetTracker(hub, address(timelock));
        nullifier = new Nullifier(hub);
        vault = new NativeTokenVault(hub, tracker);
        router = new AssetRouter(hub, nullifier, vault);
        manager = new ChainTypeManager(address(this), hub);
        hub.setParts(
            Bridgehub.Parts(address(router), address(nullifier), address(vault), address(root), address(tracker))
        );
        hub.addChainTypeManager(address(manager));
        ether_ = assetIdOf(block.chainid, ETH_TOKEN);
        hub.addTokenAssetId(ether_);
        calldataValidator = new CalldataDAValidator();
        manager.publishVersion(1, code(), 0, 0);
    }

    function code() internal returns (address) {
        ChainAdministration mailbox = new ChainAdministration(hub, manager, root, timelock, proofs);
        return address(new Chain(manager, address(timelock), proofs, root, tracker, address(mailbox)));
    }

    /// Ascending addresses of the keys from GUARDIAN on.
    function members(uint256 n, uint256 threshold) internal pure returns (Members memory result) {
        (uint256[] memory keys) = sortedKeys(n);
        result.members = new address[](n);
        for (uint256 i = 0; i < n; ++i) {
            result.members[i] = vm.addr(keys[i]);
        }
        result.threshold = threshold;
    }

    function sortedKeys(uint256 n) internal pure returns (uint256[] memory keys) {
        keys = new uint256[](n);
        for (uint256 i = 0; i < n; ++i) {
            uint256 j = i;
            for (; j > 0 && vm.addr(keys[j - 1]) > vm.addr(GUARDIAN + i); --j) {
                keys[j] = keys[j - 1];
            }
            keys[j] = GUARDIAN + i;
        }
    }

    function signatures(uint256 n, uint256 count, bytes32 digest) internal pure returns (bytes[] memory result) {
        uint256[] memory keys = sortedKeys(n);
        result = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            result[i] = signature(keys[i], digest);
        }
    }

    function parametersOf(uint64 chainId) internal view virtual returns (ChainParameters memory) {
        return ChainParameters({
            chainId: chainId,
            baseTokenAssetId: ether_,
            admin: address(this),
            genesisCommitment: keccak256(abi.encode("genesis", chainId)),
            programHash: 0,
            group: GROUP,
            dataScheme: 2,
            dataValidator: address(calldataValidator),
            maxBatchCycles: 1 << 40,
            queueDeadline: DEADLINE,
            exitWindow: EXIT,
            upgradeDelay: UPGRADE,
            executionDelay: DELAY,
            minimalGasPrice: 0.25 gwei,
            batchOverheadGas: 100_000,
            baseTokenNominator: 1,
            baseTokenDenominator: 1
        });
    }

    function create(uint64 chainId) internal returns (IChain chain) {
        ChainParameters memory parameters = parametersOf(chainId);
        hub.createNewChain(
            chainId,
            address(manager),
            parameters.baseTokenAssetId,
            1,
            parameters.admin,
            abi.encode(parameters, "genesis"),
            new bytes[](0)
        );
        chain = IChain(hub.getZKChain(chainId));
        timelock.setValidator(chain, address(this), ValidatorTimelock.Validator(true, true, true, true));
        delete tip[chainId];
        tip[chainId].stateCommitment = parameters.genesisCommitment;
    }

    function administration(IChain chain) internal pure returns (ChainAdministration) {
        return ChainAdministration(address(chain));
    }

    function core(IChain chain) internal pure returns (Chain) {
        return Chain(payable(address(chain)));
    }

    /// The output of a right and empty batch on top of the last made one.
    function fieldsOf(uint64 chainId) internal view returns (Fields memory fields) {
        StoredBatch memory last = tip[chainId];
        fields.version = 1;
        fields.chainId = chainId;
        fields.settlementChainId = uint64(block.chainid);
        fields.group = GROUP;
        fields.epoch = last.epoch + 1;
        fields.number = last.number + 1;
        fields.first = fields.last = uint64(block.timestamp);
        fields.scheme = 2;
        fields.data = keccak256(dataOf(fields.number));
        fields.queueHash = EMPTY;
        fields.before = fields.later = last.accumulator;
        fields.messages = root.EMPTY_ROOT();
        fields.imports = EMPTY;
    }

    function dataOf(uint64 number) internal pure returns (bytes memory) {
        return abi.encodePacked("pubdata of batch ", number);
    }

    function encode(Fields memory f) internal pure returns (bytes memory) {
        bytes memory first = abi.encodePacked(
            f.version, f.program, f.chainId, f.settlementChainId, f.group, f.epoch, f.number, f.first, f.last
        );
        bytes memory second = abi.encodePacked(f.scheme, f.data, f.queueHash, f.queueCount, f.before, f.later);
        bytes memory third = abi.encodePacked(f.messages, f.imports, f.flows, f.cycles, f.upgrade);
        return bytes.concat(first, second, third);
    }

    /// A batch with these fields; it becomes the tip.
    function make(Fields memory fields) internal returns (Made memory made) {
        StoredBatch memory last = tip[fields.chainId];
        made.commit.stateCommitment = keccak256(abi.encode("state", fields.chainId, fields.number));
        made.commit.output = encode(fields);
        made.commit.dataInput = dataOf(fields.number);
        made.stored.number = fields.number;
        made.stored.lastTimestamp = fields.last;
        made.stored.epoch = fields.epoch;
        made.stored.queueEnd = last.queueEnd + fields.queueCount;
        made.stored.stateCommitment = made.commit.stateCommitment;
        made.stored.accumulator = fields.later;
        made.stored.outputHash = keccak256(made.commit.output);
        made.stored.publicInput =
            keccak256(bytes.concat(last.stateCommitment, made.stored.stateCommitment, made.stored.outputHash));
        made.execution.batch = made.stored;
        made.execution.output = made.commit.output;
        tip[fields.chainId] = made.stored;
    }

    function commitOf(IChain chain, StoredBatch memory previous, Made memory made)
        internal
        pure
        returns (ValidatorTimelock.ChainCommit memory result)
    {
        (result.chain, result.previous) = (chain, previous);
        result.batches = new BatchCommit[](1);
        result.batches[0] = made.commit;
    }

    function proofOf(IChain chain, Made memory made) internal pure returns (ValidatorTimelock.ChainProof memory result) {
        result.chain = chain;
        result.batches = new StoredBatch[](1);
        result.batches[0] = made.stored;
    }

    function executionOf(IChain chain, Made memory made)
        internal
        pure
        returns (ValidatorTimelock.ChainExecution memory result)
    {
        result.chain = chain;
        result.batches = new BatchExecution[](1);
        result.batches[0] = made.execution;
    }

    function statementsOf(Made memory made, bytes32 program) internal pure returns (Statement[] memory result) {
        result = new Statement[](1);
        result[0] = Statement(program, made.stored.publicInput);
    }

    function commit(IChain chain, StoredBatch memory previous, Made memory made) internal {
        ValidatorTimelock.ChainCommit[] memory commits = new ValidatorTimelock.ChainCommit[](1);
        commits[0] = commitOf(chain, previous, made);
        timelock.commitEpoch(commits);
    }

    function prove(IChain chain, Made memory made) internal {
        ValidatorTimelock.ChainProof[] memory list = new ValidatorTimelock.ChainProof[](1);
        list[0] = proofOf(chain, made);
        timelock.proveEpoch(list, statementsOf(made, administration(chain).getProgramHash()), "");
    }

    function execute(IChain chain, Made memory made) internal {
        ValidatorTimelock.ChainExecution[] memory list = new ValidatorTimelock.ChainExecution[](1);
        list[0] = executionOf(chain, made);
        timelock.executeEpoch(list);
    }

    /// Commits, proves, waits and executes a batch with these fields.
    function settle(IChain chain, Fields memory fields) internal returns (Made memory made) {
        StoredBatch memory previous = tip[fields.chainId];
        made = make(fields);
        commit(chain, previous, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        execute(chain, made);
    }

    function request(uint64 chainId, uint256 l2Value, bytes memory data)
        internal
        view
        returns (L2TransactionRequestDirect memory result)
    {
        result.chainId = chainId;
        result.l2Contract = address(0xbeef);
        result.l2Value = l2Value;
        result.l2Calldata = data;
        result.l2GasLimit = 1_000_000;
        result.l2GasPerPubdataByteLimit = 800;
        result.mintValue = hub.l2TransactionBaseCost(chainId, tx.gasprice, 1_000_000, 800) + l2Value;
    }

    function enqueue(uint64 chainId, uint256 l2Value) internal returns (bytes32) {
        L2TransactionRequestDirect memory r = request(chainId, l2Value, "");
        vm.deal(address(this), address(this).balance + r.mintValue);
        return hub.requestL2TransactionDirect{value: r.mintValue}(r);
    }

    receive() external payable virtual {}
}
