"""The formats of blocks and batches, written from engine/stf/*.md alone."""

import lzma
from hashlib import sha256

from blake3 import blake3
from keccak import keccak256
from state_format import be, minimal, varint, key

EMPTY_LIST_HASH = keccak256(b"\xc0")
EMPTY_STRING_HASH = keccak256(b"\x80")


def rlp(item):
    """A byte string, a number, or a list of items (Yellow Paper, appendix B)."""
    if isinstance(item, int):
        item = minimal(item)
    if isinstance(item, list):
        return framed(b"".join(map(rlp, item)), 0xC0)
    if len(item) == 1 and item[0] < 0x80:
        return item
    return framed(item, 0x80)


def framed(payload, offset):
    if len(payload) < 56:
        return bytes([offset + len(payload)]) + payload
    length = minimal(len(payload))
    return bytes([offset + 55 + len(length)]) + length + payload


# HEADER.md

def header(parent, coinbase, transactions_root, receipts_root, number, gas_limit, gas_used, timestamp, base_fee):
    zeros = bytes(32)
    return rlp([parent, EMPTY_LIST_HASH, coinbase, zeros, transactions_root, receipts_root, b"\xff" * 256, 0, number,
                gas_limit, gas_used, timestamp, b"", parent, bytes(8), base_fee, EMPTY_STRING_HASH, 0, 0, zeros,
                sha256(b"").digest()])


def receipt_digest(success, gas_used, cumulative, cycles, price, created, logs):
    out = bytes([success]) + be(gas_used, 8) + be(cumulative, 8) + be(cycles, 8) + be(price, 32) + created
    out += be(len(logs), 4)
    for address, topics, data in logs:
        out += address + bytes([len(topics)]) + b"".join(topics) + be(len(data), 4) + data
    return blake3(out)


def root(hashes):
    return blake3(b"".join(hashes))


def next_base_fee(gas_used, gas_limit, base_fee, minimum):
    target = gas_limit // 2
    if gas_used > target:
        base_fee += max(base_fee * (gas_used - target) // target // 8, 1)
    elif gas_used < target:
        base_fee -= base_fee * (target - gas_used) // target // 8
    return max(base_fee, minimum)


# GENESIS.md

def rules_leaf(chain_id, gas_limit, collector, minimum_base_fee, cycles_per_gas, settlement=None):
    packed = be(chain_id, 8) + be(gas_limit, 8) + collector + be(minimum_base_fee, 32) + be(cycles_per_gas, 8)
    if settlement:
        l1, base_token, group, epoch_seconds, data_scheme = settlement
        packed += be(l1, 8) + base_token + group + be(epoch_seconds, 8) + be(data_scheme, 1)
    return key(3, bytes(20), 0), blake3(packed)


# OUTPUT.md

# Field and width, in order.
OUTPUT_FIELDS = (("protocol_version", 4), ("program_hash", 32), ("chain_id", 8), ("settlement_chain_id", 8),
                 ("group", 32), ("epoch", 8), ("batch_number", 8), ("first_timestamp", 8), ("last_timestamp", 8),
                 ("data_scheme", 1), ("data_commitment", 32), ("queue_hash", 32), ("queue_count", 8),
                 ("accumulator_before", 32), ("accumulator_after", 32), ("message_tree_root", 32),
                 ("imported_accumulators", 32), ("asset_flow_root", 32), ("cycles", 8), ("upgrade_hash", 32))


def empty_message_tree_root():
    node = keccak256(bytes(88))
    for _ in range(14):
        node = keccak256(node + node)
    return node


def empty_output():
    empty = {name: bytes(width) if width == 32 else 0 for name, width in OUTPUT_FIELDS}
    return empty | {"protocol_version": 1, "data_scheme": 2, "queue_hash": keccak256(b""),
                    "message_tree_root": empty_message_tree_root(), "imported_accumulators": keccak256(b"")}


def epoch(group, epoch_seconds, last_timestamp):
    return last_timestamp // epoch_seconds if any(group) and epoch_seconds else 0


def output_hash(fields):
    packed = b"".join(fields[name] if width == 32 else be(fields[name], width) for name, width in OUTPUT_FIELDS)
    return keccak256(packed)


def public_input(before, after, output):
    return keccak256(before + after + output)


def lzma_content(stream, size):
    """What a bare LZMA stream (lc 3, lp 0, pb 0) stands for: Python reads it with the header of an .lzma file."""
    header = bytes([3]) + (1 << 16).to_bytes(4, "little") + size.to_bytes(8, "little")
    return lzma.LZMADecompressor(format=lzma.FORMAT_ALONE).decompress(header + stream)


def compressed_pubdata(content, stream):
    assert lzma_content(stream, len(content)) == content
    return bytes([1, 1]) + varint(len(content)) + stream


def pubdata(start, timestamps, block_hashes, last_block, differences, codes):
    out = bytes([1, 0]) + varint(len(timestamps))
    for previous, timestamp in zip([start] + timestamps, timestamps):
        out += varint(timestamp - previous)
    out += b"".join(block_hashes[-256:])
    transactions_root, receipts_root, gas_used, base_fee = last_block
    fee = minimal(base_fee)
    out += transactions_root + receipts_root + varint(gas_used) + bytes([len(fee)]) + fee
    out += varint(len(differences)) + differences + varint(0) + varint(len(codes))
    return out + b"".join(varint(len(code)) + code for code in codes)
