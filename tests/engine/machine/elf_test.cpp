// What the loader takes, and what it says of everything else.

#include <QtTest>
#include <random>

#include "assembler.hpp"
#include "machine/host/elf.hpp"

using namespace archi;
using namespace archi::machine;
using namespace archi::machine::assembler;

namespace {

constexpr std::size_t kFirstHeader = 52;
constexpr std::size_t kHeaderSize = 32;

const Code kCode = {addi(5, 0, 1), kExit};

std::vector<Part> good_parts()
{
    return {{5, kText, assembler::bytes_of(kCode), 0},
            {4, 0x11000, {1, 2, 3, 4, 5}, 0},
            {6, 0x12002, {6, 7}, 0x100}};
}

void put(Bytes& file, std::size_t offset, Word value)
{
    for (unsigned i = 0; i < 4; ++i)
        file[offset + i] = static_cast<std::uint8_t>(value >> 8 * i);
}

/// The sentence of the refusal; empty if the file is taken.
QString refusal(const Bytes& file)
{
    const auto loaded = load_elf(file);
    return loaded ? QString() : QString::fromStdString(loaded.error().sentence);
}

}  // namespace

class ElfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loads_text_image_and_entry()
    {
        const auto loaded = load_elf(elf_of(good_parts(), kText + 4));
        QVERIFY(loaded.has_value());
        const auto& program = loaded->program;
        QCOMPARE(program.entry, kText + 4);
        QCOMPARE(program.text_begin, kText);
        QCOMPARE(program.text.size(), std::size_t{2});
        QVERIFY(program.text[1].opcode == Opcode::kExit);
        QCOMPARE(loaded->words, kCode);
        QCOMPARE(program.image_begin, 0x11000U / 4);
        QCOMPARE(program.image_end(), 0x12004U / 4);
        QCOMPARE(program.image[0], 0x04030201U);
        QCOMPARE(program.image[1], 0x00000005U);
        QCOMPARE(program.image.back(), 0x07060000U);
        QVERIFY(std::all_of(program.image.begin() + 2, program.image.end() - 1,
                            [](Word word) { return word == 0; }));
    }

    void needs_no_data()
    {
        const auto loaded = load_elf(elf_of({{5, kText, assembler::bytes_of(kCode), 0}}, kText));
        QVERIFY(loaded.has_value());
        QVERIFY(loaded->program.image.empty());
        QCOMPARE(4 * loaded->program.image_begin, loaded->program.text_end());
    }

    void words_that_do_not_decode_stay_in_the_text()
    {
        const auto loaded = load_elf(elf_of(Code{kEcall, kExit}));
        QVERIFY(loaded.has_value());
        QVERIFY(loaded->program.text[0].opcode == Opcode::kNone);
        QCOMPARE(loaded->words[0], kEcall);
    }

    void says_what_is_wrong_with_a_layout_data()
    {
        QTest::addColumn<int>("part");
        QTest::addColumn<Part>("value");
        QTest::addColumn<QString>("message");
        const auto text = assembler::bytes_of(kCode);
        QTest::newRow("writable text") << 0 << Part{7, kText, text, 0} << "may be written to";
        QTest::newRow("second text") << 1 << Part{5, 0x11000, text, 0} << "more than one segment";
        QTest::newRow("no text") << 0 << Part{6, kText, text, 0} << "first segment is not the text";
        QTest::newRow("odd text") << 0 << Part{5, kText, {1, 2, 3}, 0} << "whole words";
        QTest::newRow("text at odd place") << 0 << Part{5, kText + 2, text, 0} << "whole words";
        QTest::newRow("text with zeros") << 0 << Part{5, kText, text, 64} << "whole words";
        QTest::newRow("data below text") << 1 << Part{4, 0x8000, {1}, 0} << "below or within";
        QTest::newRow("data within text") << 1 << Part{4, kText + 4, {1}, 0} << "below or within";
        QTest::newRow("data above memory")
            << 2 << Part{6, 0x40000000, {1}, 0} << "above the memory";
        QTest::newRow("data across the end")
            << 2 << Part{6, 0x3ffffffe, {1}, 3} << "above the memory";
        QTest::newRow("image too large")
            << 2 << Part{6, 0x20000000, {1}, 0} << "put what starts as zero behind";
    }

    void says_what_is_wrong_with_a_layout()
    {
        QFETCH(int, part);
        QFETCH(Part, value);
        QFETCH(QString, message);
        auto parts = good_parts();
        parts[static_cast<std::size_t>(part)] = value;
        const auto said = refusal(elf_of(parts, kText));
        QVERIFY2(said.contains(message), qPrintable(said));
    }

    void says_what_is_wrong_with_a_field_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<Word>("value");
        QTest::addColumn<QString>("message");
        const auto good = elf_of(good_parts(), kText);
        const auto at = [&](std::size_t offset) {
            Word word = 0;
            for (unsigned i = 0; i < 4; ++i)
                word |= Word{good[offset + i]} << 8 * i;
            return word;
        };
        const auto field = [](const char* name, std::size_t offset, Word value,
                              const char* message) {
            QTest::newRow(name) << static_cast<int>(offset) << value << message;
        };
        field("magic", 0, 0, "not an ELF file");
        field("64 bits", 4, at(4) + 1, "not for little-endian RV32");
        field("x86", 16, 2 | 3 << 16, "not for little-endian RV32");
        field("shared object", 16, 3 | 243 << 16, "not an executable at fixed addresses");
        field("compressed", 36, 1, "more than RV32IM");
        field("floating point", 36, 4, "more than RV32IM");
        field("rv32e", 36, 8, "more than RV32IM");
        field("headers outside", 28, 0xfffffff0, "table of segments lies outside");
        field("size of a header", 40, 52 | 31 << 16, "no table of segments");
        field("no headers", 44, 40 << 16, "no table of segments");
        field("sections outside", 48, 0xffff, "table of sections lies outside");
        field("entry outside", 24, kText + 8, "is not in the text");
        field("entry between words", 24, kText + 2, "is not in the text");
        field("dynamic", kFirstHeader + kHeaderSize, 2, "dynamically");
        field("interpreter", kFirstHeader + kHeaderSize, 3, "dynamically");
        field("thread-local", kFirstHeader + kHeaderSize, 7, "dynamically");
        field("content outside", kFirstHeader + 4, 0xffffff00, "lies outside the ELF file");
        field("more content than memory", kFirstHeader + 20, 4, "lies outside the ELF file");
    }

    void says_what_is_wrong_with_a_field()
    {
        QFETCH(int, offset);
        QFETCH(Word, value);
        QFETCH(QString, message);
        auto file = elf_of(good_parts(), kText);
        QVERIFY(refusal(file).isEmpty());
        put(file, static_cast<std::size_t>(offset), value);
        const auto said = refusal(file);
        QVERIFY2(said.contains(message), qPrintable(said));
    }

    void refuses_every_truncation()
    {
        const auto file = elf_of(good_parts(), kText);
        for (std::size_t size = 0; size < file.size(); ++size)
            QVERIFY(!load_elf(bytes_view(file).first(size)));
    }

    void survives_random_changes()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto good = elf_of(good_parts(), kText);
        unsigned refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            auto file = good;
            for (auto changes = 1 + random() % 3; changes > 0; --changes)
                file[random() % 160] = static_cast<std::uint8_t>(random());
            const auto loaded = load_elf(file);
            if (!loaded) {
                ++refused;
                continue;
            }
            const auto& program = loaded->program;
            QVERIFY(program.entry >= program.text_begin && program.entry < program.text_end());
            QVERIFY(4 * program.image_begin >= program.text_end());
            QVERIFY(program.image_end() <= kMemoryCells);
        }
        QVERIFY(refused > 0);
    }
};

QTEST_GUILESS_MAIN(ElfTest)
#include "elf_test.moc"
