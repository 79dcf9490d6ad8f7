// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {AssetTracker} from "@mainland/assets/AssetTracker.sol";
import {ChainParameters} from "@mainland/chain/ChainStorage.sol";
import {L2TransactionRequestDirect, L2TransactionRequestTwoBridgesOuter, L2_BOOTLOADER, assetIdOf} from "@mainland/chain/Messaging.sol";
import {IInteropAttributes} from "@mainland/island/Attributes.sol";
import {InteropCallStarter} from "@mainland/island/Bundle.sol";
import {Inclusion} from "@mainland/island/Inclusion.sol";
import {POLICY_INSTANT, POLICY_SETTLED} from "@mainland/island/Island.sol";
import {Archipelago} from "./Archipelago.sol";
import {Receiver} from "./Receivers.sol";

contract Coin is ERC20("Coin", "COIN") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// Three islands and their mainland move four assets at random. Every epoch must be covered on the L1, and its
/// numbers are what the islands and the vaults have.
contract ConservationTest is Archipelago {
    struct Sent {
        uint64 source;
        uint64 destination;
        uint256 index; // among the source's messages
        uint256 cancelled; // index of the cancellation among the destination's messages, plus one
        bool done;
    }

    uint256 private constant STEPS = 60;

    Coin private gold; // lives on the L1
    Coin private reef; // lives on NASSAU
    bytes32[4] private assets;
    Receiver private refuser;
    Sent[] private sent;
    bytes32 private seed;

    function setUp() public override {
        super.setUp();
        gold = new Coin();
        reef = new Coin();
        vm.etch(DOUBLOON, address(gold).code);
        refuser = new Receiver();
        refuser.behave(Receiver.Way.Revert);
        purse(address(refuser));
        purse(address(this));
        visit(MAINLAND);
        hub.addTokenAssetId(vault.ensureTokenIsRegistered(DOUBLOON));
        vault.ensureTokenIsRegistered(address(gold));
        tracker.registerOrigin(NASSAU, address(reef));
        for (uint256 i = 0; i < chains.length; ++i) {
            create(chains[i]);
        }
        gold.approve(address(vault), type(uint256).max);
        Coin(DOUBLOON).approve(address(vault), type(uint256).max);
        assets = [ether_, doubloon_, assetIdOf(MAINLAND, address(gold)), assetIdOf(NASSAU, address(reef))];
        visit(NASSAU);
        VAULT.registerToken(address(reef));
        address[2] memory people = [ALICE, BOB];
        for (uint256 i = 0; i < people.length; ++i) {
            reef.mint(people[i], 100 ether);
            vm.prank(people[i]);
            reef.approve(address(VAULT), type(uint256).max);
        }
        for (uint256 i = 0; i < assets.length; ++i) {
            visit(chains[i % 3]);
            for (uint256 j = 0; j < chains.length; ++j) {
                visit(chains[j]);
                share(VAULT.bridgedTokenAddress(assets[i]));
            }
        }
        began = uint64(block.timestamp);
        forget();
    }

    function parametersOf(uint64 chain) internal view override returns (ChainParameters memory parameters) {
        parameters = super.parametersOf(chain);
        if (chain == BARBUDA) parameters.baseTokenAssetId = doubloon_;
    }

    function random(uint256 bound) private returns (uint256) {
        seed = keccak256(abi.encode(seed));
        return uint256(seed) % bound;
    }

    function randomChain() private returns (uint64) {
        return chains[random(3)];
    }

    function randomPerson() private returns (address) {
        return random(2) == 0 ? ALICE : BOB;
    }

    // What people do

    function fund(uint256 amount) private {
        vm.deal(address(this), address(this).balance + amount);
        Coin(DOUBLOON).mint(address(this), amount);
        gold.mint(address(this), amount);
    }

    function depositBase() private {
        visit(MAINLAND);
        uint64 chain = randomChain();
        L2TransactionRequestDirect memory r = request(chain, random(10 ether), "");
        r.refundRecipient = randomPerson();
        fund(r.mintValue);
        hub.requestL2TransactionDirect{value: chain == BARBUDA ? 0 : r.mintValue}(r);
        arrive(chain);
    }

    /// Gold, or ether where it is a token.
    function depositToken() private {
        visit(MAINLAND);
        uint64 chain = randomChain();
        bool isEther = chain == BARBUDA && random(2) == 0;
        uint256 amount = 1 + random(10 ether);
        L2TransactionRequestTwoBridgesOuter memory r;
        (r.chainId, r.l2GasLimit, r.l2GasPerPubdataByteLimit) = (chain, 1_000_000, 800);
        (r.secondBridgeAddress, r.refundRecipient) = (address(router), randomPerson());
        r.secondBridgeValue = isEther ? amount : 0;
        r.mintValue = hub.l2TransactionBaseCost(chain, tx.gasprice, 1_000_000, 800);
        bytes memory transfer = abi.encode(amount, randomPerson(), address(0));
        r.secondBridgeCalldata = bytes.concat(hex"01", abi.encode(isEther ? ether_ : assets[2], transfer));
        fund(r.mintValue + amount);
        hub.requestL2TransactionTwoBridges{value: r.secondBridgeValue + (chain == BARBUDA ? 0 : r.mintValue)}(r);
        arrive(chain);
    }

    function balanceOf(bytes32 asset, address who) private view returns (uint256) {
        if (asset == VAULT.BASE_TOKEN_ASSET_ID()) return who.balance;
        address token = VAULT.tokenAddress(asset);
        return token == address(0) ? 0 : ERC20(token).balanceOf(who);
    }

    /// An amount of some asset to somebody on another island; sometimes with a fee, sometimes to who refuses.
    function send() private {
        uint64 source = randomChain();
        uint64 destination = randomChain();
        if (source == destination) return;
        visit(source);
        (address who, bytes32 asset) = (randomPerson(), assets[random(4)]);
        bool own = asset == VAULT.BASE_TOKEN_ASSET_ID();
        uint256 cost = who.balance == 0 ? 0 : random(2) * random(who.balance / 8 + 1);
        uint256 amount = balanceOf(asset, who) / (1 + random(4));
        if (own && amount > cost) amount -= cost;
        if (amount == 0 || (own && amount + cost > who.balance)) return;
        InteropCallStarter[] memory calls =
            one(transferOf(asset, amount, random(5) == 0 ? address(refuser) : randomPerson(), own ? amount : 0));
        bytes memory time =
            abi.encodeCall(IInteropAttributes.deadline, (uint64(block.timestamp + 1 + random(2 days))));
        vm.prank(who);
        CENTER.sendBundle{value: cost + (own ? amount : 0)}(
            onChain(destination), calls, cost == 0 ? list(time) : list(time, fee(cost))
        );
        sent.push(Sent(source, destination, lastMessage(), 0, false));
    }

    function deliver() private {
        if (sent.length == 0) return;
        Sent storage bundle = sent[random(sent.length)];
        visit(bundle.destination);
        importAll(bundle.source, POLICY_INSTANT, uint64(leaves[bundle.source].length));
        collect();
        Inclusion memory proof = inclusion(bundle.source, POLICY_INSTANT, bundle.index);
        bytes memory encoded = bundleOf(bundle.source, bundle.index);
        bool was = bundle.done || bundle.cancelled != 0;
        vm.prank(random(2) == 0 ? L2_BOOTLOADER : BOB);
        try HANDLER.executeBundle(encoded, proof) {
            same(was, false);
            bundle.done = true;
        } catch {
            forget();
        }
    }

    function cancel() private {
        if (sent.length == 0) return;
        Sent storage bundle = sent[random(sent.length)];
        visit(bundle.destination);
        importAll(bundle.source, POLICY_INSTANT, uint64(leaves[bundle.source].length));
        collect();
        Inclusion memory proof = inclusion(bundle.source, POLICY_INSTANT, bundle.index);
        bytes memory encoded = bundleOf(bundle.source, bundle.index);
        bool was = bundle.done || bundle.cancelled != 0;
        bool late = block.timestamp > decode(encoded).bundleAttributes.deadline;
        try HANDLER.cancelBundle(encoded, proof) {
            same(late && !was, true);
            bundle.cancelled = lastMessage() + 1;
        } catch {
            same(late && !was, false);
            forget();
        }
    }

    function reclaim() private {
        if (sent.length == 0) return;
        Sent storage bundle = sent[random(sent.length)];
        if (bundle.cancelled == 0) return;
        visit(bundle.source);
        importAll(bundle.destination, POLICY_SETTLED, executed[bundle.destination]);
        if (bundle.cancelled > executed[bundle.destination]) return; // not settled yet
        collect();
        Inclusion memory proof = inclusion(bundle.destination, POLICY_SETTLED, bundle.cancelled - 1);
        bytes memory encoded = bundleOf(bundle.source, bundle.index);
        bool was = bundle.done;
        try HANDLER.reclaimBundle(encoded, proof) {
            same(was, false);
            bundle.done = true;
        } catch {
            same(was, true);
            forget();
        }
    }

    function withdraw() private {
        visit(randomChain());
        (address who, bytes32 asset) = (randomPerson(), assets[random(4)]);
        uint256 amount = balanceOf(asset, who) / (1 + random(4));
        if (amount == 0) return;
        bool own = asset == VAULT.BASE_TOKEN_ASSET_ID();
        vm.prank(who);
        if (own) BASE.withdraw{value: amount}(who);
        else ROUTER.withdraw(asset, abi.encode(amount, who, address(0)));
        collect();
    }

    function claim() private {
        if (claims.length == 0) return;
        visit(MAINLAND);
        nullifier.finalizeDeposit(claims[claims.length - 1]);
        claims.pop();
    }

    // What must hold

    /// The L1's numbers after an epoch are what is there: on each island, and all together at each origin.
    function check() private {
        for (uint256 a = 0; a < assets.length; ++a) {
            bytes32 asset = assets[a];
            uint256 away = 0;
            for (uint256 i = 0; i < chains.length; ++i) {
                visit(chains[i]);
                uint256 supply = supplyOf(asset);
                visit(MAINLAND);
                if (tracker.origins(asset) == chains[i]) continue;
                same(uint256(tracker.balances(chains[i], asset)), supply);
                away += supply;
            }
            same(away + inTransitOf(asset), lockedOf(asset));
        }
    }

    function supplyOf(bytes32 asset) private view returns (uint256) {
        if (asset == VAULT.BASE_TOKEN_ASSET_ID()) return VAULT.available();
        address token = VAULT.tokenAddress(asset);
        return token == address(0) || VAULT.originChainId(asset) == here ? 0 : ERC20(token).totalSupply();
    }

    function inTransitOf(bytes32 asset) private view returns (uint256 sum) {
        uint64[4] memory all = [MAINLAND, TORTUGA, NASSAU, BARBUDA];
        for (uint256 i = 0; i < all.length; ++i) {
            for (uint256 j = 0; j < all.length; ++j) {
                int256 amount = tracker.inTransit(all[i], all[j], asset);
                require(amount >= 0, "less than nothing is on its way");
                sum += uint256(amount);
            }
        }
    }

    /// What the origin holds for others.
    function lockedOf(bytes32 asset) private returns (uint256 locked) {
        if (asset == ether_) return address(vault).balance;
        if (asset != assets[3]) return ERC20(vault.tokenAddress(asset)).balanceOf(address(vault));
        visit(NASSAU);
        locked = reef.balanceOf(address(VAULT));
        visit(MAINLAND);
        address copy = vault.tokenAddress(asset);
        if (copy != address(0)) locked -= ERC20(copy).totalSupply(); // that the L1 has
    }

    function step() private {
        uint256 which = random(16);
        if (which < 2) depositBase();
        else if (which < 4) depositToken();
        else if (which < 7) send();
        else if (which < 10) deliver();
        else if (which == 10) cancel();
        else if (which == 11) reclaim();
        else if (which == 12) withdraw();
        else if (which == 13) claim();
        else if (which == 14) vm.warp(block.timestamp + random(1 days));
        else settle_();
    }

    function settle_() private {
        settleEpoch();
        check();
    }

    /// forge-config: default.fuzz.runs = 16
    function test_nothing_is_made_and_nothing_is_lost(bytes32 seed_) public {
        seed = seed_;
        for (uint256 i = 0; i < STEPS; ++i) {
            step();
        }
        settle_();
        vm.warp(block.timestamp + 3 days);
        for (uint256 i = 0; i < sent.length; ++i) {
            finish(sent[i]);
        }
        settle_();
        for (uint256 i = 0; i < sent.length; ++i) {
            giveBack(sent[i]);
        }
        settle_();
        while (claims.length > 0) claim();
        check();
        for (uint256 i = 0; i < assets.length; ++i) {
            same(inTransitOf(assets[i]), 0);
        }
    }

    /// Delivers, or cancels what nobody takes.
    function finish(Sent storage bundle) private {
        if (bundle.done || bundle.cancelled != 0) return;
        visit(bundle.destination);
        importAll(bundle.source, POLICY_INSTANT, uint64(leaves[bundle.source].length));
        collect();
        Inclusion memory proof = inclusion(bundle.source, POLICY_INSTANT, bundle.index);
        bytes memory encoded = bundleOf(bundle.source, bundle.index);
        try HANDLER.executeBundle(encoded, proof) {
            bundle.done = true;
            collect();
        } catch {
            forget();
            HANDLER.cancelBundle(encoded, proof);
            bundle.cancelled = lastMessage() + 1;
        }
    }

    function giveBack(Sent storage bundle) private {
        if (bundle.done) return;
        visit(bundle.source);
        importAll(bundle.destination, POLICY_SETTLED, executed[bundle.destination]);
        collect();
        Inclusion memory proof = inclusion(bundle.destination, POLICY_SETTLED, bundle.cancelled - 1);
        HANDLER.reclaimBundle(bundleOf(bundle.source, bundle.index), proof);
        bundle.done = true;
        collect();
    }

    /// A faulty chain sends what it does not have: whoever believed it settles only without it.
    function test_a_chain_that_mints_is_not_covered() public {
        seed = "mint";
        depositBase();
        depositBase();
        visit(NASSAU);
        vm.deal(ALICE, 1000 ether); // from nowhere
        vm.deal(address(VAULT), (1 << 127) - 1000 ether);
        uint256 index = sendEther(TORTUGA, 900 ether, 0);
        visit(TORTUGA);
        importAll(NASSAU, POLICY_INSTANT, uint64(leaves[NASSAU].length));
        HANDLER.executeBundle(bundleOf(NASSAU, index), inclusion(NASSAU, POLICY_INSTANT, index));
        collect();
        same(row(TORTUGA, ether_, NASSAU).received, 900 ether);
        vm.expectPartialRevert(AssetTracker.NotCovered.selector);
        this.settleOutside();
    }

    function settleOutside() external {
        settleEpoch();
    }

    receive() external payable override {}
}
