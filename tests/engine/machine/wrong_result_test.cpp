// Instructions that do not what they should, in runs that believe it: whatever follows is
// consistent, so that only the constraints of that one row can reject.

#include <QtTest>

#include "engine/machine/forger.hpp"

namespace {

using namespace archi::machine;
using Op = Opcode;

class WrongResultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rejects_wrong_results_data();
    void rejects_wrong_results();
    void rejects_another_next_pc_data();
    void rejects_another_next_pc();
};

void WrongResultTest::rejects_wrong_results_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<quint32>("a");
    QTest::addColumn<quint32>("b");
    QTest::addColumn<quint32>("wrong");
    const auto add = [](const char* name, Op opcode, std::uint32_t a, std::uint32_t b,
                        std::uint32_t wrong) {
        QTest::newRow(name) << static_cast<int>(opcode) << a << b << wrong;
    };
    add("add without the carry into the upper limb", Op::kAdd, 0xffff, 1, 0);
    add("add with a carry out of the word", Op::kAdd, 0xffffffff, 1, 1);
    add("sub without a borrow", Op::kSub, 0, 1, 0x0000ffff);
    add("addi with a zero-extended immediate", Op::kAddi, 1, 0xffffffff, 0x10000);
    add("xor as or", Op::kXor, 3, 1, 3);
    add("andi with a zero-extended immediate", Op::kAndi, 0xffffffff, 0xfffff800, 0xf800);
    add("sll by the whole second word", Op::kSll, 1, 33, 0);
    add("srl as sra", Op::kSrl, 0x80000000, 4, 0xf8000000);
    add("sra as srl", Op::kSra, 0x80000000, 4, 0x08000000);
    add("srai without the sign in the upper limb", Op::kSrai, 0x80000000, 20, 0x0000f800);
    add("srai by 0 with a wrong sign", Op::kSrai, 0x7fffffff, 0, 0xffffffff);
    add("slt as sltu", Op::kSlt, 0xffffffff, 1, 0);
    add("sltu as slt", Op::kSltu, 0xffffffff, 1, 1);
    add("slti with a zero-extended immediate", Op::kSlti, 0, 0xffffffff, 1);
    add("sltiu with an immediate that is not sign-extended", Op::kSltiu, 0x1000, 0xffffffff, 0);
    add("slt by the lower limbs", Op::kSlt, 0x00010000, 0x00000001, 1);
    add("slt that is no bit", Op::kSlt, 1, 2, 2);
    add("mulh as mulhu", Op::kMulh, 0xffffffff, 0xffffffff, 0xfffffffe);
    add("mulhsu with both signed", Op::kMulhsu, 0xffffffff, 0xffffffff, 0);
    add("mulhu as mulh", Op::kMulhu, 0xffffffff, 0xffffffff, 0);
    add("mulh without the carry of the lower half", Op::kMulh, 0x00010000, 0x0000ffff, 1);
    add("div rounding down", Op::kDiv, static_cast<std::uint32_t>(-7), 2,
        static_cast<std::uint32_t>(-4));
    add("rem with the sign of the divisor", Op::kRem, static_cast<std::uint32_t>(-7), 2, 1);
    add("div as divu", Op::kDiv, 0xfffffffe, 2, 0x7fffffff);
    add("divu as div", Op::kDivu, 0xfffffffe, 2, 0xffffffff);
    add("div of the least number by -1", Op::kDiv, 0x80000000, 0xffffffff, 0x7fffffff);
    add("rem of the least number by -1", Op::kRem, 0x80000000, 0xffffffff, 0x80000000);
    add("div by zero", Op::kDiv, 5, 0, 0);
    add("div of a negative number by zero", Op::kDiv, static_cast<std::uint32_t>(-5), 0, 1);
    add("rem by zero", Op::kRem, 5, 0, 0);
    add("rem of a negative number by zero", Op::kRem, static_cast<std::uint32_t>(-5), 0, 5);
    add("remu not below the divisor", Op::kRemu, 7, 2, 3);
    add("lb without the sign", Op::kLb, 0x80, 0, 0x80);
    add("lbu with the sign", Op::kLbu, 0x80, 0, 0xffffff80);
    add("lh without the sign in the upper limb", Op::kLh, 0x8000, 0, 0x8000);
    add("lhu with the sign", Op::kLhu, 0x8000, 0, 0xffff8000);
    add("lhu of the whole word", Op::kLhu, 0x12345678, 0, 0x12345678);
    add("lb of another byte", Op::kLb, 0x00001234, 0, 0x12);
    add("lw of another word", Op::kLw, 0x1234, 0, 0);
}

