#include "stf/entropy_stage.hpp"

#include "base/lzma.hpp"
#include "base/varint.hpp"

namespace archi::stf {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeadBytes = 2;  ///< version and stage

enum Stage : std::uint8_t { kPlain = 0, kLzma = 1 };

}  // namespace

Bytes add_entropy_stage(bytes_view content, bytes_view stream)
{
    const bool is_compressed =
        !stream.empty() && content.size() <= kMaxContent &&
        decompress_lzma(stream, content.size()) == Bytes(content.begin(), content.end());
    Bytes out = {kVersion, is_compressed ? kLzma : kPlain};
    if (is_compressed) append_varint(out, content.size());
    append(out, is_compressed ? stream : content);
    return out;
}

std::optional<Bytes> content_of(bytes_view pubdata)
{
    if (pubdata.size() < kHeadBytes || pubdata[0] != kVersion) return std::nullopt;
    auto rest = pubdata.subspan(kHeadBytes);
    if (pubdata[1] == kPlain) return Bytes(rest.begin(), rest.end());
    if (pubdata[1] != kLzma) return std::nullopt;
    const auto size = take_varint(rest);
    if (!size || *size > kMaxContent) return std::nullopt;
    return decompress_lzma(rest, static_cast<std::size_t>(*size));
}

Bytes stream_of(bytes_view pubdata)
{
    if (pubdata.size() < kHeadBytes || pubdata[1] != kLzma) return {};
    auto rest = pubdata.subspan(kHeadBytes);
    if (!take_varint(rest)) return {};
    return {rest.begin(), rest.end()};
}

}  // namespace archi::stf
