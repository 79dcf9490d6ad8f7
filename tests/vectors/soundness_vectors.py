"""The soundness of each parameter set from engine/iop/SOUNDNESS.md, with decimals of 80 digits: -log2 of
every term, its worst round and all its rounds together, rounded down to a multiple of 2^-32 bits."""

from decimal import ROUND_FLOOR, Decimal, getcontext

getcontext().prec = 80
LOG_2 = Decimal(2).ln()
PRIMES = {"koalabear": 2**31 - 2**24 + 1, "babybear": 2**31 - 2**27 + 1}
FIELDS = {"koalabear": 0, "babybear": 1}

DEFAULTS = {
    "field": "koalabear", "degree": 6, "multiplicity": 0, "pinned": 0, "log_inverse_rate": 2, "n": 20, "log_arity": 4,
    "log_final": 6, "log_cap": 7, "opening": 0, "word_log_inverse_rate": 0, "word_multiplicity": 0,
    "grinding": (0, 0, 0, 0, 20), "target": 100, "log_proofs": 11,
    # Limits: log2 of G, M, h itself, log2 of I, K, C, W, then D and S.
    "limits": (30, 27, 22, 8, 14, 14, 8, 3, 8),
}
SETS = {
    "default_100": {},
    "rate_half_100": {"log_inverse_rate": 1},
    "rate_eighth_100": {"log_inverse_rate": 3},
    "high_128": {"target": 128, "log_proofs": 0},
    "whir_100": {"opening": 1, "word_log_inverse_rate": 2, "log_final": 8},
    "whir_half_100": {"opening": 1, "log_inverse_rate": 1, "word_log_inverse_rate": 2, "log_final": 8},
    "whir_eighth_100": {"opening": 1, "log_inverse_rate": 3, "word_log_inverse_rate": 3, "log_final": 8},
    "whir_johnson_100": {"opening": 1, "word_log_inverse_rate": 2, "word_multiplicity": 10, "log_final": 8},
    "whir_johnson_half_100": {"opening": 1, "log_inverse_rate": 1, "word_log_inverse_rate": 2, "word_multiplicity": 10,
                              "log_final": 8},
    "whir_johnson_eighth_100": {"opening": 1, "log_inverse_rate": 3, "word_log_inverse_rate": 3, "word_multiplicity": 10,
                                "log_final": 8},
    "whir_128": {"opening": 1, "word_log_inverse_rate": 2, "log_final": 8, "target": 128, "log_proofs": 0},
    "degree_5_100": {"degree": 5},
    "degree_5_128": {"degree": 5, "grinding": (10, 7, 2, 0, 20), "target": 128, "log_proofs": 0},
    "degree_4_100": {"degree": 4, "grinding": (14, 11, 6, 4, 20), "log_proofs": 0},
}
# Not named, since the prover does not pin early commitments: name -> (set, multiplicity).
JOHNSON = {"rate_half_100": 10, "rate_eighth_100": 3}


def units(error):
    bits = -(Decimal(error).ln() / LOG_2)
    return int((bits * 2**32).to_integral_value(rounding=ROUND_FLOOR))


class Decoder:
    def __init__(self, log_inverse_rate, m):
        self.rate, self.m = Decimal(1) / 2**log_inverse_rate, m
        root = self.rate.sqrt()
        if m == 0:
            self.theta, self.list, self.rows = (1 - self.rate) / 2, Decimal(1), Decimal(1)
        else:
            self.theta = 1 - root - root / (2 * m)
            self.list = (m + Decimal("0.5")) / root
            self.rows = max(self.list, m / self.rate)

    def e(self, length):
        """The error of combining two words, times |E|."""
        if self.m == 0:
            return self.theta * length + 1
        half, root = self.m + Decimal("0.5"), self.rate.sqrt()
        return (2 * half**5 + 3 * half * self.theta * self.rate) * length / (3 * self.rate * root) + half / root


def queries(decoder, bits, grinding):
    """The fewest whose phase errs with 2^-bits at most."""
    count, error = 1, (1 - decoder.theta)
    while error > Decimal(2) ** (grinding - bits):
        count, error = count + 1, error * (1 - decoder.theta)
    return count


def words(s):
    """(log dimension, log arity, decoder) of each word of WHIR."""
    out, m, log_inverse_rate = [], s["n"], s["word_log_inverse_rate"]
    while s["opening"] and m > s["log_final"]:
        k = min(s["log_arity"], m - s["log_final"])
        out.append((m, k, Decoder(log_inverse_rate, s["word_multiplicity"]), log_inverse_rate))
        m, log_inverse_rate = m - k, log_inverse_rate + k - 1
    return out


def whir_terms(s, size, decoder, count, word_counts, folding, asked):
    """After the columns are combined: each word, what was asked before it, and its folds."""
    missed, number, folds = (1 - decoder.theta) ** count, count, 0
    for i, ((m, k, word, log_inverse_rate), next_count) in enumerate(zip(words(s), word_counts), 1):
        samples = 1 if s["word_multiplicity"] else 0
        if samples:
            yield "out of domain", i, word.list**2 * 2**m / (2 * size)
        yield "shift", i, (missed + word.list * (number + samples) / size) * asked
        for j in range(1, k + 1):
            folds += 1
            yield "fold", folds, (word.e(2 ** (m + log_inverse_rate - j)) + 2 * word.list) / size * folding
        missed, number = (1 - word.theta) ** next_count, next_count
    yield "queries", 0, missed * asked


