#include "bench/scenario.hpp"

#include "base/hex.hpp"

namespace archi::bench {

namespace {

constexpr std::int64_t kGas = 1'000'000'000;
constexpr std::uint64_t kNoCycleLimit = UINT64_MAX;

/// Takes what stands before the next `separator`.
std::string_view next(std::string_view& text, char separator)
{
    const auto end = text.find(separator);
    const auto part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return part;
}

Bytes bytes(std::string_view text)
{
    return hex::decode_lenient(text).value_or(Bytes{});
}

Address address(std::string_view text)
{
    const auto decoded = bytes(text);
    return decoded.size() == Address::kSize ? fixed<Address>(decoded) : Address{};
}

}  // namespace

bool Scenario::prepare(std::string_view lines)
{
    while (!lines.empty())
        if (!step(next(lines, '\n'))) return false;
    return true;
}

bool Scenario::step(std::string_view line)
{
    const auto what = next(line, ' ');
    const auto first = address(next(line, ' '));
    if (what == "code") {
        host_.accounts[first].code = std::make_shared<const evm::Code>(bytes(line));
        return true;
    }
    evm::Message message;
    message.gas = kGas;
    message.sender = first;
    const auto to = next(line, ' ');
    if (to == "-") message.kind = evm::CallKind::kCreate;
    message.recipient = message.code_address = address(to);
    auto data = bytes(line);
    message.input = data;
    if (what == "run") return execute(message).status == evm::Status::kSuccess;
    data_ = std::move(data);
    measured_ = message;
    return what == "measure";
}

evm::CallResult Scenario::run()
{
    const auto start = host_.checkpoint();
    auto result = execute(measured_);
    host_.revert_to(start);
    return result;
}

evm::CallResult Scenario::execute(const evm::Message& message)
{
    host_.begin_transaction();
    host_.access_account(message.sender);
    host_.access_account(message.recipient);
    evm::Vm vm(host_, evm::Environment{}, kNoCycleLimit, nullptr, &workspace_);
    return vm.execute(message);
}

}  // namespace archi::bench
