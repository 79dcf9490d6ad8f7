// Executions that leave no trace: eth_call, eth_estimateGas, eth_createAccessList.

#include <algorithm>

#include "rpc/call_arguments.hpp"
#include "rpc/encode.hpp"
#include "rpc/gas_estimate.hpp"
#include "rpc/methods.hpp"
#include "rpc/reverts.hpp"
#include "rpc/selection.hpp"
#include "rpc/simulation.hpp"

namespace archi::rpc {
namespace {

Answer call(const Context& context, const Input& params)
{
    auto simulation = Simulation::read(context, params[0], params[1], params[2], params[3]);
    if (!simulation) return simulation.error();
    const auto outcome = simulation->run(simulation->request);
    if (!outcome) return outcome.error();
    if (outcome->result.status != evm::Status::kSuccess) return execution_error(outcome->result);
    return hex_data(outcome->result.output);
}

Answer estimate_gas(const Context& context, const Input& params)
{
    auto simulation = Simulation::read(context, params[0], params[1], params[2], params[3]);
    if (!simulation) return simulation.error();
    const auto gas = rpc::estimate_gas(*simulation, params[0]["gas"].present());
    if (!gas) return gas.error();
    return quantity(*gas);
}

/// True for what a transaction has warm anyway.
bool is_warm_anyway(const stf::CallRequest& request, const Address& address)
{
    return address == request.from || address == request.to ||
           evm::is_precompile(address, evm::Revision::kOsaka);
}

json::array access_list_json(const std::vector<stf::AccessListEntry>& list)
{
    json::array out;
    for (const auto& entry : list) {
        json::array slots;
        for (const auto& slot : entry.slots)
            slots.push_back(to_json(slot));
        out.push_back(
            json::object{{"address", to_json(entry.address)}, {"storageKeys", std::move(slots)}});
    }
    return out;
}

/// Adds what a run touched beyond `list`. False if that is nothing.
bool extend(std::vector<stf::AccessListEntry>& list, const stf::CallRequest& request,
            const std::vector<stf::AccessListEntry>& touched)
{
    bool is_longer = false;
    for (const auto& entry : touched) {
        if (entry.slots.empty() && is_warm_anyway(request, entry.address)) continue;
        auto known = std::ranges::find(list, entry.address, &stf::AccessListEntry::address);
        if (known == list.end()) {
            known = list.insert(list.end(), {entry.address, {}});
            is_longer = true;
        }
        for (const auto& slot : entry.slots) {
            if (std::ranges::find(known->slots, slot) != known->slots.end()) continue;
            known->slots.push_back(slot);
            is_longer = true;
        }
    }
    return is_longer;
}

/// A listed slot changes gas, and gas may change what is touched: repeated until nothing is added.
Answer create_access_list(const Context& context, const Input& params)
{
    constexpr int kRounds = 8;
    auto simulation = Simulation::read(context, params[0], params[1], params[2], params[3]);
    if (!simulation) return simulation.error();
    auto request = simulation->request;
    for (int round = 1;; ++round) {
        const auto outcome = simulation->run(request);
        if (!outcome) return outcome.error();
        if (extend(request.access_list, request, outcome->touched) && round < kRounds) continue;

        json::object out{{"accessList", access_list_json(request.access_list)},
                         {"gasUsed", to_json(outcome->gas_used)}};
        if (outcome->result.status != evm::Status::kSuccess)
            out["error"] = execution_error(outcome->result).message;
        return written(out);
    }
}

constexpr Method kMethods[] = {
    {"eth_call", call},
    {"eth_estimateGas", estimate_gas},
    {"eth_createAccessList", create_access_list},
};

}  // namespace

std::span<const Method> call_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
