// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {BatchCommit, StoredBatch} from "@mainland/chain/Batch.sol";
import {ChainParameters} from "@mainland/chain/ChainStorage.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {
    L2TransactionRequestDirect,
    L2TransactionRequestTwoBridgesInner,
    L2TransactionRequestTwoBridgesOuter,
    TWO_BRIDGES_MAGIC_VALUE
} from "@mainland/chain/Messaging.sol";
import {IDAValidator} from "@mainland/data/IDAValidator.sol";
import {CommitteeDAValidator} from "@mainland/data/CommitteeDAValidator.sol";
import {Bridgehub} from "@mainland/hub/Bridgehub.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, World} from "./World.sol";

/// Calls back whatever it was told, once, and notes whether that worked.
contract Caller {
    address public target;
    bytes public data;
    uint256 public value; // wei, sent along
    uint256 public calls;
    uint256 public successes;

    function aim(address target_, bytes memory data_) public payable {
        (target, data, value) = (target_, data_, msg.value);
    }

    function fire() internal {
        if (target == address(0)) return;
        address to = target;
        target = address(0);
        (bool success,) = to.call{value: value}(data);
        ++calls;
        if (success) ++successes;
    }
}

contract HostileToken is ERC20("Hostile", "HST"), Caller {
    constructor() {
        _mint(msg.sender, 100 ether);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        fire();
    }
}

contract HostileBridge is Caller {
    function bridgehubDeposit(uint256, address, uint256, bytes calldata)
        external
        payable
        returns (L2TransactionRequestTwoBridgesInner memory inner)
    {
        fire();
        inner.magicValue = TWO_BRIDGES_MAGIC_VALUE;
        inner.l2Contract = address(0xbeef);
    }

    function bridgehubConfirmL2Transaction(uint256, bytes32, bytes32) external {}
}

contract HostileValidator is IDAValidator, Caller {
    function checkData(uint256, uint256, uint8, bytes32, bytes calldata) external {
        fire();
    }
}

