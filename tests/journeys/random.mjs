// Choices that a seed repeats.

/** Numbers of Marsaglia's xorshift32. */
export class Random {
    #state
    constructor(seed) { this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1; for (let i = 0; i < 8; ++i) this.next() }
    next() {
        this.#state ^= this.#state << 13
        this.#state ^= this.#state >>> 17
        this.#state ^= this.#state << 5
        return this.#state >>>= 0
    }
    below(bound) { return this.next() % bound }
    /** True once in `n`. */
    once(n) { return this.below(n) === 0 }
    pick(list) { return list[this.below(list.length)] }
    bytes(size) { return Array.from({ length: size }, () => this.below(256)) }
    /** One of `[[weight, value], …]`. */
    weighted(choices) {
        let at = this.below(choices.reduce((sum, [weight]) => sum + weight, 0))
        return choices.find(([weight]) => (at -= weight) < 0)[1]
    }
    /** A word of 256 bits, often at an edge. */
    word() {
        const bit = 1n << BigInt(this.below(256))
        return this.pick([
            () => BigInt(this.below(5)), () => BigInt(this.below(256)), () => BigInt(this.next()),
            () => bit, () => bit - 1n, () => (1n << 256n) - bit, () => BigInt(`0x${hex(this.bytes(32))}`),
        ])()
    }
}

export const hex = bytes => bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
