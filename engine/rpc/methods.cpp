#include "rpc/methods.hpp"

#include <unordered_map>

namespace archi::rpc {
namespace {

std::unordered_map<std::string_view, const Method*> index_by_name()
{
    std::unordered_map<std::string_view, const Method*> index;
    for (const auto family :
         {node_methods(), fee_methods(), state_methods(), call_methods(), transaction_methods(),
          block_methods(), log_methods(), subscription_methods(), debug_methods(), pool_methods(),
          zks_methods(), archi_methods(), mainland_methods()})
        for (const auto& method : family)
            index.emplace(method.name, &method);
    return index;
}

}  // namespace

const Method* find_method(std::string_view name)
{
    static const auto index = index_by_name();
    const auto found = index.find(name);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace archi::rpc
