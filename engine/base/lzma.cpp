#include "base/lzma.hpp"

#include <array>
#include <span>

namespace archi {

namespace {

// Names are those of the specification where it has one.
constexpr unsigned kProbabilityBits = 11;
constexpr unsigned kMoveBits = 5;
constexpr std::uint32_t kTopValue = 1U << 24U;
constexpr unsigned kStates = 12;
constexpr unsigned kLiteralContextBits = 3;  // lc
constexpr std::size_t kLeastMatch = 2;
constexpr std::uint32_t kEndMark = 0xffffffff;

/// The probability that a bit is zero, in units of 2^-11.
using Probability = std::uint16_t;
constexpr Probability kEven = (1U << kProbabilityBits) / 2;

template <std::size_t count>
struct Probabilities : std::array<Probability, count> {
    Probabilities() { this->fill(kEven); }
};

/// Bits of unequal probability, as a number between 0 and 1.
class RangeDecoder {
public:
    explicit RangeDecoder(bytes_view bytes) : bytes_(bytes)
    {
        const auto first = next_byte();
        for (int i = 0; i < 4; ++i)
            code_ = code_ << 8U | next_byte();
        failed_ = failed_ || first != 0 || code_ == range_;
    }

    unsigned bit(Probability& probability)
    {
        const auto bound = (range_ >> kProbabilityBits) * probability;
        unsigned bit = 0;
        if (code_ < bound) {
            probability += ((1U << kProbabilityBits) - probability) >> kMoveBits;
            range_ = bound;
        } else {
            probability -= probability >> kMoveBits;
            code_ -= bound;
            range_ -= bound;
            bit = 1;
        }
        normalize();
        return bit;
    }
    /// `count` bits of even probability, highest first.
    std::uint32_t direct_bits(unsigned count)
    {
        std::uint32_t value = 0;
        for (; count > 0; --count) {
            range_ >>= 1U;
            const bool is_set = code_ >= range_;
            if (is_set) code_ -= range_;
            if (code_ == range_) failed_ = true;
            value = value << 1U | (is_set ? 1U : 0U);
            normalize();
        }
        return value;
    }
    /// `count` bits, highest first, each with a probability by those before it.
    std::uint32_t tree(std::span<Probability> probabilities, unsigned count)
    {
        std::uint32_t node = 1;
        for (unsigned i = 0; i < count; ++i)
            node = node << 1U | bit(probabilities[node]);
        return node - (1U << count);
    }
    /// The same, lowest first.
    std::uint32_t reverse_tree(std::span<Probability> probabilities, unsigned count)
    {
        std::uint32_t node = 1;
        std::uint32_t value = 0;
        for (unsigned i = 0; i < count; ++i) {
            const auto next = bit(probabilities[node]);
            node = node << 1U | next;
            value |= next << i;
        }
        return value;
    }

    /// The input is no such number, or ended too early.
    [[nodiscard]] bool failed() const { return failed_; }
    /// The input ends here, as an encoder ends it.
    [[nodiscard]] bool at_end() const { return !failed_ && bytes_.empty() && code_ == 0; }

private:
    void normalize()
    {
        if (range_ >= kTopValue) return;
        range_ <<= 8U;
        code_ = code_ << 8U | next_byte();
    }
    std::uint32_t next_byte()
    {
        if (bytes_.empty()) {
            failed_ = true;
            return 0;
        }
        const auto byte = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return byte;
    }

    bytes_view bytes_;
    std::uint32_t range_ = 0xffffffff;
    std::uint32_t code_ = 0;
    bool failed_ = false;
};

/// Lengths of matches, less kLeastMatch. With pb = 0 there is one position.
class LengthDecoder {
public:
    std::uint32_t decode(RangeDecoder& range)
    {
        if (range.bit(choice_[0]) == 0) return range.tree(low_, 3);
        if (range.bit(choice_[1]) == 0) return 8 + range.tree(middle_, 3);
        return 16 + range.tree(high_, 8);
    }

private:
    Probabilities<2> choice_;
    Probabilities<8> low_;
    Probabilities<8> middle_;
    Probabilities<256> high_;
};

class DistanceDecoder {
public:
    /// Distance − 1, or kEndMark. `length` is less kLeastMatch.
    std::uint32_t decode(RangeDecoder& range, std::uint32_t length)
    {
        const auto slot = range.tree(slots_[length < 3 ? length : 3], 6);
        if (slot < kFirstSlotWithBits) return slot;
        const auto bits = (slot >> 1U) - 1;
        const auto base = (2U | (slot & 1U)) << bits;
        if (slot < kFirstDirectSlot)
            return base + range.reverse_tree(std::span(special_).subspan(base - slot), bits);
        const auto high = range.direct_bits(bits - kAlignBits) << kAlignBits;
        return base + high + range.reverse_tree(align_, kAlignBits);
    }

private:
    static constexpr std::uint32_t kFirstSlotWithBits = 4;
    static constexpr std::uint32_t kFirstDirectSlot = 14;
    static constexpr unsigned kAlignBits = 4;
    static constexpr std::size_t kSpecial = 1 + 128 - kFirstDirectSlot;

