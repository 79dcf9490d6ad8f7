"""The cases of state.json."""

from keccak import keccak256
from blake3 import blake3
import state_format as state

ETHER = 10 ** 18


def text(value):
    return "0x" + value.hex() if isinstance(value, (bytes, bytearray)) else hex(value)


def sample(label, width=32):
    """Bytes that look random and are the same everywhere."""
    return keccak256(label.encode())[:width]


def number(label):
    return int.from_bytes(sample(label), "big")


def keys():
    cases = [(0, bytes(20), 0), (0, bytes(20), 2 ** 256 - 1), (0, b"\x11" * 20, 5), (1, b"\x11" * 20, 0),
             (2, b"\x11" * 20, 0), (2, b"\x11" * 20, 1), (3, bytes(20), 7),
             (0, sample("address", 20), number("slot"))]
    return [{"tag": tag, "address": text(address), "slot": text(slot), "key": text(state.key(tag, address, slot))}
            for tag, address, slot in cases]


def accounts():
    cases = [(0, 0, 0, 0, 0, 0), (7, 0, 0, 0, 0, ETHER), (1, 0, 0, 1, 300, 0), (3, 1, 1, 1, 24576, 2 ** 128 - 1),
             (2 ** 64 - 1, 0, 0, 2, 23, 1), (0, 0, 0, 0, 0, 1), (0, 2, 1, 0, 0, 0)]
    names = ("nonce", "version", "data_place", "code_kind", "code_length", "balance")
    return [{**{name: text(field) for name, field in zip(names, case)}, "packed": text(state.account_leaf(*case))}
            for case in cases]


def codes():
    return [{"code": text(code), "code_leaf": text(blake3(code)), "observable_leaf": text(keccak256(code))}
            for code in (b"\x00", bytes.fromhex("6001600055"), bytes(range(256)) * 20)]


def trees():
    one = (1).to_bytes(32, "big")

    def short(byte):
        return bytes([byte]) + bytes(31)

    batches = [
        [{}],
        [{}, {short(0x20): one, short(0x10): one}, {short(0x10): state.ZERO, short(0x18): one, short(0x14): one}],
        [{sample(f"key {batch} {i}"): sample(f"value {batch} {i}") for i in range(size)}
         for batch, size in enumerate((1, 1, 2, 7, 20))],
    ]
    out = []
    for steps in batches:
        tree = state.Tree()
        rows = []
        for changes in steps:
            reads = [sample(f"read {i}") for i in range(2)] + list(tree.keys[1:3])
            leaves, siblings = tree.multiproof(reads, changes)
            rows.append({
                "reads": [text(k) for k in reads],
                "changes": [{"key": text(k), "before": text(tree.values.get(k, state.ZERO)), "after": text(v)}
                            for k, v in changes.items()],
                "multiproof": {"leaves": [{"index": i, "leaf": [text(part) for part in tree.leaf(i)]}
                                          for i in leaves],
                               "siblings": [text(hash_) for hash_ in siblings]},
            })
            tree.apply(changes)
            rows[-1] |= {"count": len(tree.keys), "root": text(tree.root())}
        proofs = []
        for k in tree.keys[1:4] + [sample("absent")]:
            index = tree.floor(k)
            proofs.append({"key": text(k), "value": text(tree.values.get(k, state.ZERO)), "index": index,
                           "leaf": [text(part) for part in tree.leaf(index)],
                           "path": [text(hash_) for hash_ in tree.path(index)]})
        out.append({"steps": rows, "proofs": proofs})
    return out


def commitments():
    empty = (state.Tree().root(), 1)
    cases = [(empty, empty, 0, [], 0),
             ((sample("root 0"), 12345), (sample("root 1"), 2 ** 40), 77, [sample(f"block {i}") for i in range(3)],
              1_700_000_000),
             ((sample("root 0"), 2), empty, 2 ** 63, [sample(f"block {i}") for i in range(256)], 2 ** 64 - 1)]
    out = []
    for tree0, tree1, block_number, hashes, timestamp in cases:
        recent = state.recent_blocks(hashes)
        out.append({"trees": [{"root": text(root), "count": text(count)} for root, count in (tree0, tree1)],
                    "block_number": text(block_number), "block_hashes": [text(h) for h in hashes],
                    "recent_blocks": text(recent), "timestamp": text(timestamp),
                    "commitment": text(state.commitment(tree0, tree1, block_number, recent, timestamp))})
    return out


def account(nonce, balance, length=0):
    return int.from_bytes(state.account_leaf(nonce, 0, 0, 1 if length else 0, length, balance), "big")


