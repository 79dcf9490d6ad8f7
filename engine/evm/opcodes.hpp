#pragma once
// The instruction set: numbers, base gas and stack effect of every instruction, as data.
// Sources: Yellow Paper, appendix H; EIP-145, 1014, 1052, 1153, 1344, 3198, 3855, 4399, 4844, 5656,
// 7516, 7939.

#include <array>
#include <cstdint>

#include "evm/gas.hpp"
#include "evm/host.hpp"

namespace archi::evm {

enum Opcode : std::uint8_t {
    kStop = 0x00,
    kAdd = 0x01,
    kMul = 0x02,
    kSub = 0x03,
    kDiv = 0x04,
    kSdiv = 0x05,
    kMod = 0x06,
    kSmod = 0x07,
    kAddmod = 0x08,
    kMulmod = 0x09,
    kExp = 0x0a,
    kSignextend = 0x0b,
    kLt = 0x10,
    kGt = 0x11,
    kSlt = 0x12,
    kSgt = 0x13,
    kEq = 0x14,
    kIszero = 0x15,
    kAnd = 0x16,
    kOr = 0x17,
    kXor = 0x18,
    kNot = 0x19,
    kByte = 0x1a,
    kShl = 0x1b,
    kShr = 0x1c,
    kSar = 0x1d,
    kClz = 0x1e,
    kKeccak256 = 0x20,
    kAddress = 0x30,
    kBalance = 0x31,
    kOrigin = 0x32,
    kCaller = 0x33,
    kCallvalue = 0x34,
    kCalldataload = 0x35,
    kCalldatasize = 0x36,
    kCalldatacopy = 0x37,
    kCodesize = 0x38,
    kCodecopy = 0x39,
    kGasprice = 0x3a,
    kExtcodesize = 0x3b,
    kExtcodecopy = 0x3c,
    kReturndatasize = 0x3d,
    kReturndatacopy = 0x3e,
    kExtcodehash = 0x3f,
    kBlockhash = 0x40,
    kCoinbase = 0x41,
    kTimestamp = 0x42,
    kNumber = 0x43,
    kPrevrandao = 0x44,
    kGaslimit = 0x45,
    kChainid = 0x46,
    kSelfbalance = 0x47,
    kBasefee = 0x48,
    kBlobhash = 0x49,
    kBlobbasefee = 0x4a,
    kPop = 0x50,
    kMload = 0x51,
    kMstore = 0x52,
    kMstore8 = 0x53,
    kSload = 0x54,
    kSstore = 0x55,
    kJump = 0x56,
    kJumpi = 0x57,
    kPc = 0x58,
    kMsize = 0x59,
    kGas = 0x5a,
    kJumpdest = 0x5b,
    kTload = 0x5c,
    kTstore = 0x5d,
    kMcopy = 0x5e,
    kPush0 = 0x5f,
    kPush1 = 0x60,
    kPush32 = 0x7f,
    kDup1 = 0x80,
    kSwap1 = 0x90,
    kLog0 = 0xa0,
    kCreate = 0xf0,
    kCall = 0xf1,
    kCallcode = 0xf2,
    kReturn = 0xf3,
    kDelegatecall = 0xf4,
    kCreate2 = 0xf5,
    kStaticcall = 0xfa,
    kRevert = 0xfd,
    kInvalid = 0xfe,
    kSelfdestruct = 0xff,
};

/// What an instruction needs before it runs.
struct Traits {
    const char* name = nullptr;  ///< null: undefined
    std::int16_t gas = 0;        ///< charged before anything else
    std::uint8_t takes = 0;      ///< stack items it reads
    std::uint8_t leaves = 0;     ///< stack items in their place
    Revision since = Revision::kCancun;
};

namespace detail {

constexpr const char* kPushNames[] = {
    "PUSH0",  "PUSH1",  "PUSH2",  "PUSH3",  "PUSH4",  "PUSH5",  "PUSH6",  "PUSH7",  "PUSH8",
    "PUSH9",  "PUSH10", "PUSH11", "PUSH12", "PUSH13", "PUSH14", "PUSH15", "PUSH16", "PUSH17",
    "PUSH18", "PUSH19", "PUSH20", "PUSH21", "PUSH22", "PUSH23", "PUSH24", "PUSH25", "PUSH26",
    "PUSH27", "PUSH28", "PUSH29", "PUSH30", "PUSH31", "PUSH32"};
constexpr const char* kDupNames[] = {"DUP1",  "DUP2",  "DUP3",  "DUP4",  "DUP5",  "DUP6",
                                     "DUP7",  "DUP8",  "DUP9",  "DUP10", "DUP11", "DUP12",
                                     "DUP13", "DUP14", "DUP15", "DUP16"};
constexpr const char* kSwapNames[] = {"SWAP1",  "SWAP2",  "SWAP3",  "SWAP4",  "SWAP5",  "SWAP6",
                                      "SWAP7",  "SWAP8",  "SWAP9",  "SWAP10", "SWAP11", "SWAP12",
                                      "SWAP13", "SWAP14", "SWAP15", "SWAP16"};
constexpr const char* kLogNames[] = {"LOG0", "LOG1", "LOG2", "LOG3", "LOG4"};

constexpr std::array<Traits, 256> make_traits()
{
    std::array<Traits, 256> t{};
    t[kStop] = {"STOP", 0, 0, 0};
    t[kAdd] = {"ADD", gas::kVeryLow, 2, 1};
    t[kMul] = {"MUL", gas::kLow, 2, 1};
    t[kSub] = {"SUB", gas::kVeryLow, 2, 1};
    t[kDiv] = {"DIV", gas::kLow, 2, 1};
    t[kSdiv] = {"SDIV", gas::kLow, 2, 1};
    t[kMod] = {"MOD", gas::kLow, 2, 1};
    t[kSmod] = {"SMOD", gas::kLow, 2, 1};
    t[kAddmod] = {"ADDMOD", gas::kMid, 3, 1};
    t[kMulmod] = {"MULMOD", gas::kMid, 3, 1};
    t[kExp] = {"EXP", gas::kHigh, 2, 1};
    t[kSignextend] = {"SIGNEXTEND", gas::kLow, 2, 1};
    t[kLt] = {"LT", gas::kVeryLow, 2, 1};
    t[kGt] = {"GT", gas::kVeryLow, 2, 1};
    t[kSlt] = {"SLT", gas::kVeryLow, 2, 1};
    t[kSgt] = {"SGT", gas::kVeryLow, 2, 1};
    t[kEq] = {"EQ", gas::kVeryLow, 2, 1};
    t[kIszero] = {"ISZERO", gas::kVeryLow, 1, 1};
    t[kAnd] = {"AND", gas::kVeryLow, 2, 1};
    t[kOr] = {"OR", gas::kVeryLow, 2, 1};
    t[kXor] = {"XOR", gas::kVeryLow, 2, 1};
    t[kNot] = {"NOT", gas::kVeryLow, 1, 1};
    t[kByte] = {"BYTE", gas::kVeryLow, 2, 1};
    t[kShl] = {"SHL", gas::kVeryLow, 2, 1};
    t[kShr] = {"SHR", gas::kVeryLow, 2, 1};
    t[kSar] = {"SAR", gas::kVeryLow, 2, 1};
    t[kClz] = {"CLZ", gas::kLow, 1, 1, Revision::kOsaka};
    t[kKeccak256] = {"KECCAK256", gas::kKeccak, 2, 1};
    t[kAddress] = {"ADDRESS", gas::kBase, 0, 1};
    t[kBalance] = {"BALANCE", gas::kWarmAccess, 1, 1};
    t[kOrigin] = {"ORIGIN", gas::kBase, 0, 1};
    t[kCaller] = {"CALLER", gas::kBase, 0, 1};
    t[kCallvalue] = {"CALLVALUE", gas::kBase, 0, 1};
    t[kCalldataload] = {"CALLDATALOAD", gas::kVeryLow, 1, 1};
    t[kCalldatasize] = {"CALLDATASIZE", gas::kBase, 0, 1};
    t[kCalldatacopy] = {"CALLDATACOPY", gas::kVeryLow, 3, 0};
    t[kCodesize] = {"CODESIZE", gas::kBase, 0, 1};
    t[kCodecopy] = {"CODECOPY", gas::kVeryLow, 3, 0};
    t[kGasprice] = {"GASPRICE", gas::kBase, 0, 1};
    t[kExtcodesize] = {"EXTCODESIZE", gas::kWarmAccess, 1, 1};
    t[kExtcodecopy] = {"EXTCODECOPY", gas::kWarmAccess, 4, 0};
    t[kReturndatasize] = {"RETURNDATASIZE", gas::kBase, 0, 1};
    t[kReturndatacopy] = {"RETURNDATACOPY", gas::kVeryLow, 3, 0};
    t[kExtcodehash] = {"EXTCODEHASH", gas::kWarmAccess, 1, 1};
    t[kBlockhash] = {"BLOCKHASH", gas::kBlockHash, 1, 1};
    t[kCoinbase] = {"COINBASE", gas::kBase, 0, 1};
    t[kTimestamp] = {"TIMESTAMP", gas::kBase, 0, 1};
    t[kNumber] = {"NUMBER", gas::kBase, 0, 1};
    t[kPrevrandao] = {"PREVRANDAO", gas::kBase, 0, 1};
    t[kGaslimit] = {"GASLIMIT", gas::kBase, 0, 1};
    t[kChainid] = {"CHAINID", gas::kBase, 0, 1};
    t[kSelfbalance] = {"SELFBALANCE", gas::kLow, 0, 1};
    t[kBasefee] = {"BASEFEE", gas::kBase, 0, 1};
    t[kBlobhash] = {"BLOBHASH", gas::kVeryLow, 1, 1};
    t[kBlobbasefee] = {"BLOBBASEFEE", gas::kBase, 0, 1};
    t[kPop] = {"POP", gas::kBase, 1, 0};
    t[kMload] = {"MLOAD", gas::kVeryLow, 1, 1};
    t[kMstore] = {"MSTORE", gas::kVeryLow, 2, 0};
    t[kMstore8] = {"MSTORE8", gas::kVeryLow, 2, 0};
    t[kSload] = {"SLOAD", gas::kWarmAccess, 1, 1};
    t[kSstore] = {"SSTORE", 0, 2, 0};
    t[kJump] = {"JUMP", gas::kMid, 1, 0};
    t[kJumpi] = {"JUMPI", gas::kHigh, 2, 0};
    t[kPc] = {"PC", gas::kBase, 0, 1};
    t[kMsize] = {"MSIZE", gas::kBase, 0, 1};
    t[kGas] = {"GAS", gas::kBase, 0, 1};
    t[kJumpdest] = {"JUMPDEST", gas::kJumpdest, 0, 0};
    t[kTload] = {"TLOAD", gas::kWarmAccess, 1, 1};
    t[kTstore] = {"TSTORE", gas::kWarmAccess, 2, 0};
    t[kMcopy] = {"MCOPY", gas::kVeryLow, 3, 0};
    t[kPush0] = {"PUSH0", gas::kBase, 0, 1};
    for (std::uint8_t n = 1; n <= 32; ++n)
        t[kPush0 + n] = {kPushNames[n], gas::kVeryLow, 0, 1};
    for (std::uint8_t n = 1; n <= 16; ++n) {
        t[kDup1 + n - 1] = {kDupNames[n - 1], gas::kVeryLow, n, static_cast<std::uint8_t>(n + 1)};
        t[kSwap1 + n - 1] = {kSwapNames[n - 1], gas::kVeryLow, static_cast<std::uint8_t>(n + 1),
                             static_cast<std::uint8_t>(n + 1)};
    }
    for (std::uint8_t topics = 0; topics <= 4; ++topics)
        t[kLog0 + topics] = {kLogNames[topics],
                             static_cast<std::int16_t>(gas::kLog + topics * gas::kLogTopic),
                             static_cast<std::uint8_t>(2 + topics), 0};
    t[kCreate] = {"CREATE", gas::kCreate, 3, 1};
    t[kCall] = {"CALL", gas::kWarmAccess, 7, 1};
    t[kCallcode] = {"CALLCODE", gas::kWarmAccess, 7, 1};
    t[kReturn] = {"RETURN", 0, 2, 0};
    t[kDelegatecall] = {"DELEGATECALL", gas::kWarmAccess, 6, 1};
    t[kCreate2] = {"CREATE2", gas::kCreate, 4, 1};
    t[kStaticcall] = {"STATICCALL", gas::kWarmAccess, 6, 1};
    t[kRevert] = {"REVERT", 0, 2, 0};
    t[kInvalid] = {"INVALID", 0, 0, 0};
    t[kSelfdestruct] = {"SELFDESTRUCT", gas::kSelfdestruct, 1, 0};
    return t;
}

}  // namespace detail

/// Indexed by opcode.
inline constexpr std::array<Traits, 256> kTraits = detail::make_traits();

/// True if `opcode` is an instruction in `revision`.
[[nodiscard]] constexpr bool is_defined(std::uint8_t opcode, Revision revision)
{
    return kTraits[opcode].name != nullptr && kTraits[opcode].since <= revision;
}

}  // namespace archi::evm
