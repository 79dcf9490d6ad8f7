// Lists of differences: which leaves, in columns (DIFFERENCE_FORMAT.md).

#include <algorithm>

#include "base/assert.hpp"
#include "base/varint.hpp"
#include "state/difference.hpp"
#include "state/difference_forms.hpp"

namespace archi::state {

namespace {

/// Leading bytes of a new key that are written as the distance from the key before it.
constexpr std::size_t kKeyHead = 2;
constexpr std::uint64_t kKeyHeads = std::uint64_t{1} << (8 * kKeyHead);
/// A new leaf takes at least a head, a tail and a form byte; an existing one an index and a form
/// byte.
constexpr std::size_t kLeastNew = 1 + (Hash::kSize - kKeyHead) + 1;
constexpr std::size_t kLeastExisting = 2;

bool comes_first(const Difference& a, const Difference& b)
{
    if (a.is_new != b.is_new) return a.is_new;
    return a.is_new ? a.key < b.key : a.index < b.index;
}

std::uint64_t key_head(const Hash& key)
{
    return load_be(bytes_view(key.bytes).first(kKeyHead));
}

using Decoded = std::vector<EncodedDifference>;

std::optional<DifferenceError> take_new_keys(bytes_view& input, std::span<EncodedDifference> out)
{
    std::uint64_t head = 0;
    for (auto& difference : out) {
        const auto step = take_varint(input);
        if (!step || *step >= kKeyHeads - head) return DifferenceError::kNonCanonical;
        head += *step;
        difference.is_new = true;
        difference.key[0] = static_cast<std::uint8_t>(head >> 8U);
        difference.key[1] = static_cast<std::uint8_t>(head);
    }
    constexpr auto kTail = Hash::kSize - kKeyHead;
    if (input.size() / kTail < out.size()) return DifferenceError::kTruncated;
    const EncodedDifference* previous = nullptr;
    for (auto& difference : out) {
        std::copy_n(input.begin(), kTail, difference.key.begin() + kKeyHead);
        input = input.subspan(kTail);
        if (previous != nullptr && previous->key >= difference.key)
            return DifferenceError::kNonCanonical;
        previous = &difference;
    }
    return std::nullopt;
}

std::optional<DifferenceError> take_indices(bytes_view& input, std::span<EncodedDifference> out)
{
    std::uint64_t least = 0;
    for (auto& difference : out) {
        const auto step = take_varint(input);
        if (!step || *step >= UINT64_MAX - least) return DifferenceError::kNonCanonical;
        difference.index = least + *step;
        least = difference.index + 1;
    }
    return std::nullopt;
}

std::optional<DifferenceError> take_values(bytes_view& input, Decoded& out)
{
    if (input.size() < out.size()) return DifferenceError::kTruncated;
    const auto forms = input.first(out.size());
    input = input.subspan(out.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto payload = take_payload(forms[i], input);
        if (!payload) return payload.error();
        out[i].value = {.form = forms[i], .payload = Bytes(payload->begin(), payload->end())};
    }
    return std::nullopt;
}

}  // namespace

std::vector<Difference> differences_of(std::span<const Change> changes, const IndexOf& index_of)
{
    std::vector<Difference> differences;
    differences.reserve(changes.size());
    for (const auto& change : changes) {
        if (change.before == change.after) continue;
        const auto index = index_of(change.key);
        differences.push_back({.is_new = !index.has_value(),
                               .index = index.value_or(0),
                               .key = index ? Hash{} : change.key,
                               .before = change.before,
                               .after = change.after});
    }
    std::ranges::sort(differences,
                      [](const Difference& a, const Difference& b) { return comes_first(a, b); });
    return differences;
}

Bytes encode(std::span<const Difference> differences)
{
    std::vector<const Difference*> ordered;
    ordered.reserve(differences.size());
    for (const auto& difference : differences)
        ordered.push_back(&difference);
    std::ranges::sort(ordered,
                      [](const Difference* a, const Difference* b) { return comes_first(*a, *b); });
    for (std::size_t i = 1; i < ordered.size(); ++i)
        ARCHI_ASSERT(comes_first(*ordered[i - 1], *ordered[i]));
    const auto new_count = static_cast<std::size_t>(
        std::ranges::count_if(ordered, [](const Difference* d) { return d->is_new; }));
    const auto news = std::span(ordered).first(new_count);
    const auto existing = std::span(ordered).subspan(new_count);

    Bytes out;
    append_varint(out, news.size());
    append_varint(out, existing.size());
    std::uint64_t head = 0;
    for (const auto* difference : news) {
        append_varint(out, key_head(difference->key) - head);
        head = key_head(difference->key);
    }
    for (const auto* difference : news)
        append(out, bytes_view(difference->key.bytes).subspan(kKeyHead));
    std::uint64_t least = 0;
    for (const auto* difference : existing) {
        append_varint(out, difference->index - least);
        least = difference->index + 1;
    }
    Bytes payloads;
    for (const auto* difference : ordered) {
        const auto value = encode_value(difference->before, difference->after);
        out.push_back(value.form);
        append(payloads, value.payload);
    }
    append(out, payloads);
    return out;
}

std::expected<Decoded, DifferenceError> decode(bytes_view input)
{
    const auto new_count = take_varint(input);
    const auto existing_count = new_count ? take_varint(input) : std::nullopt;
    if (!existing_count) return std::unexpected(DifferenceError::kNonCanonical);
    if (*new_count > input.size() / kLeastNew || *existing_count > input.size() / kLeastExisting)
        return std::unexpected(DifferenceError::kTruncated);

    Decoded out(static_cast<std::size_t>(*new_count + *existing_count));
    const auto all = std::span(out);
    const auto split = static_cast<std::size_t>(*new_count);
    if (const auto error = take_new_keys(input, all.first(split))) return std::unexpected(*error);
    if (const auto error = take_indices(input, all.subspan(split))) return std::unexpected(*error);
    if (const auto error = take_values(input, out)) return std::unexpected(*error);
    if (!input.empty()) return std::unexpected(DifferenceError::kTrailingBytes);
    return out;
}

}  // namespace archi::state
