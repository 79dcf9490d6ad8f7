// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ETH_TOKEN, L2_ASSET_ROUTER, L2_BASE_TOKEN, L2_BOOTLOADER} from "@mainland/chain/Messaging.sol";
import {L2_NATIVE_TOKEN_VAULT, L2_TO_L1_MESSENGER, assetIdOf} from "@mainland/chain/Messaging.sol";
import {IInteropAttributes} from "@mainland/island/Attributes.sol";
import {BaseToken} from "@mainland/island/BaseToken.sol";
import {Bundles, InteropBundle, InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion, Inclusions} from "@mainland/island/Inclusion.sol";
import {InteropCenter} from "@mainland/island/InteropCenter.sol";
import {InteropHandler} from "@mainland/island/InteropHandler.sol";
import {Import, InteropRoots} from "@mainland/island/InteropRoots.sol";
import {INTEROP_CENTER, INTEROP_HANDLER, INTEROP_ROOTS} from "@mainland/island/Island.sol";
import {POLICY_INSTANT} from "@mainland/island/Island.sol";
import {IslandAssetRouter} from "@mainland/island/IslandAssetRouter.sol";
import {IslandVault} from "@mainland/island/IslandVault.sol";
import {Messenger} from "@mainland/island/Messenger.sol";
import {MessageTree} from "./MessageTree.sol";
import {Vm} from "./Test.sol";
import {World} from "./World.sol";

