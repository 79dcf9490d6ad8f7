// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ChainParameters} from "../chain/ChainStorage.sol";
import {IChain} from "../chain/IChain.sol";
import {IBridgehub} from "./IBridgehub.sol";

/// Makes the chains' contracts and publishes the versions of their code. A version never changes; a chain
/// takes one when its admin announced it and the chain's upgrade delay is over.
contract ChainTypeManager is Ownable2Step {
    struct Version {
        address code;
        bytes32 programHash; // zero: batches are not proven
        bytes32 upgradeHash; // of the upgrade transaction that the next batch must carry, or zero
    }

    IBridgehub public immutable BRIDGE_HUB;
    uint32 public protocolVersion; // the newest
    mapping(uint32 version => Version) public versions;

    event NewProtocolVersion(uint32 indexed version, address code, bytes32 programHash, bytes32 upgradeHash);
    /// As in the ZK Stack.
    event NewZKChain(uint256 indexed chainId, address indexed zkChainContract);
    /// What a chain begins with (engine/l1/FORMATS.md, "Genesis"): whoever makes its state again starts here. The
    /// L1 cannot check it; the genesis commitment does.
    event ChainGenesis(uint256 indexed chainId, bytes genesis);

    error OnlyBridgehub(address caller);
    error VersionsGoUp(uint32 newest, uint32 given);
    error NoCode(address code);
    error ParametersDiffer();

    constructor(address owner, IBridgehub bridgehub) Ownable(owner) {
        BRIDGE_HUB = bridgehub;
    }

    function publishVersion(uint32 version, address code, bytes32 programHash, bytes32 upgradeHash)
        external
        onlyOwner
    {
        require(version > protocolVersion, VersionsGoUp(protocolVersion, version));
        require(code.code.length > 0, NoCode(code));
        protocolVersion = version;
        versions[version] = Version(code, programHash, upgradeHash);
        emit NewProtocolVersion(version, code, programHash, upgradeHash);
    }

    /// `initData` is abi.encode(ChainParameters, bytes genesis). The address depends on the chain id, the admin and
    /// the parameters, so that nobody can put another chain there.
    function createNewChain(
        uint256 chainId,
        bytes32 baseTokenAssetId,
        uint256 salt,
        address admin,
        bytes calldata initData
    ) external returns (address chain) {
        require(msg.sender == address(BRIDGE_HUB), OnlyBridgehub(msg.sender));
        (ChainParameters memory parameters, bytes memory genesis) = abi.decode(initData, (ChainParameters, bytes));
        require(
            parameters.chainId == chainId && parameters.baseTokenAssetId == baseTokenAssetId
                && parameters.admin == admin,
            ParametersDiffer()
        );
        Version memory version = versions[protocolVersion];
        require(version.programHash == parameters.programHash, ParametersDiffer());
        chain = address(
            new ERC1967Proxy{salt: bytes32(salt)}(
                version.code, abi.encodeCall(IChain.initialize, (parameters, protocolVersion))
            )
        );
        emit NewZKChain(chainId, chain);
        emit ChainGenesis(chainId, genesis);
    }
}
