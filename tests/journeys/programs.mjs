// Random programs that mostly make sense: calls and creations of each other, storage, memory that
// grows, precompiles, return data. What a program reads of its block is the same on every node.
import { assemble, opcodes, storing } from './opcodes.mjs'
import { precompileCall } from './precompiles.mjs'

const binary = ['ADD', 'MUL', 'SUB', 'DIV', 'SDIV', 'MOD', 'SMOD', 'EXP', 'SIGNEXTEND', 'LT', 'GT', 'SLT', 'SGT', 'EQ', 'AND',
    'OR', 'XOR', 'BYTE', 'SHL', 'SHR', 'SAR']
const unary = ['NOT', 'ISZERO', 'CLZ']
const ternary = ['ADDMOD', 'MULMOD']
const surroundings = ['ADDRESS', 'ORIGIN', 'CALLER', 'CALLVALUE', 'CALLDATASIZE', 'CODESIZE', 'GASPRICE', 'COINBASE',
    'GASLIMIT', 'CHAINID', 'SELFBALANCE', 'BASEFEE', 'BLOBBASEFEE', 'PC', 'MSIZE', 'GAS', 'RETURNDATASIZE', 'TIMESTAMP']
const ofAccount = ['BALANCE', 'EXTCODESIZE', 'EXTCODEHASH']
/** Another value on each node: they appear in no program, but for a block that is far away. */
const unequal = ['BLOCKHASH', 'NUMBER', 'PREVRANDAO']

/** A place in memory: mostly near, seldom far, very seldom out of reach. */
const place = random => random.weighted([
    [60, () => random.below(200)], [10, () => random.below(5_000)], [3, () => random.below(100_000)],
    [1, () => random.word()]])()
const size = random => random.weighted([
    [40, () => random.below(70)], [20, () => 32], [10, () => 0], [3, () => random.below(3_000)], [1, () => random.word()]])()
const slot = random => random.below(4)

/** Puts one value on the stack. */
function value(random) {
    return random.weighted([
        [10, () => assemble(random.word())],
        [4, () => assemble(random.pick(surroundings))],
        [4, () => assemble(random.word(), random.word(), random.pick(binary))],
        [2, () => assemble(random.word(), random.pick(unary))],
        [2, () => assemble(random.word(), random.word(), random.word(), random.pick(ternary))],
        [2, () => assemble(place(random), 'MLOAD')],
        [2, () => assemble(slot(random), 'SLOAD')],
        [1, () => assemble(slot(random), 'TLOAD')],
        [2, () => assemble(random.below(40), 'CALLDATALOAD')],
        [1, () => assemble(size(random), place(random), 'KECCAK256')],
        [1, () => assemble(random.word() | 1n << 200n, 'BLOCKHASH')],
        [1, () => assemble(random.below(3), 'BLOBHASH')],
    ])()
}

/** Takes one value from the stack and makes it matter. */
function keep(random) {
    return random.weighted([
        [4, () => assemble(slot(random), 'SSTORE')], [4, () => assemble(place(random), 'MSTORE')],
        [1, () => assemble(place(random), 'MSTORE8')], [1, () => assemble(slot(random), 'TSTORE')],
        [2, () => assemble('POP')], [1, () => []],
    ])()
}

const address = (random, known) => random.weighted([
    [16, () => random.pick(known)], [2, () => 'ADDRESS'], [1, () => 'CALLER'], [1, () => random.word()],
    [1, () => random.below(300)], [1, () => 'ORIGIN']])()

function call(random, known) {
    const kind = random.weighted([[6, 'CALL'], [2, 'CALLCODE'], [3, 'DELEGATECALL'], [3, 'STATICCALL']])
    const worth = kind === 'CALL' || kind === 'CALLCODE' ? [random.weighted([[6, 0], [2, 1], [1, 1_000]])] : []
    const gas = random.weighted([[6, 'GAS'], [2, random.below(100_000)], [1, random.below(3_000)], [1, 0]])
    return assemble(size(random), place(random), size(random), place(random), ...worth, address(random, known), gas, kind)
}

function returnData(random) {
    const whole = random.below(4) > 0
    return whole ? assemble('RETURNDATASIZE', 0, place(random), 'RETURNDATACOPY')
        : assemble(size(random), random.below(40), place(random), 'RETURNDATACOPY')
}

