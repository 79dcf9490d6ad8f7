#include "machine/host/exercise.hpp"

#include <array>
#include <iterator>
#include <random>

#include "base/blake3.hpp"

namespace archi::machine {

namespace {

// Registers with a fixed purpose; operations use the others.
constexpr std::uint8_t kImageBase = 8;
constexpr std::uint8_t kZeroBase = 9;
constexpr std::uint8_t kJumpBase = 18;
constexpr std::uint32_t kTextBegin = 0x1000;
constexpr std::uint32_t kImageWords = 40;
constexpr std::uint32_t kZeroWords = 64;

class Writer {
public:
    explicit Writer(const ExerciseOptions& options) : options_(options), random_(options.seed) {}

    Program write()
    {
        // The image begins behind the text, whose length is known only when it is written.
        const auto image_begin = kTextBegin / 4 + options_.instructions * 2 + 200;
        add({Opcode::kAddi, kImageBase, 0, 0, image_begin * 4});
        add({Opcode::kAddi, kZeroBase, 0, 0, (image_begin + kImageWords) * 4});
        for (std::uint8_t rd = 1; rd < 32; ++rd)
            if (!is_reserved(rd)) set(rd, word());
        for (unsigned round = 0; text_.size() < options_.instructions; ++round)
            one(round);
        for (std::uint8_t rd = kFirstOutputRegister; rd < kFirstOutputRegister + kOutputWords; ++rd)
            add({Opcode::kAddi, rd, rd, 0, 1});
        add({Opcode::kExit, 0, 0, 0, 0});

        Program program{.entry = kTextBegin,
                        .text_begin = kTextBegin,
                        .text = text_,
                        .image_begin = image_begin,
                        .image = {}};
        for (std::uint32_t i = 0; i < kImageWords; ++i)
            program.image.push_back(word());
        return program;
    }

private:
    [[nodiscard]] std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(random_() % bound);
    }
    [[nodiscard]] std::uint32_t word()
    {
        if (below(2) == 0) return kEdgeWords[below(std::size(kEdgeWords))];
        return static_cast<std::uint32_t>(random_()) >> below(32);
    }
    [[nodiscard]] static bool is_reserved(std::uint8_t rd)
    {
        return rd == kImageBase || rd == kZeroBase || rd == kJumpBase;
    }
    [[nodiscard]] std::uint8_t source() { return static_cast<std::uint8_t>(below(32)); }
    [[nodiscard]] std::uint8_t destination()
    {
        const auto rd = static_cast<std::uint8_t>(below(32));
        if (rd == 0) return kSinkRegister;
        return is_reserved(rd) ? destination() : rd;
    }
    [[nodiscard]] std::uint32_t pc() const
    {
        return kTextBegin + 4 * static_cast<std::uint32_t>(text_.size());
    }

    void add(const Instruction& instruction) { text_.push_back(instruction); }
    void set(std::uint8_t rd, std::uint32_t value) { add({Opcode::kAddi, rd, 0, 0, value}); }

    /// Fresh operands now and then: results of results tend to zero.
    void one(unsigned round)
    {
        if (below(3) == 0) set(destination_of_value(), word());
        constexpr auto kFirst = static_cast<unsigned>(Opcode::kAdd);
        const auto opcode = static_cast<Opcode>(kFirst + round % (kOpcodes - kFirst));
        if (opcode >= Opcode::kSlli && opcode <= Opcode::kSrai)
            add({opcode, destination(), source(), 0, below(32)});
        else if (is_immediate_form(opcode) && mnemonic(opcode) != mnemonic(Opcode::kNone))
            add({opcode, destination(), source(), 0, immediate()});
        else if (opcode <= Opcode::kRemu)
            add({opcode, destination(), source(), equal_now_and_then(), 0});
        else if (is_branch(opcode))
            branch(opcode);
        else if (opcode == Opcode::kJal)
            skip({opcode, destination(), 0, 0, 0});
        else if (opcode == Opcode::kJalr)
            jump_to_register();
        else if (touches_memory(opcode))
            access(opcode);
        else if (opcode == Opcode::kHint)
            add({opcode, destination(), 0, 0, 0});
    }

