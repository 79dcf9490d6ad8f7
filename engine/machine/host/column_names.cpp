#include "machine/host/column_names.hpp"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <numeric>
#include <optional>
#include <sstream>
#include <string_view>

#include "machine/chips.hpp"

namespace archi::machine {

namespace {

// What __builtin_dump_struct calls is variadic.
// NOLINTNEXTLINE(cert-dcl50-cpp)
void append(std::string& text, const char* format, ...)
{
    std::array<char, 256> buffer{};
    va_list arguments;
    va_start(arguments, format);
    static_cast<void>(std::vsnprintf(buffer.data(), buffer.size(), format, arguments));
    va_end(arguments);
    text += buffer.data();
}

/// Reads the compiler's print of a structure whose numbers count up from zero: lines `type name =
/// number`, `type name = {` and `}`. Elements of arrays are not printed.
class DumpReader {
public:
    std::vector<std::string> read(const std::string& dump, std::size_t columns)
    {
        std::istringstream lines(dump);
        std::string line;
        std::getline(lines, line);  // the structure itself
        while (std::getline(lines, line))
            read_line(line.substr(std::min(line.find_first_not_of(' '), line.size())));
        fill_array(columns);
        return std::move(names_);
    }

private:
    void read_line(std::string_view line)
    {
        const auto equals = line.find(" = ");
        if (equals == std::string_view::npos) {
            if (!path_.empty()) path_.pop_back();
            return;
        }
        const auto type_and_name = line.substr(0, equals);
        const auto space = type_and_name.rfind(' ');
        const auto name = std::string(type_and_name.substr(space + 1));
        const auto value = line.substr(equals + 3);
        if (name == "_M_elems") {
            fill_array(std::nullopt);
            array_ = path();
            array_length_ = length_;
        } else if (value == "{") {
            path_.push_back(name);
            length_ =
                type_and_name.starts_with("std::array<unsigned int")
                    ? std::stoul(std::string(type_and_name.substr(type_and_name.find(", ") + 2)))
                    : 0;
        } else {
            fill_array(std::stoul(std::string(value)));
            names_.push_back(path_.empty() ? name : path() + "." + name);
        }
    }

    /// Names the elements of the array read last: as many as it has, or up to column `end`.
    void fill_array(std::optional<std::size_t> end)
    {
        if (array_.empty()) return;
        const auto count =
            array_length_ != 0 ? array_length_ : end.value_or(names_.size()) - names_.size();
        for (std::size_t i = 0; i < count; ++i)
            names_.push_back(array_ + "[" + std::to_string(i) + "]");
        array_.clear();
    }

    [[nodiscard]] std::string path() const
    {
        return std::accumulate(
            path_.begin() + 1, path_.end(), path_.front(),
            [](const std::string& a, const std::string& b) { return a + "." + b; });
    }

    std::vector<std::string> names_;
    std::vector<std::string> path_;
    std::string array_;
    std::size_t length_ = 0;        // of the array being read, if it is one of numbers
    std::size_t array_length_ = 0;  // of the array that is still to be named
};

template <typename Row, std::size_t columns>
std::vector<std::string> names_of()
{
    std::array<std::uint32_t, columns> numbers{};
    std::iota(numbers.begin(), numbers.end(), 0);
    const auto row = std::bit_cast<Row>(numbers);
    std::string dump;
    __builtin_dump_struct(&row, append, dump);
    return DumpReader().read(dump, columns);
}

std::vector<std::vector<std::string>> all_names()
{
    std::vector<std::vector<std::string>> all;
    for_each_chip([&all]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        auto& names = all.emplace_back(
            names_of<typename Chip::template Columns<std::uint32_t>, kColumns<Chip>>());
        if constexpr (kFixedColumns<Chip> != 0)
            for (const auto& name :
                 names_of<typename Chip::template Fixed<std::uint32_t>, kFixedColumns<Chip>>())
                names.push_back("fixed." + name);
    });
    return all;
}

}  // namespace

const std::vector<std::string>& column_names(std::size_t chip)
{
    static const auto names = all_names();
    return names[chip];
}

std::string_view chip_name(std::size_t chip)
{
    std::string_view name;
    visit_chip(chip, [&name]<typename Tag>(Tag) { name = Tag::Chip::kName; });
    return name;
}

}  // namespace archi::machine
