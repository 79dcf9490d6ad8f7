#include "base/rlp.hpp"

#include "base/assert.hpp"

namespace archi::rlp {

namespace {

// Yellow Paper, appendix B: first bytes of the four forms, and the longest short payload.
constexpr std::uint8_t kString = 0x80;
constexpr std::uint8_t kLongString = 0xb7;
constexpr std::uint8_t kList = 0xc0;
constexpr std::uint8_t kLongList = 0xf7;
constexpr std::size_t kMaxShort = 55;

/// One item at the start of `input`, its payload unchecked.
std::expected<Item, Error> read_header(bytes_view input)
{
    if (input.empty()) return std::unexpected(Error::kTruncated);
    const auto first = input[0];
    if (first < kString) return Item{false, input.first(1), input.first(1)};

    const bool is_list = first >= kList;
    const auto short_base = is_list ? kList : kString;
    const auto long_base = is_list ? kLongList : kLongString;
    std::size_t header = 1;
    std::size_t length = first - short_base;
    if (first > long_base) {
        const std::size_t width = first - long_base;
        if (input.size() - 1 < width) return std::unexpected(Error::kTruncated);
        const auto digits = input.subspan(1, width);
        if (digits[0] == 0) return std::unexpected(Error::kNonCanonical);
        const auto stated = load_be(digits);
        if (stated <= kMaxShort) return std::unexpected(Error::kNonCanonical);
        header += width;
        if (stated > input.size() - header) return std::unexpected(Error::kTruncated);
        length = static_cast<std::size_t>(stated);
    }
    if (length > input.size() - header) return std::unexpected(Error::kTruncated);
    const auto payload = input.subspan(header, length);
    if (!is_list && length == 1 && payload[0] < kString)
        return std::unexpected(Error::kNonCanonical);
    return Item{is_list, payload, input.first(header + length)};
}

std::optional<Error> check(const Item& item, unsigned depth)
{
    if (!item.is_list) return std::nullopt;
    if (depth == kMaxDepth) return Error::kTooDeep;
    for (auto rest = item.payload; !rest.empty();) {
        const auto inner = read_header(rest);
        if (!inner) return inner.error();
        if (const auto error = check(*inner, depth + 1)) return error;
        rest = rest.subspan(inner->encoding.size());
    }
    return std::nullopt;
}

std::size_t width_of(std::uint64_t number)
{
    return (static_cast<std::size_t>(std::bit_width(number)) + 7) / 8;
}

/// Header of a string or list; gives its size.
std::size_t write_header(std::array<std::uint8_t, 9>& out, std::size_t length, bool is_list)
{
    if (length <= kMaxShort) {
        out[0] = static_cast<std::uint8_t>((is_list ? kList : kString) + length);
        return 1;
    }
    const auto width = width_of(length);
    out[0] = static_cast<std::uint8_t>((is_list ? kLongList : kLongString) + width);
    for (std::size_t i = 0; i < width; ++i)
        out[width - i] = static_cast<std::uint8_t>(std::uint64_t{length} >> (8 * i));
    return 1 + width;
}

}  // namespace

std::expected<Item, Error> decode_first(bytes_view input)
{
    const auto item = read_header(input);
    if (!item) return item;
    if (const auto error = check(*item, 0)) return std::unexpected(*error);
    return item;
}

std::expected<Item, Error> decode(bytes_view input)
{
    const auto item = decode_first(input);
    if (item && item->encoding.size() != input.size())
        return std::unexpected(Error::kTrailingBytes);
    return item;
}

std::expected<u256, Error> to_u256(const Item& item)
{
    if (item.is_list) return std::unexpected(Error::kUnexpectedKind);
    if (!item.payload.empty() && item.payload[0] == 0) return std::unexpected(Error::kNonCanonical);
    if (item.payload.size() > 32) return std::unexpected(Error::kOutOfRange);
    return u256::from_be(item.payload);
}

std::expected<std::uint64_t, Error> to_u64(const Item& item)
{
    const auto number = to_u256(item);
    if (!number) return std::unexpected(number.error());
    if (!number->fits_u64()) return std::unexpected(Error::kOutOfRange);
    return number->low_u64();
}

std::optional<Item> ListReader::next()
{
    if (rest_.empty()) return std::nullopt;
    const auto item = read_header(rest_);
    ARCHI_ASSERT(item.has_value());  // decode has checked the list
    rest_ = rest_.subspan(item->encoding.size());
    return *item;
}

FieldReader::FieldReader(const Item& list) : reader_(list)
{
    if (!list.is_list) fail(Error::kUnexpectedKind);
}

void FieldReader::fail(Error error)
{
    if (!error_) error_ = error;
}

Item FieldReader::any()
{
    if (error_) return {};
    if (const auto item = reader_.next()) return *item;
    fail(Error::kMissingField);
    return {};
}

std::uint64_t FieldReader::u64()
{
    const auto number = to_u64(any());
    if (!number) fail(number.error());
    return number.value_or(0);
}

u256 FieldReader::word()
{
    const auto number = to_u256(any());
    if (!number) fail(number.error());
    return number.value_or(u256{});
}

bool FieldReader::boolean()
{
    const auto number = u64();
    if (number > 1) fail(Error::kOutOfRange);
    return number == 1;
}

bytes_view FieldReader::string()
{
    const auto item = any();
    if (item.is_list) {
        fail(Error::kUnexpectedKind);
        return {};
    }
    return item.payload;
}

Item FieldReader::list()
{
    const auto item = any();
    if (!error_ && !item.is_list) fail(Error::kUnexpectedKind);
    return error_ ? Item{.is_list = true, .payload = {}, .encoding = {}} : item;
}

bytes_view FieldReader::string_of_size(std::size_t size)
{
    const auto bytes = string();
    if (error_) return {};
    if (bytes.size() == size) return bytes;
    fail(Error::kOutOfRange);
    return {};
}

std::optional<Address> FieldReader::optional_address()
{
    const auto bytes = string();
    if (error_ || bytes.empty()) return std::nullopt;
    if (bytes.size() == Address::kSize) return archi::fixed<Address>(bytes);
    fail(Error::kOutOfRange);
    return std::nullopt;
}

std::expected<void, Error> FieldReader::finish() const
{
    if (error_) return std::unexpected(*error_);
    if (!reader_.at_end()) return std::unexpected(Error::kTrailingBytes);
    return {};
}

Encoder& Encoder::add(bytes_view string)
{
    if (string.size() != 1 || string[0] >= kString) {
        std::array<std::uint8_t, 9> header{};
        append(out_, bytes_view(header).first(write_header(header, string.size(), false)));
    }
    append(out_, string);
    return *this;
}

Encoder& Encoder::add(std::uint64_t number)
{
    if (number > 0 && number < kString) {
        out_.push_back(static_cast<std::uint8_t>(number));
        return *this;
    }
    const auto width = width_of(number);
    out_.push_back(static_cast<std::uint8_t>(kString + width));
    append_be(out_, number, width);
    return *this;
}

Encoder& Encoder::add(const u256& number)
{
    if (number.fits_u64()) return add(number.low_u64());
    const auto bytes = number.to_be();
    return add(bytes_view(bytes).last((number.bit_length() + 7) / 8));
}

Encoder& Encoder::add_encoded(bytes_view encoding)
{
    append(out_, encoding);
    return *this;
}

Encoder& Encoder::begin_list()
{
    open_.push_back(out_.size());
    return *this;
}

Encoder& Encoder::end_list()
{
    ARCHI_ASSERT(!open_.empty());
    const auto start = open_.back();
    open_.pop_back();
    std::array<std::uint8_t, 9> header{};
    const auto size = write_header(header, out_.size() - start, true);
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(start), header.begin(),
                header.begin() + size);
    return *this;
}

Bytes Encoder::take()
{
    ARCHI_ASSERT(open_.empty());
    return std::move(out_);
}

}  // namespace archi::rlp
