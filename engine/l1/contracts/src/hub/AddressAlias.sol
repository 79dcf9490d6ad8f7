// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// Addresses of the L1's contracts on a chain (ZK Stack): a contract there with the same address may be
/// somebody else's, so contracts send under another one.
library AddressAlias {
    uint160 internal constant OFFSET = uint160(0x1111000000000000000000000000000000001111);

    function ofContract(address account) internal pure returns (address) {
        unchecked {
            return address(uint160(account) + OFFSET);
        }
    }

    /// Accounts with a key keep their address, also when they delegate (EIP-7702).
    function ofCaller(address account) internal view returns (address) {
        return _hasKey(account) ? account : ofContract(account);
    }

    /// Who gets what is left of a deposit: the caller if nobody is named.
    function refundRecipient(address recipient, address caller) internal view returns (address) {
        if (recipient == address(0)) return ofCaller(caller);
        return _hasKey(recipient) ? recipient : ofContract(recipient);
    }

    /// A caller whose constructor runs has no code yet, but is not the origin.
    function _hasKey(address account) private view returns (bool) {
        if (account.code.length == 0) return account == tx.origin || account != msg.sender;
        return account.code.length == 23 && bytes3(account.code) == 0xef0100;
    }
}
