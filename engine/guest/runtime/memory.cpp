// memcpy and its family by words. Built with -fno-builtin, so that a loop is not turned into a call
// of the very function it implements.

#include <cstddef>
#include <cstdint>

namespace {

using Word = std::uint32_t;
using Byte = unsigned char;
// Memory of any type may be read and written by words.
using AnyWord [[gnu::may_alias]] = Word;

constexpr std::size_t kWord = sizeof(Word);
constexpr std::size_t kWorthAligning = 16;  // bytes; below, bytes alone are as fast

std::size_t misalignment(const void* pointer)
{
    return reinterpret_cast<std::uintptr_t>(pointer) % kWord;
}

/// Copies whole words from an address `offset` bytes after a word boundary, 1 to 3: each word
/// written is made of two words read, so that nothing is read unaligned.
std::size_t copy_shifted(Byte* to, const Byte* from, std::size_t size, std::size_t offset)
{
    auto* target = reinterpret_cast<AnyWord*>(to);
    const auto* source = reinterpret_cast<const AnyWord*>(from - offset);
    const auto down = 8 * offset;
    const auto up = 32 - down;
    auto low = *source++;
    // The last word read must still hold a byte of the source.
    const auto words = (size - (kWord - offset)) / kWord;
    for (std::size_t i = 0; i < words; ++i) {
        const auto high = *source++;
        *target++ = low >> down | high << up;
        low = high;
    }
    return words * kWord;
}

std::size_t copy_aligned(Byte* to, const Byte* from, std::size_t size)
{
    auto* target = reinterpret_cast<AnyWord*>(to);
    const auto* source = reinterpret_cast<const AnyWord*>(from);
    auto words = size / kWord;
    for (; words >= 8; words -= 8, target += 8, source += 8) {
        const Word a = source[0], b = source[1], c = source[2], d = source[3];
        const Word e = source[4], f = source[5], g = source[6], h = source[7];
        target[0] = a, target[1] = b, target[2] = c, target[3] = d;
        target[4] = e, target[5] = f, target[6] = g, target[7] = h;
    }
    for (; words > 0; --words)
        *target++ = *source++;
    return size / kWord * kWord;
}

}  // namespace

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size)
{
    auto* target = static_cast<Byte*>(to);
    const auto* source = static_cast<const Byte*>(from);
    if (size >= kWorthAligning) {
        for (; misalignment(target) != 0; --size)
            *target++ = *source++;
        const auto offset = misalignment(source);
        const auto done = offset == 0 ? copy_aligned(target, source, size)
                                      : copy_shifted(target, source, size, offset);
        target += done;
        source += done;
        size -= done;
    }
    for (; size > 0; --size)
        *target++ = *source++;
    return to;
}

void* memmove(void* to, const void* from, std::size_t size)
{
    auto* target = static_cast<Byte*>(to);
    const auto* source = static_cast<const Byte*>(from);
    // Ascending copies by words are right when the target lies below, and when nothing overlaps.
    if (target <= source || target >= source + size) return memcpy(to, from, size);
    target += size;
    source += size;
    if (size >= kWorthAligning && misalignment(target) == misalignment(source)) {
        for (; misalignment(target) != 0; --size)
            *--target = *--source;
        for (; size >= kWord; size -= kWord) {
            target -= kWord;
            source -= kWord;
            *reinterpret_cast<AnyWord*>(target) = *reinterpret_cast<const AnyWord*>(source);
        }
    }
    for (; size > 0; --size)
        *--target = *--source;
    return to;
}

void* memset(void* to, int value, std::size_t size)
{
    auto* target = static_cast<Byte*>(to);
    const auto byte = static_cast<Byte>(value);
    if (size >= kWorthAligning) {
        for (; misalignment(target) != 0; --size)
            *target++ = byte;
        const Word word = byte * 0x01010101U;
        for (; size >= 4 * kWord; size -= 4 * kWord, target += 4 * kWord) {
            auto* words = reinterpret_cast<AnyWord*>(target);
            words[0] = word, words[1] = word, words[2] = word, words[3] = word;
        }
        for (; size >= kWord; size -= kWord, target += kWord)
            *reinterpret_cast<AnyWord*>(target) = word;
    }
    for (; size > 0; --size)
        *target++ = byte;
    return to;
}

int memcmp(const void* left, const void* right, std::size_t size)
{
    const auto* a = static_cast<const Byte*>(left);
    const auto* b = static_cast<const Byte*>(right);
    if (misalignment(a) == 0 && misalignment(b) == 0) {
        // Stops at the first word that differs; its bytes then decide.
        for (; size >= kWord &&
               *reinterpret_cast<const AnyWord*>(a) == *reinterpret_cast<const AnyWord*>(b);
             size -= kWord) {
            a += kWord;
            b += kWord;
        }
    }
    for (; size > 0; --size, ++a, ++b)
        if (*a != *b) return *a < *b ? -1 : 1;
    return 0;
}

void* memchr(const void* where, int value, std::size_t size)
{
    const auto* byte = static_cast<const Byte*>(where);
    for (; size > 0; --size, ++byte)
        if (*byte == static_cast<Byte>(value)) return const_cast<Byte*>(byte);
    return nullptr;
}

std::size_t strlen(const char* text)
{
    const auto* end = text;
    while (*end != '\0')
        ++end;
    return static_cast<std::size_t>(end - text);
}

int strcmp(const char* left, const char* right)
{
    for (; *left != '\0' && *left == *right; ++left, ++right) {
    }
    return static_cast<Byte>(*left) - static_cast<Byte>(*right);
}

}  // extern "C"
