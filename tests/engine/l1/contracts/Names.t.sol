// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {NativeTokenVault} from "@mainland/assets/NativeTokenVault.sol";
import {Chain} from "@mainland/chain/Chain.sol";
import {ChainAdministration} from "@mainland/chain/ChainAdministration.sol";
import {Mailbox} from "@mainland/chain/Mailbox.sol";
import {IInteropAttributes} from "@mainland/island/Attributes.sol";
import {BaseToken} from "@mainland/island/BaseToken.sol";
import {InteropCenter} from "@mainland/island/InteropCenter.sol";
import {IslandVault} from "@mainland/island/IslandVault.sol";
import {Messenger} from "@mainland/island/Messenger.sol";
import {Test} from "./Test.sol";

/// What zksync-ethers 6.21 calls on the L1 and on chains, and the events it reads, with the ZK Stack's signatures.
contract NamesTest is Test {
    string private constant LOG = "(uint8,bool,uint16,address,bytes32,bytes32)";
    string private constant TRANSACTION =
        "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,uint256[],bytes,bytes)";

    function has(string memory name, string memory signature) private view {
        string memory json = vm.readFile(string.concat("build/out/", name, ".sol/", name, ".json"));
        string[] memory there = vm.parseJsonKeys(json, ".methodIdentifiers");
        for (uint256 i = 0; i < there.length; ++i) {
            if (keccak256(bytes(there[i])) == keccak256(bytes(signature))) return;
        }
        revert(string.concat(name, " lacks ", signature));
    }

    function test_bridgehub() public view {
        string memory direct = "(uint256,uint256,address,uint256,bytes,uint256,uint256,bytes[],address)";
        string memory outer = "(uint256,uint256,uint256,uint256,uint256,address,address,uint256,bytes)";
        has("Bridgehub", string.concat("requestL2TransactionDirect(", direct, ")"));
        has("Bridgehub", string.concat("requestL2TransactionTwoBridges(", outer, ")"));
        has("Bridgehub", "createNewChain(uint256,address,bytes32,uint256,address,bytes,bytes[])");
        has("Bridgehub", "l2TransactionBaseCost(uint256,uint256,uint256,uint256)");
        has("Bridgehub", "getZKChain(uint256)");
        has("Bridgehub", "getHyperchain(uint256)");
        has("Bridgehub", "baseToken(uint256)");
        has("Bridgehub", "baseTokenAssetId(uint256)");
        has("Bridgehub", "chainTypeManager(uint256)");
        has("Bridgehub", "settlementLayer(uint256)");
        has("Bridgehub", "assetRouter()");
        has("Bridgehub", "sharedBridge()");
        has("Bridgehub", "messageRoot()");
        string memory tail = ",bytes32[])";
        has("Bridgehub", string.concat("proveL2LogInclusion(uint256,uint256,uint256,", LOG, tail));
        has("Bridgehub", "proveL2MessageInclusion(uint256,uint256,uint256,(uint16,address,bytes),bytes32[])");
        has("Bridgehub", "proveL1ToL2TransactionStatus(uint256,bytes32,uint256,uint256,uint16,bytes32[],uint8)");
    }

    function test_bridges() public view {
        has("AssetRouter", "L1_NULLIFIER()");
        has("AssetRouter", "BRIDGE_HUB()");
        has("AssetRouter", "nativeTokenVault()");
        has("AssetRouter", "isWithdrawalFinalized(uint256,uint256,uint256)");
        has("AssetRouter", "finalizeWithdrawal(uint256,uint256,uint256,uint16,bytes,bytes32[])");
        string memory recover =
            "bridgeRecoverFailedTransfer(uint256,address,bytes32,bytes,bytes32,uint256,uint256,uint16,bytes32[])";
        has("AssetRouter", recover);
        has("Nullifier", recover);
        has("Nullifier", "finalizeDeposit((uint256,uint256,uint256,address,uint16,bytes,bytes32[]))");
        has("Nullifier", "isWithdrawalFinalized(uint256,uint256,uint256)");
        has("Nullifier", "depositHappened(uint256,bytes32)");
        has("Nullifier", "l1NativeTokenVault()");
        has(
            "Nullifier",
            "claimFailedDeposit(uint256,address,address,uint256,bytes32,uint256,uint256,uint16,bytes32[])"
        );
        has("NativeTokenVault", "assetId(address)");
        has("NativeTokenVault", "tokenAddress(bytes32)");
        has("NativeTokenVault", "originChainId(bytes32)");
        has("NativeTokenVault", "ensureTokenIsRegistered(address)");
        has("NativeTokenVault", "registerToken(address)");
        has("NativeTokenVault", "BASE_TOKEN_ASSET_ID()");
        has("NativeTokenVault", "L1_CHAIN_ID()");
    }

    function test_chain() public view {
        string memory name = "ChainAdministration";
        has(name, "l2TransactionBaseCost(uint256,uint256,uint256)");
        has(name, string.concat("proveL2LogInclusion(uint256,uint256,", LOG, ",bytes32[])"));
        has(name, "proveL2MessageInclusion(uint256,uint256,(uint16,address,bytes),bytes32[])");
        has(name, "proveL1ToL2TransactionStatus(bytes32,uint256,uint256,uint16,bytes32[],uint8)");
        has(name, "l2LogsRootHash(uint256)");
        has(name, "storedBatchHash(uint256)");
        has(name, "getTotalBatchesCommitted()");
        has(name, "getTotalBatchesVerified()");
        has(name, "getTotalBatchesExecuted()");
        has(name, "getTotalPriorityTxs()");
        has(name, "getFirstUnprocessedPriorityTx()");
        has(name, "getPriorityQueueSize()");
        has(name, "getPriorityTxMaxGasLimit()");
        has(name, "getVerifier()");
        has(name, "getPubdataPricingMode()");
        has(name, "getAdmin()");
        has(name, "getBridgehub()");
        has(name, "getBaseToken()");
        has(name, "getProtocolVersion()");
    }

    function test_islands() public view {
        string memory starters = "(bytes,bytes,bytes[])[]";
        has("InteropCenter", string.concat("sendBundle(bytes,", starters, ",bytes[])"));
        has("InteropCenter", "sendMessage(bytes,bytes,bytes[])");
        has("InteropCenter", "supportsAttribute(bytes4)");
        has("IslandAssetRouter", "receiveMessage(bytes32,bytes,bytes)");
        has("IslandAssetRouter", "finalizeDeposit(uint256,bytes32,bytes)");
        has("IslandAssetRouter", "withdraw(bytes32,bytes)");
        has("IslandAssetRouter", "withdraw(address,address,uint256)");
        has("IslandAssetRouter", "initiateIndirectCall(uint256,address,uint256,bytes)");
        has("IslandVault", "L1_CHAIN_ID()");
        has("IslandVault", "BASE_TOKEN_ASSET_ID()");
        has("IslandVault", "assetId(address)");
        has("IslandVault", "tokenAddress(bytes32)");
        has("IslandVault", "originChainId(bytes32)");
        has("IslandVault", "l2TokenAddress(address)");
        has("IslandVault", "ensureTokenIsRegistered(address)");
        has("IslandVault", "registerToken(address)");
        has("BaseToken", "withdraw(address)");
        has("BaseToken", "withdrawWithMessage(address,bytes)");
        has("BaseToken", "balanceOf(uint256)");
        has("Messenger", "sendToL1(bytes)");
        same(Messenger.L1MessageSent.selector, keccak256("L1MessageSent(address,bytes32,bytes)"));
        same(BaseToken.Withdrawal.selector, keccak256("Withdrawal(address,address,uint256)"));
        same(IslandVault.BridgeBurn.selector, NativeTokenVault.BridgeBurn.selector);
        same(IslandVault.BridgeMint.selector, NativeTokenVault.BridgeMint.selector);
        string memory call = "(bytes1,bool,address,address,uint256,bytes)[]";
        string memory attributes = "(bytes,uint64,uint64,bytes,bytes32,address)";
        string memory bundle = string.concat("(bytes1,uint256,uint256,bytes32,bytes32,", call, ",", attributes, ")");
        same(
            InteropCenter.InteropBundleSent.selector,
            keccak256(bytes(string.concat("InteropBundleSent(bytes32,bytes32,", bundle, ")")))
        );
        same(bytes32(IInteropAttributes.indirectCall.selector), bytes32(bytes4(keccak256("indirectCall(uint256)"))));
        same(bytes32(IInteropAttributes.interopCallValue.selector), bytes32(bytes4(keccak256("interopCallValue(uint256)"))));
        same(bytes32(IInteropAttributes.executionAddress.selector), bytes32(bytes4(keccak256("executionAddress(bytes)"))));
    }

    function test_events() public pure {
        same(Chain.BlocksVerification.selector, keccak256("BlocksVerification(uint256,uint256)"));
        same(Chain.BlockExecution.selector, keccak256("BlockExecution(uint256,bytes32,bytes32)"));
        same(Chain.BlocksRevert.selector, keccak256("BlocksRevert(uint256,uint256,uint256)"));
        same(ChainAdministration.NewAdmin.selector, keccak256("NewAdmin(address,address)"));
        same(
            Mailbox.NewPriorityRequest.selector,
            keccak256(
                bytes(string.concat("NewPriorityRequest(uint256,bytes32,uint64,", TRANSACTION, ",bytes[])"))
            )
        );
        same(
            NativeTokenVault.BridgeBurn.selector, keccak256("BridgeBurn(uint256,bytes32,address,address,uint256)")
        );
    }
}
