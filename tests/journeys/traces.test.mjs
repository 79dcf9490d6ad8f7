// debug_traceTransaction against anvil's on a corpus: structLogs with memory and return data, callTracer with logs,
// prestateTracer in both modes. compare.mjs lists every difference that is taken out, with its reason.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Interface, Wallet, getCreateAddress } from 'ethers'
import { callsOf, differences, stateOf, stepsOf } from './compare.mjs'
import { contracts } from './contracts.mjs'
import { startMirror } from './mirror.mjs'
import { assemble, deploying, storing } from './opcodes.mjs'

const tracers = {
    steps: { enableMemory: true, enableReturnData: true },
    plainSteps: { disableStack: true, disableStorage: true },
    calls: { tracer: 'callTracer', tracerConfig: { withLog: true } },
    topCall: { tracer: 'callTracer', tracerConfig: { onlyTopCall: true } },
    state: { tracer: 'prestateTracer' },
    changes: { tracer: 'prestateTracer', tracerConfig: { diffMode: true } },
}
const bob = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const call = (kind, to, { value = 0, gas = 'GAS', input = 0, output = 0 } = {}) =>
    assemble(output, 0, input, 0, ...(kind === 'CALL' || kind === 'CALLCODE' ? [value] : []), to, gas, kind)

let mirror, wallet, delegator, collector, nonce = 0

before(async () => {
    mirror = await startMirror()
    wallet = new Wallet(mirror.world.accounts[0].private_key)
    delegator = new Wallet(mirror.world.accounts[2].private_key)
    collector = (await mirror.ours.call('eth_getBlockByNumber', '0x0', false)).miner
})
after(async () => { await mirror?.stop() })

const sign = fields => wallet.signTransaction({
    chainId: mirror.world.chainId, nonce: nonce++, type: 2, gasLimit: 1_000_000n, value: 0n, data: '0x',
    maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, ...fields })

/** Deploys code, or a contract of solc by its init code. */
async function deploy(code) {
    const to = getCreateAddress({ from: wallet.address, nonce }).toLowerCase()
    await mirror.send([await sign({ to: null, data: Array.isArray(code) ? deploying(code) : code, gasLimit: 3_000_000n })])
    return to
}

/** anvil shows a self-destruction of the outermost call among its calls, of which none are wanted. */
const topCallOf = call => callsOf({ ...call, calls: call.calls?.filter(({ type }) => type !== 'SELFDESTRUCT') })

/** Sends a transaction to both and compares all of its traces; gives those of the chain. */
async function agree(fields, succeeds = true) {
    const [{ hash, ours, traces }] = await mirror.traced(await mirror.send([await sign(fields)]), tracers)
    assert.equal(ours.status, succeeds ? '0x1' : '0x0')
    for (const [name, form] of [['steps', stepsOf], ['plainSteps', stepsOf], ['calls', callsOf], ['topCall', topCallOf],
        ['state', set => stateOf(set, collector)], ['changes', set => stateOf(set, collector)]])
        assert.deepEqual(differences(form(traces.ours[name]), form(traces.theirs[name])), [], `${name} of ${hash}`)
    assert.ok(traces.ours.calls.from && traces.theirs.calls.from)
    return traces.ours
}

test('a transfer', async () => { await agree({ to: bob, value: 5n }) })

test('a token: deployment, transfer, and a transfer beyond the balance', async () => {
    const { abi, bytecode } = contracts().Gold
    const gold = getCreateAddress({ from: wallet.address, nonce })
    await agree({ to: null, data: bytecode + '3e8'.padStart(64, '0'), gasLimit: 3_000_000n })
    const encode = amount => new Interface(abi).encodeFunctionData('transfer', [bob, amount])
    const { steps, calls } = await agree({ to: gold, data: encode(7) })
    assert.ok(steps.structLogs.length > 100 && calls.logs.length === 1)
    await agree({ to: gold, data: encode(5_000) }, false)
})

test('every kind of call, what it sees and what it returns', async () => {
    const told = await deploy([...assemble('ADDRESS', 0, 'MSTORE', 'CALLER', 32, 'MSTORE', 'CALLVALUE', 64, 'MSTORE', 96, 0, 'LOG0', 96, 0, 'RETURN')])
    const caller = await deploy(['CALL', 'CALLCODE', 'DELEGATECALL'].flatMap((kind, i) =>
        [...call(kind, told, { output: 96, value: i }), ...assemble('POP', 64, 'MLOAD', i, 'SSTORE')])
        .concat(call('STATICCALL', told, { output: 96 }), assemble('RETURNDATASIZE', 9, 'SSTORE')))
    const { calls } = await agree({ to: caller, value: 10n })
    assert.deepEqual(calls.calls.map(({ type }) => type), ['CALL', 'CALLCODE', 'DELEGATECALL', 'STATICCALL'])
    assert.ok(calls.calls.every(({ from }) => from === caller))
})

