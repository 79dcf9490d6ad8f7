// What the guest's runtime brings instead of a C library. On the host the same cases show that they
// describe the real functions.

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "cases/case.hpp"

namespace archi::guest {

namespace {

constexpr std::size_t kSize = 96;
using Block = std::array<std::uint8_t, kSize>;

Block random_block(cases::Context& context)
{
    Block block{};
    for (auto& byte : block)
        byte = static_cast<std::uint8_t>(context.random());
    return block;
}

// Keeps the compiler from computing the calls under test itself.
template <typename T>
T opaque(T value)
{
    asm volatile("" : "+r"(value));
    return value;
}

}  // namespace

CASE(guest_runtime, memcpy_and_memmove_hit_every_byte_at_every_alignment)
{
    for (std::size_t to = 0; to < 8; ++to) {
        for (std::size_t from = 0; from < 8; ++from) {
            for (std::size_t size = 0; size <= kSize - 8; ++size) {
                const auto source = random_block(context);
                const auto before = random_block(context);
                auto expected = before;
                for (std::size_t i = 0; i < size; ++i)
                    expected[to + i] = source[from + i];
                auto copied = before;
                std::memcpy(copied.data() + to, source.data() + from, opaque(size));
                CHECK(copied == expected);
                auto moved = before;
                std::memmove(moved.data() + to, source.data() + from, opaque(size));
                CHECK(moved == expected);
            }
        }
    }
}

CASE(guest_runtime, memmove_copies_within_one_block)
{
    for (int i = 0; i < 3000; ++i) {
        const auto before = random_block(context);
        const auto to = context.random() % (kSize / 2);
        const auto from = context.random() % (kSize / 2);
        const auto size = static_cast<std::size_t>(context.random() % (kSize / 2));
        auto expected = before;
        for (std::size_t j = 0; j < size; ++j)
            expected[to + j] = before[from + j];
        auto moved = before;
        std::memmove(moved.data() + to, moved.data() + from, opaque(size));
        CHECK(moved == expected);
    }
}

CASE(guest_runtime, memset_fills_exactly)
{
    for (std::size_t to = 0; to < 4; ++to) {
        for (std::size_t size = 0; size <= kSize - 4; ++size) {
            const auto before = random_block(context);
            const auto value = static_cast<std::uint8_t>(context.random());
            auto expected = before;
            for (std::size_t i = 0; i < size; ++i)
                expected[to + i] = value;
            auto filled = before;
            std::memset(filled.data() + to, opaque<int>(value), opaque(size));
            CHECK(filled == expected);
        }
    }
}

CASE(guest_runtime, memcmp_orders_by_the_first_byte_that_differs)
{
    for (int i = 0; i < 2000; ++i) {
        const auto a = random_block(context);
        auto b = a;
        const auto place = context.random() % kSize;
        b[place] = static_cast<std::uint8_t>(b[place] + 1 + context.random() % 255);
        const auto start = static_cast<std::size_t>(context.random() % 5);
        const auto size = static_cast<std::size_t>(context.random() % (kSize - 5));
        const auto order = std::memcmp(a.data() + start, b.data() + start, opaque(size));
        if (place < start || place >= start + size)
            CHECK(order == 0);
        else
            CHECK(a[place] < b[place] ? order < 0 : order > 0);
    }
}

CASE(guest_runtime, divides_64_bit_numbers)
{
    for (int i = 0; i < 3000; ++i) {
        const auto a = context.random() >> (context.random() % 64);
        const auto b = context.random() >> (context.random() % 64);
        if (b == 0) continue;
        const auto quotient = opaque(a) / opaque(b);
        const auto remainder = opaque(a) % opaque(b);
        CHECK(remainder < b);
        CHECK(quotient * b + remainder == a);
        CHECK(b == 1 || quotient <= a / 2);

        // Half the range: -2^63 / -1 has no result.
        const auto x = static_cast<std::int64_t>(a >> 1) * (context.random() % 2 == 0 ? 1 : -1);
        const auto y = static_cast<std::int64_t>(b >> 1) * (context.random() % 2 == 0 ? 1 : -1);
        if (y == 0) continue;
        const auto signed_quotient = opaque(x) / opaque(y);
        const auto signed_remainder = opaque(x) % opaque(y);
        CHECK(signed_remainder == 0 || (signed_remainder < 0) == (x < 0));
        CHECK(static_cast<std::uint64_t>(signed_quotient) * static_cast<std::uint64_t>(y) +
                  static_cast<std::uint64_t>(signed_remainder) ==
              static_cast<std::uint64_t>(x));
    }
}

CASE(guest_runtime, allocations_do_not_overlap)
{
    std::vector<std::vector<std::uint32_t>> blocks;
    for (std::uint32_t i = 0; i < 300; ++i) {
        blocks.emplace_back(1 + context.random() % 50, i);
        if (context.random() % 3 == 0) blocks.back().resize(1 + context.random() % 200, i);
        if (context.random() % 5 == 0) blocks[context.random() % blocks.size()].shrink_to_fit();
    }
    for (std::uint32_t i = 0; i < 300; ++i)
        for (const auto word : blocks[i])
            CHECK(word == i);
}

CASE(guest_runtime, strings_and_shared_pointers_work)
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "twelve bytes";
    CHECK(text.size() == 1200);
    CHECK(text.find("bytestwelve") == 7);
    CHECK("a " + text.substr(0, 6) == "a twelve");
    text.insert(0, "x").erase(1, 6);
    CHECK(text.compare(0, 7, "x bytes") == 0);

    auto shared = std::make_shared<std::string>("kept");
    const std::weak_ptr<std::string> weak = shared;
    const auto other = weak.lock();
    CHECK(other == shared && shared.use_count() == 2);
    shared.reset();
    CHECK(!weak.expired() && *other == "kept");
}

CASE(guest_runtime, weak_pointers_notice_the_end)
{
    std::weak_ptr<int> weak;
    {
        const auto shared = std::make_shared<int>(1);
        weak = shared;
        CHECK(weak.lock() != nullptr);
    }
    CHECK(weak.expired() && weak.lock() == nullptr);
}

}  // namespace archi::guest
