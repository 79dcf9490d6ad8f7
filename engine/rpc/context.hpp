#pragma once
// What methods work with: private to this library.

#include "chain/chain.hpp"
#include "rpc/input.hpp"
#include "rpc/service.hpp"

namespace archi::rpc {

class Filters;
class Subscriptions;

struct Context {
    chain::Chain& chain;
    const Options& options;
    Filters& filters;
    Subscriptions& subscriptions;
    const Caller& caller;
};

}  // namespace archi::rpc
