// The same transactions on a real chain and on Foundry's anvil: what both make of each.
import { spawn } from 'node:child_process'
import { startWorld } from './world.mjs'

const anvilProgram = new URL('./node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil', import.meta.url).pathname

/** Calls of one JSON-RPC endpoint, many in one request; gives results or throws the first error. */
export function endpoint(url) {
    let id = 0
    async function post(calls) {
        const body = JSON.stringify(calls.map(([method, params]) => ({ jsonrpc: '2.0', id: ++id, method, params })))
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        const answers = await response.json()
        const first = id - calls.length + 1
        return answers.sort((a, b) => a.id - b.id).map((answer, i) => {
            if (answer.id !== first + i) throw new Error(`${url} left out answer ${first + i}`)
            return answer
        })
    }
    return {
        answers: post,
        async all(calls) {
            if (calls.length === 0) return []
            return (await post(calls)).map(({ result, error }, i) => {
                if (error) throw new Error(`${url} ${calls[i][0]}: ${JSON.stringify(error)}`)
                return result
            })
        },
        async call(method, ...params) { return (await this.all([[method, params]]))[0] },
    }
}

/** An anvil on any free port; `stop` ends it. */
export async function runAnvil(...words) {
    const child = spawn(anvilProgram, ['--port', '0', ...words].map(String), { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise(resolve => child.once('exit', resolve))
    const port = await new Promise((resolve, reject) => {
        let text = ''
        child.stdout.on('data', part => {
            text += part
            const listening = text.match(/Listening on 127\.0\.0\.1:(\d+)/)
            if (listening) resolve(listening[1])
        })
        child.once('exit', code => reject(new Error(`anvil ended with ${code}: ${text}`)))
    })
    const url = `http://127.0.0.1:${port}`
    return { url, rpc: endpoint(url), async stop() { child.kill('SIGTERM'); await ended } }
}

async function startAnvil({ chainId, gasLimit, baseFee, coinbase }) {
    const anvil = await runAnvil('--hardfork', 'osaka', '--no-mining', '--order', 'fifo', '--chain-id', chainId,
        '--gas-limit', BigInt(gasLimit), '--base-fee', BigInt(baseFee), '--enable-tx-gas-limit', '--disable-min-priority-fee',
        '--disable-console-log', '--steps-tracing', '--no-request-size-limit', '--threads', 1)
    await anvil.rpc.call('anvil_setCoinbase', coinbase)
    return anvil
}

const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

/** A chain and an anvil with its id, genesis, limits and prices. */
export async function startMirror() {
    const world = await startWorld()
    const ours = endpoint(world.rpc)
    const genesis = await ours.call('eth_getBlockByNumber', '0x0', false)
    const anvil = await startAnvil({ chainId: world.chainId, gasLimit: genesis.gasLimit,
        baseFee: genesis.baseFeePerGas, coinbase: genesis.miner }).catch(async error => { await world.stop(); throw error })
    const theirs = anvil.rpc

    async function receiptsOf(hashes) {
        for (const deadline = Date.now() + 60_000; ;) {
            const receipts = await ours.all(hashes.map(hash => ['eth_getTransactionReceipt', [hash]]))
            if (receipts.every(receipt => receipt)) return receipts
            if (Date.now() > deadline) throw new Error('no receipts within a minute')
            await sleep(50)
        }
    }

    return {
        world,
        ours,
        theirs,
        /**
         * Sends signed transactions, in their order, to the chain, and then block by block to anvil. Gives for each
         * its hash and the two receipts.
         */
        async send(signed) {
            const hashes = await ours.all(signed.map(raw => ['eth_sendRawTransaction', [raw]]))
            const receipts = await receiptsOf(hashes)
            const blocks = new Map()
            for (const { blockHash } of receipts)
                if (!blocks.has(blockHash)) blocks.set(blockHash, await ours.call('eth_getBlockByHash', blockHash, false))
            // A block each: what anvil says of the gas of later transactions of a block is of the block.
            for (const [i, raw] of signed.entries()) {
                const { baseFeePerGas, timestamp } = blocks.get(receipts[i].blockHash)
                await theirs.all([['anvil_setNextBlockBaseFeePerGas', [baseFeePerGas]],
                    ['evm_setNextBlockTimestamp', [timestamp]], ['eth_sendRawTransaction', [raw]]])
                await theirs.call('evm_mine')
            }
            const mirrored = await theirs.all(hashes.map(hash => ['eth_getTransactionReceipt', [hash]]))
            return hashes.map((hash, i) => ({ hash, raw: signed[i], ours: receipts[i], theirs: mirrored[i] }))
        },
        /**
         * What both nodes' debug_traceTransaction says of each of `sent`, by the names of `tracers` (options by name),
         * beside what is there already.
         */
        async traced(sent, tracers) {
            const all = await Promise.all([ours, theirs].map(async node => {
                const calls = sent.flatMap(({ hash }) => Object.values(tracers).map(options => ['debug_traceTransaction', [hash, options]]))
                const results = await node.all(calls)
                return sent.map((_, i) => Object.fromEntries(Object.keys(tracers).map((name, j) =>
                    [name, results[i * Object.keys(tracers).length + j]])))
            }))
            return sent.map((each, i) => ({ ...each, traces: { ours: all[0][i], theirs: all[1][i] } }))
        },
        async stop() { await anvil.stop(); await world.stop() },
    }
}
