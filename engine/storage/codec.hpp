#pragma once
// The plain binary form of stored records: numbers as LEB128, byte strings with their length in
// front. Not a protocol format: it may change with the schema version.

#include <cstdint>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::storage {

class Encoder {
public:
    void number(std::uint64_t value);
    /// Without a length: the reader knows it.
    void raw(bytes_view bytes) { append(out_, bytes); }
    void string(bytes_view bytes);
    /// Length in one byte, then the significant bytes.
    void word(const u256& value);

    [[nodiscard]] Bytes take() { return std::move(out_); }

private:
    Bytes out_;
};

/// Total: after anything that does not fit, every read gives zeros and finished() is false.
class Decoder {
public:
    explicit Decoder(bytes_view input) : input_(input) {}

    [[nodiscard]] std::uint64_t number();
    /// A number of items that each take at least `least` bytes (at least 1): never more than can
    /// follow.
    [[nodiscard]] std::size_t count(std::size_t least);
    /// A view into the input.
    [[nodiscard]] bytes_view raw(std::size_t size);
    [[nodiscard]] bytes_view string();
    [[nodiscard]] u256 word();
    template <typename T>
    [[nodiscard]] T fixed()
    {
        const auto bytes = raw(T::kSize);
        return bytes.size() == T::kSize ? archi::fixed<T>(bytes) : T{};
    }

    [[nodiscard]] bool failed() const { return failed_; }
    /// Everything was read and nothing is left.
    [[nodiscard]] bool finished() const { return !failed_ && input_.empty(); }
    void fail() { failed_ = true; }

private:
    bytes_view input_;
    bool failed_ = false;
};

}  // namespace archi::storage
