// Chains settle on the world's own L1 and on anvil, told by the command line and checked with ethers.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Contract, JsonRpcProvider } from 'ethers'
import { runAnvil } from './mirror.mjs'
import { archipelago, freshPort } from './world.mjs'

const hubInterface = ['function getZKChain(uint256) view returns (address)']
const chainInterface = [
    'function getTotalBatchesExecuted() view returns (uint256)', 'function isUnproven() view returns (bool)',
    'event BlockCommit(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment)',
    'event BlockExecution(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment)']

/** The demo, told in full, with ports of its own. */
async function demo(folder, l1) {
    await archipelago(folder, 'init', '--l1', l1)
    await freshPort(join(folder, 'chains', 'tortuga'))
    if (l1 === 'embedded') await freshPort(join(folder, 'l1'))
    const story = await archipelago(folder, 'demo', '--l1', l1)
    const status = await archipelago(folder, 'status')
    return { story, mainland: status.mainland }
}

function checkStory({ story, mainland }, isEmbedded) {
    assert.equal(mainland.embedded, isEmbedded)
    assert.equal(mainland.chain_id, 31337)
    const { settled } = story
    assert.ok(settled.executed > 0 && settled.executed === settled.sealed, JSON.stringify(settled))
    assert.equal(settled.proven, false)
    for (const batch of settled.batches) {
        assert.equal(batch.stage, 'executed')
        assert.deepEqual(batch.steps.map(step => [step.step, step.fate]),
            [['commit', 'included'], ['prove', 'included'], ['execute', 'included']])
        for (const step of batch.steps) assert.ok(step.gas > 21_000 && step.bytes > 100 && step.l1_block > 0)
        // Calldata of a rollup holds the data.
        assert.ok(batch.steps[0].bytes > batch.pubdata_bytes)
    }
}

test('the demo ends with executed batches on the embedded L1', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archipelago-settle-'))
    try {
        checkStory(await demo(folder, 'embedded'), true)
    } finally {
        await rm(folder, { recursive: true, force: true })
    }
})

test('the demo ends with executed batches on anvil, whose contracts say so and say unproven', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archipelago-settle-'))
    const anvil = await runAnvil('--block-time', 1)
    const provider = new JsonRpcProvider(anvil.url, 31337, { staticNetwork: true })
    try {
        const told = await demo(folder, anvil.url)
        checkStory(told, false)
        // The file that the world keeps of its contracts names the Bridgehub.
        const harbour = await readFile(join(folder, 'l1', 'harbour.toml'), 'utf8')
        const hub = new Contract(harbour.match(/^bridgehub = "(0x[0-9a-f]{40})"$/m)[1], hubInterface, provider)
        const chain = new Contract(await hub.getZKChain(told.story.chains[0].chain_id), chainInterface, provider)
        assert.equal(await chain.getTotalBatchesExecuted(), BigInt(told.story.settled.executed))
        assert.equal(await chain.isUnproven(), true)
        const events = await chain.queryFilter('BlockExecution')
        assert.equal(events.length, told.story.settled.executed)
        assert.equal(events.at(-1).transactionHash, told.story.settled.batches[0].steps[2].transaction)
        // The same world again, on the same contracts.
        const again = await archipelago(folder, 'demo', '--l1', anvil.url)
        assert.ok(again.settled.executed > told.story.settled.executed)

        // A stranger, in an empty folder: the L1's URL, the Bridgehub and the chain's id are all that is known.
        const stranger = join(folder, 'stranger')
        const rebuilt = await archipelago(stranger, 'rebuild', told.story.chains[0].chain_id, '--l1', anvil.url,
            '--bridgehub', await hub.getAddress())
        const commits = await chain.queryFilter('BlockCommit')
        assert.equal(rebuilt.batches, again.settled.sealed)
        assert.equal(rebuilt.commitment, commits.at(-1).args.batchHash)
        const newest = again.settled.batches[0]
        assert.equal(rebuilt.block, newest.last_block + 1)
        // It is a world: its chain goes on, and is executed again from the published state on.
        const check = await archipelago(stranger, 'chain', 'check', rebuilt.chain)
        assert.equal(check.batches, rebuilt.batches)
    } finally {
        provider.destroy()
        await anvil.stop()
        await rm(folder, { recursive: true, force: true })
    }
})
