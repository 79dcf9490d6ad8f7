#include "iop/label.hpp"

#include <array>

namespace archi::iop {

std::string_view name(Label label)
{
    constexpr std::array<std::string_view, 28> kNames = {
        "none",          "statement",      "commitment",        "shape",           "public values",
        "fingerprint",   "GKR root",       "GKR combination",   "GKR round",       "GKR values",
        "GKR child",     "parts",          "constraint powers", "zerocheck round", "columns",
        "column powers", "stacking round", "stacked columns",   "stacked powers",  "folded word",
        "fold round",    "fold challenge", "final word",        "grinding",        "queries",
        "out of domain", "claim powers",   "final round"};
    return kNames[static_cast<std::size_t>(label)];
}

}  // namespace archi::iop
