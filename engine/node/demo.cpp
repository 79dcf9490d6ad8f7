#include "node/demo.hpp"

#include "node/transfer.hpp"
#include "node/world.hpp"

namespace archi::node {
namespace {

const u256 kTenthOfEther{100'000'000'000'000'000};
/// A stride without a common divisor with the number of accounts: everybody pays everybody.
constexpr std::size_t kStride = 3;
constexpr std::size_t kLargestAmount = 9;  ///< tenths of an ether

}  // namespace

Result<void> make_demo(Control& control, const Progress& progress)
{
    const auto created = control.create_chain({.name = kDemoChain,
                                               .chain_id = {},
                                               .block_time = {},
                                               .data_mode = chain::DataMode::kRollup,
                                               .rpc_port = {}},
                                              progress);
    if (!created) return std::unexpected(created.error());
    return {};
}

Result<Hash> send_demo_transfer(chain::Chain& chain, std::size_t step)
{
    const auto& accounts = test_accounts();
    const auto& from = accounts[step % accounts.size()];
    const auto& to = accounts[(step + kStride) % accounts.size()];
    auto raw = sign_transfer(from, {.chain_id = chain.config().chain_id,
                                    .nonce = chain.pending_nonce(from.address),
                                    .max_fee = fee_with_room(chain.next_base_fee()),
                                    .to = to.address,
                                    .value = u256{1 + step % kLargestAmount} * kTenthOfEther});
    if (!raw) return std::unexpected(raw.error());
    return chain.submit(std::move(*raw));
}

}  // namespace archi::node
