"""BLAKE3, plain hash mode, 32 bytes of output (O'Connor et al., "BLAKE3", 2020)."""

IV = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
PERMUTATION = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
QUARTERS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
            (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
CHUNK_START, CHUNK_END, PARENT, ROOT = 1, 2, 4, 8
MASK = 0xFFFFFFFF


def rotate(word, bits):
    return (word >> bits | word << (32 - bits)) & MASK


def compress(chaining, words, counter, length, flags):
    v = list(chaining) + list(IV[:4]) + [counter & MASK, counter >> 32, length, flags]
    for _ in range(7):
        for i, (a, b, c, d) in enumerate(QUARTERS):
            for word, first, second in ((words[2 * i], 16, 12), (words[2 * i + 1], 8, 7)):
                v[a] = (v[a] + v[b] + word) & MASK
                v[d] = rotate(v[d] ^ v[a], first)
                v[c] = (v[c] + v[d]) & MASK
                v[b] = rotate(v[b] ^ v[c], second)
        words = [words[i] for i in PERMUTATION]
    return [v[i] ^ v[i + 8] for i in range(8)]


def words_of(block):
    block = block.ljust(64, b"\0")
    return [int.from_bytes(block[i:i + 4], "little") for i in range(0, 64, 4)]


def chunk(data, counter, root):
    value = list(IV)
    blocks = [data[i:i + 64] for i in range(0, len(data), 64)] or [b""]
    for i, block in enumerate(blocks):
        last = i == len(blocks) - 1
        flags = (CHUNK_START if i == 0 else 0) | (CHUNK_END if last else 0) | (ROOT if last and root else 0)
        value = compress(value, words_of(block), counter, len(block), flags)
    return value


def subtree(data, counter, root):
    if len(data) <= 1024:
        return chunk(data, counter, root)
    # The left subtree holds the greatest power of two of chunks that leaves something to the right.
    left = 1024
    while 2 * left < len(data):
        left *= 2
    children = subtree(data[:left], counter, False) + subtree(data[left:], counter + left // 1024, False)
    return compress(IV, children, 0, 64, PARENT | (ROOT if root else 0))


def blake3(data):
    return b"".join(word.to_bytes(4, "little") for word in subtree(data, 0, True))
