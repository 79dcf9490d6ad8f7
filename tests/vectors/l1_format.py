"""The formats between chains and the L1, written from engine/l1/FORMATS.md alone."""

from keccak import keccak256
from state_format import be

ZERO = bytes(32)


def word(value):
    return be(value, 32) if isinstance(value, int) else bytes(32 - len(value)) + value


# L1 queue

def queue_hash(sender, to, gas_limit, per_pubdata, max_fee, nonce, value, minted, refund, data):
    """keccak of abi.encode(L2CanonicalTransaction): one dynamic tuple of 19 words and five tails."""
    head = [word(field) for field in (0x7f, sender, to, gas_limit, per_pubdata, max_fee, 0, 0, nonce, value, minted,
                                      refund, 0, 0)]
    tails = [data, b"", b"", b"", b""]
    offset = 32 * (len(head) + len(tails))
    body = b""
    for tail in tails:
        head.append(word(offset + len(body)))
        body += word(len(tail)) + tail + bytes(-len(tail) % 32)
    return keccak256(word(32) + b"".join(head) + body)


def rolling(hashes):
    out = keccak256(b"")
    for item in hashes:
        out = keccak256(out + item)
    return out


# Message accumulator: RFC 9162, 2.1.1 and 2.1.4.1

def tree(leaves):
    if len(leaves) == 1:
        return keccak256(b"\x00" + leaves[0])
    k = largest_power_below(len(leaves))
    return keccak256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:]))


def largest_power_below(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def consistency(m, leaves, complete=True):
    """SUBPROOF(m, D[n], b)."""
    n = len(leaves)
    if m == n:
        return [] if complete else [tree(leaves)]
    k = largest_power_below(n)
    if m <= k:
        return consistency(m, leaves[:k], complete) + [tree(leaves[k:])]
    return consistency(m - k, leaves[k:], False) + [tree(leaves[:k])]


def accumulator(messages):
    return keccak256(be(len(messages), 8) + tree(messages)) if messages else ZERO


# Asset flows

def flow_rows(flows):
    return b"".join(asset + be(chain, 8) + be(sent, 16) + be(received, 16)
                    for (asset, chain), (sent, received) in sorted(flows.items()))


def flow_root(flows):
    return keccak256(flow_rows(flows)) if flows else ZERO


# Stored batch

def stored(number, timestamp, epoch, queue_end, state, accumulator_after, output, public):
    return keccak256(b"".join(map(word, (number, timestamp, epoch, queue_end, state, accumulator_after, output,
                                         public))))


# Messages to the L1, as in the ZK Stack

def message_leaf(transaction, sender, data):
    return keccak256(bytes([0, 1]) + be(transaction, 2) + be(0x8008, 20) + word(sender) + keccak256(data))


def message_root(leaves, depth=14):
    """The root and the path of the first leaf."""
    empty = keccak256(bytes(88))
    level, path = list(leaves), []
    for _ in range(depth):
        path.append(level[1] if len(level) > 1 else empty)
        level = [keccak256(a + b) for a, b in zip(level[::2], level[1::2] + [empty])]
        empty = keccak256(empty + empty)
    return level[0], path