    std::array<Probabilities<64>, 4> slots_;
    Probabilities<kSpecial> special_;
    Probabilities<16> align_;
};

class Decompressor {
public:
    Decompressor(bytes_view compressed, std::size_t size) : range_(compressed), size_(size)
    {
        out_.reserve(size);
    }

    std::optional<Bytes> run()
    {
        while (out_.size() < size_)
            if (!step() || range_.failed()) return std::nullopt;
        if (!range_.at_end()) return std::nullopt;
        return std::move(out_);
    }

private:
    /// What came last, as the specification numbers it: below 7 a literal.
    static constexpr unsigned kFirstMatchState = 7;

    /// A literal or a match.
    [[nodiscard]] bool step()
    {
        if (range_.bit(is_match_[state_]) == 0) {
            literal();
            return true;
        }
        if (range_.bit(is_repeated_[state_]) == 0) {
            const auto length = lengths_.decode(range_);
            repeats_ = {distances_.decode(range_, length), repeats_[0], repeats_[1], repeats_[2]};
            state_ = state_ < kFirstMatchState ? 7 : 10;
            return repeats_[0] != kEndMark && copy(length + kLeastMatch);
        }
        if (out_.empty()) return false;
        if (range_.bit(is_first_[state_]) == 0) {
            if (range_.bit(is_long_[state_]) == 0) {
                state_ = state_ < kFirstMatchState ? 9 : 11;
                return copy(1);
            }
        } else {
            choose_repeat();
        }
        const auto length = repeat_lengths_.decode(range_);
        state_ = state_ < kFirstMatchState ? 8 : 11;
        return copy(length + kLeastMatch);
    }

    /// Brings the second, third or fourth last distance to the front.
    void choose_repeat()
    {
        std::size_t which = 1;
        if (range_.bit(is_second_[state_]) != 0) which = range_.bit(is_third_[state_]) == 0 ? 2 : 3;
        const auto distance = repeats_[which];
        for (; which > 0; --which)
            repeats_[which] = repeats_[which - 1];
        repeats_[0] = distance;
    }

    void literal()
    {
        const auto previous = out_.empty() ? 0U : out_.back();
        auto& probabilities = literals_[previous >> (8 - kLiteralContextBits)];
        std::uint32_t symbol = 1;
        if (state_ >= kFirstMatchState) {  // the byte at the last distance is not the one
            std::uint32_t expected = out_[out_.size() - 1 - repeats_[0]];
            do {
                const auto match = expected >> 7U & 1U;
                expected <<= 1U;
                const auto bit = range_.bit(probabilities[((1 + match) << 8U) + symbol]);
                symbol = symbol << 1U | bit;
                if (match != bit) break;
            } while (symbol < 0x100);
        }
        while (symbol < 0x100)
            symbol = symbol << 1U | range_.bit(probabilities[symbol]);
        out_.push_back(static_cast<std::uint8_t>(symbol));
        state_ = state_ < 4 ? 0 : state_ < 10 ? state_ - 3 : state_ - 6;
    }

    [[nodiscard]] bool copy(std::size_t length)
    {
        const auto distance = std::size_t{repeats_[0]} + 1;
        if (distance > out_.size() || length > size_ - out_.size()) return false;
        for (; length > 0; --length)
            out_.push_back(out_[out_.size() - distance]);
        return true;
    }

    RangeDecoder range_;
    std::size_t size_;
    Bytes out_;
    unsigned state_ = 0;
    std::array<std::uint32_t, 4> repeats_ = {};  ///< the last distances, less one
    Probabilities<kStates> is_match_;
    Probabilities<kStates> is_repeated_;
    Probabilities<kStates> is_first_;  ///< zero: the last distance
    Probabilities<kStates> is_long_;   ///< zero: a single byte
    Probabilities<kStates> is_second_;
    Probabilities<kStates> is_third_;
    std::array<Probabilities<0x300>, 1U << kLiteralContextBits> literals_;
    LengthDecoder lengths_;
    LengthDecoder repeat_lengths_;
    DistanceDecoder distances_;
};

}  // namespace

std::optional<Bytes> decompress_lzma(bytes_view compressed, std::size_t size)
{
    return Decompressor(compressed, size).run();
}

}  // namespace archi
