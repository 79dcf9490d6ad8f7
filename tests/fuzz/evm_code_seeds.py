#!/usr/bin/env python3
"""Writes the seeds of the fuzz target evm_code, one for each thing worth starting from:
python3 evm_code_seeds.py corpus/evm_code"""

import pathlib
import sys

CANCUN, PRAGUE, OSAKA = range(3)
CALL, VALUE, STATIC, CREATE = 0, 1 << 2, 2, 3
CONTRACT, OTHER, DELEGATED, LOOP, CHAINED, HASHING, RICH = range(0xF0, 0xF7)

OPCODES = dict(
    STOP=0x00, ADD=0x01, MUL=0x02, SUB=0x03, DIV=0x04, SDIV=0x05, MOD=0x06, SMOD=0x07, ADDMOD=0x08,
    MULMOD=0x09, EXP=0x0A, SIGNEXTEND=0x0B, LT=0x10, ISZERO=0x15, NOT=0x19, SHL=0x1B, SAR=0x1D,
    CLZ=0x1E, KECCAK256=0x20, BALANCE=0x31, CALLDATALOAD=0x35, CALLDATASIZE=0x36,
    CALLDATACOPY=0x37, CODESIZE=0x38, CODECOPY=0x39, EXTCODESIZE=0x3B, EXTCODECOPY=0x3C,
    RETURNDATASIZE=0x3D, RETURNDATACOPY=0x3E, EXTCODEHASH=0x3F, BLOCKHASH=0x40, SELFBALANCE=0x47,
    POP=0x50, MLOAD=0x51, MSTORE=0x52, MSTORE8=0x53, SLOAD=0x54, SSTORE=0x55, JUMP=0x56, JUMPI=0x57,
    PC=0x58, MSIZE=0x59, GAS=0x5A, JUMPDEST=0x5B, TLOAD=0x5C, TSTORE=0x5D, MCOPY=0x5E, DUP1=0x80,
    SWAP1=0x90, LOG0=0xA0, LOG2=0xA2, CREATE=0xF0, CALL=0xF1, CALLCODE=0xF2, RETURN=0xF3,
    DELEGATECALL=0xF4, CREATE2=0xF5, STATICCALL=0xFA, REVERT=0xFD, INVALID=0xFE, SELFDESTRUCT=0xFF)


def push(number):
    if number == 0:
        return b"\x5f"
    size = (number.bit_length() + 7) // 8
    return bytes([0x5F + size]) + number.to_bytes(size, "big")


def code(*words):
    """Instructions by name, numbers pushed, bytes as they are."""
    return b"".join(
        word if isinstance(word, bytes) else push(word) if isinstance(word, int) else bytes([OPCODES[word]])
        for word in words)


def call(kind, to, value=0, input_size=0, output_size=0, gas=None):
    values = (value,) if kind in ("CALL", "CALLCODE") else ()
    asks = ("GAS",) if gas is None else (gas,)
    return code(output_size, 0, input_size, 0, *values, to, *asks, kind)


def seed(first, second=b"", data=b"", kind=CALL, fork=OSAKA, gas=0xFFFF):
    return (bytes([fork, kind]) + gas.to_bytes(2, "big") + len(first).to_bytes(2, "big")
            + len(second).to_bytes(2, "big") + first + second + data)


def copied(size=None):
    return code(*(("CALLDATASIZE",) if size is None else (size,)), 0, 0, "CALLDATACOPY")


def precompile(number, data, output=64, fork=OSAKA):
    body = copied() + code(output, 0, "CALLDATASIZE", 0, number, "GAS", "STATICCALL",
                           "RETURNDATASIZE", 0, 0, "RETURNDATACOPY", "RETURNDATASIZE", 0, "RETURN")
    return seed(body, data=data, fork=fork)


ONES = (1 << 256) - 1
RETURN_ALL = code("MSIZE", 0, "RETURN")
G1 = bytes.fromhex(
    "0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
    "0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1")
INIT = code(0x600160005260206000F3, 0, "MSTORE", 9, 23)  # deploys nothing but returns a word


