#include "machine/host/extract.hpp"

#include <fmt/format.h>

#include <vector>

#include "machine/chips.hpp"
#include "machine/host/checker.hpp"
#include "machine/host/column_names.hpp"

namespace archi::machine {

namespace {

std::string signed_number(F number)
{
    const auto value = number.value();
    return value <= F::kModulus / 2 ? fmt::format("{}", value)
                                    : fmt::format("-{}", F::kModulus - value);
}

/// A polynomial as text. Cells are copied as bits, so the text itself is kept in a list.
struct Expression {
    std::size_t index = 0;

    Expression() : Expression(F()) {}
    explicit Expression(F number) : Expression(signed_number(number)) {}
    explicit Expression(const std::string& text) : index(texts().size())
    {
        texts().push_back(text);
    }

    static std::vector<std::string>& texts()
    {
        static thread_local std::vector<std::string> list;
        return list;
    }
    [[nodiscard]] const std::string& text() const { return texts()[index]; }

    friend Expression operator+(Expression a, Expression b) { return join(a, " + ", b); }
    friend Expression operator-(Expression a, Expression b) { return join(a, " - ", b); }
    friend Expression operator*(Expression a, Expression b) { return join(a, " * ", b); }
    friend Expression operator+(Expression a, F n) { return n == F() ? a : a + Expression(n); }
    friend Expression operator-(Expression a, F n) { return n == F() ? a : a - Expression(n); }
    friend Expression operator*(Expression a, F n) { return n == F::one() ? a : a * Expression(n); }

private:
    static Expression join(Expression a, std::string_view sign, Expression b)
    {
        return Expression(fmt::format("({}{}{})", a.text(), sign, b.text()));
    }
};

class TextContext {
public:
    using Cell = machine::Cell<Expression>;

    explicit TextContext(std::string& out) : out_(out) {}

    void zero(const Cell& cell) { out_ += fmt::format("zero {}\n", cell.value.text()); }
    template <std::size_t n>
    void send(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add("send", bus, multiplicity, tuple);
    }
    template <std::size_t n>
    void receive(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add("receive", bus, multiplicity, tuple);
    }

private:
    void add(std::string_view direction, Bus bus, const Cell& multiplicity,
             std::span<const Cell> tuple)
    {
        out_ += fmt::format("{} {} {} (", direction, bus_name(bus), multiplicity.value.text());
        for (std::size_t i = 0; i < tuple.size(); ++i)
            out_ += fmt::format("{}{}", i == 0 ? "" : ", ", tuple[i].value.text());
        out_ += ")\n";
    }

    std::string& out_;
};

}  // namespace

std::string extract(std::size_t chip)
{
    auto out = fmt::format("chip {} modulo {}\n", chip_name(chip), F::kModulus);
    const auto& names = column_names(chip);
    for (const auto& name : names)
        out += fmt::format("column {}\n", name);
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        std::array<Expression, kColumns<Chip>> cells;
        std::array<Expression, kFixedColumns<Chip>> fixed{};
        for (std::size_t i = 0; i < cells.size(); ++i)
            cells[i] = Expression(names[i]);
        for (std::size_t i = 0; i < fixed.size(); ++i)
            fixed[i] = Expression(names[cells.size() + i]);
        TextContext context(out);
        constrain<Chip>(context, cells, fixed);
    });
    Expression::texts().clear();
    return out;
}

}  // namespace archi::machine