    [[nodiscard]] std::uint8_t destination_of_value()
    {
        const auto rd = destination();
        return rd == kSinkRegister ? destination_of_value() : rd;
    }
    [[nodiscard]] std::uint32_t immediate()
    {
        constexpr std::array<std::uint32_t, 6> kEdges = {0, 1, 2047, 0xfffff800, 0xffffffff, 255};
        return below(2) == 0 ? kEdges[below(kEdges.size())] : below(4096) - 2048;
    }
    [[nodiscard]] std::uint8_t equal_now_and_then()
    {
        if (below(8) != 0 || text_.empty()) return source();
        return text_.back().rs1;
    }

    /// A jump over up to two instructions.
    void skip(Instruction jump)
    {
        jump.immediate = pc() + 4 * (1 + below(3));
        add(jump);
        add({Opcode::kXori, destination(), source(), 0, immediate()});
        add({Opcode::kAdd, destination(), source(), source(), 0});
    }

    void branch(Opcode opcode)
    {
        const auto is_equality = opcode == Opcode::kBeq || opcode == Opcode::kBne;
        auto rs1 = source();
        auto rs2 = below(4) == 0 ? rs1 : source();
        if (is_equality && below(2) == 0) rs2 = 0;
        if (is_equality && rs1 == 0) std::swap(rs1, rs2);
        skip({opcode, 0, rs1, rs2, 0});
    }

    void jump_to_register()
    {
        // The target is the instruction after the jump; bit 0 of the sum is dropped.
        const auto offset = immediate();
        const auto target = pc() + 8 + below(2);
        set(kJumpBase, target - offset);
        const auto rd = below(3) == 0 ? kJumpBase : destination();
        add({Opcode::kJalr, rd, kJumpBase, 0, offset});
    }

    void access(Opcode opcode)
    {
        if (below(4) == 0) return access_top(opcode);
        const auto is_image = below(2) == 0;
        const auto base = is_image ? kImageBase : kZeroBase;
        auto offset = below(4 * (is_image ? kImageWords : kZeroWords));
        if (opcode == Opcode::kLw || opcode == Opcode::kSw) offset &= ~3U;
        if (opcode == Opcode::kLh || opcode == Opcode::kLhu || opcode == Opcode::kSh) offset &= ~1U;
        if (is_store(opcode)) {
            add({opcode, 0, base, source(), offset});
        } else {
            // Sometimes from below, so that the address carries.
            const auto moved = below(2) == 0 ? kJumpBase : base;
            if (moved == kJumpBase) add({Opcode::kAddi, kJumpBase, base, 0, 2048});
            add({opcode, destination(), moved, 0, moved == kJumpBase ? offset - 2048 : offset});
        }
    }

    /// The last words of the address space.
    void access_top(Opcode opcode)
    {
        const auto address = kMemoryBytes - 4 * (1 + below(8));
        const auto offset = immediate();
        set(kJumpBase, address - offset);
        if (is_store(opcode))
            add({opcode, 0, kJumpBase, source(), offset});
        else
            add({opcode, destination(), kJumpBase, 0, offset});
    }

    ExerciseOptions options_;
    std::mt19937_64 random_;
    std::vector<Instruction> text_;
};

}  // namespace

Program exercise(const ExerciseOptions& options)
{
    return Writer(options).write();
}

void leave_no_output(Program& program)
{
    const auto exit = program.text.back();
    program.text.pop_back();
    const auto set = [&program](std::uint32_t rd, std::uint32_t word) {
        program.text.push_back({Opcode::kAddi, static_cast<std::uint8_t>(rd), 0, 0, word});
    };
    const auto digest = blake3({});
    for (std::uint32_t i = 0; i < kOutputWords; ++i) {
        std::uint32_t word = 0;
        for (std::size_t byte = 4; byte-- > 0;)
            word = word << 8 | digest[4 * std::size_t{i} + byte];
        set(kFirstOutputRegister + i, word);
    }
    for (std::uint32_t rd = 18; rd <= 21; ++rd)
        set(rd, 0);  // neither output nor diagnostics
    program.text.push_back(exit);
}

}  // namespace archi::machine
