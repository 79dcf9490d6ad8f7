#include "machine/host/unnoticed.hpp"

#include <algorithm>
#include <array>

namespace archi::machine {

namespace {

constexpr std::string_view kOnce =
    "a sum of flags that are bits: timestamps grow, so the states of a run form one path and each "
    "is "
    "left once; a row that counts twice would leave one twice";
constexpr std::string_view kIdle =
    "with the other flags and their sum bits, only a row on no bus has another value, or one whose "
    "opcode no instruction of its form has";
constexpr std::string_view kShare =
    "a row that counts in part has that part of its opcode; no such opcode has these operands, or "
    "it is ADD with x0, with its own result";
constexpr std::string_view kFollows = "follows from the constraints beside it";
constexpr std::string_view kOwnNegative =
    "a sign that is no bit fits only 0 and 2^31, which are their own negatives, and no result "
    "changes";
constexpr std::string_view kLargestQuotient =
    "the quotient is 2^32 - 1 then, which without overflow is only that of 2^32 - 1 by 1";
constexpr std::string_view kNoRemainder =
    "no remainder is below a divisor of zero, so it cannot go unmarked";
constexpr std::string_view kSignBinds =
    "the sign's carries leave one magnitude; a limb that is none has another that makes up for it";
constexpr std::string_view kHistories =
    "rows that count 1, 1 and -1 give a cell a second history: "
    "rejects_a_second_history_of_a_cell";

struct Unnoticed {
    std::string_view statement;  ///< as in to_text()
    std::string_view reason;
};

constexpr auto kUnnoticed = std::to_array<Unnoticed>({
    {"add_sub: constraint of is_add, is_sub", kOnce},
    {"bitwise: constraint of is_xor, is_or, is_and", kOnce},
    {"bitwise_immediate: constraint of is_xor, is_or, is_and", kOnce},
    {"shift: constraint of is_sll, is_srl, is_sra", kOnce},
    {"shift_immediate: constraint of is_sll, is_srl, is_sra", kOnce},
    {"less_than: constraint of is_slt, is_sltu", kOnce},
    {"less_than_immediate: constraint of is_slt, is_sltu", kOnce},
    {"branch_equal: constraint of is_beq, is_bne", kOnce},
    {"branch_zero: constraint of is_beq, is_bne", kOnce},
    {"branch_less: constraint of is_blt, is_bge, is_bltu, is_bgeu", kOnce},
    {"load_part: constraint of is_lb, is_lbu, is_lh, is_lhu", kOnce},
    {"store_part: constraint of is_sb, is_sh", kOnce},
    {"multiply_high: constraint of is_mulh, is_mulhsu, is_mulhu", kOnce},
    {"divide: constraint of is_div, is_divu, is_rem, is_remu", kOnce},
    {"add_sub: constraint of is_add", kIdle},
    {"add_sub: constraint of is_sub", kIdle},
    {"shift: constraint of is_sll", kIdle},
    {"shift_immediate: constraint of is_sll", kIdle},
    {"shift_immediate: constraint of is_sra", kIdle},
    {"less_than: constraint of is_sltu", kIdle},
    {"less_than_immediate: constraint of is_sltu", kIdle},
    {"branch_equal: constraint of is_beq", kIdle},
    {"branch_equal: constraint of is_bne", kIdle},
    {"branch_zero: constraint of is_beq", kIdle},
    {"branch_zero: constraint of is_bne", kIdle},
    {"store_part: constraint of is_sh", kIdle},
    {"add_immediate: constraint of is_add", kShare},
    {"store_word: constraint of is_store", kShare},
    {"exit: constraint of is_exit", kShare},
    {"branch_equal: constraint of is_equal", kFollows},
    {"branch_zero: constraint of is_zero", kFollows},
    {"multiply_high: constraint of first_sign", kFollows},  // from the lookup of the top byte
    {"multiply_high: constraint of second_sign", kFollows},
    {"divide: constraint of by_zero", kFollows},
    {"divide: constraint of first_sign", kOwnNegative},
    {"divide: constraint of second_sign", kOwnNegative},
    {"divide: constraint of second.value.low, second.value.high, by_zero", kLargestQuotient},
    {"divide: constraint of is_div, is_divu, is_rem, is_remu, second, by_zero, inverse",
     kNoRemainder},
    {"divide: range of dividend.low", kSignBinds},
    {"divide: range of dividend.high", kSignBinds},
    {"zero_memory: constraint of is_used", kHistories},
});

}  // namespace

std::optional<std::string_view> reason_for(const Omission& omission)
{
    const auto* const found =
        std::ranges::find(kUnnoticed, to_text(omission), &Unnoticed::statement);
    if (found == kUnnoticed.end()) return std::nullopt;
    return found->reason;
}

std::size_t reasons()
{
    return kUnnoticed.size();
}

}  // namespace archi::machine
