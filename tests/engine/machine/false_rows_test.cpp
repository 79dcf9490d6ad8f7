// Rows made by hand that claim what no machine does: each is refused for one reason.

#include <QtTest>

#include "machine/chips.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/false_rows.hpp"
#include "machine/host/unnoticed.hpp"

namespace {

using namespace archi::machine;

class FalseRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_is_a_lie_and_breaks_one_statement_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < false_rows().size(); ++i)
            QTest::newRow(std::string(false_rows()[i].claim).c_str()) << static_cast<int>(i);
    }
    void each_is_a_lie_and_breaks_one_statement()
    {
        QFETCH(int, index);
        const auto& row = false_rows()[static_cast<std::size_t>(index)];
        const auto broken = broken_statements(row);
        for (const auto& each : broken)
            qInfo("%s", to_text(each).c_str());
        QCOMPARE(broken.size(), std::size_t{1});
        QVERIFY(is_false(row));
    }
    void what_has_a_reason_has_no_lie()
    {
        std::size_t found = 0;
        for (std::size_t chip = 0; chip < kChips; ++chip)
            for (const auto& omission : omissions_of(chip)) {
                if (!reason_for(omission)) continue;
                ++found;
                for (const auto& row : false_rows())
                    QVERIFY2(broken_statements(row) != std::vector{omission}, row.claim.data());
            }
        // Each reason is of a statement that there is.
        QCOMPARE(found, reasons());
    }
    /// Whichever bits are said to be in the address: what it says of them is refused.
    void what_stops_the_machine_has_no_row_data()
    {
        QTest::addColumn<int>("opcode");
        QTest::addColumn<quint32>("address");
        for (const auto& [name, opcode, address] :
             {std::tuple{"lw misaligned", Opcode::kLw, kSettingWord + 2},
              {"lw at an odd address", Opcode::kLw, kSettingWord + 1},
              {"sw misaligned", Opcode::kSw, kSettingWord + 2},
              {"lh misaligned", Opcode::kLh, kSettingWord + 1},
              {"lhu misaligned", Opcode::kLhu, kSettingWord + 3},
              {"sh misaligned", Opcode::kSh, kSettingWord + 1},
              {"lw above memory", Opcode::kLw, kMemoryBytes},
              {"sw above memory", Opcode::kSw, kMemoryBytes + 4},
              {"lb above memory", Opcode::kLb, 0xffffffffU},
              {"sb above memory", Opcode::kSb, 0x80000000U}})
            QTest::newRow(name) << static_cast<int>(opcode) << address;
    }
    void what_stops_the_machine_has_no_row()
    {
        QFETCH(int, opcode);
        QFETCH(quint32, address);
        const auto of_test = static_cast<Opcode>(opcode);
        const Instruction instruction{of_test, static_cast<std::uint8_t>(is_store(of_test) ? 0 : 7),
                                      5, static_cast<std::uint8_t>(is_store(of_test) ? 6 : 0), 0};
        QVERIFY(!honest_row({instruction, address}));
        const auto honest = honest_row({instruction, kSettingWord});
        QVERIFY(honest.has_value());
        const auto& names = column_names(honest->chip);
        const auto column = [&](std::string_view name) {
            return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
        };
        auto row = honest->row;
        row[column("first.value.low")] = F(address & 0xffff);
        row[column("first.value.high")] = F(address >> 16);
        for (unsigned bits = 0; bits < 16; ++bits) {
            unsigned bit = 0;
            for (const auto* name : {"carry.low", "carry.high", "in_high", "odd"})
                if (column(name) < row.size()) row[column(name)] = F(bits >> bit++ & 1);
            const auto broken =
                broken_statements({honest->chip, "", {instruction, address}, row, {}, 1});
            QVERIFY(std::ranges::any_of(broken, [](const Omission& each) {
                const auto text = to_text(each);
                return text.contains("carry") || text.ends_with("odd");
            }));
        }
    }
    void what_the_machine_does_is_no_lie()
    {
        for (const auto& each : false_rows()) {
            const auto honest = honest_row(each.setting);
            if (!honest) continue;  // it stops
            const FalseRow true_row{honest->chip, "", each.setting, honest->row, {}, 1};
            QVERIFY2(!is_false(true_row), each.claim.data());
            QVERIFY(broken_statements(true_row).empty());
        }
    }
};

}  // namespace

QTEST_GUILESS_MAIN(FalseRowsTest)
#include "false_rows_test.moc"
