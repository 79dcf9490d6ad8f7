// Calls of precompiled contracts with inputs at and around what they accept.
import { assemble, storing } from './opcodes.mjs'

const bytesOf = (number, size) => [...Buffer.from(BigInt(number).toString(16).padStart(2 * size, '0'), 'hex')]
const words = (...numbers) => numbers.flatMap(number => bytesOf(number, 32))

const bn254 = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n
const bn254Order = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n
/** G2's generator as EIP-197 writes it. */
const bn254G2 = [0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2n, 0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6edn,
    0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975bn, 0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daan]
const bls = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn
const blsG1 = [0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bbn,
    0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1n]
const blsPoint = blsG1.flatMap(number => bytesOf(number, 64))

const inputs = {
    0x01: random => words(random.word(), random.pick([27, 28, 27, 29, 0]), random.word(), random.word()),
    0x02: random => random.bytes(random.below(200)),
    0x03: random => random.bytes(random.below(200)),
    0x04: random => random.bytes(random.below(200)),
    0x05: random => {
        const sizes = [random.pick([0, 1, 32, 33, 64, random.word()]), random.pick([0, 1, 2, 32, random.word()]), random.pick([0, 1, 31, 32, 65, random.word()])]
        return [...words(...sizes), ...random.bytes(random.below(140))]
    },
    0x06: random => words(...random.pick([[1, 2, 1, 2], [1, 2, 1, bn254 - 2n], [0, 0, 1, 2], [1, 3, 0, 0], [bn254, 0, 0, 0], [1]])),
    0x07: random => words(...random.pick([[1, 2], [0, 0], [1, bn254 - 2n], [1, 1]]), random.pick([random.word(), bn254Order, bn254Order - 1n])),
    0x08: random => random.pick([[], words(1, 2, ...bn254G2, 1, bn254 - 2n, ...bn254G2), words(1, 2, ...bn254G2), words(1, 2, 0, 0, 0, 0), words(1, 2, 3)]),
    0x09: random => [...bytesOf(random.below(40), 4), ...random.bytes(64 + 128 + 16), random.pick([0, 1, 1, 2]), ...(random.once(9) ? [0] : [])],
    0x0a: random => random.bytes(random.pick([192, 191])),
    0x0b: random => random.pick([[...blsPoint, ...blsPoint], [...blsPoint, ...Array(128).fill(0)], [...Array(127).fill(0), 1, ...blsPoint], blsPoint]),
    0x0c: random => [...blsPoint, ...words(random.word())],
    0x0d: random => [...Array(256).fill(0), ...words(random.word())],
    0x0f: random => random.pick([[...blsPoint, ...Array(256).fill(0)], [...Array(384).fill(0)], [], blsPoint]),
    0x10: random => bytesOf(random.pick([random.word(), bls - 1n, bls, 0]), 64),
    0x11: random => [...bytesOf(random.word(), 64), ...bytesOf(random.pick([bls - 1n, bls, 1]), 64)],
    0x100: random => [...words(random.word(), random.word(), random.word(), random.word(), random.word()), ...(random.once(5) ? [0] : [])],
}

/** Calls one; what it answered is in memory, its success on the stack. */
export function precompileCall(random) {
    const to = random.pick(Object.keys(inputs).map(Number))
    const input = inputs[to](random)
    const gas = random.weighted([[8, 'GAS'], [2, random.below(40_000)]])
    const output = random.pick([0, 32, 64, 128])
    return [...storing(input), ...assemble(output, random.below(64), input.length, 0, to, gas, 'STATICCALL')]
}
