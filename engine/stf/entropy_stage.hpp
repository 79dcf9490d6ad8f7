#pragma once
// The entropy stage of pubdata (OUTPUT.md). Whoever seals a batch may compress its content; that
// the stream stands for it is checked here, so that a proof of the batch shows it, too.

#include <optional>

#include "base/bytes.hpp"

namespace archi::stf {

/// Content that may be compressed has no more bytes.
inline constexpr std::size_t kMaxContent = std::size_t{1} << 26U;

/// Pubdata: version, stage, content. With `stream` in the content's place if it stands for that.
[[nodiscard]] Bytes add_entropy_stage(bytes_view content, bytes_view stream);
/// The content of pubdata, in memory of kMaxContent or of the pubdata itself. nullopt: not of this
/// version, or no such stream.
[[nodiscard]] std::optional<Bytes> content_of(bytes_view pubdata);
/// The stream in pubdata; empty if there is none.
[[nodiscard]] Bytes stream_of(bytes_view pubdata);

}  // namespace archi::stf
