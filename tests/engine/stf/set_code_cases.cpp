// EIP-7702.

#include <vector>

#include "cases/case.hpp"
#include "contracts.hpp"

namespace archi::stf::testing {
namespace {

/// rich[0] sends; rich[1] is the authority.
struct SetCode {
    std::vector<Key> rich = {make_key(1), make_key(2)};
    TestChain chain{rich, {contract(1, counter()), contract(2, setter())}};

    Transaction with(std::vector<Authorization> authorizations)
    {
        auto transaction = call(chain, rich[0], small_address(0x99999));
        transaction.kind = Kind::kSetCode;
        transaction.authorizations = std::move(authorizations);
        return transaction;
    }
    state::Account authority() { return chain.account(rich[1].address); }
};

}  // namespace

CASE(set_code, delegation_runs_in_the_authority_and_can_be_cleared)
{
    SetCode test;
    auto& [rich, chain] = test;
    const auto set = sign(test.with({authorize(rich[1], kChainId, place(1), 0)}), rich[0]);
    const auto block = chain.block(set);
    CHECK(block.receipts[0].success);
    CHECK(test.authority().code_kind == state::CodeKind::kDelegation);
    CHECK(test.authority().code_length == 23);
    CHECK(test.authority().nonce == 1);
    CHECK(block.new_code.empty());
    // 21000 + 25000, less the refund for an account that exists, which a fifth caps.
    CHECK(block.receipts[0].gas_used == 46000 - 46000 / 5);

    chain.block(sign(call(chain, rich[0], rich[1].address), rich[0]));
    CHECK(chain.storage(rich[1].address, {}) == u256{1});
    CHECK(chain.storage(place(1), {}).is_zero());

    // A delegated account still sends by itself.
    chain.block(sign(chain.transfer(rich[1], small_address(0x99999), u256{1}), rich[1]));
    CHECK(test.authority().nonce == 2);

    chain.block(sign(test.with({authorize(rich[1], 0, {}, 2)}), rich[0]));
    CHECK(test.authority().code_kind == state::CodeKind::kNone);
    CHECK(test.authority().nonce == 3);
    CHECK(chain.storage(rich[1].address, {}) == u256{1});
}

CASE(set_code, authorizations_that_do_not_apply_are_skipped_and_paid)
{
    SetCode test;
    auto& [rich, chain] = test;
    auto forged = authorize(rich[1], kChainId, place(1), 0);
    forged.s = {};
    const auto block =
        chain.block(sign(test.with({authorize(rich[1], kChainId + 1, place(1), 0),
                                    authorize(rich[1], kChainId, place(1), 7), forged}),
                         rich[0]));
    CHECK(block.receipts[0].success);
    CHECK(block.receipts[0].gas_used == 21000 + 3 * 25000);
    CHECK(test.authority().code_kind == state::CodeKind::kNone);
    CHECK(test.authority().nonce == 0);
}

CASE(set_code, last_of_several_delegations_stands)
{
    SetCode test;
    auto& [rich, chain] = test;
    chain.block(sign(test.with({authorize(rich[1], kChainId, place(1), 0),
                                authorize(rich[1], kChainId, place(2), 1)}),
                     rich[0]));
    CHECK(test.authority().nonce == 2);
    chain.block(sign(call(chain, rich[0], rich[1].address, words(u256{3}, u256{4})), rich[0]));
    CHECK(chain.storage(rich[1].address, u256{3}) == u256{4});
}

CASE(set_code, sender_authorizes_itself_with_the_next_nonce)
{
    SetCode test;
    auto& [rich, chain] = test;
    auto transaction = test.with({authorize(rich[0], kChainId, place(1), 1)});
    transaction.to = rich[0].address;
    chain.block(sign(transaction, rich[0]));
    CHECK(chain.account(rich[0].address).nonce == 2);
    CHECK(chain.storage(rich[0].address, {}) == u256{1});
}

CASE(set_code, delegations_outlive_a_reverted_call)
{
    SetCode test;
    auto& [rich, chain] = test;
    auto transaction = test.with({authorize(rich[1], kChainId, place(1), 0)});
    transaction.to = std::nullopt;
    transaction.to = place(2);
    transaction.gas_limit = 46'050;  // enough to begin, too little for the store
    const auto block = chain.block(sign(transaction, rich[0]));
    CHECK(!block.receipts[0].success);
    CHECK(test.authority().code_kind == state::CodeKind::kDelegation);
}

}  // namespace archi::stf::testing
