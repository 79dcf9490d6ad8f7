// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {AssetTracker} from "@mainland/assets/AssetTracker.sol";
import {BridgedToken} from "@mainland/assets/BridgedToken.sol";
import {IAssetRouter} from "@mainland/assets/IAssetRouter.sol";
import {NativeTokenVault} from "@mainland/assets/NativeTokenVault.sol";
import {FinalizeL1DepositParams, Nullifier} from "@mainland/assets/Nullifier.sol";
import {StoredBatch} from "@mainland/chain/Batch.sol";
import {ChainParameters} from "@mainland/chain/ChainStorage.sol";
import {IChain} from "@mainland/chain/IChain.sol";
import {MessageProof} from "@mainland/chain/MessageProof.sol";
import {
    L2Log,
    L2Message,
    L2TransactionRequestDirect,
    L2TransactionRequestTwoBridgesOuter,
    L2_ASSET_ROUTER,
    L2_BASE_TOKEN,
    L2_BOOTLOADER,
    assetIdOf
} from "@mainland/chain/Messaging.sol";
import {ValidatorTimelock} from "@mainland/settlement/ValidatorTimelock.sol";
import {Fields, Made, World} from "./World.sol";

contract Gold is ERC20("Gold", "GLD") {
    uint256 public fee;

    constructor() {
        _mint(msg.sender, 1000 ether);
    }

    function setFee(uint256 value) external {
        fee = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (fee > 0 && from != address(0)) super._update(to, address(0xfee), fee);
    }
}

