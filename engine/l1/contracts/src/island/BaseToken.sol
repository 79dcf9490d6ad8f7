// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {L2_NATIVE_TOKEN_VAULT, L2_TO_L1_MESSENGER} from "../chain/Messaging.sol";
import {IslandVault} from "./IslandVault.sol";
import {Messenger} from "./Messenger.sol";

/// The token in which gas is paid, as wallets' libraries ask for it, and its way out to the L1 (ZK Stack).
contract BaseToken {
    IslandVault internal constant VAULT = IslandVault(L2_NATIVE_TOKEN_VAULT);

    /// finalizeEthWithdrawal(uint256,uint256,uint16,bytes,bytes32[])
    bytes4 internal constant WITHDRAWAL_MESSAGE = 0x6c0960f9;

    event Withdrawal(address indexed l2Sender, address indexed l1Receiver, uint256 amount);
    event WithdrawalWithMessage(
        address indexed l2Sender, address indexed l1Receiver, uint256 amount, bytes additionalData
    );

    error InvalidReceiver(address receiver);

    function withdraw(address l1Receiver) external payable {
        _burn(l1Receiver);
        _send(abi.encodePacked(WITHDRAWAL_MESSAGE, l1Receiver, msg.value));
        emit Withdrawal(msg.sender, l1Receiver, msg.value);
    }

    function withdrawWithMessage(address l1Receiver, bytes calldata data) external payable {
        _burn(l1Receiver);
        _send(abi.encodePacked(WITHDRAWAL_MESSAGE, l1Receiver, msg.value, msg.sender, data));
        emit WithdrawalWithMessage(msg.sender, l1Receiver, msg.value, data);
    }

    function name() external view returns (string memory) {
        return VAULT.baseTokenName();
    }

    function symbol() external view returns (string memory) {
        return VAULT.baseTokenSymbol();
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function balanceOf(uint256 account) external view returns (uint256) {
        return address(uint160(account)).balance;
    }

    /// What came over bridges and has not left; what the genesis gave and nobody backed does not count.
    function totalSupply() external view returns (uint256) {
        return VAULT.available();
    }

    function _burn(address l1Receiver) private {
        require(l1Receiver != address(0), InvalidReceiver(l1Receiver));
        VAULT.burn{value: msg.value}(
            VAULT.L1_CHAIN_ID(), VAULT.BASE_TOKEN_ASSET_ID(), msg.sender, l1Receiver, msg.value
        );
    }

    function _send(bytes memory message) private {
        Messenger(L2_TO_L1_MESSENGER).sendToL1(message);
    }
}
