// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {IAssetRouter} from "../assets/IAssetRouter.sol";
import {L2_ASSET_ROUTER} from "../chain/Messaging.sol";

// Bundles of calls from one island to another, in the ZK Stack's form but for the attributes.

bytes1 constant BUNDLE_VERSION = 0x01;
bytes1 constant BUNDLE_MESSAGE = 0x01; // then abi.encode(InteropBundle), sent by the center
bytes1 constant CANCEL_MESSAGE = 0x02; // then abi.encode(source chain, bundle hash), sent by the handler

/// What a sender asks for. `to` is an ERC-7930 address, the attributes are in Attributes.sol.
struct InteropCallStarter {
    bytes to;
    bytes data;
    bytes[] callAttributes;
}

struct InteropCall {
    bytes1 version;
    bool shadowAccount; // false
    address to;
    address from;
    uint256 value; // of the destination's base token, wei
    bytes data;
}

struct BundleAttributes {
    bytes executionAddress; // ERC-7930: who alone may execute; empty: anyone
    uint64 deadline; // seconds, the destination's time; past it the bundle can be cancelled
    uint64 executionGas; // what the calls get at least
    bytes executionFee; // mint data without a receiver, which is who executes; empty: no fee
    bytes32 feeAssetId;
    address sender; // who gets everything back
}

struct InteropBundle {
    bytes1 version;
    uint256 sourceChainId;
    uint256 destinationChainId;
    bytes32 destinationBaseTokenAssetId; // zero: no call has a value
    bytes32 interopBundleSalt;
    InteropCall[] calls;
    BundleAttributes bundleAttributes;
}

/// An amount of an asset that a bundle carries.
struct Carried {
    bytes32 assetId;
    uint256 amount;
}

library Bundles {
    error WrongBundle();

    function hashOf(uint256 sourceChainId, bytes memory bundle) internal pure returns (bytes32) {
        return keccak256(abi.encode(sourceChainId, bundle));
    }

    /// The id of call `index`, for its sender and its receiver (ERC-7786).
    function callId(bytes32 bundleHash, uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode(bundleHash, index));
    }

    function valueOf(InteropBundle memory bundle) internal pure returns (uint256 value) {
        for (uint256 i = 0; i < bundle.calls.length; ++i) {
            value += bundle.calls[i].value;
        }
    }

    /// Everything that left the source with the bundle: transfers between the routers, values, fee.
    function carried(InteropBundle memory bundle) internal pure returns (Carried[] memory list) {
        list = new Carried[](bundle.calls.length + 2);
        uint256 count = 0;
        for (uint256 i = 0; i < bundle.calls.length; ++i) {
            InteropCall memory call = bundle.calls[i];
            if (call.from != L2_ASSET_ROUTER || call.to != L2_ASSET_ROUTER) continue;
            require(bytes4(call.data) == IAssetRouter.finalizeDeposit.selector, WrongBundle());
            (, bytes32 assetId, bytes memory mintData) =
                abi.decode(Bytes.slice(call.data, 4), (uint256, bytes32, bytes));
            list[count++] = Carried(assetId, amountOf(mintData));
        }
        uint256 value = valueOf(bundle);
        if (value > 0) list[count++] = Carried(bundle.destinationBaseTokenAssetId, value);
        BundleAttributes memory attributes = bundle.bundleAttributes;
        if (attributes.executionFee.length > 0) {
            list[count++] = Carried(attributes.feeAssetId, amountOf(attributes.executionFee));
        }
        assembly ("memory-safe") {
            mstore(list, count)
        }
    }

    function amountOf(bytes memory mintData) internal pure returns (uint256 amount) {
        (,,, amount,) = abi.decode(mintData, (address, address, address, uint256, bytes));
    }
}
