"""The cases of stf.json."""

from keccak import keccak256
import state_format as state
import stf_format as stf
from state_vectors import ETHER, number, sample, text

GWEI = 10 ** 9


def headers():
    nothing = stf.root([])
    cases = [(bytes(32), bytes(20), nothing, nothing, 0, 30_000_000, 0, 0, 250_000_000),
             (sample("parent"), sample("collector", 20), sample("transactions"), sample("receipts"), 127, 2 ** 63 + 5,
              128, 1_700_000_000, 0),
             (sample("parent"), b"\x11" * 20, nothing, sample("receipts"), 2 ** 64 - 1, 30_000_000, 29_999_999,
              2 ** 64 - 1, 2 ** 256 - 1)]
    names = ("parent_hash", "coinbase", "transactions_root", "receipts_root", "number", "gas_limit", "gas_used",
             "timestamp", "base_fee")
    return [{**{name: text(field) for name, field in zip(names, case)}, "encoded": text(stf.header(*case)),
             "hash": text(keccak256(stf.header(*case)))} for case in cases]


def receipts():
    cases = [(0, 21000, 21000, 0, GWEI, bytes(20), []),
             (1, 54321, 75321, 987654321, 2 ** 255, sample("created", 20),
              [(sample("token", 20), [sample("topic 0"), sample("topic 1"), sample("topic 2")], state.be(ETHER, 32)),
               (sample("other", 20), [], b""), (bytes(20), [bytes(32)] * 4, bytes(range(256)) * 5)]),
             (1, 2 ** 63, 2 ** 64 - 1, 1, 0, bytes(20), [(b"\x11" * 20, [sample("topic")], b"\x00")])]
    rows = [{"success": case[0] == 1, "gas_used": text(case[1]), "cumulative_gas_used": text(case[2]),
             "cycles": text(case[3]), "effective_gas_price": text(case[4]), "contract_address": text(case[5]),
             "logs": [{"address": text(address), "topics": [text(topic) for topic in topics], "data": text(data)}
                      for address, topics, data in case[6]]}
            for case in cases]
    digests = [stf.receipt_digest(*case) for case in cases]
    return [{"receipts": rows[:n], "root": text(stf.root(digests[:n]))} for n in range(4)]


def transactions():
    hashes = [sample(f"transaction {i}") for i in range(40)]
    return [{"hashes": [text(h) for h in hashes[:n]], "root": text(stf.root(hashes[:n]))} for n in (0, 1, 2, 40)]


def base_fees():
    cases = [(15_000_000, 30_000_000, GWEI, 1), (30_000_000, 30_000_000, GWEI, 1), (0, 30_000_000, GWEI, 1),
             (15_000_001, 30_000_000, 7, 1), (0, 30_000_000, GWEI, GWEI), (21_000, 30_000_000, 250_000_000, 10 ** 8),
             (29_000_000, 30_000_001, 2 ** 80 + 12345, 1), (1, 3, 100, 1), (0, 30_000_000, 0, 0)]
    names = ("gas_used", "gas_limit", "base_fee", "minimum", "next")
    return [{name: text(field) for name, field in zip(names, case + (stf.next_base_fee(*case),))} for case in cases]


# L1, base token, group, seconds of an epoch, data scheme.
SETTLEMENTS = [(31337, sample("base token"), sample("group"), 10, 2), (1, sample("other token"), bytes(32), 0, 128)]


def settlement_of(settlement=None):
    if not settlement:
        return {}
    names = ("chain_id", "base_token", "group", "epoch_seconds", "data_scheme")
    return {"settlement": {name: text(field) for name, field in zip(names, settlement)}}


def rules():
    cases = [(270, 30_000_000, b"\x11" * 20, 250_000_000, 100), (2 ** 64 - 1, 1, bytes(20), 2 ** 256 - 1, 2 ** 63),
             (270, 30_000_000, b"\x11" * 20, 250_000_000, 100, SETTLEMENTS[0]),
             (270, 30_000_000, b"\x11" * 20, 250_000_000, 100, SETTLEMENTS[1])]
    names = ("chain_id", "block_gas_limit", "fee_collector", "minimum_base_fee", "cycles_per_gas")
    out = []
    for case in cases:
        key, value = stf.rules_leaf(*case)
        out.append({**{name: text(field) for name, field in zip(names, case)}, **settlement_of(*case[5:]),
                    "key": text(key), "value": text(value)})
    return out


