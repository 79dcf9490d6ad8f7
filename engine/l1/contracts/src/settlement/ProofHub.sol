// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Statement} from "../chain/Batch.sol";
import {IVerifier} from "./IVerifier.sol";

/// Verifies aggregated proofs and remembers what they showed. Anyone may bring a proof. The verifier is
/// exchanged after a delay; guardians can disable one at once, and then nothing it accepted counts any more.
contract ProofHub is Ownable2Step {
    struct Record {
        address verifier;
        uint40 provenAt; // seconds
        bool proves; // by a verifier that proves
    }

    /// Seconds from the announcement of a verifier to its use. It is longer than the upgrade delay of any
    /// chain that is careful.
    uint256 public immutable VERIFIER_DELAY;
    address public immutable GUARDIANS;

    IVerifier public verifier;
    IVerifier public pendingVerifier;
    uint256 public pendingVerifierReadyAt;
    mapping(address verifier => bool) public disabled;
    mapping(bytes32 statement => Record) private records;

    event StatementsProven(address indexed verifier, uint256 count);
    event VerifierAnnounced(address indexed verifier, uint256 readyAt);
    event VerifierChanged(address indexed verifier);
    event VerifierDisabled(address indexed verifier);

    error ProofRefused();
    error DisabledVerifier(address verifier);
    error NothingAnnounced();
    error DelayNotOver(uint256 readyAt);
    error OnlyGuardians();

    constructor(address owner, address guardians, IVerifier first, uint256 verifierDelay) Ownable(owner) {
        GUARDIANS = guardians;
        VERIFIER_DELAY = verifierDelay;
        verifier = first;
        emit VerifierChanged(address(first));
    }

    /// Checks one proof of many statements. What was shown already keeps its time; what only a disabled
    /// verifier, or one that proves nothing, accepted is shown anew.
    function prove(Statement[] calldata statements, bytes calldata proof) external {
        IVerifier current = verifier;
        require(!disabled[address(current)], DisabledVerifier(address(current)));
        require(current.verify(statements, proof), ProofRefused());
        bool really = current.proves();
        for (uint256 i = 0; i < statements.length; ++i) {
            Record storage record = records[_key(statements[i].program, statements[i].publicInput)];
            Record memory old = record;
            if (old.provenAt != 0 && !disabled[old.verifier]) {
                if (old.proves || !really) continue;
            } else {
                old.provenAt = uint40(block.timestamp);
            }
            (record.verifier, record.provenAt, record.proves) = (address(current), old.provenAt, really);
        }
        emit StatementsProven(address(current), statements.length);
    }

    /// When a statement was shown, 0 if it does not count, and whether by a verifier that proves.
    function provenAt(bytes32 program, bytes32 publicInput) external view returns (uint256 time, bool really) {
        Record memory record = records[_key(program, publicInput)];
        if (record.provenAt == 0 || disabled[record.verifier]) return (0, false);
        return (record.provenAt, record.proves);
    }

    /// False: batches are accepted without proofs now.
    function proves() external view returns (bool) {
        return verifier.proves();
    }

    function announceVerifier(IVerifier next) external onlyOwner {
        pendingVerifier = next;
        pendingVerifierReadyAt = block.timestamp + VERIFIER_DELAY;
        emit VerifierAnnounced(address(next), pendingVerifierReadyAt);
    }

    function changeVerifier() external onlyOwner {
        require(pendingVerifierReadyAt != 0, NothingAnnounced());
        require(block.timestamp >= pendingVerifierReadyAt, DelayNotOver(pendingVerifierReadyAt));
        verifier = pendingVerifier;
        pendingVerifierReadyAt = 0;
        emit VerifierChanged(address(verifier));
    }

    /// For ever. Batches that were executed stay so.
    function disableVerifier(address which) external {
        require(msg.sender == GUARDIANS, OnlyGuardians());
        disabled[which] = true;
        emit VerifierDisabled(which);
    }

    function _key(bytes32 program, bytes32 publicInput) private pure returns (bytes32) {
        return keccak256(abi.encode(program, publicInput));
    }
}
