#pragma once
// Transactions that follow each other: private to this library.

#include <string>
#include <vector>

#include "base/abi.hpp"
#include "l1/deployment.hpp"

namespace archi::l1 {

/// Collects transactions, sends all of them at once, and looks at them in the end.
class Plan {
public:
    explicit Plan(Account& account) : account_(account) {}

    /// Gives where the contract will be.
    Address create(const char* name, const abi::Encoder& arguments = {});
    void call(const char* name, const Address& to, const abi::Encoder& data,
              const u256& value = {});
    [[nodiscard]] Result<void> run(const DeploymentProgress& progress);

private:
    struct Step {
        std::string name;
        Call call;
        std::uint64_t gas;
    };
    Account& account_;
    std::vector<Step> steps_;
};

}  // namespace archi::l1
