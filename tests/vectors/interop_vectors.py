"""The cases of interop.json."""

import interop_format as interop
import l1_format as l1
from keccak import keccak256
from state_format import be
from state_vectors import sample, text

ALICE = b"\xa1" * 20
BOB = b"\xb0" * 20
VITALIK = bytes.fromhex("d8da6bf26964af9d7eed9e03e53415d37aa96045")  # the ERC's example
ROUTER = be(0x10003, 20)


def addresses():
    cases = [(1, VITALIK), (271, ALICE), (2 ** 64 - 1, BOB), (127, bytes(20)), (256, ALICE)]
    return [{"chain": text(chain), "account": text(account), "binary": text(interop.address(chain, account)),
             "chain_only": text(interop.address(chain, None)), "account_only": text(interop.address(None, account)),
             "text": interop.interop_text(chain, account)} for chain, account in cases]


def inclusions():
    messages = [interop.accumulated(ALICE, b"message %d" % i) for i in range(40)]
    cases = [(1, 0), (2, 0), (2, 1), (3, 2), (5, 4), (7, 3), (8, 7), (13, 12), (21, 16), (40, 0), (40, 31), (40, 39)]
    return [{"count": text(n), "index": text(i), "sender": text(ALICE), "data": text(messages[i][20:]),
             "leaf": text(keccak256(b"\x00" + messages[i])), "root": text(l1.tree(messages[:n])),
             "accumulator": text(l1.accumulator(messages[:n])),
             "path": [text(node) for node in interop.audit_path(i, messages[:n])]} for n, i in cases]


def bundles():
    asset = keccak256(l1.word(31337) + l1.word(be(0x10004, 20)) + l1.word(1))
    data = interop.token_data(31337, b"Ether", b"ETH", 18)
    fee = interop.mint_data(ALICE, bytes(20), be(1, 20), 10 ** 15, data)
    mint = interop.mint_data(ALICE, BOB, be(1, 20), 10 ** 18, data)
    selector = keccak256(b"finalizeDeposit(uint256,bytes32,bytes)")[:4]
    transfer = selector + interop.pack([l1.word(271), asset, interop.octets(mint)])
    cases = [
        (271, 272, bytes(32), 0, [(BOB, ALICE, 0, b"ahoy")], (b"", 1_800_086_400, 0, b"", bytes(32), ALICE)),
        (271, 272, asset, 7, [(BOB, ALICE, 5, b""), (ROUTER, ROUTER, 0, transfer)],
         (interop.address(272, BOB), 1_800_000_001, 2_000_000, fee, asset, ALICE)),
    ]
    rows = []
    for source, destination, base, nonce, calls, attributes in cases:
        salt = interop.salt(ALICE, nonce)
        encoded = interop.bundle(source, destination, base, salt, [interop.call(*c) for c in calls],
                                 interop.attributes(*attributes))
        hash_ = interop.bundle_hash(source, encoded)
        message = interop.accumulated(interop.CENTER, interop.bundle_message(encoded))
        cancelled = interop.accumulated(interop.HANDLER, interop.cancel_message(source, hash_))
        rows.append({"source": text(source), "destination": text(destination), "sender": text(ALICE),
                     "nonce": text(nonce), "salt": text(salt), "bundle": text(encoded), "hash": text(hash_),
                     "call_ids": [text(interop.call_id(hash_, i)) for i in range(len(calls))],
                     "leaf": text(keccak256(b"\x00" + message)),
                     "cancellation": text(interop.cancel_message(source, hash_)),
                     "cancellation_leaf": text(keccak256(b"\x00" + cancelled))})
    return rows


def vectors():
    return {"protocol": 1, "addresses": addresses(), "inclusions": inclusions(), "bundles": bundles()}


QUOTED = [
    ("engine/l1/FORMATS.md", "leaf of a message from an account", ("inclusions", 0, "leaf")),
    ("engine/l1/FORMATS.md", "hash of bundle 0", ("bundles", 0, "hash")),
    ("engine/l1/FORMATS.md", "hash of bundle 1", ("bundles", 1, "hash")),
    ("engine/l1/FORMATS.md", "leaf of the cancellation of bundle 1", ("bundles", 1, "cancellation_leaf")),
]
