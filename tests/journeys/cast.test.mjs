// By hand, with Foundry's cast.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { contracts } from './contracts.mjs'
import { startWorld } from './world.mjs'

// Its wrapper package asks for node 20; the program itself needs none.
const program = new URL('./node_modules/@foundry-rs/cast-linux-amd64/bin/cast', import.meta.url).pathname
let world

before(async () => { world = await startWorld() })
after(async () => { await world?.stop() })

async function cast(command, ...words) {
    const { stdout } = await promisify(execFile)(program, [command, '--rpc-url', world.rpc, ...words])
    return stdout.trim()
}

test('cast reads the chain', async () => {
    assert.equal(await cast('chain-id'), String(world.chainId))
    assert.equal(await cast('balance', world.accounts[0].address, '--ether'), '10000.000000000000000000')
    assert.match(await cast('client'), /Archipelago/i)
})

test('cast sends, deploys, calls and traces', async () => {
    const key = ['--private-key', world.accounts[0].private_key]
    const bob = world.accounts[1].address
    const sent = JSON.parse(await cast('send', bob, '--value', '1ether', '--json', ...key))
    assert.equal(sent.status, '0x1')
    const argument = '0x' + (10n ** 18n).toString(16).padStart(64, '0')
    const deployed = JSON.parse(
        await cast('send', ...key, '--json', '--create', contracts().Gold.bytecode + argument.slice(2)))
    assert.equal(deployed.status, '0x1')
    const gold = deployed.contractAddress
    await cast('send', gold, 'transfer(address,uint256)', bob, '123', ...key)
    assert.match(await cast('call', gold, 'balanceOf(address)(uint256)', bob), /^123\b/)
    const logs = await cast('logs', '--address', gold, 'Transfer(address,address,uint256)', '--json')
    assert.equal(JSON.parse(logs).length, 2)
    assert.match(await cast('receipt', sent.transactionHash), /blockNumber/)
})
