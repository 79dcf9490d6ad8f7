#pragma once
// Which chip executes what.

#include <array>
#include <cstddef>

#include "machine/chips.hpp"
#include "machine/rom.hpp"

namespace archi::machine {

/// The number of the chip that executes a row of the ROM; kChips for kNone.
inline constexpr auto kChipOfOpcode = [] {
    std::array<std::size_t, kRomOpcodes> chip{};
    chip.fill(kChips);
    const auto set = [&chip](std::size_t id, auto... opcodes) {
        ((chip[number(opcodes)] = id), ...);
    };
    using enum RomOpcode;
    set(kChipId<chips::AddSub>, kAdd, kSub);
    set(kChipId<chips::AddImmediate>, kAddImmediate);
    set(kChipId<chips::Constant>, kConstant);
    set(kChipId<chips::Bitwise>, kXor, kOr, kAnd);
    set(kChipId<chips::BitwiseImmediate>, kXorImmediate, kOrImmediate, kAndImmediate);
    set(kChipId<chips::Shift>, kSll, kSrl, kSra);
    set(kChipId<chips::ShiftImmediate>, kSllImmediate, kSrlImmediate, kSraImmediate);
    set(kChipId<chips::LessThan>, kSlt, kSltu);
    set(kChipId<chips::LessThanImmediate>, kSltImmediate, kSltuImmediate);
    set(kChipId<chips::BranchEqual>, kBeq, kBne);
    set(kChipId<chips::BranchZero>, kBeqZero, kBneZero);
    set(kChipId<chips::BranchLess>, kBlt, kBge, kBltu, kBgeu);
    set(kChipId<chips::JumpRegister>, kJalr);
    set(kChipId<chips::LoadWord>, kLw);
    set(kChipId<chips::StoreWord>, kSw);
    set(kChipId<chips::LoadPart>, kLb, kLbu, kLh, kLhu);
    set(kChipId<chips::StorePart>, kSb, kSh);
    set(kChipId<chips::Multiply>, kMul);
    set(kChipId<chips::MultiplyHigh>, kMulh, kMulhsu, kMulhu);
    set(kChipId<chips::Divide>, kDiv, kDivu, kRem, kRemu);
    set(kChipId<chips::Hint>, kHint);
    set(kChipId<chips::Exit>, kExit);
    return chip;
}();

}  // namespace archi::machine
