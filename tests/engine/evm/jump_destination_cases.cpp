#include "assembly.hpp"
#include "cases/case.hpp"

namespace archi::evm {

namespace {

/// The definition: one instruction after another from the first (Yellow Paper, 9.4.3).
std::vector<bool> destinations_of(const Bytes& code)
{
    std::vector<bool> found(code.size());
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] >= kPush1 && code[i] <= kPush32)
            i += code[i] - kPush0;
        else
            found[i] = code[i] == kJumpdest;
    }
    return found;
}

void check_destinations(cases::Context& context, const Bytes& bytes)
{
    const auto expected = destinations_of(bytes);
    const Code code(bytes);
    bool same = true;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        same = same && code.is_jump_destination(i) == expected[i];
    CHECK(same);
    for (std::size_t i = 0; i < 100; ++i)
        CHECK(!code.is_jump_destination(bytes.size() + i));
}

}  // namespace

CASE(evm, finds_the_jump_destinations_of_any_code)
{
    for (int round = 0; round < 2000; ++round) {
        Bytes code(context.random() % 200);
        const auto dense = context.random() % 4;
        for (auto& byte : code) {
            const auto kind = context.random() % 8;
            byte = static_cast<std::uint8_t>(context.random());
            if (kind <= dense)
                byte = kJumpdest;
            else if (kind == 7)
                byte = static_cast<std::uint8_t>(kPush1 + context.random() % 32);
        }
        check_destinations(context, code);
    }
}

// A JUMPDEST `distance` behind each PUSH, with nothing else around: data up to its size, code
// beyond.
CASE(evm, tells_push_data_from_code_at_every_distance)
{
    for (unsigned before = 0; before < 40; ++before) {
        for (unsigned size = 0; size <= 33; ++size) {
            for (unsigned distance = 1; distance <= 34; ++distance) {
                Bytes code(before + distance + 1);
                code[before] = static_cast<std::uint8_t>(kPush0 + size);
                code[before + distance] = kJumpdest;
                const bool is_data = size <= 32 && distance <= size;
                CHECK(Code(code).is_jump_destination(before + distance) == !is_data);
            }
        }
    }
}

}  // namespace archi::evm
