// The process is killed at every named failpoint (and at random moments: 5, or 100 with ARCHI_FULL)
// while transactions arrive. After each restart: everything acknowledged is there, and the chain
// goes on. In the end a replay of the whole chain agrees with what is stored.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { JsonRpcProvider, Network, Wallet } from 'ethers'
import { archipelago, program } from './world.mjs'

const seed = Number(process.env.ARCHI_SEED ?? Date.now() % 1_000_000)
const random = (state => () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648)(seed)
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))
const coffee = '0x00000000000000000000000000000000000c0ffe'

/** Longer than any failpoint takes to be passed on a busy machine. */
const patience = 60_000
const moments = process.env.ARCHI_FULL ? 100 : 5

/** How each failpoint is reached: at which passing it kills, and whether the process is asked to end. */
function ways(failpoint) {
    if (failpoint.startsWith('chain.genesis.')) return [{ turn: 1, fresh: true }]
    // The journal is made again when a chain opens and when it stops.
    if (failpoint === 'chain.journal.before_rename') return [{ turn: 1 }, { turn: 2, end: true }]
    return [{ turn: 2 }]
}

/** A world with the chain tortuga: blocks of 100 ms, batches of 1 s. */
async function make(folder) {
    await archipelago(folder, 'init', '--preset', 'blank', '--l1', 'none')
    await archipelago(folder, 'chain', 'create', 'tortuga', '--block-time', '100ms')
    const file = join(folder, 'chains', 'tortuga', 'chain.toml')
    const text = readFileSync(file, 'utf8')
    const quick = text.replace('\ntime_ms = 10000\n', '\ntime_ms = 1000\n')
    assert.notEqual(quick, text, 'chain.toml has another batch time than this test knows')
    writeFileSync(file, quick)
}

/** Starts `up`; `ended` gives its exit code or signal, `snapshot` null if it died before telling. */
function start(folder, failpoint) {
    const env = { ...process.env, ...(failpoint ? { ARCHI_FAILPOINT: failpoint } : {}) }
    const child = spawn(program, ['up', '--json', '--world', folder], { stdio: ['ignore', 'pipe', 'ignore'], env })
    const ended = new Promise(resolve => child.once('exit', (code, signal) => resolve(signal ?? code)))
    const snapshot = new Promise(resolve => {
        let text = ''
        child.stdout.on('data', part => {
            text += part
            if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))))
        })
        child.once('exit', () => resolve(null))
    })
    return { child, snapshot, ended }
}

function connect(snapshot) {
    const { rpc, chain_id: chainId } = snapshot.chains[0]
    const network = Network.from(chainId)
    const provider = new JsonRpcProvider(rpc, network, { staticNetwork: network, cacheTimeout: -1, batchMaxCount: 1 })
    provider.on('error', () => {})
    return { provider, chainId }
}

/**
 * Sends transfers one after another until the process is gone. `told` maps each hash that the chain
 * answered to the block of its receipt, or to null while none was seen.
 */
async function traffic(snapshot, key, told) {
    const { provider, chainId } = connect(snapshot)
    const wallet = new Wallet(key, provider)
    try {
        for (let nonce = await wallet.getNonce('pending'); ; ++nonce) {
            const raw = await wallet.signTransaction({
                to: coffee, value: 1n, nonce, gasLimit: 21_000n, chainId, type: 2,
                maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 0n })
            const hash = await provider.send('eth_sendRawTransaction', [raw])
            told.set(hash, null)
            for (;;) {
                const receipt = await provider.send('eth_getTransactionReceipt', [hash])
                if (receipt) { told.set(hash, receipt.blockHash); break }
                await sleep(10)
            }
        }
    } catch (error) {
        // The process is gone, or says that it goes: no other refusal is right.
        const refusal = error.error?.message
        if (refusal && !refusal.includes('takes no transactions')) throw error
    } finally {
        provider.destroy()
    }
}