def outputs():
    full = {name: sample(name) if width == 32 else number(name) % 2 ** (8 * width)
            for name, width in stf.OUTPUT_FIELDS}
    cases = [stf.empty_output(), stf.empty_output() | {"chain_id": 270, "batch_number": 1, "cycles": 12345}, full]
    return [{**{name: text(field) for name, field in case.items()}, "hash": text(stf.output_hash(case))}
            for case in cases]


def batches():
    """From summaries to pubdata, output hash and public input."""
    codes = [bytes.fromhex("6001600055"), bytes(range(256)) * 2]
    new = {sample(f"new {i}"): ETHER * (i + 1) for i in range(5)}
    existing = {7 * i + 1: (ETHER * 10 + i, ETHER * 10 - number(f"fee {i}") % 2 ** 45) for i in range(9)}
    cases = [(1, 1_000_000, [1_000_000], {}, {}, []), (77, 1_000_000, [1_000_000, 1_000_000, 1_000_130], new, existing, codes),
             (2 ** 40, 5, list(range(5, 305)), {}, existing, codes[:1]),
             (5, 1_000_000, [1_000_009, 1_000_009, 1_000_019], new, {}, [], SETTLEMENTS[0]),
             (6, 1_000_019, [1_000_020], {}, existing, [], SETTLEMENTS[1])]
    out = []
    for batch, start, times, new, existing, codes, *settlement in cases:
        hashes = [sample(f"block {i}") for i in range(len(times))]
        last = (sample("transactions"), sample("receipts"), 21_000 * batch % 2 ** 40, 250_000_000 * (batch - 1))
        recent = [sample("earlier")] + hashes
        before = {"on_chain": (sample("before"), 1000), "number": 10, "recent": state.recent_blocks([sample("earlier")]),
                  "timestamp": start}
        after = {"on_chain": (sample("after"), 1000 + len(new)), "number": 10 + len(times),
                 "recent": state.recent_blocks(recent[-256:]), "timestamp": times[-1]}
        empty = (state.Tree().root(), 1)
        commitments = [state.commitment(s["on_chain"], empty, s["number"], s["recent"], s["timestamp"])
                       for s in (before, after)]
        data = stf.pubdata(start, times, hashes, last, state.encode_list(new, existing), codes)
        fields = stf.empty_output() | {
            "chain_id": 270, "batch_number": batch, "first_timestamp": times[0], "last_timestamp": times[-1],
            "data_commitment": keccak256(data), "cycles": 31 * batch}
        for l1, _, group, epoch_seconds, scheme in settlement:
            fields |= {"settlement_chain_id": l1, "group": group, "data_scheme": scheme,
                       "epoch": stf.epoch(group, epoch_seconds, times[-1])}
        output = stf.output_hash(fields)
        out.append({
            **settlement_of(*settlement),
            "chain_id": text(270), "batch_number": text(batch), "cycles": text(31 * batch),
            **{name: {"root": text(s["on_chain"][0]), "count": text(s["on_chain"][1]), "number": text(s["number"]),
                      "recent_blocks": text(s["recent"]), "timestamp": text(s["timestamp"])}
               for name, s in (("before", before), ("after", after))},
            "timestamps": [text(t) for t in times], "block_hashes": [text(h) for h in hashes],
            "last_block": dict(zip(("transactions_root", "receipts_root", "gas_used", "base_fee"), map(text, last))),
            "new": [{"key": text(k), "after": text(state.be(v, 32))} for k, v in sorted(new.items())],
            "existing": [{"index": text(i), "before": text(state.be(b, 32)), "after": text(state.be(a, 32))}
                         for i, (b, a) in sorted(existing.items())],
            "new_code": [text(code) for code in codes],
            "commitment_before": text(commitments[0]), "commitment_after": text(commitments[1]),
            "pubdata": text(data), "output_hash": text(output),
            "public_input": text(stf.public_input(*commitments, output))})
    return out


