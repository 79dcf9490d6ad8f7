// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {InteropAddress} from "@mainland/island/InteropAddress.sol";
import {Test} from "./Test.sol";

/// Addresses of ERC-7930: what is one has one form, and everything else is refused.
contract InteropAddressesTest is Test {
    function parse(bytes calldata given) external pure returns (uint256, address, bool) {
        return InteropAddress.parse(given);
    }

    function accountOn(uint256 chainId, bytes calldata given) external pure returns (address) {
        return InteropAddress.accountOn(chainId, given);
    }

    function refused(bytes memory given) private {
        vm.expectRevert(abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, given));
        this.parse(given);
    }

    function test_what_is_formatted_is_read(uint256 chainId, address account) public view {
        if (chainId == 0) chainId = 1;
        (uint256 chain, address who, bool hasAccount) = this.parse(InteropAddress.format(chainId, account));
        same(chain, chainId);
        same(who, account);
        same(hasAccount, true);
    }

    /// Written from the ERC: version, chain type, length and chain, length and account.
    function test_the_form() public view {
        address account = 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045;
        same(
            keccak256(InteropAddress.format(1, account)),
            keccak256(hex"00010000010114d8dA6BF26964aF9D7eEd9e03E53415D37aA96045")
        );
        (uint256 chain, address who, bool hasAccount) = this.parse(hex"0001000002010f00");
        same(chain, 271);
        same(who, address(0));
        same(hasAccount, false);
        (chain, who, hasAccount) = this.parse(hex"000100000014d8dA6BF26964aF9D7eEd9e03E53415D37aA96045");
        same(chain, 0);
        same(who, account);
        same(hasAccount, true);
    }

    function test_malformed_ones_are_refused() public {
        refused("");
        refused(hex"0001");
        refused(hex"000100000000"); // names nothing
        refused(hex"000200000101" hex"00"); // another version
        refused(hex"000100020101" hex"00"); // another chain type
        refused(hex"00010000020001" hex"00"); // leading zero
        refused(hex"0001000002010f" hex"0000"); // more behind it
        refused(hex"0001000002010f" hex"01aa"); // an account of one byte
        refused(hex"000100000014d8dA6BF26964aF9D7eEd9e03E53415D37aA960"); // one byte short
        refused(bytes.concat(hex"0001000021", new bytes(33), hex"00")); // a chain of 33 bytes
    }

    /// Total: any bytes are refused with the error, or are exactly the form of what they name.
    function test_any_bytes(bytes memory given, uint8 start) public {
        if (start % 4 != 0) given = bytes.concat(hex"00010000", given);
        if (start % 4 == 2) given = bytes.concat(hex"0001000001", bytes1(start), hex"14", bytes20(keccak256(given)));
        if (start % 4 == 3) given = bytes.concat(hex"0001000000", hex"14", bytes20(keccak256(given)), bytes1(start));
        try this.parse(given) returns (uint256 chain, address account, bool hasAccount) {
            bytes memory again = InteropAddress.format(chain, account);
            if (chain == 0) again = abi.encodePacked(hex"000100000014", account);
            if (!hasAccount) {
                assembly ("memory-safe") {
                    mstore(again, sub(mload(again), 20))
                }
                again[again.length - 1] = 0;
            }
            same(keccak256(again), keccak256(given));
        } catch (bytes memory reason) {
            same(bytes32(bytes4(reason)), bytes32(InteropAddress.InvalidInteropAddress.selector));
        }
    }

    function test_an_account_is_on_its_chain_or_on_none() public {
        bytes memory there = InteropAddress.format(271, address(7));
        same(this.accountOn(271, there), address(7));
        same(this.accountOn(5, abi.encodePacked(hex"000100000014", address(7))), address(7));
        vm.expectRevert(abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, there));
        this.accountOn(272, there);
        vm.expectRevert(abi.encodeWithSelector(InteropAddress.InvalidInteropAddress.selector, hex"0001000002010f00"));
        this.accountOn(271, hex"0001000002010f00");
    }
}