/** Each hash of `told` has its receipt, in the block in which it was seen. */
async function check(snapshot, told) {
    assert.equal(snapshot?.chains[0].state.phase, 'running', JSON.stringify(snapshot))
    const { provider } = connect(snapshot)
    try {
        for (const [hash, block] of told) {
            const deadline = Date.now() + patience
            let receipt = null
            while (!receipt) {
                receipt = await provider.send('eth_getTransactionReceipt', [hash])
                assert.ok(receipt || block === null, `${hash} had a receipt and is lost`)
                assert.ok(receipt || Date.now() < deadline, `${hash} was told and got into no block`)
                if (!receipt) await sleep(20)
            }
            if (block !== null) assert.equal(receipt.blockHash, block, `${hash} moved to another block`)
            told.set(hash, receipt.blockHash)
        }
        return BigInt(await provider.send('eth_getBalance', [coffee, 'latest']))
    } finally {
        provider.destroy()
    }
}

/** Runs until the failpoint kills. Gives the seconds that took. */
async function kill(folder, failpoint, way, key, told) {
    const begin = Date.now()
    const { child, snapshot, ended } = start(folder, `${failpoint}:${way.turn}`)
    let late = false
    const giveUp = setTimeout(() => { late = true; child.kill('SIGKILL') }, patience)
    const world = await snapshot
    if (world && way.end) setTimeout(() => child.kill('SIGTERM'), 500)
    if (world?.chains[0]?.state.phase === 'running') await traffic(world, key, told)
    const how = await ended
    clearTimeout(giveUp)
    assert.ok(how === 'SIGKILL' && !late, `${failpoint}:${way.turn} was not passed: ended with ${how}`)
    return (Date.now() - begin) / 1000
}

test('nothing told is lost, wherever the process is killed', { timeout: 3_600_000 }, async t => {
    const root = mkdtempSync(join(tmpdir(), 'archipelago-kill-'))
    const folder = join(root, 'world')
    t.diagnostic(`ARCHI_SEED=${seed}`)
    let running = null
    try {
        await make(folder)
        const { accounts } = await archipelago(folder, 'accounts', '--keys')
        const key = accounts[0].private_key
        const told = new Map()
        const { failpoints } = JSON.parse(execFileSync(program, ['version', '--failpoints', '--json']))
        assert.ok(failpoints.length >= 12)
        for (const [index, failpoint] of failpoints.entries()) {
            for (const way of ways(failpoint)) {
                const where = way.fresh ? join(root, `fresh-${index}`) : folder
                const before = told.size
                if (way.fresh) await make(where)
                const seconds = await kill(where, failpoint, way, key, told)
                t.diagnostic(`killed at ${failpoint}:${way.turn} after ${seconds.toFixed(1)} s, ${told.size - before} told`)
                running = start(where)
                await check(await running.snapshot, new Map([...told].slice(before)))
                running.child.kill('SIGTERM')
                assert.equal(await running.ended, 0)
                if (way.fresh) assert.equal((await archipelago(where, 'chain', 'check', 'tortuga')).agrees, true)
            }
        }
        for (let i = 0; i < moments; ++i) {
            const { child, snapshot, ended } = start(folder)
            setTimeout(() => child.kill('SIGKILL'), 20 + random() * 3_000)
            const world = await snapshot
            if (world) await traffic(world, key, told)
            assert.equal(await ended, 'SIGKILL')
        }
        running = start(folder)
        const balance = await check(await running.snapshot, told)
        assert.ok(told.size > failpoints.length)
        assert.ok(balance >= BigInt(told.size))
        t.diagnostic(`${told.size} transactions told, ${moments} random kills`)
        running.child.kill('SIGTERM')
        assert.equal(await running.ended, 0)
        assert.equal((await archipelago(folder, 'chain', 'check', 'tortuga')).agrees, true)
    } finally {
        running?.child.kill('SIGKILL')
        await running?.ended
        rmSync(root, { recursive: true, force: true })
    }
})
