"""Arithmetic of the 31-bit fields and their extensions, as walks: long chains of operations of which
only the end is kept. Integers modulo p and lists of coefficients, nothing of Montgomery's."""

FIELDS = {"KoalaBear": (2**31 - 2**24 + 1, 24, 3), "BabyBear": (2**31 - 2**27 + 1, 27, 31)}
# x^degree as coefficients of lower powers.
TAPS = {
    ("KoalaBear", 4): [3, 0, 0, 0],
    ("KoalaBear", 5): [1, 0, -1, 0, 0],
    ("KoalaBear", 6): [-1, 0, 0, -1, 0, 0],
    ("BabyBear", 4): [11, 0, 0, 0],
    ("BabyBear", 5): [2, 0, 0, 0, 0],
    ("BabyBear", 6): [31, 0, 0, 0, 0, 0],
}
STEPS = 1000


def add(a, b, p):
    return [(x + y) % p for x, y in zip(a, b)]


def subtract(a, b, p):
    return [(x - y) % p for x, y in zip(a, b)]


def multiply(a, b, taps, p):
    degree = len(a)
    product = [0] * (2 * degree - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            product[i + j] += x * y
    for k in range(2 * degree - 2, degree - 1, -1):
        for i, tap in enumerate(taps):
            product[k - degree + i] += tap * product[k]
        product[k] = 0
    return [x % p for x in product[:degree]]


def power(a, exponent, taps, p):
    result = [1] + [0] * (len(a) - 1)
    for bit in bin(exponent)[2:]:
        result = multiply(result, result, taps, p)
        if bit == "1":
            result = multiply(result, a, taps, p)
    return result


def trim(a):
    while a and a[-1] == 0:
        a = a[:-1]
    return a


def greatest_common_divisor(a, b, p):
    a, b = trim(a), trim(b)
    while b:
        while len(a) >= len(b):
            factor = a[-1] * pow(b[-1], -1, p)
            shift = len(a) - len(b)
            a = trim([(x - factor * (b[i - shift] if i >= shift else 0)) % p for i, x in enumerate(a)])
        a, b = b, a
    return a


def irreducible(taps, p):
    """Rabin's test."""
    degree = len(taps)
    x = [0, 1] + [0] * (degree - 2)
    modulus = [-tap % p for tap in taps] + [1]
    if power(x, p**degree, taps, p) != x:
        return False
    return all(
        len(greatest_common_divisor(modulus, subtract(power(x, p ** (degree // prime), taps, p), x, p), p)) == 1
        for prime in (2, 3, 5) if degree % prime == 0)


class Draws:
    """Elements, one in four coefficients an edge. The generator is Knuth's MMIX, its high half used."""

    def __init__(self, p):
        self.state, self.p = 1, p

    def word(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 32

    def coefficient(self):
        word = self.word()
        return [0, 1, self.p - 1][word // 4 % 3] if word % 4 == 0 else word // 4 % self.p

    def element(self, degree):
        return [self.coefficient() for _ in range(degree)]


def walk(p, taps):
    """The step i mod 4 of a walk from a and b is one of four, below."""
    degree, draws = len(taps), Draws(p)
    a, b = draws.element(degree), draws.element(degree)
    for i in range(STEPS):
        if i % 4 == 0:
            a = add(multiply(a, b, taps, p), draws.element(degree), p)
        elif i % 4 == 1:
            base = draws.coefficient()
            b = subtract(b, [base * x for x in a], p)
        elif i % 4 == 2:
            a = power(a, draws.word(), taps, p)
        elif a != [0] * degree:
            # a^-1 = a^(p^degree - 2)
            b = add(b, power(a, p**degree - 2, taps, p) if i % 100 == 3 else draws.element(degree), p)
    return a + b


def text():
    lines = ["// The ends of walks and the roots of unity. Made by vectors.py from field_vectors.py."]
    for name, (p, adicity, generator) in FIELDS.items():
        primes = {"KoalaBear": (2, 127), "BabyBear": (2, 3, 5)}[name]
        assert all(pow(generator, (p - 1) // q, p) != 1 for q in primes), f"{generator} does not generate"
        roots = [pow(generator, (p - 1) >> k, p) for k in range(adicity + 1)]
        lines.append(f"ROOTS({name}, " + ", ".join(f"{x}U" for x in roots) + ")")
        lines.append(f"BASE_WALK({name}, " + ", ".join(f"{x}U" for x in walk(p, [0])) + ")")
    for (name, degree), taps in TAPS.items():
        p = FIELDS[name][0]
        assert irreducible(taps, p), f"{name}, degree {degree} is reducible"
        lines.append(f"WALK({name}, {degree}, " + ", ".join(f"{x}U" for x in walk(p, taps)) + ")")
    return "\n".join(lines) + "\n"
