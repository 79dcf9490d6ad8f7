// The process is killed at every named failpoint (and, with ARCHI_FULL, at 100 random moments) while
// transactions arrive. After each restart: everything acknowledged is there, the chain goes on, and
// in the end a replay of the exported chain agrees.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { JsonRpcProvider, Network, Wallet } from 'ethers'
import { archipelago, program } from './world.mjs'

const seed = Number(process.env.ARCHI_SEED ?? Date.now() % 1_000_000)
const random = (state => () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648)(seed)
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Starts `up`; gives the child and its snapshot, or null as snapshot if it died before. */
function start(folder, failpoint) {
    const env = { ...process.env, ...(failpoint ? { ARCHI_FAILPOINT: failpoint } : {}) }
    const child = spawn(program, ['up', '--json', '--world', folder], { stdio: ['ignore', 'pipe', 'ignore'], env })
    child.ended = new Promise(resolve => child.once('exit', (code, signal) => resolve(signal ?? code)))
    const snapshot = new Promise(resolve => {
        let text = ''
        child.stdout.on('data', part => { text += part; if (text.includes('\n')) resolve(JSON.parse(text.split('\n')[0])) })
        child.once('exit', () => resolve(null))
    })
    return { child, snapshot }
}

/** Sends transfers one after another until the process is gone; gives what was acknowledged. */
async function traffic(snapshot, key, acknowledged) {
    const { rpc, chain_id: chainId } = snapshot.chains[0]
    const network = Network.from(chainId)
    const provider = new JsonRpcProvider(rpc, network, { staticNetwork: network, pollingInterval: 20, cacheTimeout: -1 })
    provider.on('error', () => {})
    const wallet = new Wallet(key, provider)
    try {
        let nonce = await wallet.getNonce('pending')
        for (;;) {
            const raw = await wallet.signTransaction({
                to: '0x00000000000000000000000000000000000c0ffe', value: 1n, nonce: nonce++, gasLimit: 21_000n,
                maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 0n, chainId, type: 2 })
            const hash = await provider.send('eth_sendRawTransaction', [raw])
            for (;;) {
                const receipt = await provider.send('eth_getTransactionReceipt', [hash])
                if (receipt) { acknowledged.set(hash, receipt.blockHash); break }
                await sleep(10)
            }
        }
    } catch {
        // the process is gone
    } finally {
        provider.destroy()
    }
}

/** Every acknowledged receipt is still there, in the same block. */
async function check(snapshot, acknowledged) {
    const provider = new JsonRpcProvider(snapshot.chains[0].rpc)
    try {
        for (const [hash, blockHash] of acknowledged) {
            const receipt = await provider.send('eth_getTransactionReceipt', [hash])
            assert.equal(receipt?.blockHash, blockHash, `${hash} was acknowledged and is lost`)
        }
        return BigInt(await provider.send('eth_getBalance', ['0x00000000000000000000000000000000000c0ffe', 'latest']))
    } finally {
        provider.destroy()
    }
}

test('nothing acknowledged is lost, wherever the process is killed', { timeout: 3_600_000 }, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'archipelago-kill-'))
    t.diagnostic(`ARCHI_SEED=${seed}`)
    try {
        await archipelago(folder, 'init', '--preset', 'blank')
        await archipelago(folder, 'chain', 'create', 'tortuga', '--block-time', '100ms')
        const { accounts } = await archipelago(folder, 'accounts', '--keys')
        const key = accounts[0].private_key
        const acknowledged = new Map()
        const { failpoints } = JSON.parse(execFileSync(program, ['version', '--failpoints', '--json']))
        assert.ok(failpoints.length > 5)
        for (const failpoint of failpoints) {
            const { child, snapshot } = start(folder, `${failpoint}:2`)
            const world = await snapshot
            const patience = setTimeout(() => child.kill('SIGKILL'), 12_000)
            if (world?.chains[0]?.state.phase === 'running') await traffic(world, key, acknowledged)
            await child.ended
            clearTimeout(patience)
        }
        const moments = process.env.ARCHI_FULL ? 100 : 5
        for (let i = 0; i < moments; ++i) {
            const { child, snapshot } = start(folder)
            setTimeout(() => child.kill('SIGKILL'), 50 + random() * 3_000)
            const world = await snapshot
            if (world?.chains[0]?.state.phase === 'running') await traffic(world, key, acknowledged)
            await child.ended
        }
        const { child, snapshot } = start(folder)
        const world = await snapshot
        assert.equal(world.chains[0].state.phase, 'running')
        const balance = await check(world, acknowledged)
        assert.ok(acknowledged.size > 0)
        assert.ok(balance >= BigInt(acknowledged.size))
        child.kill('SIGTERM')
        assert.equal(await child.ended, 0)
        const checked = await archipelago(folder, 'chain', 'check', 'tortuga')
        assert.equal(checked.agrees, true)
    } finally {
        rmSync(folder, { recursive: true, force: true })
    }
})