def terms(s, decoder, count, word_counts):
    """(name, index, scope, worst round, all rounds) in the order of the protocol."""
    size = Decimal(PRIMES[s["field"]]) ** s["degree"]
    log_g, log_m, h, log_i, log_k, log_c, log_w, d, length = s["limits"]
    shared, local, batching, folding, asked = (Decimal(2) ** -g for g in s["grinding"])
    rows, n, t = decoder.rows, s["n"], log_m
    code = 2 ** (n + s["log_inverse_rate"])

    def one(name, error, scope="kProof", index=0):
        return (name, index, scope, error, error)

    def many(name, error, rounds):
        return (name, 0, "kProof", error, error * rounds)

    if s["multiplicity"]:
        pairs = rows * rows / 2 * (n + log_w) * 2 ** s["log_proofs"]
        yield one("early commitment pinning", pairs / size * shared, "kRun")
    yield one("global fingerprint", Decimal(2**log_g * length) / size * shared, "kRun")
    yield one("local fingerprint", rows * 2**log_m * length / size * local)
    yield many("GKR claim combination", 3 * rows / size, t)
    yield many("GKR sumcheck", 6 * rows / size, t * (t - 1) // 2)
    yield many("GKR halves", 2 * rows / size, t)
    yield many("zerocheck point", rows / size, h)
    yield one("constraint batching", rows * 2**log_c / size)
    yield one("part batching", rows * 5 * 2**log_i / size)
    yield many("combined sumcheck", rows * (d + 1) / size, h)
    yield one("column batching", rows * 2**log_k / size)
    yield many("stacking sumcheck", 2 * rows / size, n)
    yield one("stacked batching", log_w * (decoder.e(code) + rows) / size * batching)
    if s["opening"]:
        for name, index, error in whir_terms(s, size, decoder, count, word_counts, folding, asked):
            yield one(name, error, index=index)
        yield many("final sumcheck", Decimal(2) / size, s["log_final"])
    else:
        for i in range(1, n - s["log_final"] + 1):
            yield one("fold", (decoder.e(code // 2**i) + 2 * decoder.list) / size * folding, index=i)
        yield one("queries", (1 - decoder.theta) ** count * asked)
    yield one("digest collisions", Decimal(2) ** -128, "kCollision")


def encoding(s, count, word_counts):
    asked = [*word_counts, *[0] * (6 - len(word_counts))]
    return bytes([
        FIELDS[s["field"]], s["degree"], 1 if s["multiplicity"] else 0, s["multiplicity"], s["pinned"],
        s["log_inverse_rate"], s["n"], s["log_arity"], s["log_final"], s["log_cap"], count % 256, count // 256,
        s["opening"], s["word_log_inverse_rate"], s["word_multiplicity"], *(b for q in asked for b in (q % 256, q // 256)),
        *s["grinding"], s["target"] % 256, s["target"] // 256, s["log_proofs"], *s["limits"],
    ])


def lines(name, changes, multiplicity=0):
    s = DEFAULTS | changes
    s |= {"multiplicity": multiplicity, "pinned": 1 if multiplicity else 0}
    decoder = Decoder(s["log_inverse_rate"], multiplicity)
    # One bit for all other terms; WHIR's phases of queries share what is left.
    bits = s["target"] + s["log_proofs"] + 1 + len(words(s)).bit_length()
    count = queries(decoder, bits, s["grinding"][4])
    word_counts = [queries(word, bits, s["grinding"][4]) for _, _, word, _ in words(s)]
    all_terms = list(terms(s, decoder, count, word_counts))
    yield f'SET("{name}", {multiplicity}, {count}, "{encoding(s, count, word_counts).hex()}")'
    for term, index, scope, worst, everything in all_terms:
        yield f'TERM("{term}", {index}, {scope}, {units(worst)}, {units(everything)})'
    by_scope = {scope: sum(x[4] for x in all_terms if x[2] == scope) for scope in ("kProof", "kRun", "kCollision")}
    proof = by_scope["kProof"] + by_scope["kRun"]
    everything = by_scope["kProof"] * 2 ** s["log_proofs"] + by_scope["kRun"]
    totals = max(x[3] for x in all_terms), max(proof, by_scope["kCollision"]), max(everything, by_scope["kCollision"])
    yield "TOTALS({}, {}, {})".format(*(units(x) for x in totals))


def text():
    out = ["// Bits in units of 2^-32. Made by vectors.py from soundness_vectors.py."]
    for name, changes in SETS.items():
        out += lines(name, changes)
    for name, multiplicity in JOHNSON.items():
        out += lines(name, SETS[name], multiplicity)
    return "\n".join(out) + "\n"
