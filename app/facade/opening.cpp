#include "facade/opening.hpp"

#include <chrono>
#include <thread>

namespace archi::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;
constexpr auto kPoll = 50ms;

}  // namespace

Result<std::unique_ptr<node::World>> open_world(const std::filesystem::path& folder,
                                                const std::string& l1)
{
    if (!node::World::exists(folder)) {
        if (auto made = node::World::create(folder, l1); !made)
            return std::unexpected(made.error());
    }
    return node::World::open(folder);
}

Result<std::unique_ptr<node::World>> take_world_over(const std::filesystem::path& folder,
                                                     const std::string& l1)
{
    auto world = open_world(folder, l1);
    if (world || world.error().code != ErrorCode::kBusy) return world;
    auto remote = node::attach(folder);
    if (!remote)
        return failure(ErrorCode::kUnavailable,
                       describe(world.error()) + ", which does not answer; end it by hand");
    if (auto asked = (*remote)->shut_down(); !asked) return std::unexpected(asked.error());
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        world = open_world(folder, l1);
        if (world || world.error().code != ErrorCode::kBusy) return world;
        std::this_thread::sleep_for(kPoll);
    }
    return failure(ErrorCode::kUnavailable,
                   describe(world.error()) + ", which did not end in a minute");
}

}  // namespace archi::app
