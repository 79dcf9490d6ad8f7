#include "machine/host/symbols.hpp"

#include <cxxabi.h>

#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include <memory>

namespace archi::machine {

Symbols::Symbols(std::vector<Symbol> symbols) : symbols_(std::move(symbols))
{
    // Of two names for one address the longer function is the better answer, then the first name.
    std::ranges::sort(symbols_, [](const Symbol& a, const Symbol& b) {
        if (a.address != b.address) return a.address < b.address;
        return a.size != b.size ? a.size > b.size : a.name < b.name;
    });
    const auto repeated = std::ranges::unique(
        symbols_, [](const Symbol& a, const Symbol& b) { return a.address == b.address; });
    symbols_.erase(repeated.begin(), repeated.end());
}

std::optional<std::size_t> Symbols::find(std::uint32_t pc) const
{
    const auto after = std::ranges::upper_bound(symbols_, pc, {}, &Symbol::address);
    if (after == symbols_.begin()) return std::nullopt;
    const auto& symbol = *std::prev(after);
    if (symbol.size != 0 && pc - symbol.address >= symbol.size) return std::nullopt;
    return static_cast<std::size_t>(after - symbols_.begin()) - 1;
}

std::string Symbols::describe(std::uint32_t pc) const
{
    const auto index = find(pc);
    if (!index) return fmt::format("{:#x}", pc);
    const auto& symbol = symbols_[*index];
    return fmt::format("{:#x} ({} + {:#x})", pc, demangle(symbol.name), pc - symbol.address);
}

std::string demangle(const std::string& name)
{
    if (!name.starts_with("_Z")) return name;
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
    return status == 0 && text ? std::string(text.get()) : name;
}

}  // namespace archi::machine
