#pragma once
// Names of places in a program's text, for messages and profiles.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archi::machine {

/// A function of a program.
struct Symbol {
    std::uint32_t address = 0;
    std::uint32_t size = 0;  ///< bytes; 0 if the file does not say
    std::string name;        ///< as linked, that is mangled
};

/// The functions of a program in increasing order of addresses, at most one an address.
class Symbols {
public:
    Symbols() = default;
    explicit Symbols(std::vector<Symbol> symbols);

    [[nodiscard]] const std::vector<Symbol>& all() const { return symbols_; }

    /// Index of the function that `pc` lies in; none before the first, or behind the end of one
    /// that has a size.
    [[nodiscard]] std::optional<std::size_t> find(std::uint32_t pc) const;

    /// "0x10074", or "0x10074 (main + 0x10)" where there is a symbol.
    [[nodiscard]] std::string describe(std::uint32_t pc) const;

private:
    std::vector<Symbol> symbols_;
};

/// The name as written in C++; `name` itself if it is not a mangled one.
[[nodiscard]] std::string demangle(const std::string& name);

}  // namespace archi::machine
