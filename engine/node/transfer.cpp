#include "node/transfer.hpp"

#include "crypto/host/account_key.hpp"
#include "stf/transaction.hpp"

namespace archi::node {
namespace {

constexpr std::uint64_t kTransferGas = 21'000;  ///< intrinsic gas, Yellow Paper, appendix G

}  // namespace

Result<Bytes> sign_transfer(const TestAccount& from, const Transfer& transfer)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = transfer.chain_id;
    transaction.nonce = transfer.nonce;
    transaction.max_fee = transfer.max_fee;
    transaction.gas_limit = kTransferGas;
    transaction.to = transfer.to;
    transaction.value = transfer.value;
    const auto signature = crypto::sign(stf::signing_hash(transaction),
                                        fixed<crypto::PrivateKey>(from.private_key.bytes));
    if (!signature) return failure(ErrorCode::kInternal, "the key of " + from.label + " is void");
    transaction.r = signature->r;
    transaction.s = signature->s;
    transaction.y_parity = signature->y_parity;
    return stf::encode(transaction);
}

u256 fee_with_room(const u256& base_fee)
{
    return base_fee * u256{4};
}

}  // namespace archi::node