/// Reentrancy, and calls whose bytes make no sense, to every external function of every contract.
contract HostileTest is World {
    IChain private chain;
    address private constant STRANGER = address(0x57a2);
    address[] private targets;
    string[] private names;

    function setUp() public override {
        super.setUp();
        chain = create(271);
        settle(chain, fieldsOf(271));
        enqueue(271, 1 ether);
        require(vm.load(address(chain), 0) != 0, "slot 0 holds no progress");
        target(address(hub), "Bridgehub");
        target(address(root), "MessageRoot");
        target(address(tracker), "AssetTracker");
        target(address(nullifier), "Nullifier");
        target(address(vault), "NativeTokenVault");
        target(address(router), "AssetRouter");
        target(address(proofs), "ProofHub");
        target(address(guardians), "Guardians");
        target(address(timelock), "ValidatorTimelock");
        target(address(manager), "ChainTypeManager");
        target(address(new CommitteeDAValidator(hub)), "CommitteeDAValidator");
        target(address(chain), "Chain");
        target(address(chain), "ChainAdministration");
    }

    function target(address where, string memory name) private {
        targets.push(where);
        names.push(name);
    }

    /// What no stranger may change.
    function fingerprint() private view returns (bytes32) {
        bytes memory settlement = abi.encode(
            vm.load(address(chain), 0), // progress
            vm.load(address(chain), bytes32(uint256(1))), // identity, queue, mode
            vm.load(address(chain), bytes32(uint256(2))), // data validator
            administration(chain).getAdmin(),
            administration(chain).getProgramHash(),
            administration(chain).getUpgradePlan(),
            administration(chain).storedBatchHash(1),
            timelock.executionDelay(chain),
            root.accumulators(271)
        );
        return keccak256(
            bytes.concat(
                settlement,
                abi.encode(
                    hub.owner(),
                    hub.assetRouter(),
                    hub.getAllZKChainChainIDs(),
                    manager.protocolVersion(),
                    proofs.verifier(),
                    proofs.pendingVerifierReadyAt(),
                    proofs.disabled(address(proofs.verifier())),
                    guardians.committee(),
                    guardians.pendingReadyAt(),
                    tracker.inTransit(block.chainid, 271, ether_),
                    tracker.balances(271, ether_),
                    address(vault).balance
                )
            )
        );
    }

    /// Words as an attacker picks them: offsets, lengths, ends of ranges, addresses that exist.
    function wordsOf(uint256 seed) private view returns (bytes memory data) {
        uint256 n = seed % 24;
        for (uint256 i = 0; i < n; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 kind = seed % 8;
            uint256 word = kind == 0 ? 0 : kind == 1 ? 1 : kind == 2 ? type(uint256).max : kind == 3 ? 32 * (seed >> 8 & 15)
                : kind == 4 ? 271 : kind == 5 ? uint160(address(chain)) : kind == 6 ? uint160(STRANGER) : seed;
            data = abi.encodePacked(data, word);
        }
    }

    /// forge-config: default.fuzz.runs = 16
    function test_malformed_calls_change_nothing(uint256 seed, bytes memory tail) public {
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
        require(functions > 150, "the functions were not found");
        same(fingerprint(), before);
    }

    function attack(address where, bytes memory data) private {
        vm.prank(STRANGER);
        (bool ignored,) = where.call{gas: 3_000_000}(data);
        ignored;
    }

    function twoBridges(address bridge, bytes memory data) private view returns (bytes memory, uint256) {
        L2TransactionRequestTwoBridgesOuter memory r;
        r.chainId = 271;
        r.l2GasLimit = 1_000_000;
        r.l2GasPerPubdataByteLimit = 800;
        r.secondBridgeAddress = bridge;
        r.secondBridgeCalldata = data;
        r.mintValue = hub.l2TransactionBaseCost(271, tx.gasprice, 1_000_000, 800);
        return (abi.encodeCall(Bridgehub.requestL2TransactionTwoBridges, (r)), r.mintValue);
    }

    function test_a_second_bridge_cannot_reenter_the_bridgehub() public {
        HostileBridge bridge = new HostileBridge();
        (bytes memory call, uint256 value) = twoBridges(address(bridge), "");
        vm.deal(address(this), 2 * value);
        bridge.aim{value: value}(address(hub), call);
        uint256 before = administration(chain).getTotalPriorityTxs();
        (bool success,) = address(hub).call{value: value}(call);
        same(success, true);
        same(bridge.calls(), 1);
        same(bridge.successes(), 0);
        same(administration(chain).getTotalPriorityTxs(), before + 1);
    }

    function test_a_token_cannot_reenter_a_deposit() public {
        HostileToken token = new HostileToken();
        token.approve(address(vault), 10 ether);
        (bytes memory call, uint256 value) =
            twoBridges(address(router), abi.encode(address(token), 1 ether, STRANGER));
        vm.deal(address(this), 2 * value);
        (bytes memory inner,) = twoBridges(address(new HostileBridge()), "");
        token.aim{value: value}(address(hub), inner);
        (bool success,) = address(hub).call{value: value}(call);
        same(success, true);
        same(token.calls(), 1);
        same(token.successes(), 0);
        same(token.balanceOf(address(vault)), 1 ether);
    }

    /// A chain's own data validator, that is also its committer, commits again while it is asked.
    function test_a_data_validator_cannot_reenter_its_chain() public {
        HostileValidator validator = new HostileValidator();
        ChainParameters memory p = parametersOf(272);
        p.dataValidator = address(validator);
        hub.createNewChain(272, address(manager), ether_, 1, address(this), abi.encode(p, ""), new bytes[](0));
        IChain other = IChain(hub.getZKChain(272));
        timelock.setValidator(other, address(this), ValidatorTimelock.Validator(true, true, true, true));
        timelock.setValidator(other, address(validator), ValidatorTimelock.Validator(true, true, true, true));
        tip[272].stateCommitment = p.genesisCommitment;
        StoredBatch memory start = tip[272];
        Made memory made = make(fieldsOf(272));
        ValidatorTimelock.ChainCommit[] memory list = new ValidatorTimelock.ChainCommit[](1);
        list[0] = commitOf(other, start, made);
        validator.aim(address(timelock), abi.encodeCall(ValidatorTimelock.commitEpoch, (list)));
        timelock.commitEpoch(list);
        same(validator.calls(), 1);
        same(validator.successes(), 0);
        same(administration(other).getTotalBatchesCommitted(), 1);
    }

    /// A contract that calls itself a chain settles nothing of anybody's.
    function test_a_false_chain_touches_no_real_one() public {
        FalseChain pretender = new FalseChain(timelock);
        pretender.aim(
            address(timelock), abi.encodeCall(ValidatorTimelock.revertBatches, (chain, uint64(0)))
        );
        bytes32 before = fingerprint();
        pretender.settle();
        same(pretender.calls(), 1);
        same(pretender.successes(), 0);
        same(fingerprint(), before);
    }
}

contract FalseChain is Caller {
    ValidatorTimelock private immutable TIMELOCK;

    constructor(ValidatorTimelock timelock) {
        TIMELOCK = timelock;
    }

    function getAdmin() external view returns (address) {
        return address(this);
    }

    function commitBatches(StoredBatch calldata, BatchCommit[] calldata) external {
        fire();
    }

    function settle() external {
        IChain self = IChain(address(this));
        TIMELOCK.setValidator(self, address(this), ValidatorTimelock.Validator(true, true, true, true));
        ValidatorTimelock.ChainCommit[] memory list = new ValidatorTimelock.ChainCommit[](1);
        list[0].chain = self;
        TIMELOCK.commitEpoch(list);
    }
}
