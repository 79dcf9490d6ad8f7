#pragma once
// Where the frames of a transaction live.

#include <memory>
#include <vector>

#include "evm/frame.hpp"
#include "evm/stack_arena.hpp"

namespace archi::evm {

/// Frames with their memories, by depth, and their stacks. Whoever runs many transactions keeps one
/// for all of them, and none of them allocates once it is warm. Serves one Vm at a time.
class Workspace {
public:
    /// The frame at `depth`, whatever is left in it. Requires depth <= the deepest asked for + 1.
    [[nodiscard]] Frame& frame(std::size_t depth)
    {
        if (depth == frames_.size()) frames_.push_back(std::make_unique<Frame>());
        return *frames_[depth];
    }

    StackArena stacks;

private:
    std::vector<std::unique_ptr<Frame>> frames_;
};

}  // namespace archi::evm
