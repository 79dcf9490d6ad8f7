// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Committee, Members} from "./Committee.sol";
import {ProofHub} from "./ProofHub.sol";

/// Guardians, k of n, can freeze a batch once, for at most seven days, and disable a verifier. They can
/// neither execute nor change anything. What depends on a frozen batch waits with it: later batches of its
/// chain, because batches are executed in order, and batches that imported its messages, because imports
/// are checked against what is executed.
contract Guardians is Ownable2Step, EIP712 {
    uint256 public constant MAX_FREEZE = 7 days;
    /// A new committee waits longer than any freeze of the old one.
    uint256 public constant CHANGE_DELAY = 8 days;

    bytes32 private constant FREEZE = keccak256("Freeze(bytes32 batch,uint256 until)");
    bytes32 private constant UNFREEZE = keccak256("Unfreeze(bytes32 batch)");
    bytes32 private constant DISABLE = keccak256("DisableVerifier(address hub,address verifier)");

    bytes32 public committee;
    bytes32 public pendingCommittee;
    uint256 public pendingReadyAt;
    /// By hash of the stored batch. Not zero: it was frozen, and cannot be again.
    mapping(bytes32 batch => uint256 time) public frozenUntil;

    event Frozen(bytes32 indexed batch, uint256 until);
    event Unfrozen(bytes32 indexed batch);
    event CommitteeAnnounced(Members members, uint256 readyAt);
    event CommitteeChanged(bytes32 indexed committee);

    error FrozenBefore(bytes32 batch);
    error FreezeTooLong(uint256 until);
    error NotFrozen(bytes32 batch);
    error NothingAnnounced();
    error DelayNotOver(uint256 readyAt);

    constructor(address owner, Members memory first) Ownable(owner) EIP712("Archipelago Guardians", "1") {
        committee = Committee.accept(first);
        emit CommitteeChanged(committee);
    }

    /// `batch` is the hash of the stored batch (IChain.storedBatchHash), `until` in seconds.
    function freeze(bytes32 batch, uint256 until, Members calldata members, bytes[] calldata signatures) external {
        require(frozenUntil[batch] == 0, FrozenBefore(batch));
        require(until > block.timestamp && until <= block.timestamp + MAX_FREEZE, FreezeTooLong(until));
        _requireQuorum(keccak256(abi.encode(FREEZE, batch, until)), members, signatures);
        frozenUntil[batch] = until;
        emit Frozen(batch, until);
    }

    /// Ends a freeze early.
    function unfreeze(bytes32 batch, Members calldata members, bytes[] calldata signatures) external {
        require(frozenUntil[batch] > block.timestamp, NotFrozen(batch));
        _requireQuorum(keccak256(abi.encode(UNFREEZE, batch)), members, signatures);
        frozenUntil[batch] = block.timestamp;
        emit Unfrozen(batch);
    }

    function disableVerifier(ProofHub hub, address verifier, Members calldata members, bytes[] calldata signatures)
        external
    {
        _requireQuorum(keccak256(abi.encode(DISABLE, hub, verifier)), members, signatures);
        hub.disableVerifier(verifier);
    }

    function announceCommittee(Members calldata members) external onlyOwner {
        pendingCommittee = Committee.accept(members);
        pendingReadyAt = block.timestamp + CHANGE_DELAY;
        emit CommitteeAnnounced(members, pendingReadyAt);
    }

    function changeCommittee() external onlyOwner {
        require(pendingReadyAt != 0, NothingAnnounced());
        require(block.timestamp >= pendingReadyAt, DelayNotOver(pendingReadyAt));
        committee = pendingCommittee;
        pendingReadyAt = 0;
        emit CommitteeChanged(committee);
    }

    /// What a guardian signs to freeze `batch` until `until`; the twins for the other acts follow.
    function freezeDigest(bytes32 batch, uint256 until) external view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(FREEZE, batch, until)));
    }

    function unfreezeDigest(bytes32 batch) external view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(UNFREEZE, batch)));
    }

    function disableDigest(ProofHub hub, address verifier) external view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(DISABLE, hub, verifier)));
    }

    function _requireQuorum(bytes32 structHash, Members calldata members, bytes[] calldata signatures) private view {
        Committee.requireQuorum(committee, members, _hashTypedDataV4(structHash), signatures);
    }
}
