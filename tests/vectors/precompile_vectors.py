"""Calls of each precompile that take long, with what they cost by Osaka's prices and by evm/CYCLES.md.

Which inputs take longest is known of the usual methods: scalars whose bits alternate defeat windows and
signed digits, short exponents leave only what precedes them, even moduli are split in two."""

QUOTED = []

ALTERNATING = 0x55 * (2**256 - 1) // 0xff
SECP256K1 = (2**256 - 2**32 - 977, 0, 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141,
             (0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798,
              0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8))
P256 = (2**256 - 2**224 + 2**192 + 2**96 - 1, -3, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
        (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
         0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5))
BN254_P = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47
# Generators: EIP-197 (imaginary parts first), EIP-2537.
BN254_G2 = (0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2,
            0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed,
            0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b,
            0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa)
BLS_G1 = bytes.fromhex(
    "0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83f"
    "f97a1aeffb3af00adb22c6bb0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af6"
    "00db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1")
BLS_G2 = bytes.fromhex(
    "00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac"
    "0326a805bbefd48056c8c121bdb80000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d0"
    "9920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e000000000000000000000000000000000ce5d527727d"
    "6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b828010000000000000000"
    "00000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9"
    "075ff05f79be")
# A point evaluation of Ethereum's main net, as in execution-spec-tests.
POINT_EVALUATION = bytes.fromhex(
    "018156b94fe9735e573bab36dad05d60feb720d424ccd20aaf719343c31e4246019123bcb9d06356701f7be08b4494625b87"
    "a7b02edc566126fb81f6306e915f6c2eb1e94c2532935b8465351ba1bd88eabe2b3fa1aadff7d1cd816e8315bd38a9546d41"
    "993e10df2a7429b8490394ea9ee62807bae6f326d1044a51581306f58d4b9dfd5931e044688855280ff3799ea2ea83d9391e"
    "0ee42e0c650acc7a1f842a7d385189485ddb4fd54ade3d9fd50d608167dca6c776aad4b8ad5c20691bfe")


def word(number):
    return number.to_bytes(32, "big")


def multiply(curve, scalar):
    """scalar times the generator, by doubling and adding."""
    p, a, _, generator = curve
    result = None
    for bit in bin(scalar)[2:]:
        result = add(p, a, result, result)
        if bit == "1":
            result = add(p, a, result, generator)
    return result


def add(p, a, left, right):
    if left is None or right is None:
        return left or right
    (x1, y1), (x2, y2) = left, right
    slope = (3 * x1 * x1 + a) * pow(2 * y1, -1, p) if left == right else (y2 - y1) * pow(x2 - x1, -1, p)
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def ecrecover(scalar):
    """A signature whose recovery multiplies both points by `scalar`."""
    _, _, n, _ = SECP256K1
    x, y = multiply(SECP256K1, 5)
    r, u = x % n, scalar % n
    return word(-u * r % n) + word(27 + y % 2) + word(r) + word(u * r % n)


def p256_verify(scalar):
    _, _, n, _ = P256
    key, u = 7, scalar % n
    r = multiply(P256, (u + u * key) % n)[0] % n
    s = r * pow(u, -1, n) % n
    x, y = multiply(P256, key)
    return word(u * s % n) + word(r) + word(s) + word(x) + word(y)


def modexp(size, exponent, last):
    """Base and modulus of `size` bytes; `last` byte of the modulus says if it is even."""
    return word(size) + word(len(exponent)) + word(size) + b"\xfb" * size + exponent + b"\xf3" * (size - 1) + bytes([last])


def modexp_gas(size, exponent):
    """EIP-7883."""
    head = int.from_bytes(exponent[:32], "big")
    iterations = max(1, max(0, head.bit_length() - 1) + 16 * max(0, len(exponent) - 32))
    complexity = 2 * words8(size) ** 2 if size > 32 else 16
    return max(500, complexity * iterations)