test('a call inside a static call is a call', async () => {
    const leaf = await deploy(assemble(1, 0, 'MSTORE', 32, 0, 'RETURN'))
    const middle = await deploy([...call('CALL', leaf, { output: 32 }), ...assemble(32, 0, 'RETURN')])
    const { calls } = await agree({ to: await deploy(call('STATICCALL', middle, { output: 32 })) })
    assert.equal(calls.calls[0].calls[0].type, 'CALL')
})

test('failures of each kind, inside and outermost', async () => {
    const failing = {
        reverts: [...storing([0xde, 0xad]), ...assemble(2, 0, 'REVERT')], invalid: assemble('INVALID'), undefined: [0x0c],
        underflow: assemble('POP'), jump: assemble(3, 'JUMP'), endless: assemble('JUMPDEST', 0, 'JUMP'),
        memory: assemble(1n << 60n, 'MLOAD'), past: assemble(1, 0, 0, 'RETURNDATACOPY'),
        logs: assemble(1, 0, 'LOG0', 0, 0, 'REVERT'), poor: call('CALL', bob, { value: 1 }).concat(assemble(0, 0, 'REVERT')),
    }
    for (const code of Object.values(failing)) {
        const to = await deploy(code)
        await agree({ to, gasLimit: 100_000n }, false)
        await agree({ to: await deploy([...call('CALL', to, { gas: 50_000, output: 32 }), ...assemble('RETURNDATASIZE', 0, 'SSTORE')]) })
    }
    const writer = await deploy(assemble(1, 0, 'SSTORE'))
    await agree({ to: await deploy(call('STATICCALL', writer, { gas: 50_000 })) })
})

test('storage that is set, cleared and paid back', async () => {
    const to = await deploy(assemble(0, 'CALLDATALOAD', 'DUP1', 1, 'SSTORE', 2, 'SSTORE', 1, 'SLOAD', 'POP', 5, 3, 'TSTORE', 3, 'TLOAD', 'POP'))
    for (const value of [7n, 7n, 8n, 0n]) await agree({ to, data: `0x${value.toString(16).padStart(64, '0')}` })
    const doomed = await deploy(assemble(1, 1, 'SSTORE', 0, 1, 'SSTORE', 9, 2, 'SSTORE'))
    await agree({ to: doomed, gasLimit: 47_000n }, false)
})

test('creations: successful, twice at one address, too large, reserved, failing', async () => {
    const creating = (init, kind, salt = kind === 'CREATE2' ? [5] : []) =>
        [...storing(init), ...assemble(...salt, init.length, 0, 1, kind, 0, 'SSTORE')]
    const child = assemble(7, 0, 'SSTORE', 1, 0, 'RETURN')
    await agree({ to: await deploy(creating(child, 'CREATE')), value: 1n })
    const factory = await deploy(creating(child, 'CREATE2'))
    await agree({ to: factory, value: 1n })
    await agree({ to: factory, value: 1n })
    for (const init of [assemble(24_577, 0, 'RETURN'), assemble(0xef, 0, 'MSTORE8', 1, 0, 'RETURN'), assemble(0, 0, 'REVERT'), assemble('INVALID')])
        await agree({ to: await deploy(creating(init, 'CREATE')), value: 1n })
    await agree({ to: null, data: '0x5f5ffd' }, false)
    await agree({ to: null, data: '0xfe', gasLimit: 100_000n }, false)
})

test('self-destruction of an old account and of a new one', async () => {
    await agree({ to: await deploy(assemble(bob, 'SELFDESTRUCT')), value: 3n })
    const dying = assemble(bob, 'SELFDESTRUCT')
    const { calls } = await agree({ to: await deploy([...storing(dying), ...assemble(dying.length, 0, 2, 'CREATE')]), value: 3n })
    const { type, from, to, value } = calls.calls[0].calls[0]
    assert.deepEqual({ type, from, to, value }, { type: 'SELFDESTRUCT', from: calls.calls[0].to, to: bob, value: '0x2' })
})

test('precompiled contracts that answer and that refuse', async () => {
    for (const [number, input] of [[2, 32], [4, 64], [6, 128], [9, 10], [5, 96]])
        await agree({ to: await deploy([...call('STATICCALL', number, { input, output: 64, gas: 50_000 }), ...assemble('RETURNDATASIZE', 0, 'SSTORE')]) })
})

test('delegated accounts (EIP-7702): set, followed, followed once only, cleared', async () => {
    const target = await deploy(assemble('ADDRESS', 0, 'SSTORE'))
    const caller = await deploy([...call('CALL', delegator.address.toLowerCase()), ...assemble(delegator.address, 'EXTCODESIZE', 1, 'SSTORE')])
    let own = 0
    const delegate = async address => [await delegator.authorize({ address, nonce: own++, chainId: mirror.world.chainId })]
    await agree({ type: 4, to: delegator.address, authorizationList: await delegate(target) })
    await agree({ to: caller })
    await agree({ type: 4, to: caller, authorizationList: await delegate(delegator.address) })
    await agree({ to: caller })
    await agree({ type: 4, to: bob, authorizationList: await delegate(`0x${'00'.repeat(20)}`) })
    await agree({ to: caller })
})
