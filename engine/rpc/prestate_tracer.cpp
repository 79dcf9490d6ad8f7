#include "rpc/prestate_tracer.hpp"

#include <ranges>

#include "evm/evm.hpp"
#include "evm/opcodes.hpp"
#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

// Characters of JSON, about.
constexpr std::size_t kAccountSize = 150;
constexpr std::size_t kSlotSize = 140;

std::string key_of(const auto& fixed)
{
    return hex::encode(fixed.bytes);
}

}  // namespace

PrestateOptions read_prestate_options(const Input& config, std::size_t max_bytes)
{
    return {.with_difference = config["diffMode"].boolean_or(false),
            .with_code = !config["disableCode"].boolean_or(false),
            .with_storage = !config["disableStorage"].boolean_or(false),
            .max_bytes = max_bytes};
}

PrestateTracer::Account PrestateTracer::read(const Address& address) const
{
    auto code = host_->code(address);
    if (code && code->size() == 0) code = nullptr;
    return {.balance = host_->balance(address),
            .nonce = host_->nonce(address),
            .code = std::move(code),
            .storage = {}};
}

void PrestateTracer::touch(const Address& address)
{
    if (bytes_ > options_.max_bytes || before_.contains(address)) return;
    auto account = read(address);
    bytes_ += kAccountSize;
    if (options_.with_code && account.code) bytes_ += 2 * account.code->size();
    before_.emplace(address, std::move(account));
    touched_by_step_.push_back({address, std::nullopt});
}

void PrestateTracer::touch_with_delegate(const Address& address)
{
    touch(address);
    const auto code = host_->code(address);
    if (!code) return;
    if (const auto delegate = evm::delegate_of(code->bytes())) touch(*delegate);
}

void PrestateTracer::touch_slot(const Address& address, const u256& slot)
{
    touch(address);
    const auto account = before_.find(address);
    if (!options_.with_storage || account == before_.end() || bytes_ > options_.max_bytes) return;
    const auto [entry, is_new] = account->second.storage.try_emplace(slot.to_be());
    if (!is_new) return;
    entry->second = host_->storage(address, slot).to_be();
    bytes_ += kSlotSize;
    touched_by_step_.push_back({address, entry->first});
}

void PrestateTracer::on_transaction_start(evm::Host& host, std::span<const Address> involved)
{
    host_ = &host;
    for (const auto& address : involved)
        touch(address);
}

void PrestateTracer::on_transaction_end()
{
    if (options_.with_difference)
        for (const auto& [address, account] : before_) {
            auto& after = after_[address] = read(address);
            for (const auto& [slot, value] : account.storage)
                after.storage[slot] = host_->storage(address, u256::from_be(slot.bytes)).to_be();
        }
    host_ = nullptr;
}

void PrestateTracer::on_step(const evm::Step& step)
{
    touched_by_step_.clear();
    if (host_ == nullptr || step.stack.empty()) return;
    const auto& top = step.stack.back();
    switch (step.opcode) {
        case evm::kSload:
        case evm::kSstore:
            touch_slot(*step.recipient, top);
            break;
        case evm::kBalance:
        case evm::kExtcodesize:
        case evm::kExtcodecopy:
        case evm::kExtcodehash:
        case evm::kSelfdestruct:
            touch(address_of(top));
            break;
        case evm::kCall:
        case evm::kCallcode:
        case evm::kDelegatecall:
        case evm::kStaticcall:
            if (step.stack.size() > 1)
                touch_with_delegate(address_of(step.stack[step.stack.size() - 2]));
            break;
        default:
            break;
    }
}

void PrestateTracer::on_step_end(std::int64_t /*gas_cost*/, evm::Status status)
{
    // What an instruction could not pay for it has not looked at. Static mode is checked later.
    if (status == evm::Status::kSuccess || status == evm::Status::kRevert ||
        status == evm::Status::kStaticModeViolation)
        return;
    for (const auto& [address, slot] : std::views::reverse(touched_by_step_)) {
        if (slot)
            before_.at(address).storage.erase(*slot);
        else
            before_.erase(address);
    }
    touched_by_step_.clear();
}

void PrestateTracer::on_enter(const evm::Message& message)
{
    // Before value moves, and for a creation before the account exists.
    if (host_ == nullptr) return;
    touch(message.recipient);
    touch_with_delegate(message.code_address);
}

void PrestateTracer::on_exit(const evm::Message& /*message*/, const evm::CallResult& /*result*/) {}

json::object PrestateTracer::whole(const Account& account) const
{
    json::object out{{"balance", to_json(account.balance)}};
    if (account.nonce != 0) out["nonce"] = account.nonce;
    if (options_.with_code && account.code) out["code"] = to_json(account.code->bytes());
    json::object storage;
    for (const auto& [slot, value] : account.storage)
        if (!options_.with_difference || !value.is_zero()) storage[key_of(slot)] = key_of(value);
    if (!storage.empty()) out["storage"] = std::move(storage);
    return out;
}

json::object PrestateTracer::changed(const Account& before, const Account& after) const
{
    json::object out;
    if (after.balance != before.balance) out["balance"] = to_json(after.balance);
    if (after.nonce != before.nonce) out["nonce"] = after.nonce;
    const auto code_of = [](const Account& account) {
        return account.code ? account.code->bytes() : bytes_view{};
    };
    if (options_.with_code && !std::ranges::equal(code_of(after), code_of(before)))
        out["code"] = to_json(code_of(after));
    json::object storage;
    bool has_changed_slot = false;
    for (const auto& [slot, value] : after.storage) {
        if (value == before.storage.at(slot)) continue;
        has_changed_slot = true;
        if (!value.is_zero()) storage[key_of(slot)] = key_of(value);
    }
    // A slot that became zero shows by its absence here and its presence in `pre`.
    if (has_changed_slot) out["storage"] = std::move(storage);
    return out;
}

Answer PrestateTracer::result() const
{
    if (bytes_ > options_.max_bytes)
        return CallError{kResponseTooLarge,
                         "the trace is larger than " + std::to_string(options_.max_bytes) +
                             " bytes: use disableCode or disableStorage",
                         {}};
    json::object pre;
    json::object post;
    for (const auto& [address, account] : before_) {
        if (!options_.with_difference) {
            // An account that the transaction created has no state before it.
            if (!account.is_empty() || !account.storage.empty())
                pre[key_of(address)] = whole(account);
            continue;
        }
        const auto& after = after_.at(address);
        auto difference = changed(account, after);
        if (difference.empty()) continue;
        auto reduced = account;
        std::erase_if(reduced.storage, [&](const auto& entry) {
            return after.storage.at(entry.first) == entry.second;
        });
        if (!account.is_empty()) pre[key_of(address)] = whole(reduced);
        if (!after.is_empty()) post[key_of(address)] = std::move(difference);
    }
    if (!options_.with_difference) return written(std::move(pre));
    return written(json::object{{"post", std::move(post)}, {"pre", std::move(pre)}});
}

}  // namespace archi::rpc