def words8(size):
    return -(-size // 8)


def words32(size):
    return -(-size // 32)


def cases():
    """(name, number, input, gas, surcharge)"""
    for scalar, name in ((ALTERNATING, "alternating"), (2**256 - 1, "ones")):
        yield f"ECRECOVER, scalars {name}", 0x01, ecrecover(scalar), 3000, 5_000_000
        yield f"P256VERIFY, scalars {name}", 0x100, p256_verify(scalar), 6900, 5_000_000
        yield f"BN254 multiplication, scalar {name}", 0x07, word(1) + word(2) + word(scalar), 6000, 6_000_000
        yield f"BLS12-381 G1 MSM, scalar {name}", 0x0c, BLS_G1 + word(scalar), 12000, 26_000_000
        yield f"BLS12-381 G2 MSM, scalar {name}", 0x0e, BLS_G2 + word(scalar), 22500, 56_000_000
    for size in (0, 1, 56, 1600):
        data = b"a" * size
        yield f"SHA-256 of {size}", 0x02, data, 60 + 12 * words32(size), 3500 * ((size + 8) // 64 + 1)
        yield f"RIPEMD-160 of {size}", 0x03, data, 600 + 120 * words32(size), 0
        yield f"identity of {size}", 0x04, data, 15 + 3 * words32(size), 0
    for size, exponent in ((1, b"\xff"), (32, b"\x03"), (32, b"\xff" * 4), (32, b"\xff" * 32), (40, b"\xff" * 4),
                           (64, b"\xff"), (64, b"\xff" * 4), (64, b"\xff" * 40), (128, b"\x03"), (128, b"\xff" * 8),
                           (256, b"\x03"), (256, b"\xff"), (512, b"\x03"), (1024, b"\x03")):
        for last in (0xd1, 0xd0):
            gas = modexp_gas(size, exponent)
            name = f"MODEXP of {size}, {'even' if last % 2 == 0 else 'odd'}, exponent {len(exponent)} x {exponent[0]:02x}"
            yield name, 0x05, modexp(size, exponent, last), gas, 256 * gas + 4000 * max(4, words8(size)) ** 2
    point = word(1) + word(2)
    yield "BN254 addition, doubling", 0x06, point * 2, 150, 400_000
    yield "BN254 addition", 0x06, point + word(1) + word(BN254_P - 2), 150, 400_000
    pair = point + b"".join(map(word, BN254_G2))
    for pairs in (1, 3):
        yield f"BN254 pairing of {pairs}", 0x08, pair * pairs, 45000 + 34000 * pairs, 30_000_000 + 22_000_000 * pairs
    for rounds in (0, 1, 12, 1000):
        data = rounds.to_bytes(4, "big") + b"[" * 208 + b"\x01"
        yield f"BLAKE2 F of {rounds} rounds", 0x09, data, rounds, 2500 + 600 * rounds
    yield "point evaluation", 0x0a, POINT_EVALUATION, 50000, 190_000_000
    yield "BLS12-381 G1 addition, doubling", 0x0b, BLS_G1 * 2, 375, 1_800_000
    yield "BLS12-381 G2 addition, doubling", 0x0d, BLS_G2 * 2, 600, 3_000_000
    for pairs in (1, 2):
        yield (f"BLS12-381 pairing of {pairs}", 0x0f, (BLS_G1 + BLS_G2) * pairs, 37700 + 32600 * pairs,
               75_000_000 + 50_000_000 * pairs)
    for value in (7, 2**380 - 1):
        field = value.to_bytes(64, "big")
        yield f"BLS12-381 map to G1, of {value.bit_length()} bits", 0x10, field, 5500, 12_000_000
        yield f"BLS12-381 map to G2, of {value.bit_length()} bits", 0x11, field * 2, 23800, 40_000_000


def vectors():
    return {"schedule": 1, "calls": [
        {"name": name, "address": hex(number), "input": "0x" + data.hex(), "gas": hex(gas), "surcharge": hex(surcharge)}
        for name, number, data, gas, surcharge in cases()]}