def value_pairs():
    large = 10 ** 30
    pairs = [(0, 1), (1, 0), (large, 0), (large, large + 32), (large, large + 33), (large, large - 1000),
             (large, large + 5 * ETHER), (large, large - 1234 * 10 ** 15), (0, 2 ** 256 - 1), (2 ** 256 - 1, 5),
             (account(7, ETHER), account(8, ETHER - 5_250_000_000_001)),
             (account(7, ETHER), account(300, ETHER + 5_250_000_000_001)),
             (account(7, ETHER), account(8, ETHER)), (account(7, ETHER), account(7, 2 * ETHER)),
             (0, account(1, 0, 300)), (account(0, ETHER), account(1, ETHER - 1, 24576)),
             (account(2 ** 64 - 2, 1), account(2 ** 64 - 1, 2 ** 128 - 1)),
             (number("a"), number("a") ^ 0xFF00FF << 160), (0, 5 << 248), (number("a"), number("b")),
             (0, 10 ** 9), (0, 10 ** 77), (7 * 10 ** 60, 0), (2 ** 256 - 1, 2 ** 256 - 2)]
    for i in range(60):
        before = number(f"before {i}") >> (i * 4)
        step = number(f"step {i}") >> (250 - 3 * i)
        pairs += [(before, (before + step) % 2 ** 256), (before, (before - step) % 2 ** 256),
                  (before, before ^ step << 30 & 2 ** 256 - 1)]
    return [(before, after) for before, after in pairs if before != after]


def values():
    out = []
    for before, after in value_pairs():
        form, payload = state.encode_value(before, after)
        out.append({"before": text(state.be(before, 32)), "after": text(state.be(after, 32)),
                    "encoded": text(bytes([form]) + payload)})
    return out


def lists():
    pairs = value_pairs()
    many_new = {sample(f"new {i}"): pairs[i][1] or 1 for i in range(100)}
    many_existing = {i * i * 37 + i: pair for i, pair in enumerate(pairs)}
    cases = [({}, {}),
             ({b"\x12\x34" + bytes(30): 1, b"\x12\x35" + bytes(30): ETHER},
              {5: pairs[10], 1000: (large_before := 10 ** 30, large_before + 5 * ETHER)}),
             ({}, {0: (0, 1), 1: (0, 1), 2 ** 48: (1, 0)}),
             (many_new, many_existing)]
    out = []
    for new, existing in cases:
        out.append({
            "new": [{"key": text(k), "after": text(state.be(v, 32))} for k, v in sorted(new.items())],
            "existing": [{"index": text(index), "before": text(state.be(b, 32)), "after": text(state.be(a, 32))}
                         for index, (b, a) in sorted(existing.items())],
            "encoded": text(state.encode_list(new, existing))})
    return out


def vectors():
    return {"protocol": 1, "keys": keys(), "accounts": accounts(), "codes": codes(), "trees": trees(),
            "commitments": commitments(), "values": values(), "lists": lists()}


# What the pages quote: page, the text before " = ", and where it is in the vectors.
QUOTED = [
    ("engine/state/FORMAT.md", "storage key of 0x11…11, slot 5", ("keys", 2, "key")),
    ("engine/state/FORMAT.md", "account key of 0x11…11", ("keys", 3, "key")),
    ("engine/state/FORMAT.md", "account nonce 7, 10^18 wei", ("accounts", 1, "packed")),
    ("engine/state/FORMAT.md", "account of a 300-byte contract", ("accounts", 2, "packed")),
    ("engine/state/FORMAT.md", "commitment of both trees empty", ("commitments", 0, "commitment")),
    ("engine/state/TREE_FORMAT.md", "root of the empty tree", ("trees", 0, "steps", 0, "root")),
    ("engine/state/TREE_FORMAT.md", "after keys 0x20…, 0x10…, both value 1", ("trees", 1, "steps", 1, "root")),
    ("engine/state/DIFFERENCE_FORMAT.md", "0 → 1", ("values", 0, "encoded")),
    ("engine/state/DIFFERENCE_FORMAT.md", "10^30 → 10^30 + 5·10^18", ("values", 6, "encoded")),
    ("engine/state/DIFFERENCE_FORMAT.md", "nonce + 1, balance − 5250000000001", ("values", 10, "encoded")),
    ("engine/state/DIFFERENCE_FORMAT.md", "30 bytes of zero after 1234 and 1235, and two changes",
     ("lists", 1, "encoded")),
]
