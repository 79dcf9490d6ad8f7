// Speed of the interpreter on whole contracts: evm_contracts FILE.json...
// The files are state tests, for instance those of the public repository ipsilon/evm-benchmarks.
// Each case runs as a message call, code analysis included; prints gas, and best and median of 12
// samples in microseconds, with Mgas/s of both.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

#include "conformance/fixture.hpp"
#include "evm/evm.hpp"

namespace {

using namespace archi;
using namespace archi::conformance;

constexpr int kSamples = 12;
constexpr std::uint64_t kNoCycleLimit = UINT64_MAX;

struct Sample {
    double microseconds = 0;
    std::int64_t gas = 0;
    bool success = false;
};

Sample run_once(const Accounts& pre, const json::object& transaction, bytes_view input,
                evm::Workspace& workspace)
{
    evm::MapHost host;
    host.accounts = pre;
    evm::Message message;
    message.gas =
        static_cast<std::int64_t>(number(transaction.at("gasLimit").as_array().at(0)).low_u64());
    message.sender = fixed_bytes<Address>(transaction.at("sender"));
    message.recipient = message.code_address = fixed_bytes<Address>(transaction.at("to"));
    message.input = input;
    auto& code = host.accounts[message.recipient].code;
    const auto bytecode = code ? code->bytes() : bytes_view{};
    const Bytes copy(bytecode.begin(), bytecode.end());
    host.begin_transaction();

    const auto start = std::chrono::steady_clock::now();
    code = std::make_shared<const evm::Code>(copy);
    evm::Vm vm(host, evm::Environment{}, kNoCycleLimit, nullptr, &workspace);
    const auto result = vm.execute(message);
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    return {time.count(), message.gas - result.gas_left, result.status == evm::Status::kSuccess};
}

void run(const std::string& name, const json::object& test)
{
    const auto pre = accounts(test.at("pre").as_object());
    const auto& transaction = test.at("transaction").as_object();
    std::size_t index = 0;
    for (const auto& data : transaction.at("data").as_array()) {
        const auto input = bytes(data);
        std::vector<Sample> samples;
        evm::Workspace workspace;
        for (int i = 0; i < kSamples; ++i)
            samples.push_back(run_once(pre, transaction, input, workspace));
        std::sort(samples.begin(), samples.end(),
                  [](const Sample& a, const Sample& b) { return a.microseconds < b.microseconds; });
        const auto& best = samples.front();
        const auto median = samples[kSamples / 2].microseconds;
        const auto gas = static_cast<double>(best.gas);
        std::printf(
            "%-28s %12lld gas  best %10.2f us %8.0f Mgas/s  median %10.2f us %8.0f Mgas/s%s\n",
            (name + "/" + std::to_string(index++)).c_str(), static_cast<long long>(best.gas),
            best.microseconds, gas / best.microseconds, median, gas / median,
            best.success ? "" : "  FAILED");
    }
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FILE.json...\n", argv[0]);
        return 2;
    }
    for (int i = 1; i < argc; ++i) {
        try {
            std::ifstream in(argv[i]);
            std::ostringstream content;
            content << in.rdbuf();
            const auto root = json::parse(content.str());
            for (const auto& [name, test] : root.as_object())
                run(name, test.as_object());
        } catch (const std::exception& e) {
            std::fprintf(stderr, "%s: %s\n", argv[i], e.what());
            return 1;
        }
    }
    return 0;
}
