// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {InteroperableAddress} from "@openzeppelin/contracts/utils/draft-InteroperableAddress.sol";

/// Binary addresses of ERC-7930, version 1, on EVM chains (chain type eip155). Each has one form here: no
/// leading zeros in the chain's reference, nothing after the end.
library InteropAddress {
    error InvalidInteropAddress(bytes given);

    function format(uint256 chainId, address account) internal pure returns (bytes memory) {
        return InteroperableAddress.formatEvmV1(chainId, account);
    }

    /// `chainId` 0: it names no chain; `hasAccount` false: it names a chain only.
    function parse(bytes memory given) internal pure returns (uint256 chainId, address account, bool hasAccount) {
        bool known;
        (known, chainId, account) = InteroperableAddress.tryParseEvmV1(given);
        require(known, InvalidInteropAddress(given));
        hasAccount = uint8(given[5 + uint8(given[4])]) != 0;
        bytes memory canonical = !hasAccount
            ? InteroperableAddress.formatEvmV1(chainId)
            : chainId == 0
                ? InteroperableAddress.formatEvmV1(account)
                : InteroperableAddress.formatEvmV1(chainId, account);
        require(keccak256(canonical) == keccak256(given), InvalidInteropAddress(given));
    }

    /// An account on chain `chainId`: the address names that chain, or none.
    function accountOn(uint256 chainId, bytes memory given) internal pure returns (address) {
        (uint256 named, address account, bool hasAccount) = parse(given);
        require(hasAccount && (named == 0 || named == chainId), InvalidInteropAddress(given));
        return account;
    }
}
