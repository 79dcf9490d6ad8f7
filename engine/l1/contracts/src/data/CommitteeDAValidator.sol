// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IChain} from "../chain/IChain.sol";
import {IBridgehub} from "../hub/IBridgehub.sol";
import {Committee, Members} from "../settlement/Committee.sol";
import {IDAValidator, SCHEME_COMMITTEE, WrongDataScheme} from "./IDAValidator.sol";

/// Validium: k of n members, each of whom executed the batch again, sign that they hold its pubdata. A chain's
/// first committee serves at once; a change waits for the chain's upgrade delay, as any other change does.
contract CommitteeDAValidator is IDAValidator, EIP712 {
    struct Pending {
        bytes32 committee;
        uint256 readyAt; // seconds; 0: nothing is announced
    }

    bytes32 private constant AVAILABLE = keccak256("Available(uint256 chainId,uint256 batch,bytes32 commitment)");

    IBridgehub public immutable BRIDGE_HUB;
    mapping(uint256 chainId => bytes32) public committees;
    mapping(uint256 chainId => Pending) public pending;

    event CommitteeAnnounced(uint256 indexed chainId, Members members, uint256 readyAt);
    event CommitteeChanged(uint256 indexed chainId, bytes32 indexed committee);

    error Unauthorized(address caller);
    error NothingAnnounced();
    error DelayNotOver(uint256 readyAt);

    constructor(IBridgehub bridgehub) EIP712("Archipelago Data Committee", "1") {
        BRIDGE_HUB = bridgehub;
    }

    /// `input` is abi.encode(Members, bytes[] signatures).
    function checkData(uint256 chainId, uint256 batch, uint8 scheme, bytes32 commitment, bytes calldata input)
        external
        view
    {
        require(scheme == SCHEME_COMMITTEE, WrongDataScheme(SCHEME_COMMITTEE, scheme));
        (Members memory members, bytes[] memory signatures) = abi.decode(input, (Members, bytes[]));
        Committee.requireQuorum(committees[chainId], members, availableDigest(chainId, batch, commitment), signatures);
    }

    /// What a member signs.
    function availableDigest(uint256 chainId, uint256 batch, bytes32 commitment) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(AVAILABLE, chainId, batch, commitment)));
    }

    /// Only the chain's admin.
    function announceCommittee(uint256 chainId, Members calldata members) external {
        IChain chain = IChain(BRIDGE_HUB.getZKChain(chainId));
        require(address(chain) != address(0) && chain.getAdmin() == msg.sender, Unauthorized(msg.sender));
        bytes32 committee = Committee.accept(members);
        uint256 delay = committees[chainId] == 0 ? 0 : chain.getUpgradeDelay();
        pending[chainId] = Pending(committee, block.timestamp + delay);
        emit CommitteeAnnounced(chainId, members, block.timestamp + delay);
        if (delay == 0) changeCommittee(chainId);
    }

    /// Anyone, once the delay is over.
    function changeCommittee(uint256 chainId) public {
        Pending memory next = pending[chainId];
        require(next.readyAt != 0, NothingAnnounced());
        require(block.timestamp >= next.readyAt, DelayNotOver(next.readyAt));
        committees[chainId] = next.committee;
        delete pending[chainId];
        emit CommitteeChanged(chainId, next.committee);
    }
}
