// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_BOOTLOADER} from "../chain/Messaging.sol";
import {Accumulator} from "../hub/Accumulator.sol";
import {Inclusion, Inclusions} from "./Inclusion.sol";
import {POLICY_INSTANT, POLICY_SETTLED} from "./Island.sol";

/// A newer accumulator of another chain, and that the last known one is its prefix.
struct Import {
    uint256 chainId;
    uint8 policy;
    uint64 count;
    bytes32 root;
    uint64 oldCount;
    bytes32 oldRoot;
    bytes32[] path;
}

/// The message accumulators of other chains, as the sequencer brings them: the last 64 of each chain and
/// policy. The L1 checks the last one of each when it executes the batch.
contract InteropRoots {
    uint256 internal constant SLOTS = 64;
    uint256 internal constant MAX_IMPORTS = 64; // a transaction

    struct Ring {
        uint64 count; // messages, of the latest
        uint192 imports; // so far
        bytes32[SLOTS] accumulators;
    }

    mapping(uint256 chainId => mapping(uint8 policy => Ring)) private rings;

    event NewInteropRoot(uint256 indexed chainId, uint8 indexed policy, uint64 count, bytes32 accumulator);

    error Unauthorized(address caller);
    error InvalidChain(uint256 chainId);
    error UnknownPolicy(uint8 policy);
    error TooManyImports(uint256 count);
    error DoesNotExtend(uint256 chainId, uint8 policy);

    /// Only in a system transaction, which is the sequencer's.
    function addRoots(Import[] calldata imports) external {
        require(msg.sender == L2_BOOTLOADER, Unauthorized(msg.sender));
        require(imports.length <= MAX_IMPORTS, TooManyImports(imports.length));
        for (uint256 i = 0; i < imports.length; ++i) {
            _add(imports[i]);
        }
    }

    /// The newest accumulator of a chain and the slot where it stands; zeros before the first.
    function latest(uint256 chainId, uint8 policy)
        external
        view
        returns (uint64 count, bytes32 accumulator, uint8 slot)
    {
        Ring storage ring = rings[chainId][policy];
        (accumulator, slot) = _latest(ring);
        return (ring.count, accumulator, slot);
    }

    function accumulatorAt(uint256 chainId, uint8 policy, uint8 slot) external view returns (bytes32) {
        return rings[chainId][policy].accumulators[slot];
    }

    /// Whether account `sender` of the chain that the proof names gave `message` to its messenger.
    function isMessageIncluded(Inclusion calldata proof, address sender, bytes calldata message)
        external
        view
        returns (bool)
    {
        return isIncluded(proof, Inclusions.leafOf(sender, message));
    }

    function isIncluded(Inclusion calldata proof, bytes32 leaf) public view returns (bool) {
        if (proof.slot >= SLOTS) return false;
        bytes32 accumulator = rings[proof.chainId][proof.policy].accumulators[proof.slot];
        return accumulator != 0 && accumulator == Accumulator.bind(proof.count, proof.root)
            && Inclusions.verify(leaf, proof.index, proof.count, proof.root, proof.path);
    }

    function _add(Import calldata given) private {
        (uint256 chainId, uint8 policy) = (given.chainId, given.policy);
        require(chainId != 0 && chainId <= type(uint64).max && chainId != block.chainid, InvalidChain(chainId));
        require(policy == POLICY_INSTANT || policy == POLICY_SETTLED, UnknownPolicy(policy));
        Ring storage ring = rings[chainId][policy];
        (bytes32 last,) = _latest(ring);
        require(
            last == Accumulator.bind(given.oldCount, given.oldRoot) && given.count > given.oldCount
                && Accumulator.isPrefix(given.oldCount, given.oldRoot, given.count, given.root, given.path),
            DoesNotExtend(chainId, policy)
        );
        bytes32 accumulator = Accumulator.bind(given.count, given.root);
        ring.accumulators[ring.imports % SLOTS] = accumulator;
        (ring.count, ring.imports) = (given.count, ring.imports + 1);
        emit NewInteropRoot(chainId, policy, given.count, accumulator);
    }

    function _latest(Ring storage ring) private view returns (bytes32 accumulator, uint8 slot) {
        if (ring.imports == 0) return (0, 0);
        slot = uint8((ring.imports - 1) % SLOTS);
        return (ring.accumulators[slot], slot);
    }
}