void WrongResultTest::rejects_wrong_results()
{
    QFETCH(int, opcode);
    QFETCH(quint32, a);
    QFETCH(quint32, b);
    QFETCH(quint32, wrong);
    const auto of_test = static_cast<Op>(opcode);
    std::vector<Instruction> body;
    if (is_load(of_test)) {
        body = {{Op::kAddi, 6, 0, 0, a}, {Op::kSw, 0, 9, 6, 0}, {of_test, 5, 9, 0, 0}};
    } else if (is_immediate_form(of_test)) {
        body = {{Op::kAddi, 6, 0, 0, a}, {of_test, 5, 6, 0, b}};
    } else {
        body = {{Op::kAddi, 6, 0, 0, a}, {Op::kAddi, 7, 0, 0, b}, {of_test, 5, 6, 7, 0}};
    }
    // What the lie is told about comes last.
    const auto pc = kTextBegin + 4 * static_cast<std::uint32_t>(body.size() + kPrologue - 1);
    QVERIFY(!Forger(program(body)).is_rejected());
    auto lied = false;
    Forger forger(program(body), [&](Record& record) {
        if (record.pc != pc) return;
        lied = record.rd.value != wrong;
        record.rd.value = wrong;
    });
    QVERIFY(lied);
    QVERIFY(forger.is_rejected());
}

void WrongResultTest::rejects_another_next_pc_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<quint32>("a");
    QTest::addColumn<quint32>("b");
    const auto add = [](const char* name, Op opcode, std::uint32_t a, std::uint32_t b) {
        QTest::newRow(name) << static_cast<int>(opcode) << a << b;
    };
    add("an addition that jumps", Op::kAdd, 1, 2);
    add("a load that jumps", Op::kLw, 0, 0);
    add("a hint that jumps", Op::kHint, 0, 0);
    add("beq of different words", Op::kBeq, 1, 2);
    add("beq of equal words", Op::kBeq, 2, 2);
    add("beq of words whose limbs differ by opposite amounts", Op::kBeq, 0x00010000, 0x00000001);
    add("bne of equal words", Op::kBne, 7, 7);
    add("bne of different words", Op::kBne, 0x70000, 0x7);
    add("blt of the sign", Op::kBlt, 0x80000000, 1);
    add("bltu of the sign", Op::kBltu, 0x80000000, 1);
    add("bge of equal words", Op::kBge, 5, 5);
    add("bgeu of less", Op::kBgeu, 4, 5);
}

void WrongResultTest::rejects_another_next_pc()
{
    QFETCH(int, opcode);
    QFETCH(quint32, a);
    QFETCH(quint32, b);
    const auto of_test = static_cast<Op>(opcode);
    // Two instructions follow, so that both ways stay in the text.
    const auto pc = kTextBegin + 4 * (kPrologue + 2);
    std::vector<Instruction> body = {{Op::kAddi, 6, 0, 0, a}, {Op::kAddi, 7, 0, 0, b}};
    if (is_branch(of_test))
        body.push_back({of_test, 0, 6, 7, pc + 8});
    else if (of_test == Op::kAdd)
        body.push_back({of_test, 5, 6, 7, 0});
    else
        body.push_back(
            {of_test, 5, touches_memory(of_test) ? std::uint8_t{9} : std::uint8_t{0}, 0, 0});
    body.push_back({Op::kAddi, 5, 5, 0, 1});
    body.push_back({Op::kAddi, 5, 5, 0, 2});
    QVERIFY(!Forger(program(body)).is_rejected());
    auto lied = false;
    Forger forger(program(body), [&](Record& record) {
        if (record.pc != pc) return;
        lied = true;
        record.next_pc = record.next_pc == pc + 4 ? pc + 8 : pc + 4;
    });
    QVERIFY(lied);
    QVERIFY(forger.is_rejected());
}

}  // namespace

QTEST_GUILESS_MAIN(WrongResultTest)
#include "wrong_result_test.moc"