/// Deposits, withdrawals and their claims, and what chains may take by their asset flows.
contract AssetsTest is World {
    address private constant ALICE = address(0xa11ce);

    IChain private chain;
    Gold private gold;
    bytes32 private goldId;
    bool private reenter;
    FinalizeL1DepositParams private again;

    function setUp() public override {
        super.setUp();
        chain = create(271);
        gold = new Gold();
        goldId = assetIdOf(block.chainid, address(gold));
    }

    // What a test says of a batch: one message in the tree, and flows.

    function settleWith(bytes32 leaf, bytes memory flows) private returns (bytes32[] memory proof) {
        Fields memory f = fieldsOf(271);
        proof = new bytes32[](15);
        proof[0] = bytes32(uint256(0x010e0001) << 224);
        bytes32 empty = keccak256(new bytes(88));
        f.messages = leaf;
        for (uint256 level = 0; level < 14; ++level) {
            proof[level + 1] = empty;
            f.messages = keccak256(bytes.concat(f.messages, empty));
            empty = keccak256(bytes.concat(empty, empty));
        }
        f.flows = flows.length == 0 ? bytes32(0) : keccak256(flows);
        StoredBatch memory previous = tip[271];
        Made memory made = make(f);
        made.execution.flows = flows;
        commit(chain, previous, made);
        prove(chain, made);
        vm.warp(block.timestamp + DELAY);
        execute(chain, made);
    }

    function flow(bytes32 asset, uint256 counterparty, uint128 sent, uint128 received)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(asset, uint64(counterparty), sent, received);
    }

    function messageOf(address sender, bytes memory data) private pure returns (bytes32) {
        return MessageProof.leafOf(L2Message(3, sender, data));
    }

    function etherWithdrawal(address to, uint256 amount) private pure returns (bytes memory) {
        return abi.encodePacked(bytes4(0x6c0960f9), to, amount);
    }

    function claimOf(address sender, bytes memory message, bytes32[] memory proof)
        private
        view
        returns (FinalizeL1DepositParams memory)
    {
        return FinalizeL1DepositParams(271, tip[271].number, 0, sender, 3, message, proof);
    }

    function depositGold(uint256 amount, bytes memory data) private returns (bytes32) {
        gold.approve(address(vault), amount);
        return twoBridges(data);
    }

    function goldData(uint256 amount) private view returns (bytes memory) {
        return bytes.concat(hex"01", abi.encode(goldId, abi.encode(amount, ALICE, address(gold))));
    }

    function twoBridges(bytes memory data) public returns (bytes32) {
        L2TransactionRequestTwoBridgesOuter memory r;
        r.chainId = 271;
        r.l2GasLimit = 1_000_000;
        r.l2GasPerPubdataByteLimit = 800;
        r.secondBridgeAddress = address(router);
        r.secondBridgeCalldata = data;
        r.mintValue = hub.l2TransactionBaseCost(271, tx.gasprice, 1_000_000, 800);
        vm.deal(address(this), address(this).balance + r.mintValue);
        return hub.requestL2TransactionTwoBridges{value: r.mintValue}(r);
    }

    function test_ether_goes_in_and_out_once() public {
        enqueue(271, 2 ether);
        uint128 minted = uint128(address(vault).balance);
        bytes memory message = etherWithdrawal(ALICE, 1 ether);
        bytes32[] memory proof =
            settleWith(messageOf(L2_BASE_TOKEN, message), flow(ether_, block.chainid, 1 ether, minted));
        FinalizeL1DepositParams memory claim = claimOf(L2_BASE_TOKEN, message, proof);
        nullifier.finalizeDeposit(claim);
        same(ALICE.balance, 1 ether);
        same(uint256(tracker.balances(271, ether_)), minted - 1 ether);
        vm.expectRevert(abi.encodeWithSelector(Nullifier.AlreadyFinalized.selector, 271, 1, 0));
        nullifier.finalizeDeposit(claim);
        vm.expectRevert(abi.encodeWithSelector(Nullifier.AlreadyFinalized.selector, 271, 1, 0));
        nullifier.finalizeWithdrawal(271, 1, 0, 3, message, proof);
    }

    /// A chain whose flows say less than its messages: the vault pays no more than the flows.
    function test_messages_without_flows_pay_nothing() public {
        enqueue(271, 2 ether);
        bytes memory message = etherWithdrawal(ALICE, 1 ether);
        bytes32[] memory proof = settleWith(messageOf(L2_BASE_TOKEN, message), "");
        FinalizeL1DepositParams memory claim = claimOf(L2_BASE_TOKEN, message, proof);
        vm.expectRevert(
            abi.encodeWithSelector(AssetTracker.InsufficientTransit.selector, 271, block.chainid, ether_)
        );
        nullifier.finalizeDeposit(claim);
    }

    /// A faulty chain can lose only its own: it sends no more than it has, and receives no more than was sent.
    function test_flows_beyond_what_a_chain_has_are_refused(uint128 sent, uint128 received) public {
        enqueue(271, 2 ether);
        IChain other = create(272);
        enqueue(272, 5 ether);
        uint256 deposited = uint256(tracker.inTransit(block.chainid, 271, ether_));
        (sent, received) = (sent % 4 ether, received % 4 ether); // either side of what was deposited
        bytes memory flows = flow(ether_, block.chainid, sent, received);
        bool covered = received <= deposited && sent <= received;
        try this.settleFlows(flows) {
            same(covered, true);
        } catch (bytes memory reason) {
            same(covered, false);
            same(bytes32(bytes4(reason)), bytes32(AssetTracker.NotCovered.selector));
        }
        same(administration(other).getTotalBatchesExecuted(), 0);
    }

    function settleFlows(bytes memory flows) external {
        settleWith(keccak256("leaf"), flows);
    }

    /// A sends to B, B on to A, in one epoch: neither order of execution would do alone.
    function test_flows_to_and_fro_in_one_epoch() public {
        IChain other = create(272);
        enqueue(271, 2 ether);
        uint128 minted = uint128(address(vault).balance);
        bytes memory one = bytes.concat(
            flow(ether_, 272, minted, 3), flow(ether_, block.chainid, 0, minted)
        );
        bytes memory two = flow(ether_, 271, 3, minted);
        ValidatorTimelock.ChainExecution[] memory list = new ValidatorTimelock.ChainExecution[](2);
        list[0] = ready(other, 272, two);
        list[1] = ready(chain, 271, one);
        vm.warp(block.timestamp + DELAY);
        timelock.executeEpoch(list);
        same(uint256(tracker.balances(271, ether_)), 3);
        same(uint256(tracker.balances(272, ether_)), minted - 3);
        same(uint256(tracker.inTransit(271, 272, ether_)), 0);
    }

    function ready(IChain which, uint64 id, bytes memory flows)
        private
        returns (ValidatorTimelock.ChainExecution memory)
    {
        Fields memory f = fieldsOf(id);
        f.flows = keccak256(flows);
        StoredBatch memory previous = tip[id];
        Made memory made = make(f);
        made.execution.flows = flows;
        commit(which, previous, made);
        prove(which, made);
        return executionOf(which, made);
    }

    function test_tokens_go_in_and_out() public {
        depositGold(10 ether, goldData(10 ether));
        same(gold.balanceOf(address(vault)), 10 ether);
        bytes memory data = abi.encode(address(this), ALICE, address(gold), 4 ether, "");
        bytes memory message =
            abi.encodePacked(IAssetRouter.finalizeDeposit.selector, uint256(271), goldId, data);
        bytes32[] memory proof =
            settleWith(messageOf(L2_ASSET_ROUTER, message), flow(goldId, block.chainid, 4 ether, 10 ether));
        nullifier.finalizeWithdrawal(271, 1, 0, 3, message, proof);
        same(gold.balanceOf(ALICE), 4 ether);
    }

    function test_allowances_of_the_router_and_legacy_encoding_serve_too() public {
        gold.approve(address(router), 1 ether);
        twoBridges(abi.encode(address(gold), 1 ether, ALICE));
        same(gold.balanceOf(address(vault)), 1 ether);
    }

    function test_refuses_tokens_that_take_a_fee() public {
        gold.setFee(1);
        gold.approve(address(vault), 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(NativeTokenVault.WrongAmountTransferred.selector, 1 ether, 1 ether - 1)
        );
        this.twoBridges(goldData(1 ether));
    }

    function test_a_failed_deposit_comes_back_once() public {
        bytes32 hash = depositGold(10 ether, goldData(10 ether));
        uint256 before = gold.balanceOf(address(this));
        bytes32[] memory proof =
            settleWith(MessageProof.leafOf(L2Log(0, true, 3, L2_BOOTLOADER, hash, bytes32(0))), "");
        bytes memory data = abi.encode(10 ether, ALICE, address(gold));
        vm.expectRevert(abi.encodeWithSelector(Nullifier.DepositUnknown.selector, hash));
        this.recover(ALICE, data, hash, proof);
        this.recover(address(this), data, hash, proof);
        same(gold.balanceOf(address(this)), before + 10 ether);
        vm.expectRevert(abi.encodeWithSelector(Nullifier.DepositUnknown.selector, hash));
        this.recover(address(this), data, hash, proof);
    }

    function test_a_successful_deposit_does_not_come_back() public {
        bytes32 hash = depositGold(10 ether, goldData(10 ether));
        bytes32[] memory proof =
            settleWith(MessageProof.leafOf(L2Log(0, true, 3, L2_BOOTLOADER, hash, bytes32(uint256(1)))), "");
        vm.expectRevert(abi.encodeWithSelector(Nullifier.InvalidProof.selector));
        this.recover(address(this), abi.encode(10 ether, ALICE, address(gold)), hash, proof);
    }

    function recover(address depositor, bytes memory data, bytes32 hash, bytes32[] memory proof) external {
        nullifier.bridgeRecoverFailedTransfer(271, depositor, goldId, data, hash, 1, 0, 3, proof);
    }

    /// A token of the chain comes to the L1, is minted there, and goes back.
    function test_tokens_of_a_chain() public {
        address origin = address(0x70ce);
        bytes32 id = assetIdOf(271, origin);
        bytes memory meta = bytes.concat(
            hex"01", abi.encode(uint256(271), abi.encode("Reef"), abi.encode("REEF"), abi.encode(uint8(6)))
        );
        bytes memory data = abi.encode(ALICE, address(this), origin, 500, meta);
        bytes memory message = abi.encodePacked(IAssetRouter.finalizeDeposit.selector, uint256(271), id, data);
        tracker.registerOrigin(271, origin);
        bytes32[] memory proof =
            settleWith(messageOf(L2_ASSET_ROUTER, message), flow(id, block.chainid, 500, 0));
        nullifier.finalizeDeposit(claimOf(L2_ASSET_ROUTER, message, proof));
        BridgedToken token = BridgedToken(vault.tokenAddress(id));
        same(token.balanceOf(address(this)), 500);
        same(token.decimals(), 6);
        same(keccak256(bytes(token.symbol())), keccak256("REEF"));
        twoBridges(bytes.concat(hex"01", abi.encode(id, abi.encode(200, ALICE, address(0)))));
        same(token.totalSupply(), 300);
        same(uint256(tracker.inTransit(block.chainid, 271, id)), 200);
    }

    /// So that the flows of a batch, sums of such amounts, fit into 128 bits.
    function test_deposits_are_below_2_to_the_112() public {
        L2TransactionRequestDirect memory r = request(271, 0, "");
        r.mintValue = 1 << 112;
        vm.deal(address(this), r.mintValue);
        vm.expectRevert(abi.encodeWithSelector(NativeTokenVault.InvalidAmount.selector, r.mintValue));
        hub.requestL2TransactionDirect{value: r.mintValue}(r);
        r.mintValue -= 1;
        hub.requestL2TransactionDirect{value: r.mintValue}(r);
    }

    function test_withdrawals_name_their_chain_sender_and_asset() public {
        bytes memory message = abi.encodePacked(
            IAssetRouter.finalizeDeposit.selector, uint256(272), goldId, abi.encode(ALICE, ALICE, gold, 1, "")
        );
        vm.expectRevert(abi.encodeWithSelector(Nullifier.WrongChain.selector, 271, 272));
        nullifier.readMessage(271, L2_ASSET_ROUTER, message);
        vm.expectRevert(abi.encodeWithSelector(Nullifier.WrongSender.selector, ALICE));
        nullifier.readMessage(271, ALICE, message);
        vm.expectRevert(abi.encodeWithSelector(Nullifier.WrongSender.selector, ALICE));
        nullifier.readMessage(271, ALICE, etherWithdrawal(ALICE, 1));
        vm.expectRevert(abi.encodeWithSelector(Nullifier.UnknownMessage.selector, bytes4(0x12345678)));
        nullifier.readMessage(271, L2_ASSET_ROUTER, hex"12345678");
        vm.expectRevert(abi.encodeWithSelector(Nullifier.WrongMessageLength.selector, 4));
        nullifier.readMessage(271, L2_BASE_TOKEN, hex"6c0960f9");
    }

    function test_a_token_can_be_a_base_token() public {
        hub.addTokenAssetId(vault.ensureTokenIsRegistered(address(gold)));
        ChainParameters memory p = parametersOf(275);
        p.baseTokenAssetId = goldId;
        hub.createNewChain(275, address(manager), goldId, 1, address(this), abi.encode(p, ""), new bytes[](0));
        L2TransactionRequestDirect memory r = request(275, 3 ether, "");
        gold.approve(address(router), r.mintValue);
        hub.requestL2TransactionDirect(r);
        same(gold.balanceOf(address(vault)), r.mintValue);
        same(uint256(tracker.inTransit(block.chainid, 275, goldId)), r.mintValue);
        same(hub.baseToken(275), address(gold));
    }

    /// Whoever receives a withdrawal calls back with the same claim, and gets nothing more.
    function test_reentrant_claims_fail() public {
        enqueue(271, 4 ether);
        bytes memory message = etherWithdrawal(address(this), 1 ether);
        bytes32[] memory proof = settleWith(
            messageOf(L2_BASE_TOKEN, message),
            flow(ether_, block.chainid, 2 ether, uint128(address(vault).balance))
        );
        again = claimOf(L2_BASE_TOKEN, message, proof);
        reenter = true;
        uint256 before = address(this).balance;
        nullifier.finalizeDeposit(again);
        same(address(this).balance, before + 1 ether);
        same(reenter, false);
    }

    receive() external payable override {
        if (!reenter) return;
        reenter = false;
        (bool success,) = address(nullifier).call(abi.encodeCall(Nullifier.finalizeDeposit, (again)));
        same(success, false);
        again.l2MessageIndex = 1;
        (success,) = address(nullifier).call(abi.encodeCall(Nullifier.finalizeDeposit, (again)));
        same(success, false);
    }
}
