"""The formats between islands, written from engine/l1/FORMATS.md and ERC-7930 alone."""

from keccak import keccak256
from l1_format import largest_power_below, tree, word
from state_format import be

CENTER = be(0x1000d, 20)
HANDLER = be(0x1000e, 20)


# ABI encoding: of a tuple's fields, words stand for themselves and Tail for what is elsewhere

class Tail(bytes):
    pass


def pack(fields):
    head, tails = b"", b""
    size = sum(len(field) if not isinstance(field, Tail) else 32 for field in fields)
    for field in fields:
        if isinstance(field, Tail):
            head += word(size + len(tails))
            tails += field
        else:
            head += field
    return head + tails


def octets(data):
    return Tail(word(len(data)) + data + bytes(-len(data) % 32))


def right(data):
    return data + bytes(32 - len(data))


# Addresses of ERC-7930, version 1

def address(chain, account):
    """Either may be None."""
    reference = b"" if chain is None else chain.to_bytes((chain.bit_length() + 7) // 8, "big")
    return b"\x00\x01\x00\x00" + be(len(reference), 1) + reference + be(len(account or b""), 1) + (account or b"")


def checksum_text(account):
    """EIP-55."""
    digits = account.hex()
    marks = keccak256(digits.encode()).hex()
    return "0x" + "".join(d.upper() if int(m, 16) > 7 else d for d, m in zip(digits, marks))


def interop_text(chain, account):
    """What people read: account, chain, and the first bytes of the hash of all but the version."""
    return f"{checksum_text(account)}@eip155:{chain}#{keccak256(address(chain, account)[2:])[:4].hex().upper()}"


# Messages in an accumulator

def accumulated(sender, data):
    return sender + data


def audit_path(index, leaves):
    """PATH(m, D[n]), RFC 9162 section 2.1.3.1."""
    n = len(leaves)
    if n == 1:
        return []
    k = largest_power_below(n)
    if index < k:
        return audit_path(index, leaves[:k]) + [tree(leaves[k:])]
    return audit_path(index - k, leaves[k:]) + [tree(leaves[:k])]


# Bundles

def mint_data(sender, receiver, token, amount, token_data):
    return pack([word(sender), word(receiver), word(token), word(amount), octets(token_data)])


def token_data(chain, name, symbol, decimals):
    text = [pack([octets(value)]) for value in (name, symbol)]
    return b"\x01" + pack([word(chain), octets(text[0]), octets(text[1]), octets(word(decimals))])


def call(to, sender, value, data):
    return Tail(pack([right(b"\x01"), word(0), word(to), word(sender), word(value), octets(data)]))


def attributes(execution_address, deadline, gas, fee, fee_asset, sender):
    return Tail(pack([octets(execution_address), word(deadline), word(gas), octets(fee), fee_asset, word(sender)]))


def salt(sender, nonce):
    return keccak256(word(sender) + word(nonce))


def bundle(source, destination, base_token, bundle_salt, calls, bundle_attributes):
    array = Tail(word(len(calls)) + pack(calls))
    fields = [right(b"\x01"), word(source), word(destination), base_token, bundle_salt, array, bundle_attributes]
    return pack([Tail(pack(fields))])


def bundle_hash(source, encoded):
    return keccak256(pack([word(source), octets(encoded)]))


def call_id(hash_, index):
    return keccak256(hash_ + word(index))


def bundle_message(encoded):
    return b"\x01" + encoded


def cancel_message(source, hash_):
    return b"\x02" + word(source) + hash_
