"""The state formats, written from engine/state/*FORMAT.md alone."""

from blake3 import blake3

ONES = b"\xff" * 32
ZERO = bytes(32)


def be(number, width):
    return number.to_bytes(width, "big")


def minimal(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def varint(number):
    out = bytearray()
    while number >= 128:
        out.append(number % 128 + 128)
        number //= 128
    return bytes(out) + bytes([number])


# FORMAT.md

def key(tag, address, slot):
    return blake3(bytes([tag]) + address + be(slot, 32))


def account_leaf(nonce, version, place, kind, length, balance):
    if nonce == 0 and balance == 0 and kind == 0:
        return ZERO
    return be(nonce, 8) + bytes([version, place, kind, 0]) + be(length, 4) + be(balance, 16)


def recent_blocks(hashes):
    return blake3(b"".join(hashes))


def commitment(tree0, tree1, number, recent, timestamp):
    return blake3(tree0[0] + be(tree0[1], 8) + tree1[0] + be(tree1[1], 8) + be(number, 8) + recent + be(timestamp, 8))


# TREE_FORMAT.md

class Tree:
    def __init__(self):
        self.keys = [ZERO]
        self.values = {ZERO: ZERO}

    def apply(self, changes):
        new = []
        for k, v in changes.items():
            if k in self.values:
                self.values[k] = v
            elif v != ZERO:
                new.append((k, v))
        for k, v in sorted(new):
            self.keys.append(k)
            self.values[k] = v

    def leaf(self, index):
        k = self.keys[index]
        return k, self.values[k], min((other for other in self.keys if other > k), default=ONES)

    def floor(self, k):
        return self.keys.index(max(other for other in self.keys if other <= k))

    def depth(self):
        depth = 0
        while 2 ** depth < len(self.keys):
            depth += 1
        return depth

    def node(self, level, position):
        if position * 2 ** level >= len(self.keys):
            return ZERO
        if level == 0:
            return blake3(b"".join(self.leaf(position)))
        return blake3(self.node(level - 1, 2 * position) + self.node(level - 1, 2 * position + 1))

    def root(self):
        return self.node(self.depth(), 0)

    def path(self, index):
        return [self.node(level, (index >> level) ^ 1) for level in range(self.depth())]

    def multiproof(self, reads, changes):
        leaves = {self.floor(k) for k in list(reads) + list(changes)}
        if any(k not in self.values for k in changes):
            leaves.add(len(self.keys) - 1)
        siblings = []
        for level in range(self.depth() if leaves else 0):
            known = {index >> level for index in leaves}
            wanted = {position ^ 1 for position in known} - known
            siblings += [self.node(level, p) for p in sorted(wanted) if p << level < len(self.keys)]
        return sorted(leaves), siblings


# DIFFERENCE_FORMAT.md

def forms(before, after):
    """Every form that leads from one number to the other, as (form byte, payload)."""
    yield 0x00, be(after, 32)
    if after == 0:
        yield 0x01, b""
    for base, plain, small, delta in ((0x01, 0x20, 0x7F, after - before), (0x10, 0x40, 0x9F, before - after)):
        if delta <= 0:
            continue
        exponent, mantissa = 0, delta
        while mantissa % 10 == 0:
            exponent, mantissa = exponent + 1, mantissa // 10
        if exponent >= 9 and len(minimal(mantissa)) <= 15:
            yield base + len(minimal(mantissa)), bytes([exponent]) + minimal(mantissa)
        if len(minimal(delta)) <= 31:
            yield plain + len(minimal(delta)), minimal(delta)
        if delta <= 32:
            yield small + delta, b""
    old, new = be(before, 32), be(after, 32)
    changed = [i for i in range(32) if old[i] != new[i]]
    first, last = changed[0], changed[-1]
    if last - first + 1 <= 31:
        yield 0x60 + last - first + 1, bytes([first]) + new[first:last + 1]
    nonce = (after >> 192) - (before >> 192)
    if nonce < 0:
        return
    delta = after % 2 ** 128 - before % 2 ** 128
    amount = minimal(abs(delta))
    if old[8:16] == new[8:16]:
        yield (0xE0 if delta > 0 else 0xC0) + len(amount), varint(nonce) + amount
    elif new[11] == 0:
        sign = 0x80 if delta < 0 else 0
        length = int.from_bytes(new[12:16], "big")
        yield 0xFF, varint(nonce) + new[8:11] + varint(length) + bytes([sign + len(amount)]) + amount


def encode_value(before, after):
    return min(forms(before, after), key=lambda form: (len(form[1]), form[0]))


def encode_list(new, existing):
    """new: {key: after}; existing: {index: (before, after)}; values as numbers."""
    out = varint(len(new)) + varint(len(existing))
    head = 0
    for k in sorted(new):
        this = k[0] * 256 + k[1]
        out += varint(this - head)
        head = this
    out += b"".join(k[2:] for k in sorted(new))
    least = 0
    for index in sorted(existing):
        out += varint(index - least)
        least = index + 1
    values = [encode_value(0, new[k]) for k in sorted(new)]
    values += [encode_value(*existing[index]) for index in sorted(existing)]
    return out + bytes(form for form, _ in values) + b"".join(payload for _, payload in values)
