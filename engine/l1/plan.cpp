#include "l1/plan.hpp"

#include "evm/evm.hpp"
#include "l1/artifacts.hpp"

namespace archi::l1 {
namespace {

constexpr std::chrono::minutes kPatience{5};
/// A creation's gas: 200 a byte of code (EIP-170), at most 18 a byte for calldata and init code,
/// and what constructors and fees take. A sum of upper bounds: nothing is estimated, so nothing
/// waits.
constexpr std::uint64_t kGasPerByte = 218;
constexpr std::uint64_t kGasBesides = 1'500'000;
/// Of a call's data: 40 at most for calldata (EIP-7623), 8 where it is logged, and copies in
/// memory.
constexpr std::uint64_t kGasPerCallByte = 56;

}  // namespace

Address Plan::create(const char* name, const abi::Encoder& arguments)
{
    auto code = creation_code(name);
    append(code, arguments.finish());
    const auto nonce = account_.next_nonce() + steps_.size();
    const auto gas = kGasBesides + kGasPerByte * code.size();
    steps_.push_back({name, {.to = {}, .data = std::move(code)}, gas});
    return evm::create_address(account_.address(), nonce);
}

void Plan::call(const char* name, const Address& to, const abi::Encoder& data, const u256& value)
{
    auto bytes = data.finish();
    const auto gas = kGasBesides + kGasPerCallByte * bytes.size();
    steps_.push_back({name, {.to = to, .data = std::move(bytes), .value = value}, gas});
}

Result<void> Plan::run(const DeploymentProgress& progress)
{
    std::vector<Hash> sent;
    sent.reserve(steps_.size());
    for (const auto& step : steps_) {
        const auto hash = account_.send(step.call, step.gas);
        if (!hash) return failure("cannot send " + step.name, hash.error());
        sent.push_back(*hash);
    }
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const auto receipt = account_.wait(sent[i], kPatience);
        if (!receipt) return failure("cannot do " + steps_[i].name, receipt.error());
        if (progress) progress(steps_[i].name, i, sent.size());
    }
    return {};
}

}  // namespace archi::l1
