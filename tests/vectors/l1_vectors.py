"""The cases of l1.json."""

import l1_format as l1
import stf_format as stf
from state_vectors import sample, text


def accumulators():
    messages = [b"message %d" % i for i in range(40)]
    pairs = [(1, 1), (1, 2), (1, 5), (2, 3), (3, 5), (3, 7), (4, 7), (4, 8), (6, 8), (5, 21), (13, 40), (16, 40),
             (31, 32), (39, 40), (40, 40)]
    return [{"count": text(m), "root": text(l1.tree(messages[:m])), "accumulator": text(l1.accumulator(messages[:m])),
             "latest_count": text(n), "latest_root": text(l1.tree(messages[:n])),
             "path": [text(node) for node in l1.consistency(m, messages[:n])]} for m, n in pairs]


def flows():
    cases = [{}, {(sample("asset"), 31337): (5, 0)},
             {(sample("b"), 271): (2 ** 128 - 1, 1), (sample("b"), 31337): (0, 7), (sample("a"), 272): (3, 4)}]
    return [{"rows": text(l1.flow_rows(case)), "root": text(l1.flow_root(case))} for case in cases]


def queue():
    cases = [(b"\x11" * 20, b"\x22" * 20, 1_000_000, 800, 250_000_125, 0, 10 ** 18, 2 * 10 ** 18, b"\x11" * 20, b""),
             (b"\xff" * 20, bytes(20), 2 ** 24, 800, 1, 2 ** 64 - 1, 0, 2 ** 128 - 1, b"\x33" * 20, bytes(range(77)))]
    names = ("sender", "to", "gas_limit", "gas_per_pubdata", "max_fee", "nonce", "value", "minted", "refund", "data")
    hashes = [l1.queue_hash(*case) for case in cases]
    return {"transactions": [{**{name: text(field) for name, field in zip(names, case)}, "hash": text(h)}
                             for case, h in zip(cases, hashes)],
            "rolling": [text(l1.rolling(hashes[:n])) for n in range(3)]}


def batches():
    genesis = (0, 0, 0, 0, sample("genesis"), bytes(32), bytes(32), bytes(32))
    fields = stf.empty_output() | {"chain_id": 271, "settlement_chain_id": 31337, "group": sample("group"), "epoch": 1,
                                   "batch_number": 1, "first_timestamp": 1_800_000_000,
                                   "last_timestamp": 1_800_000_001, "cycles": 12345,
                                   "accumulator_after": sample("accumulator")}
    output = stf.output_hash(fields)
    public = stf.public_input(genesis[4], sample("state 1"), output)
    one = (1, 1_800_000_001, 1, 0, sample("state 1"), sample("accumulator"), output, public)
    names = ("number", "last_timestamp", "epoch", "queue_end", "state_commitment", "accumulator", "output_hash",
             "public_input")
    return [{**{name: text(field) for name, field in zip(names, case)}, "stored": text(l1.stored(*case))}
            for case in (genesis, one)]


def messages():
    leaves = [l1.message_leaf(7, b"\x44" * 20, b"a message"), sample("leaf 1"), sample("leaf 2")]
    root, path = l1.message_root(leaves)
    return {"transaction": text(7), "sender": text(b"\x44" * 20), "data": text(b"a message"), "leaf": text(leaves[0]),
            "root": text(root), "path": [text(node) for node in path]}


def vectors():
    return {"protocol": 1, "accumulators": accumulators(), "flows": flows(), "queue": queue(), "batches": batches(),
            "message": messages()}


QUOTED = [
    ("engine/l1/FORMATS.md", "accumulator of one message", ("accumulators", 0, "accumulator")),
    ("engine/l1/FORMATS.md", "accumulator of five messages", ("accumulators", 9, "accumulator")),
    ("engine/l1/FORMATS.md", "flow root of three rows", ("flows", 2, "root")),
    ("engine/l1/FORMATS.md", "hash of queue entry 0", ("queue", "transactions", 0, "hash")),
    ("engine/l1/FORMATS.md", "stored genesis", ("batches", 0, "stored")),
    ("engine/l1/FORMATS.md", "stored batch 1", ("batches", 1, "stored")),
    ("engine/l1/FORMATS.md", "message leaf", ("message", "leaf")),
]