/// A mainland and islands with the very code that their genesis has, all in one EVM: `visit` exchanges what the
/// accounts that both have hold. Collects what the state transition reads: messages and flows.
contract Shores is World {
    /// What a chain sent to another and got from it, of one asset.
    struct Row {
        bytes32 assetId;
        uint64 counterparty;
        uint128 sent;
        uint128 received;
    }

    uint64 internal constant MAINLAND = 31337;
    uint64 internal constant TORTUGA = 271;
    uint64 internal constant NASSAU = 272;
    uint64 internal constant BARBUDA = 273; // its base token is a token of the L1
    address internal constant DOUBLOON = address(0xd0b1);
    address internal constant ALICE = address(0xa11ce);
    address internal constant BOB = address(0xb0b);
    address internal constant COINBASE = address(0xc01b);

    Messenger internal constant MESSENGER = Messenger(L2_TO_L1_MESSENGER);
    BaseToken internal constant BASE = BaseToken(L2_BASE_TOKEN);
    IslandAssetRouter internal constant ROUTER = IslandAssetRouter(L2_ASSET_ROUTER);
    IslandVault internal constant VAULT = IslandVault(L2_NATIVE_TOKEN_VAULT);
    InteropRoots internal constant ROOTS = InteropRoots(INTEROP_ROOTS);
    InteropCenter internal constant CENTER = InteropCenter(INTEROP_CENTER);
    InteropHandler internal constant HANDLER = InteropHandler(payable(INTEROP_HANDLER));

    bytes32 internal doubloon_;
    uint64 internal here = MAINLAND;
    mapping(uint64 chain => bytes32[]) internal leaves;
    mapping(uint64 chain => bytes[]) internal messages;
    mapping(uint64 chain => address[]) internal senders;
    mapping(uint64 chain => Row[]) internal rows;

    address[] private shared; // accounts that exist on more than one chain
    mapping(address => bool) private hasStorage;
    mapping(address => bytes32[]) private slots;
    mapping(address => mapping(bytes32 slot => bool)) private isSlot;
    mapping(uint64 chain => mapping(address => uint256)) private balances;
    mapping(uint64 chain => mapping(address => bytes)) private codes;
    mapping(uint64 chain => mapping(address => mapping(bytes32 slot => bytes32))) private values;

    function setUp() public virtual override {
        super.setUp();
        doubloon_ = assetIdOf(MAINLAND, DOUBLOON);
        vm.coinbase(COINBASE);
        address[3] memory people = [ALICE, BOB, COINBASE];
        for (uint256 i = 0; i < people.length; ++i) {
            purse(people[i]);
        }
        vm.recordLogs();
        genesis(TORTUGA, ether_, ETH_TOKEN, "Ether", "ETH");
        genesis(NASSAU, ether_, ETH_TOKEN, "Ether", "ETH");
        genesis(BARBUDA, doubloon_, DOUBLOON, "Doubloon", "DBL");
        visit(TORTUGA);
    }

    function genesis(uint64 chain, bytes32 asset, address token, bytes32 name, bytes32 symbol) internal {
        visit(chain);
        place(L2_TO_L1_MESSENGER, "Messenger");
        place(L2_BASE_TOKEN, "BaseToken");
        place(L2_ASSET_ROUTER, "IslandAssetRouter");
        place(L2_NATIVE_TOKEN_VAULT, "IslandVault");
        place(INTEROP_ROOTS, "InteropRoots");
        place(INTEROP_CENTER, "InteropCenter");
        place(INTEROP_HANDLER, "InteropHandler");
        bytes32[6] memory words =
            [bytes32(uint256(MAINLAND)), asset, bytes32(uint256(MAINLAND)), bytes32(uint256(uint160(token))), name, symbol];
        for (uint256 i = 0; i < words.length; ++i) {
            vm.store(address(VAULT), bytes32(i), words[i]);
            learn(address(VAULT), bytes32(i));
        }
        vm.deal(address(VAULT), 1 << 127);
    }

    function place(address where, string memory name) private {
        vm.etch(where, vm.getDeployedCode(string.concat(name, ".sol:", name)));
        share(where);
    }

    /// An account that exists on every island, with storage of its own there.
    function share(address account) internal {
        if (hasStorage[account]) return;
        hasStorage[account] = true;
        shared.push(account);
    }

    /// A contract or account that is the same everywhere but for the money it has.
    function purse(address account) internal {
        shared.push(account);
    }

    function learn(address account, bytes32 slot) private {
        if (isSlot[account][slot]) return;
        isSlot[account][slot] = true;
        slots[account].push(slot);
    }

    /// From here on calls run on this chain.
    function visit(uint64 chain) internal {
        if (chain == here) return;
        collect();
        for (uint256 i = 0; i < shared.length; ++i) {
            exchange(shared[i], chain);
        }
        here = chain;
        vm.chainId(chain);
        vm.record();
    }

    function exchange(address account, uint64 chain) private {
        balances[here][account] = account.balance;
        vm.deal(account, balances[chain][account]);
        if (!hasStorage[account]) return;
        codes[here][account] = account.code;
        (, bytes32[] memory writes) = vm.accesses(account);
        for (uint256 i = 0; i < writes.length; ++i) {
            learn(account, writes[i]);
        }
        for (uint256 i = 0; i < slots[account].length; ++i) {
            bytes32 slot = slots[account][i];
            values[here][account][slot] = vm.load(account, slot);
            vm.store(account, slot, values[chain][account][slot]);
        }
        vm.etch(account, codes[chain][account]);
        vm.setNonceUnsafe(account, codes[chain][account].length == 0 ? 0 : 1);
    }

    /// After a call that failed: forge records what it had logged until then.
    function forget() internal {
        vm.getRecordedLogs();
    }

    /// Takes from the logs what the state transition would.
    function collect() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            collectLog(logs[i]);
        }
    }

    function collectLog(Vm.Log memory log) private {
        bytes32 topic = log.topics.length == 0 ? bytes32(0) : log.topics[0];
        if (log.emitter == address(MESSENGER) && topic == Messenger.L1MessageSent.selector) {
            bytes memory message = abi.decode(log.data, (bytes));
            address sender = address(uint160(uint256(log.topics[1])));
            messages[here].push(message);
            senders[here].push(sender);
            leaves[here].push(Inclusions.leafOf(sender, message));
        }
        if (log.emitter != address(VAULT) || here == MAINLAND) return;
        if (topic == IslandVault.BridgeBurn.selector) {
            (, uint256 amount) = abi.decode(log.data, (address, uint256));
            row(here, log.topics[2], uint64(uint256(log.topics[1]))).sent += uint128(amount);
        } else if (topic == IslandVault.BridgeMint.selector) {
            (, uint256 amount) = abi.decode(log.data, (address, uint256));
            row(here, log.topics[2], uint64(uint256(log.topics[1]))).received += uint128(amount);
        }
    }

    function row(uint64 chain, bytes32 asset, uint64 counterparty) internal returns (Row storage) {
        Row[] storage all = rows[chain];
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i].assetId == asset && all[i].counterparty == counterparty) return all[i];
        }
        all.push(Row(asset, counterparty, 0, 0));
        return all[all.length - 1];
    }

    /// What a deposit of the L1's queue pays out on this chain.
    function deposit(address to, uint256 amount) internal {
        vm.deal(address(VAULT), address(VAULT).balance - amount);
        vm.deal(to, to.balance + amount);
        row(here, VAULT.BASE_TOKEN_ASSET_ID(), MAINLAND).received += uint128(amount);
    }

    // Roots and proofs

    /// Brings all the messages that `source` sent so far to this chain.
    function bring(uint64 source, uint8 policy) internal {
        collect();
        bring(source, policy, uint64(leaves[source].length));
    }

    function bring(uint64 source, uint8 policy, uint64 count) internal {
        bytes32[] memory all = leaves[source];
        (uint64 old,,) = ROOTS.latest(source, policy);
        Import[] memory imports = new Import[](1);
        imports[0] = Import({
            chainId: source,
            policy: policy,
            count: count,
            root: MessageTree.root(all, 0, count),
            oldCount: old,
            oldRoot: MessageTree.root(all, 0, old),
            path: MessageTree.consistency(all, old, count)
        });
        vm.prank(L2_BOOTLOADER);
        ROOTS.addRoots(imports);
    }

    function inclusion(uint64 source, uint8 policy, uint256 index) internal view returns (Inclusion memory proof) {
        bytes32[] memory all = leaves[source];
        (uint64 count,, uint8 slot) = ROOTS.latest(source, policy);
        (proof.chainId, proof.policy, proof.slot, proof.count) = (source, policy, slot, count);
        proof.root = MessageTree.root(all, 0, count);
        proof.index = uint64(index);
        proof.path = MessageTree.path(all, 0, count, index);
    }

    // Bundles

    /// Brings what `source` sent, and has `who` execute the bundle in message `index` of it.
    function execute(uint64 source, uint256 index, address who) internal {
        bring(source, POLICY_INSTANT);
        Inclusion memory proof = inclusion(source, POLICY_INSTANT, index);
        bytes memory bundle = bundleOf(source, index);
        vm.prank(who);
        HANDLER.executeBundle(bundle, proof);
    }

    function statusOf(uint64 source, uint256 index) internal view returns (InteropHandler.BundleStatus) {
        return HANDLER.bundleStatus(hashOfBundle(source, index));
    }

    function wrongStatus(uint64 source, uint256 index, InteropHandler.BundleStatus status)
        internal
        view
        returns (bytes memory)
    {
        return abi.encodeWithSelector(InteropHandler.WrongStatus.selector, hashOfBundle(source, index), status);
    }

    function onChain(uint64 chain) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002", uint16(chain), hex"00");
    }

    function local(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"000100000014", account);
    }

    function list(bytes memory first) internal pure returns (bytes[] memory result) {
        result = new bytes[](1);
        result[0] = first;
    }

    function list(bytes memory first, bytes memory second) internal pure returns (bytes[] memory result) {
        result = new bytes[](2);
        (result[0], result[1]) = (first, second);
    }

    function indirect(uint256 value) internal pure returns (bytes memory) {
        return abi.encodeCall(IInteropAttributes.indirectCall, (value));
    }

    function fee(uint256 amount) internal pure returns (bytes memory) {
        return abi.encodeCall(IInteropAttributes.executionFee, (amount));
    }

    /// A call that takes `amount` of an asset to `to`; of the base asset, `value` is the same.
    function transferOf(bytes32 asset, uint256 amount, address to, uint256 value)
        internal
        view
        returns (InteropCallStarter memory)
    {
        bytes memory data = abi.encode(amount, to, VAULT.tokenAddress(asset));
        return InteropCallStarter(
            local(address(ROUTER)), bytes.concat(hex"01", abi.encode(asset, data)), list(indirect(value))
        );
    }

    function one(InteropCallStarter memory call) internal pure returns (InteropCallStarter[] memory calls) {
        calls = new InteropCallStarter[](1);
        calls[0] = call;
    }

    /// ALICE sends ether to BOB; gives the message's index among those of this chain.
    function sendEther(uint64 destination, uint256 amount, uint256 fee_) internal returns (uint256 index) {
        InteropCallStarter[] memory calls = one(transferOf(ether_, amount, BOB, amount));
        bytes[] memory attributes = fee_ == 0 ? new bytes[](0) : list(fee(fee_));
        vm.prank(ALICE);
        CENTER.sendBundle{value: amount + fee_}(onChain(destination), calls, attributes);
        return lastMessage();
    }

    function lastMessage() internal returns (uint256) {
        collect();
        return leaves[here].length - 1;
    }

    /// The bundle of message `index` of a chain, as the handler wants it.
    function bundleOf(uint64 source, uint256 index) internal view returns (bytes memory bundle) {
        bytes memory message = messages[source][index];
        require(message[0] == 0x01, "no bundle");
        bundle = new bytes(message.length - 1);
        for (uint256 i = 0; i < bundle.length; ++i) {
            bundle[i] = message[i + 1];
        }
    }

    function hashOfBundle(uint64 source, uint256 index) internal view returns (bytes32) {
        return Bundles.hashOf(source, bundleOf(source, index));
    }

    function decode(bytes memory bundle) internal pure returns (InteropBundle memory) {
        return abi.decode(bundle, (InteropBundle));
    }
}
