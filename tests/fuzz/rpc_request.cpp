// Any bytes as a JSON-RPC request to a real chain: there is always one answer, and it is JSON.

#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "base/assert.hpp"
#include "rpc/service.hpp"

namespace {

/// A chain that has its genesis only, with its service, in a folder that goes with it.
class Subject {
public:
    Subject()
    {
        ARCHI_ASSERT(::mkdtemp(folder_.data()) != nullptr);
        archi::chain::Config config;
        config.name = "fuzz";
        config.chain_id = 77;
        auto chain = archi::chain::Chain::open(folder_, config);
        ARCHI_ASSERT(chain.has_value());
        archi::rpc::Options options{"fuzz", {}};
        options.limits.call_gas = 100'000;
        service.emplace(std::move(*chain), options);
    }
    ~Subject()
    {
        service.reset();
        std::filesystem::remove_all(folder_);
    }
    Subject(const Subject&) = delete;
    Subject& operator=(const Subject&) = delete;

    std::optional<archi::rpc::Service> service;

private:
    std::string folder_ = std::filesystem::temp_directory_path() / "archipelago-fuzz-XXXXXX";
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Subject subject;
    std::optional<std::string> response;
    subject.service->handle({reinterpret_cast<const char*>(data), size}, {}, [&](std::string text) {
        ARCHI_ASSERT(!response.has_value());
        response = std::move(text);
    });
    ARCHI_ASSERT(response.has_value());
    boost::system::error_code error;
    if (!response->empty()) static_cast<void>(boost::json::parse(*response, error));
    ARCHI_ASSERT(!error);
    return 0;
}