/** Creates, perhaps calls what came of it, perhaps creates it once more (CREATE2: a collision). */
function create(random, known, depth) {
    const runtime = random.once(3) ? assemble(slot(random), 'SELFDESTRUCT') : []
    const init = random.weighted([
        [3, () => [...assemble(random.word(), slot(random), 'SSTORE'), ...storing(runtime), ...assemble(runtime.length, 0, 'RETURN')]],
        [2, () => program(random, known, depth + 1)],
        [1, () => assemble(address(random, known), 'SELFDESTRUCT')],
        [1, () => assemble(random.pick([0xef, 0xfe, 0x60]), 0, 'MSTORE8', random.pick([1, 100, 24_576, 24_577]), 0, 'RETURN')],
        [1, () => []],
    ])()
    const twice = random.once(3)
    const kind = random.pick(['CREATE', 'CREATE2'])
    const salt = kind === 'CREATE2' ? [random.below(3)] : []
    const once = assemble(...salt, init.length, 0, random.pick([0, 0, 1]), kind)
    const then = random.pick([
        () => keep(random),
        () => [...assemble(0, 0, 0, 0, 0, 'SWAP5', 'GAS', 'CALL'), ...keep(random)],
    ])
    return [...storing(init), ...once, ...then(), ...(twice ? [...once, ...keep(random)] : [])]
}

function copies(random, known) {
    const kind = random.pick(['CALLDATACOPY', 'CODECOPY', 'EXTCODECOPY', 'MCOPY'])
    const of = kind === 'EXTCODECOPY' ? [address(random, known)] : []
    return assemble(size(random), place(random), place(random), ...of, kind)
}

function log(random) {
    const topics = random.below(5)
    return assemble(...Array.from({ length: topics }, () => random.word()), size(random), place(random), `LOG${topics}`)
}

/** A loop of a few rounds around `body`, which must leave the stack as it was. */
function loop(random, body, at) {
    const counter = assemble(1 + random.below(20))
    const begin = at + counter.length
    return [...counter, opcodes.JUMPDEST, ...body,
        ...assemble(1, 'SWAP1', 'SUB', 'DUP1', [0x61, begin >> 8, begin & 255], 'JUMPI', 'POP')]
}

/** Skips `body` where `condition` leaves something else than zero. */
function unless(condition, body, at) {
    const end = at + condition.length + 4 + body.length
    return [...condition, ...assemble([0x61, end >> 8, end & 255], 'JUMPI'), ...body, opcodes.JUMPDEST]
}

/** Noise: any bytes but those that mean something else on each node. */
function noise(random) {
    return random.bytes(1 + random.below(6)).filter(byte => !unequal.some(name => opcodes[name] === byte))
}

function end(random, known) {
    return random.weighted([
        [5, () => assemble(size(random), place(random), 'RETURN')], [2, () => assemble(size(random), place(random), 'REVERT')],
        [3, () => assemble('STOP')], [1, () => assemble('INVALID')],
        [1, () => assemble(address(random, known), 'SELFDESTRUCT')],
        [1, () => assemble(20_000 + random.below(40_000), 0, random.pick(['RETURN', 'REVERT']))], // a return-data bomb
        [1, () => []],
    ])()
}

/** Code whose calls go to the addresses `known`. */
export function program(random, known, depth = 0) {
    const code = []
    for (let left = 2 + random.below(depth === 0 ? 12 : 3); left > 0; --left)
        code.push(...random.weighted([
            [8, () => [...value(random), ...keep(random)]],
            [2, () => [...value(random), ...value(random), ...assemble(random.pick(binary)), ...keep(random)]],
            [6, () => [...call(random, known), ...keep(random)]],
            [2, () => [...precompileCall(random), ...keep(random)]],
            [2, () => returnData(random)],
            [depth < 2 ? 2 : 0, () => create(random, known, depth)],
            [2, () => copies(random, known)],
            [2, () => log(random)],
            [2, () => [...assemble(address(random, known), random.pick(ofAccount)), ...keep(random)]],
            [1, () => loop(random, [...value(random), ...assemble(slot(random), 'SSTORE')], code.length)],
            [1, () => loop(random, [...call(random, known), ...assemble('POP')], code.length)],
            [1, () => unless(value(random), [...value(random), ...keep(random)], code.length)],
            [1, () => noise(random)],
        ])())
    return [...code, ...end(random, known)]
}
