// Random programs and transactions on a chain and on anvil: receipts, every call with its output and
// logs, and every change of the state must be the same. A minute; with ARCHI_FULL ten, from a seed of the clock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf, differences, receiptOf, stateOf } from './compare.mjs'
import { startMirror } from './mirror.mjs'
import { Random } from './random.mjs'
import { Traffic } from './traffic.mjs'

const full = Boolean(process.env.ARCHI_FULL)
const seed = Number(process.env.ARCHI_SEED ?? (full ? Date.now() % 1_000_000 : 1))
const budget = full ? 600_000 : 60_000
const perRound = { contracts: 6, transactions: 30 }
const roundsPerMirror = 20

const callTracer = { tracer: 'callTracer', tracerConfig: { withLog: true } }
const changes = { tracer: 'prestateTracer', tracerConfig: { diffMode: true } }

/** What the nodes say differently of a transaction: places with both values. */
function disagreements({ ours, theirs, traces }, collector) {
    return [
        ...differences(receiptOf(ours), receiptOf(theirs), 5, 'receipt'),
        ...differences(callsOf(traces.ours.calls), callsOf(traces.theirs.calls), 5, 'calls'),
        ...differences(stateOf(traces.ours.state, collector), stateOf(traces.theirs.state, collector), 5, 'state'),
    ]
}

/**
 * Why a difference is none of the machines: a proving-cycle limit, or code that a program made by chance and that
 * reads what each node has for itself. The nodes' states differ from there on.
 */
async function excuse(mirror, hash, calls) {
    if (JSON.stringify(calls).includes('cycle limit')) return 'cycle limit'
    const { structLogs } = await mirror.ours.call('debug_traceTransaction', hash, { disableStack: true, disableStorage: true })
    return structLogs.map(({ op }) => op).find(op => ['NUMBER', 'PREVRANDAO', 'BLOCKHASH'].includes(op))
}

/** Runs rounds until time is up or the nodes have parted. Counts what it did. */
async function run(random, deadline, counts) {
    const mirror = await startMirror()
    try {
        const traffic = new Traffic(random, mirror.world.accounts[0].private_key, mirror.world.chainId)
        const { miner: collector } = await mirror.ours.call('eth_getBlockByNumber', '0x0', false)
        await mirror.send(await traffic.fund())
        for (let round = 0; round < roundsPerMirror && Date.now() < deadline; ++round) {
            const signed = await traffic.deploy(perRound.contracts)
            while (signed.length < perRound.contracts + perRound.transactions) signed.push(await traffic.any())
            for (const each of await mirror.traced(await mirror.send(signed), { calls: callTracer, state: changes })) {
                ++counts.transactions
                if (each.ours.status === '0x1') ++counts.succeeded
                const found = disagreements(each, collector)
                if (found.length === 0) continue
                const reason = await excuse(mirror, each.hash, each.traces.ours.calls)
                const place = `seed ${seed}, transaction ${counts.transactions}`
                assert.ok(reason, `${place}:\n${found.map(([where, a, b]) => `  ${where}: ${JSON.stringify(a)} here, ${JSON.stringify(b)} on anvil`).join('\n')}`)
                counts.excused.push(`${place}: ${reason}`)
                return
            }
        }
    } finally {
        await mirror.stop()
    }
}

test('random transactions have the same effects as on anvil', { timeout: budget + 240_000 }, async t => {
    const random = new Random(seed)
    const counts = { transactions: 0, succeeded: 0, excused: [] }
    const deadline = Date.now() + budget
    while (Date.now() < deadline) await run(random, deadline, counts)
    t.diagnostic(`seed ${seed}: ${counts.transactions} transactions, ${counts.succeeded} of them succeeded`)
    for (const line of counts.excused) t.diagnostic(`excused: ${line}`)
    assert.ok(counts.transactions >= 72, 'hardly anything was compared')
    assert.ok(counts.succeeded > counts.transactions / 5)
    assert.ok(counts.excused.length * 20 < counts.transactions)
})
