#pragma once
// Where the stacks of all frames live: a callee's stack begins where its caller's ends for now.

#include <memory>
#include <vector>

#include "base/u256.hpp"
#include "evm/limits.hpp"

namespace archi::evm {

class StackArena {
public:
    /// Room for a whole stack whose caller's stack is in use up to `caller_top` (null: no caller).
    /// Callers nest: a region taken for a frame ends when its caller takes the next one.
    [[nodiscard]] u256* take(u256* caller_top)
    {
        if (caller_top == nullptr) {
            current_ = 0;
            return chunk(0);
        }
        // Chunks above the caller's belong to frames that have ended.
        while (!holds(current_, caller_top))
            --current_;
        if (static_cast<std::size_t>(chunk(current_) + kChunkWords - caller_top) >= kStackLimit)
            return caller_top;
        ++current_;
        return chunk(current_);
    }

private:
    static constexpr std::size_t kChunkWords = 2 * kStackLimit;

    struct Words {
        alignas(u256) unsigned char bytes[kChunkWords * sizeof(u256)];
    };

    [[nodiscard]] u256* chunk(std::size_t index)
    {
        while (chunks_.size() <= index)
            chunks_.emplace_back(new Words);  // left uninitialised: most of it is never touched
        return reinterpret_cast<u256*>(chunks_[index]->bytes);
    }
    [[nodiscard]] bool holds(std::size_t index, const u256* word)
    {
        const auto* begin = chunk(index);
        return !std::less<>{}(word, begin) && !std::less<>{}(begin + kChunkWords, word);
    }

    std::vector<std::unique_ptr<Words>> chunks_;
    std::size_t current_ = 0;
};

}  // namespace archi::evm
