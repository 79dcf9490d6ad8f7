#pragma once
// From bytes to calls, and back: private to this library.

#include <functional>
#include <string>
#include <string_view>

#include "rpc/context.hpp"

namespace archi::rpc {

/// Calls back with whether `transaction` came into a block before `timeout`. False from the
/// register itself: too many wait already.
using WaitRegister = std::function<bool(const Wait& wait, std::function<void(bool)> then)>;

/// Answers one request or batch: any bytes at all. See Service::handle.
void dispatch(const Context& context, std::string_view body, const WaitRegister& wait,
              const std::function<void(std::string)>& done);

}  // namespace archi::rpc
