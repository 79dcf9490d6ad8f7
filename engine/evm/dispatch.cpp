// Which handler each opcode has, by revision.

#include "evm/handler.hpp"
#include "evm/instructions/arithmetic.hpp"
#include "evm/instructions/bitwise.hpp"
#include "evm/instructions/call.hpp"
#include "evm/instructions/control.hpp"
#include "evm/instructions/create.hpp"
#include "evm/instructions/environment.hpp"
#include "evm/instructions/halt.hpp"
#include "evm/instructions/memory.hpp"
#include "evm/instructions/storage.hpp"

namespace archi::evm {

namespace {

using Handlers = std::array<Handler, 256>;

constexpr void set_arithmetic(Handlers& h)
{
    using namespace arithmetic;
    h[kAdd] = pure<kAdd, add>;
    h[kMul] = pure<kMul, mul>;
    h[kSub] = pure<kSub, sub>;
    h[kDiv] = fallible<kDiv, divide<quotient>>;
    h[kSdiv] = fallible<kSdiv, divide<signed_quotient>>;
    h[kMod] = fallible<kMod, divide<remainder>>;
    h[kSmod] = fallible<kSmod, divide<signed_remainder>>;
    h[kAddmod] = fallible<kAddmod, addmod>;
    h[kMulmod] = fallible<kMulmod, mulmod>;
    h[kExp] = fallible<kExp, exponentiate>;
    h[kSignextend] = pure<kSignextend, signextend>;
}

constexpr void set_bitwise(Handlers& h)
{
    using namespace bitwise;
    h[kLt] = pure<kLt, less>;
    h[kGt] = pure<kGt, greater>;
    h[kSlt] = pure<kSlt, signed_lesser>;
    h[kSgt] = pure<kSgt, signed_greater>;
    h[kEq] = pure<kEq, equal>;
    h[kIszero] = pure<kIszero, is_zero>;
    h[kAnd] = pure<kAnd, conjunction>;
    h[kOr] = pure<kOr, disjunction>;
    h[kXor] = pure<kXor, exclusive_or>;
    h[kNot] = pure<kNot, complement>;
    h[kByte] = pure<kByte, nth_byte>;
    h[kShl] = pure<kShl, shift_left>;
    h[kShr] = pure<kShr, shift_right>;
    h[kSar] = pure<kSar, shift_right_signed>;
    h[kClz] = pure<kClz, leading_zeros>;
}

constexpr void set_environment(Handlers& h)
{
    using namespace environment;
    h[kAddress] = query<kAddress, address>;
    h[kBalance] = fallible<kBalance, balance>;
    h[kOrigin] = query<kOrigin, origin>;
    h[kCaller] = query<kCaller, caller>;
    h[kCallvalue] = query<kCallvalue, call_value>;
    h[kCalldataload] = query<kCalldataload, call_data_load>;
    h[kCalldatasize] = query<kCalldatasize, call_data_size>;
    h[kCodesize] = query<kCodesize, code_size>;
    h[kGasprice] = query<kGasprice, gas_price>;
    h[kExtcodesize] = fallible<kExtcodesize, external_code_size>;
    h[kExtcodecopy] = fallible<kExtcodecopy, external_code_copy>;
    h[kReturndatasize] = query<kReturndatasize, return_data_size>;
    h[kExtcodehash] = fallible<kExtcodehash, external_code_hash>;
    h[kBlockhash] = query<kBlockhash, block_hash>;
    h[kCoinbase] = query<kCoinbase, coinbase>;
    h[kTimestamp] = query<kTimestamp, timestamp>;
    h[kNumber] = query<kNumber, number>;
    h[kPrevrandao] = query<kPrevrandao, prev_randao>;
    h[kGaslimit] = query<kGaslimit, gas_limit>;
    h[kChainid] = query<kChainid, chain_id>;
    h[kSelfbalance] = query<kSelfbalance, self_balance>;
    h[kBasefee] = query<kBasefee, base_fee>;
    h[kBlobhash] = query<kBlobhash, blob_hash>;
    h[kBlobbasefee] = query<kBlobbasefee, blob_base_fee>;
}

constexpr void set_memory(Handlers& h)
{
    using namespace memory;
    h[kKeccak256] = fallible<kKeccak256, keccak>;
    h[kCalldatacopy] = fallible<kCalldatacopy, call_data_copy>;
    h[kCodecopy] = fallible<kCodecopy, code_copy>;
    h[kReturndatacopy] = fallible<kReturndatacopy, return_data_copy>;
    h[kMload] = touching<kMload, 32, load>;
    h[kMstore] = touching<kMstore, 32, store>;
    h[kMstore8] = touching<kMstore8, 1, store_byte>;
    h[kMsize] = query<kMsize, size>;
    h[kMcopy] = fallible<kMcopy, memory_copy>;
}

constexpr void set_world(Handlers& h)
{
    h[kSload] = fallible<kSload, storage::load>;
    h[kSstore] = fallible<kSstore, storage::store>;
    h[kTload] = query<kTload, storage::load_transient>;
    h[kTstore] = fallible<kTstore, storage::store_transient>;
    h[kLog0] = fallible<kLog0, storage::log_with<0>>;
    h[kLog0 + 1] = fallible<kLog0 + 1, storage::log_with<1>>;
    h[kLog0 + 2] = fallible<kLog0 + 2, storage::log_with<2>>;
    h[kLog0 + 3] = fallible<kLog0 + 3, storage::log_with<3>>;
    h[kLog0 + 4] = fallible<kLog0 + 4, storage::log_with<4>>;
    h[kCall] = calling<kCall, call::prepare<CallKind::kCall>>;
    h[kCallcode] = calling<kCallcode, call::prepare<CallKind::kCallCode>>;
    h[kDelegatecall] = calling<kDelegatecall, call::prepare<CallKind::kDelegateCall>>;
    h[kStaticcall] = calling<kStaticcall, call::prepare<CallKind::kStaticCall>>;
    h[kCreate] = calling<kCreate, create::prepare<CallKind::kCreate>>;
    h[kCreate2] = calling<kCreate2, create::prepare<CallKind::kCreate2>>;
}

template <unsigned... n>
constexpr void set_pushes(Handlers& h, std::integer_sequence<unsigned, n...>)
{
    ((h[kPush0 + n] = control::push<n>), ...);
}

template <unsigned... n>
constexpr void set_duplicates_and_swaps(Handlers& h, std::integer_sequence<unsigned, n...>)
{
    ((h[kDup1 + n] = pure<kDup1 + n, control::duplicate<n + 1>>), ...);
    ((h[kSwap1 + n] = pure<kSwap1 + n, control::swap<n + 1>>), ...);
}

template <bool traced>
constexpr void set_control(Handlers& h)
{
    h[kStop] = halting<kStop, halt::stop>;
    h[kPop] = pure<kPop, control::nothing>;
    h[kJump] = control::jump<traced>;
    h[kJumpi] = control::jump_if<traced>;
    h[kPc] = control::program_counter;
    h[kGas] = control::gas_left;
    h[kJumpdest] = pure<kJumpdest, control::nothing>;
    set_pushes(h, std::make_integer_sequence<unsigned, 33>());
    set_duplicates_and_swaps(h, std::make_integer_sequence<unsigned, 16>());
    h[kReturn] = halting<kReturn, halt::with_output<Status::kSuccess>>;
    h[kRevert] = halting<kRevert, halt::with_output<Status::kRevert>>;
    h[kInvalid] = halting<kInvalid, halt::with_failure<Status::kInvalidInstruction>>;
    h[kSelfdestruct] = halting<kSelfdestruct, storage::self_destruct>;
}

template <bool traced>
constexpr Table make_table(Revision revision)
{
    constexpr auto* kUndefined =
        &halting<kInvalid, halt::with_failure<Status::kUndefinedInstruction>>;
    Table table{};
    auto& h = table.handlers;
    h.fill(kUndefined);
    set_arithmetic(h);
    set_bitwise(h);
    set_environment(h);
    set_memory(h);
    set_world(h);
    set_control<traced>(h);
    for (unsigned opcode = 0; opcode < 256; ++opcode)
        if (!is_defined(static_cast<std::uint8_t>(opcode), revision)) h[opcode] = kUndefined;
    return table;
}

template <bool traced>
constexpr std::array<Table, 3> kTables = {make_table<traced>(Revision::kCancun),
                                          make_table<traced>(Revision::kPrague),
                                          make_table<traced>(Revision::kOsaka)};

ARCHI_HANDLER void report(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                          const Table& table)
{
    frame.machine->trace_step(frame, top, pc, gas);
    [[clang::musttail]] return frame.machine->instructions.handlers[*pc](frame, top, pc, gas,
                                                                         table);
}

constexpr Table make_tracing_table()
{
    Table table{};
    table.handlers.fill(report);
    return table;
}

constexpr Table kTracingTable = make_tracing_table();

}  // namespace

const Table& instruction_table(Revision revision, bool traced)
{
    const auto index = static_cast<std::size_t>(revision);
    return traced ? kTables<true>[index] : kTables<false>[index];
}

const Table& tracing_table()
{
    return kTracingTable;
}

}  // namespace archi::evm
