#pragma once
// Decompression of LZMA: the bare stream of LZMA's first version with lc = 3, lp = 0, pb = 0, a
// dictionary as large as the data, and no end mark. Small and adaptive, so that short data do not
// pay for tables. Source: the LZMA specification of its author, Igor Pavlov (draft of 2015).

#include <optional>

#include "base/bytes.hpp"

namespace archi {

/// The `size` bytes that `compressed` stands for. nullopt: no such stream, truncated, or followed
/// by anything. Total; memory of `size` bytes and 16 KiB. Requires that `size` bytes can be
/// allocated.
[[nodiscard]] std::optional<Bytes> decompress_lzma(bytes_view compressed, std::size_t size);

/// The stream for `bytes`, as short as liblzma makes it; the same bytes give the same stream with
/// one version of liblzma. Host only.
[[nodiscard]] Bytes compress_lzma(bytes_view bytes);

}  // namespace archi
