// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {TokenData} from "@mainland/assets/TokenData.sol";
import {L2_BASE_TOKEN, assetIdOf} from "@mainland/chain/Messaging.sol";
import {BaseToken} from "@mainland/island/BaseToken.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {INTEROP_CENTER, INTEROP_HANDLER, L1_ROUTER} from "@mainland/island/Island.sol";
import {IslandAssetRouter} from "@mainland/island/IslandAssetRouter.sol";
import {IslandToken} from "@mainland/island/IslandToken.sol";
import {IslandVault} from "@mainland/island/IslandVault.sol";
import {Messenger} from "@mainland/island/Messenger.sol";
import {Odd} from "./Odd.sol";
import {Shores} from "./Shores.sol";

/// Tokens of islands, honest and odd, the vault's doors, and what may stand in messages.
contract IslandAssetsTest is Shores {
    Odd private odd;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        odd = new Odd();
        share(address(odd));
        odd.mint(ALICE, 1000);
        id = assetIdOf(TORTUGA, address(odd));
        vm.prank(ALICE);
        odd.approve(address(VAULT), 1000);
        collect();
    }

    function withdraw(uint256 amount) public {
        vm.prank(ALICE);
        ROUTER.withdraw(id, abi.encode(amount, BOB, address(odd)));
    }

    function deposited(bytes32 asset, address token, uint256 amount, bytes memory data) public {
        vm.prank(L1_ROUTER);
        ROUTER.finalizeDeposit(MAINLAND, asset, abi.encode(BOB, BOB, token, amount, data));
    }

    function test_a_token_of_an_island_goes_round() public {
        sendAs(ALICE, NASSAU, transferOfOdd(100, BOB));
        uint256 index = lastMessage();
        same(odd.balanceOf(address(VAULT)), 100);
        same(VAULT.originChainId(id), TORTUGA);
        visit(NASSAU);
        IslandToken copy = IslandToken(VAULT.bridgedTokenAddress(id));
        share(address(copy));
        execute(TORTUGA, index, address(this));
        same(copy.balanceOf(BOB), 100);
        same(keccak256(bytes(copy.symbol())), keccak256("ODD"));
        same(copy.originChainId(), TORTUGA);
        same(copy.l1Address(), address(odd));
        sendAs(BOB, BARBUDA, transferOf(id, 60, ALICE, 0)); // on to the third, where it has the same address
        index = lastMessage();
        visit(BARBUDA);
        same(VAULT.bridgedTokenAddress(id), address(copy));
        execute(NASSAU, index, address(this));
        same(copy.balanceOf(ALICE), 60);
        same(keccak256(bytes(copy.name())), keccak256("Odd"));
        sendAs(ALICE, TORTUGA, transferOf(id, 60, BOB, 0));
        index = lastMessage();
        visit(TORTUGA);
        execute(BARBUDA, index, address(this));
        same(odd.balanceOf(BOB), 60);
        same(odd.balanceOf(address(VAULT)), 40);
    }

    function sendAs(address who, uint64 destination, InteropCallStarter memory call) private {
        vm.prank(who);
        CENTER.sendBundle(onChain(destination), one(call), new bytes[](0));
    }

    function transferOfOdd(uint256 amount, address to) private view returns (InteropCallStarter memory starter) {
        starter = transferOf(id, amount, to, 0);
        starter.data = bytes.concat(hex"01", abi.encode(id, abi.encode(amount, to, address(odd))));
    }

    function test_tokens_that_take_a_fee_or_move_nothing() public {
        odd.behave(Odd.Way.Fee);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.WrongAmountTransferred.selector, 10, 9));
        this.withdraw(10);
        odd.behave(Odd.Way.MoveNothing);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.WrongAmountTransferred.selector, 10, 0));
        this.withdraw(10);
        odd.behave(Odd.Way.ReturnFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(odd)));
        this.withdraw(10);
        odd.behave(Odd.Way.ReturnNothing);
        forget();
        this.withdraw(10);
        same(odd.balanceOf(address(VAULT)), 10);
        collect();
        same(row(TORTUGA, id, MAINLAND).sent, 10);
    }

    function test_tokens_that_enter_again() public {
        odd.behave(Odd.Way.Enter);
        bytes memory again = abi.encode(1, BOB, address(odd));
        odd.plan(address(ROUTER), abi.encodeWithSignature("withdraw(bytes32,bytes)", id, again));
        this.withdraw(10);
        collect();
        same(row(TORTUGA, id, MAINLAND).sent, 10);
    }

    /// Whatever shrinks in the vault is missing to who comes last; other assets have nothing to do with it.
    function test_tokens_whose_balances_change() public {
        deposit(ALICE, 5);
        this.withdraw(100);
        odd.take(address(VAULT), 40);
        this.deposited(id, address(odd), 60, "");
        same(odd.balanceOf(BOB), 60);
        vm.expectRevert();
        this.deposited(id, address(odd), 40, "");
        vm.prank(ALICE);
        BASE.withdraw{value: 5}(BOB);
    }

    /// Getters that answer a megabyte, nonsense, or burn all gas: at most what they said is cut off.
    function test_metadata_bombs() public {
        odd.say(new bytes(1 << 20), false);
        this.withdraw(10);
        uint256 index = lastMessage();
        require(messages[TORTUGA][index].length < 3000, "metadata is not bounded");
        odd.say(abi.encode(uint256(1 << 200), "x"), false);
        this.withdraw(10);
        odd.say("", true);
        vm.prank(ALICE);
        ROUTER.withdraw{gas: 20_000_000}(id, abi.encode(10, BOB, address(odd)));
        same(odd.balanceOf(address(VAULT)), 30);
    }

    function test_lies_about_decimals_stay_lies_about_decimals() public {
        odd.say(abi.encode(uint256(777)), false);
        sendAs(ALICE, NASSAU, transferOfOdd(100, BOB));
        uint256 index = lastMessage();
        visit(NASSAU);
        IslandToken copy = IslandToken(VAULT.bridgedTokenAddress(id));
        share(address(copy));
        execute(TORTUGA, index, address(this));
        same(copy.decimals(), 0);
        same(copy.balanceOf(BOB), 100);
    }

    function test_any_token_data_makes_a_token_or_is_refused(bytes memory data, bytes memory name, uint256 decimals)
        public
    {
        address gold = address(0x901d);
        bytes32 asset = assetIdOf(MAINLAND, gold);
        bytes memory said = bytes.concat(hex"01", abi.encode(uint256(MAINLAND), name, data, abi.encode(decimals)));
        this.deposited(asset, gold, 5, said);
        IslandToken token = IslandToken(VAULT.tokenAddress(asset));
        same(token.balanceOf(BOB), 5);
        same(token.decimals(), decimals < 256 ? decimals : 0);
        require(bytes(token.name()).length <= 128, "name is not bounded");
        this.deposited(asset, gold, 5, ""); // what is known already is not read again
        try this.deposited(assetIdOf(MAINLAND, address(odd)), address(odd), 5, data) {
            (uint256 origin,,,) = TokenData.decode(data);
            same(origin, MAINLAND);
        } catch {}
    }

    function test_an_asset_is_what_its_id_says() public {
        bytes memory data = TokenData.ofTexts(MAINLAND, "Gold", "GLD", 18);
        bytes32 asset = assetIdOf(MAINLAND, address(0x901d));
        bytes32 other = assetIdOf(MAINLAND, address(0x901e));
        vm.expectRevert(abi.encodeWithSelector(IslandVault.WrongAsset.selector, other, asset));
        this.deposited(asset, address(0x901e), 5, data);
        data = TokenData.ofTexts(BARBUDA, "Gold", "GLD", 18);
        vm.expectPartialRevert(IslandVault.WrongAsset.selector);
        this.deposited(asset, address(0x901d), 5, data);
        data = TokenData.ofTexts(TORTUGA, "Odd", "ODD", 18); // of this chain, but nobody registered it
        vm.expectPartialRevert(IslandVault.WrongAsset.selector);
        this.deposited(id, address(odd), 5, data);
        vm.expectRevert(abi.encodeWithSelector(TokenData.UnknownTokenData.selector));
        this.deposited(asset, address(0x901d), 5, hex"02");
    }

    function test_registering_tokens() public {
        same(VAULT.assetId(address(odd)), bytes32(0));
        VAULT.registerToken(address(odd));
        same(VAULT.assetId(address(odd)), id);
        same(VAULT.tokenAddress(id), address(odd));
        same(VAULT.originToken(id), address(odd));
        same(VAULT.ensureTokenIsRegistered(L2_BASE_TOKEN), ether_);
        same(VAULT.originToken(ether_), address(1));
        same(VAULT.originChainId(ether_), MAINLAND);
        same(VAULT.originToken(keccak256("?")), address(0));
        vm.expectRevert(abi.encodeWithSelector(IslandVault.InvalidToken.selector, address(1)));
        VAULT.registerToken(address(1));
        this.deposited(assetIdOf(MAINLAND, address(7)), address(7), 1, TokenData.ofTexts(MAINLAND, "7", "7", 7));
        address seven = VAULT.l2TokenAddress(address(7));
        same(VAULT.ensureTokenIsRegistered(seven), assetIdOf(MAINLAND, address(7))); // not one of this chain
    }

    // Doors

    function test_deposits_come_from_the_l1s_router(address caller, uint256 source) public {
        vm.assume(caller != L1_ROUTER && source != MAINLAND);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.Unauthorized.selector, caller));
        ROUTER.finalizeDeposit(MAINLAND, id, "");
        vm.prank(L1_ROUTER);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.WrongSource.selector, source));
        ROUTER.finalizeDeposit(source, id, "");
        vm.deal(L1_ROUTER, 1);
        vm.prank(L1_ROUTER);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.ValueNotSupported.selector, 1));
        ROUTER.finalizeDeposit{value: 1}(MAINLAND, id, "");
    }

    function test_messages_come_from_the_handler(address caller) public {
        vm.assume(caller != address(HANDLER));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.Unauthorized.selector, caller));
        ROUTER.receiveMessage(0, "", "");
    }

    function test_the_vaults_doors(address caller) public {
        bool sends = caller == address(ROUTER) || caller == INTEROP_CENTER || caller == L2_BASE_TOKEN;
        vm.assume(!sends && caller != INTEROP_HANDLER);
        bytes memory reason = abi.encodeWithSelector(IslandVault.Unauthorized.selector, caller);
        bytes[5] memory calls = [
            abi.encodeCall(IslandVault.burn, (NASSAU, id, ALICE, BOB, 1)),
            abi.encodeCall(IslandVault.bridgeBurn, (NASSAU, id, ALICE, BOB, 1)),
            abi.encodeCall(IslandVault.bridgeMint, (NASSAU, id, abi.encode(ALICE, BOB, address(odd), 1, ""), BOB)),
            abi.encodeCall(IslandVault.mint, (NASSAU, ether_, BOB, 1)),
            abi.encodeCall(IslandVault.giveBack, (NASSAU, ether_, BOB, 1))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(caller);
            (bool success, bytes memory answer) = address(VAULT).call(calls[i]);
            same(success, false);
            same(keccak256(answer), keccak256(reason));
        }
        vm.deal(caller, 1);
        vm.prank(caller);
        (bool took,) = address(VAULT).call{value: 1}("");
        same(took, false);
    }

    /// Senders do not mint, and who mints does not burn.
    function test_each_contract_has_its_own_door() public {
        address[3] memory sending = [address(ROUTER), INTEROP_CENTER, L2_BASE_TOKEN];
        for (uint256 i = 0; i < sending.length; ++i) {
            vm.prank(sending[i]);
            vm.expectRevert(abi.encodeWithSelector(IslandVault.Unauthorized.selector, sending[i]));
            VAULT.mint(NASSAU, ether_, BOB, 1);
        }
        vm.prank(INTEROP_HANDLER);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.Unauthorized.selector, INTEROP_HANDLER));
        VAULT.burn(NASSAU, id, ALICE, BOB, 1);
        vm.prank(INTEROP_HANDLER);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.UnknownAsset.selector, id));
        VAULT.mint(NASSAU, id, BOB, 1);
    }

    function test_bridged_tokens_obey_the_vault_only(address caller) public {
        vm.assume(caller != address(VAULT));
        this.deposited(assetIdOf(MAINLAND, address(7)), address(7), 1, TokenData.ofTexts(MAINLAND, "7", "7", 7));
        IslandToken token = IslandToken(VAULT.l2TokenAddress(address(7)));
        bytes memory reason = abi.encodeWithSelector(IslandToken.Unauthorized.selector, caller);
        vm.prank(caller);
        vm.expectRevert(reason);
        token.bridgeMint(caller, 1);
        vm.prank(caller);
        vm.expectRevert(reason);
        token.bridgeBurn(BOB, 1);
        vm.prank(caller);
        vm.expectRevert(reason);
        token.initialize(id, TORTUGA, caller, "", "", 0);
    }

    // Bounds

    function test_amounts_and_chains_are_bounded(uint256 chain, uint256 amount) public {
        bool isChain = chain != 0 && chain <= type(uint64).max && chain != TORTUGA;
        bool isAmount = amount != 0 && amount < 1 << 112;
        vm.deal(INTEROP_HANDLER, 0);
        vm.prank(INTEROP_HANDLER);
        (bool success, bytes memory answer) =
            address(VAULT).call(abi.encodeCall(IslandVault.giveBack, (chain, id, BOB, amount)));
        same(success, isChain && isAmount);
        bytes4 expected = isChain ? IslandVault.InvalidAmount.selector : IslandVault.InvalidChain.selector;
        if (!success) same(bytes32(bytes4(answer)), bytes32(expected));
        uint256[4] memory amounts = [uint256(0), 1, (1 << 112) - 1, 1 << 112];
        for (uint256 i = 0; i < amounts.length; ++i) {
            vm.prank(INTEROP_HANDLER);
            (success,) = address(VAULT).call(abi.encodeCall(IslandVault.giveBack, (NASSAU, id, BOB, amounts[i])));
            same(success, i == 1 || i == 2);
        }
    }

    function test_nobody_withdraws_to_nobody_or_nothing() public {
        deposit(ALICE, 1 ether);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(BaseToken.InvalidReceiver.selector, address(0)));
        BASE.withdraw{value: 1}(address(0));
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.InvalidAmount.selector, 0));
        BASE.withdraw(BOB);
        vm.expectRevert(abi.encodeWithSelector(IslandAssetRouter.InvalidReceiver.selector, address(0)));
        ROUTER.withdraw(address(0), address(odd), 1);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.WrongValue.selector, 5, 0));
        ROUTER.withdraw(ether_, abi.encode(5, BOB, address(0))); // ether goes by the base token
    }

    /// One transaction moves at most 64 times, and sends at most 256 messages of 32 KiB.
    function test_a_transaction_has_limits() public {
        deposit(address(this), 64 + 65);
        this.move(64);
        vm.expectRevert(abi.encodeWithSelector(IslandVault.TooManyTransfers.selector));
        this.move(65);
        this.tell(256, 1);
        vm.expectRevert(abi.encodeWithSelector(Messenger.TooManyMessages.selector));
        this.tell(257, 1);
        this.tell(1, 32_768);
        vm.expectRevert(abi.encodeWithSelector(Messenger.MessageTooLong.selector, 32_769));
        this.tell(1, 32_769);
    }

    function move(uint256 times) external {
        for (uint256 i = 0; i < times; ++i) {
            BASE.withdraw{value: 1}(BOB);
        }
    }

    function tell(uint256 times, uint256 length) external {
        for (uint256 i = 0; i < times; ++i) {
            same(MESSENGER.sendToL1(new bytes(length)), keccak256(new bytes(length)));
        }
    }
}
