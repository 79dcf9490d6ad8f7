#include "stf/host/compression.hpp"

#include "base/lzma.hpp"
#include "stf/entropy_stage.hpp"
#include "stf/output.hpp"

namespace archi::stf {

Bytes compress_content(const BatchSummary& summary)
{
    const auto plain = content(summary);
    if (plain.size() > kMaxContent) return {};
    auto stream = compress_lzma(plain);
    const auto with = add_entropy_stage(plain, stream).size();
    const auto without = add_entropy_stage(plain, {}).size();
    return with < without ? stream : Bytes{};
}

}  // namespace archi::stf
