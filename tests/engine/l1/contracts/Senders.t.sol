// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssetRouter} from "@mainland/assets/IAssetRouter.sol";
import {Mailbox} from "@mainland/chain/Mailbox.sol";
import {
    L2CanonicalTransaction,
    L2TransactionRequestDirect,
    L2TransactionRequestTwoBridgesInner,
    L2TransactionRequestTwoBridgesOuter,
    L2_ASSET_ROUTER,
    TWO_BRIDGES_MAGIC_VALUE
} from "@mainland/chain/Messaging.sol";
import {AddressAlias} from "@mainland/hub/AddressAlias.sol";
import {L1_ROUTER} from "@mainland/island/Island.sol";
import {Gold} from "./Assets.t.sol";
import {Vm} from "./Test.sol";
import {World} from "./World.sol";

/// Wants to mint on a chain what it never locked.
contract ForgingBridge {
    function bridgehubDeposit(uint256, address, uint256, bytes calldata)
        external
        payable
        returns (L2TransactionRequestTwoBridgesInner memory inner)
    {
        inner.magicValue = TWO_BRIDGES_MAGIC_VALUE;
        inner.l2Contract = L2_ASSET_ROUTER;
        inner.l2Calldata = abi.encodeCall(IAssetRouter.finalizeDeposit, (block.chainid, keccak256("gold"), ""));
    }

    function bridgehubConfirmL2Transaction(uint256, bytes32, bytes32) external {}
}

/// Whose name stands under what the L1 asks of a chain.
contract SendersTest is World {
    function setUp() public override {
        super.setUp();
        create(271);
    }

    function ask(address bridge, bytes memory data) public {
        L2TransactionRequestTwoBridgesOuter memory r;
        (r.chainId, r.l2GasLimit, r.l2GasPerPubdataByteLimit) = (271, 1_000_000, 800);
        (r.secondBridgeAddress, r.secondBridgeCalldata) = (bridge, data);
        r.mintValue = hub.l2TransactionBaseCost(271, tx.gasprice, 1_000_000, 800);
        vm.deal(address(this), address(this).balance + r.mintValue);
        hub.requestL2TransactionTwoBridges{value: r.mintValue}(r);
    }

    /// The sender that an entry of the queue has on the chain, and what it calls there.
    function lastEntry() private returns (L2CanonicalTransaction memory transaction) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != Mailbox.NewPriorityRequest.selector) continue;
            (,,, transaction,) =
                abi.decode(logs[i].data, (uint256, bytes32, uint64, L2CanonicalTransaction, bytes[]));
        }
    }

    /// Islands believe one sender on the L1, whatever the address of its asset router is.
    function test_the_asset_router_has_a_sender_of_its_own() public {
        Gold gold = new Gold();
        gold.approve(address(vault), 1 ether);
        vm.recordLogs();
        ask(address(router), abi.encode(address(gold), 1 ether, address(0xa11ce)));
        L2CanonicalTransaction memory entry = lastEntry();
        same(entry.from, uint160(L1_ROUTER));
        same(L1_ROUTER, AddressAlias.ofContract(L2_ASSET_ROUTER));
        same(entry.to, uint160(L2_ASSET_ROUTER));
        same(bytes32(bytes4(entry.data)), bytes32(IAssetRouter.finalizeDeposit.selector));
    }

    /// Another bridge may ask for the same call, but not in the router's name; nor may anyone else.
    function test_nobody_else_sends_as_the_asset_router() public {
        ForgingBridge forger = new ForgingBridge();
        vm.recordLogs();
        ask(address(forger), "");
        L2CanonicalTransaction memory entry = lastEntry();
        same(entry.to, uint160(L2_ASSET_ROUTER));
        same(entry.from, uint160(AddressAlias.ofContract(address(forger))));
        L2TransactionRequestDirect memory direct = request(271, 0, "finalizeDeposit");
        direct.l2Contract = L2_ASSET_ROUTER;
        vm.deal(address(router), direct.mintValue);
        vm.prank(address(router));
        hub.requestL2TransactionDirect{value: direct.mintValue}(direct);
        same(lastEntry().from, uint160(AddressAlias.ofContract(address(router))));
        vm.expectRevert(); // nobody is there on the L1
        this.ask(L2_ASSET_ROUTER, "");
    }
}
