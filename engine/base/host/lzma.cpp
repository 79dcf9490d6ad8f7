#include "base/lzma.hpp"

#include <lzma.h>

#include <algorithm>
#include <array>

#include "base/assert.hpp"

namespace archi {

Bytes compress_lzma(bytes_view bytes)
{
    constexpr std::uint32_t kBestPreset = 9 | LZMA_PRESET_EXTREME;
    lzma_options_lzma options = {};
    ARCHI_ASSERT(lzma_lzma_preset(&options, kBestPreset) == 0);
    options.lc = 3;
    options.lp = 0;
    options.pb = 0;
    options.dict_size =
        static_cast<std::uint32_t>(std::max<std::size_t>(bytes.size(), LZMA_DICT_SIZE_MIN));
    const std::array<lzma_filter, 2> filters = {{{.id = LZMA_FILTER_LZMA1EXT, .options = &options},
                                                 {.id = LZMA_VLI_UNKNOWN, .options = nullptr}}};
    Bytes out(bytes.size() + bytes.size() / 8 + 64);
    std::size_t size = 0;
    const auto done = lzma_raw_buffer_encode(filters.data(), nullptr, bytes.data(), bytes.size(),
                                             out.data(), &size, out.size());
    ARCHI_ASSERT(done == LZMA_OK);
    out.resize(size);
    return out;
}

}  // namespace archi