# As liblzma 5.4.1 compresses the content of the second batch.
STREAM = bytes.fromhex(
    "00018037ffab6ba944dfbfb4373877d1ce274aec23536d7e55915a6171469b843aaa31256d26baa1583f220a637733675a717671"
    "dc473d58467cdda899d50cd91dae6b42682da0c198d240eb17c6c8b17227c0b17f93cbca83c35333400bcc3e6e3984cb3ad6cc91"
    "bcfa9e3fb21300b361625cbaf64d4ea2ce9464df63ba78353a20dbb8efc8470fb2a7f4fe11bd0d1e448aa18a5b19b77a0719263f"
    "6de98f191c6b1d214d48d2f81763a26c847cabd77e4660960f31d6023a5fce7b063391f60ff55f7fe95e4ad89212f78d9b1743e4"
    "112d329e389f8a033d961d15f3d2e7a251ab9f5b08a5c398f29c2721fe40c4358eb016599a98257a2f63075a014c9cef62893d04"
    "2a19e837fba8f33ebf82e048f86a0062402cf7e14c3c404e546faefdce6d1950d3f10649fd6725ecb7b1380dbca4b2fecb8c509f"
    "c8879cd21a9663fd04da8ff987185b45b317baf701259192a35aae42bb36c1923cd94aba7c1faf8c281669397a249b14aa92e39b"
    "e0511dd040e72601ab3f0c391970d5474c48978e9ca9e3d0fefcc098901da1db67ae080a83decc8a949be7fc5e8d515980de981e"
    "81497a4167f5dcd73bd08221b0d887cf8f27f0aa1484521adda85862393cbeff6cb22d48acd25d2d960b1e926bac28d9d97f7ed3"
    "b31186a0a402543dde8689eec1c6412c1d7d5a2821b5bdb5d2f3d37c1f15c2de36cfa790b7099e3bce3b0e65ac5cfbbb35e03787"
    "76dc8e71ed02d47cafd4ac2e0baaf27cb5c3476f1bc6b421715fdcf0c66624833e3ebe650be747cbf1b9840529fc3c9d2e2ebe3a"
    "8eb5df812fc61aeff9ac557e1e2982fc01981fdab6315a231572eef25b31af5313fa7537e23aa5a5dade34638516eb1e63702f78"
    "ea1ca60ee05cc39ae5d6e0c62ade4b6549d873803dcffabc720000")


def compressed():
    """Content, a stream that stands for it, and the pubdata with both."""
    content = bytes.fromhex(batches()[1]["pubdata"][2:])[2:]
    return [{"content": text(content), "stream": text(STREAM), "pubdata": text(stf.compressed_pubdata(content, STREAM))}]


def vectors():
    return {"protocol": 1, "headers": headers(), "transactions": transactions(), "receipts": receipts(),
            "base_fees": base_fees(), "rules": rules(), "outputs": outputs(), "batches": batches(),
            "compressed": compressed()}


QUOTED = [
    ("engine/stf/HEADER.md", "hash of the first header", ("headers", 0, "hash")),
    ("engine/stf/HEADER.md", "receiptsRoot of the first receipt", ("receipts", 1, "root")),
    ("engine/stf/HEADER.md", "both roots of an empty block", ("transactions", 0, "root")),
    ("engine/stf/OUTPUT.md", "output hash, every field empty", ("outputs", 0, "hash")),
    ("engine/stf/OUTPUT.md", "pubdata of the first batch", ("batches", 0, "pubdata")),
    ("engine/stf/OUTPUT.md", "public input of the first batch", ("batches", 0, "public_input")),
    ("engine/stf/GENESIS.md", "key of the rules leaf", ("rules", 0, "key")),
    ("engine/stf/GENESIS.md", "value for the first rules", ("rules", 0, "value")),
    ("engine/stf/GENESIS.md", "value for rules with an L1", ("rules", 2, "value")),
]