def seeds():
    yield "empty", b""
    yield "stop", seed(code("STOP"))
    yield "arithmetic", seed(code(
        7, ONES, 3, "DIV", "SDIV", ONES - 4, "SMOD", 5, "ADDMOD", 3, ONES, ONES, "MULMOD", "ADD",
        ONES, "EXP", 3, "SIGNEXTEND", 9, "SAR", "CLZ", 0, "MSTORE", RETURN_ALL))
    yield "jumps", seed(code(100, "JUMPDEST", 1, "SWAP1", "SUB", "DUP1", 2, "JUMPI", 0, "MSTORE", RETURN_ALL))
    yield "endless", seed(code("JUMPDEST", 0, "JUMP"))
    yield "stack_full", seed(code("JUMPDEST", 1, 0, "JUMP"))
    yield "memory_grows", seed(code("JUMPDEST", "MSIZE", "MLOAD", "POP", 0, "JUMP"))
    yield "memory_far", seed(code(1 << 40, "MLOAD"))
    yield "memory_overlaps", seed(code(ONES, 0, "MSTORE", 64, 0, 7, "MCOPY", 64, 3, 1, "MCOPY", RETURN_ALL))
    yield "copies", seed(code(
        99, 2, 1, "CODECOPY", 90, 5, 40, "CALLDATACOPY", 30, 0, 9, OTHER, "EXTCODECOPY",
        200, 0, "KECCAK256", 200, 3, "LOG0", RETURN_ALL), code("ADD", 7, "INVALID"), b"calldata")
    yield "storage", seed(code(0, 1, "SSTORE", 9, 2, "SSTORE", 2, "SLOAD", 2, "SSTORE", 1, 1, "SSTORE", 0, 9, "SSTORE"))
    yield "transient", seed(code(9, 1, "TSTORE", call("CALL", CONTRACT, gas=5000), 1, "TLOAD", 0, "SSTORE"))
    yield "logs", seed(code(1, 2, 64, 0, "LOG2", 1000, 0, "LOG0", 0, 0, "REVERT"))
    for kind in ("CALL", "CALLCODE", "DELEGATECALL", "STATICCALL"):
        yield kind.lower(), seed(
            code(call(kind, OTHER, 3, 32, 32), "RETURNDATASIZE", 0, 0, "RETURNDATACOPY", RETURN_ALL),
            code(7, 1, "SSTORE", 5, 0, "MSTORE", 32, 0, "RETURN"))
    yield "depth", seed(code(call("CALL", CONTRACT), 1, "SSTORE"))
    yield "depth_by_delegatecall", seed(code(call("DELEGATECALL", CONTRACT), "PC", "MLOAD"))
    yield "ping_pong", seed(call("CALL", OTHER, 1), call("CALL", CONTRACT, 1))
    yield "return_bomb", seed(
        code("JUMPDEST", call("CALL", OTHER, gas=20000), "POP", "RETURNDATASIZE", 0, 0, "RETURNDATACOPY", 0, "JUMP"),
        code(30000, 0, "REVERT"))
    yield "return_past_end", seed(code(call("CALL", OTHER), 33, 0, 0, "RETURNDATACOPY"), code(32, 0, "RETURN"))
    yield "delegated", seed(code(call("CALL", DELEGATED), call("CALL", LOOP), call("CALL", CHAINED),
                                 call("CALL", HASHING), DELEGATED, "EXTCODESIZE"),
                            code(1, 3, "SSTORE", call("DELEGATECALL", LOOP)), fork=PRAGUE)
    yield "delegated_in_cancun", seed(code(call("CALL", DELEGATED), call("CALL", LOOP)), fork=CANCUN)
    yield "create", seed(code(INIT, 1, "CREATE", "EXTCODESIZE"))
    yield "create_collides", seed(code(0, 0, 0, "CREATE", 0, 0, 0, "CREATE", 0, 0, 0, "CREATE"))
    yield "create2_twice", seed(code(INIT, 5, "SWAP1", 0, "CREATE2", 0, 0, 0, 0, "CREATE2", 0, 0, 0, 0, "CREATE2"))
    yield "create_in_create", seed(code("CODESIZE", 0, 0, "CODECOPY", "CODESIZE", 0, 0, "CREATE"), kind=CREATE)
    yield "create_deploys", seed(code(0x60, 0, "MSTORE8", 100, 0, "RETURN"), kind=CREATE | VALUE)
    yield "create_ef", seed(code(0xEF, 0, "MSTORE8", 1, 0, "RETURN"), kind=CREATE)
    yield "create_large", seed(code(24577, 0, "RETURN"), kind=CREATE)
    yield "destroys", seed(code(RICH, "SELFDESTRUCT"), kind=VALUE)
    yield "destroys_at_birth", seed(code(0x30FF, 0, "MSTORE", 2, 30, 7, "CREATE", call("CALL", OTHER)),
                                    code(CONTRACT, "SELFDESTRUCT"))
    yield "static", seed(code(call("STATICCALL", OTHER), 1, 1, "SSTORE"), code(1, "SLOAD"), kind=STATIC)
    yield "calldata_runs", seed(copied() + code("CALLDATASIZE", 0, 0, "CREATE"), data=code(1, 0, "SSTORE", 32, 0, "RETURN"))
    yield "block", seed(code(999, "BLOCKHASH", OTHER, "EXTCODEHASH", RICH, "BALANCE", "SELFBALANCE", "GAS", "PC"))
    word = lambda number: number.to_bytes(32, "big")
    yield "ecrecover", precompile(1, word(5) + word(27) + word(7) + word(9))
    yield "sha256", precompile(2, b"a" * 70)
    yield "ripemd160", precompile(3, b"b" * 70)
    yield "identity", precompile(4, b"c" * 70)
    yield "modexp", precompile(5, word(3) + word(2) + word(33) + b"\x07\x08\x09\xff\x01" + b"\x11" * 33)
    yield "modexp_even", precompile(5, word(32) + word(1) + word(32) + word(ONES) + b"\x03" + word(1 << 200), fork=CANCUN)
    yield "modexp_huge_base", precompile(5, word(ONES) + word(0) + word(1), fork=PRAGUE)
    yield "bn254_add", precompile(6, word(1) + word(2) + word(1) + word(2))
    yield "bn254_multiply", precompile(7, word(1) + word(2) + word(ONES))
    yield "bn254_pairing", precompile(8, b"")
    yield "blake2", precompile(9, (12).to_bytes(4, "big") + b"\x01" * 64 + b"\x02" * 128 + b"\x03" * 16 + b"\x01")
    yield "point_evaluation", precompile(10, b"\x01" + bytes(191))
    yield "bls_g1_add", precompile(11, G1 + G1, 128)
    yield "bls_g1_msm", precompile(12, G1 + word(3) + G1 + word(ONES), 128)
    yield "bls_map", precompile(16, bytes(16) + b"\x02" * 48, 128)
    yield "p256", precompile(0x100, word(1) + word(2) + word(3) + word(4) + word(5))


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, data in seeds():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
