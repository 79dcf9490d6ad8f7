#pragma once
// Byte strings and the fixed-size identifiers made of them.

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace archi {

using Bytes = std::vector<std::uint8_t>;

/// A view into bytes somebody else owns; valid as long as they live.
using bytes_view = std::span<const std::uint8_t>;

/// The bytes that `text` is made of; valid as long as it is.
[[nodiscard]] inline bytes_view bytes_of(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// N bytes with value semantics, ordered lexicographically (that is, as a big-endian number).
template <std::size_t N>
struct FixedBytes {
    std::array<std::uint8_t, N> bytes{};

    static constexpr std::size_t kSize = N;

    constexpr auto operator<=>(const FixedBytes&) const = default;

    [[nodiscard]] constexpr const std::uint8_t* data() const { return bytes.data(); }
    [[nodiscard]] constexpr std::uint8_t* data() { return bytes.data(); }
    [[nodiscard]] static constexpr std::size_t size() { return N; }
    [[nodiscard]] constexpr auto begin() const { return bytes.begin(); }
    [[nodiscard]] constexpr auto end() const { return bytes.end(); }
    [[nodiscard]] constexpr auto begin() { return bytes.begin(); }
    [[nodiscard]] constexpr auto end() { return bytes.end(); }
    [[nodiscard]] constexpr std::uint8_t operator[](std::size_t i) const { return bytes[i]; }
    [[nodiscard]] constexpr std::uint8_t& operator[](std::size_t i) { return bytes[i]; }

    [[nodiscard]] constexpr bool is_zero() const { return *this == FixedBytes{}; }
};

/// An Ethereum account address.
struct Address : FixedBytes<20> {
    constexpr auto operator<=>(const Address&) const = default;
};

/// 32 bytes: a digest, a state key, a state value or a storage slot.
struct Hash : FixedBytes<32> {
    constexpr auto operator<=>(const Hash&) const = default;
};

/// Takes the first T::kSize bytes of `bytes`. Requires bytes.size() >= T::kSize.
template <typename T>
[[nodiscard]] constexpr T fixed(bytes_view bytes)
{
    T out;
    std::copy_n(bytes.begin(), T::kSize, out.begin());
    return out;
}

/// An address whose last byte, or last two bytes, are `number`: precompiles and system contracts.
[[nodiscard]] constexpr Address small_address(std::uint32_t number)
{
    Address address;
    for (std::size_t i = 0; i < 4; ++i)
        address[19 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return address;
}

constexpr void append(Bytes& out, bytes_view tail)
{
    // Not insert(): libc++ copies byte by byte there, six instructions each in the guest.
    const auto size = out.size();
    out.resize(size + tail.size());
    std::ranges::copy(tail, out.begin() + static_cast<std::ptrdiff_t>(size));
}

/// Appends `value` as `width` big-endian bytes. Requires width <= 8.
constexpr void append_be(Bytes& out, std::uint64_t value, std::size_t width)
{
    for (std::size_t i = width; i-- > 0;)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Reads up to eight big-endian bytes.
[[nodiscard]] constexpr std::uint64_t load_be(bytes_view bytes)
{
    std::uint64_t value = 0;
    for (const auto byte : bytes)
        value = (value << 8) | byte;
    return value;
}

/// Appends `value` as `width` little-endian bytes. Requires width <= 8.
constexpr void append_le(Bytes& out, std::uint64_t value, std::size_t width)
{
    for (std::size_t i = 0; i < width; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Reads up to eight little-endian bytes.
[[nodiscard]] constexpr std::uint64_t load_le(bytes_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8) | bytes[i];
    return value;
}

}  // namespace archi
