// A builder's first hour with ethers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AbiCoder, Contract, ContractFactory, JsonRpcProvider, NonceManager, Wallet, WebSocketProvider, id, parseEther } from 'ethers'
import { contracts } from './contracts.mjs'
import { startWorld } from './world.mjs'

let world, provider, alice, bob

before(async () => {
    world = await startWorld()
    provider = new JsonRpcProvider(world.rpc, undefined, { pollingInterval: 100 })
    alice = new NonceManager(new Wallet(world.accounts[0].private_key, provider))
    bob = new Wallet(world.accounts[1].private_key, provider)
})

after(async () => {
    provider?.destroy()
    await world?.stop()
})

test('the network is the chain that was created', async () => {
    assert.equal((await provider.getNetwork()).chainId, BigInt(world.chainId))
})

test('a transfer moves exactly its value, and its receipt says where it is', async () => {
    const to = Wallet.createRandom().address
    const response = await alice.sendTransaction({ to, value: parseEther('1.5') })
    const receipt = await response.wait()
    assert.equal(receipt.status, 1)
    assert.equal(receipt.gasUsed, 21_000n)
    assert.equal(await provider.getBalance(to), parseEther('1.5'))
    assert.equal(await provider.getBalance(to, receipt.blockNumber - 1), 0n)
    const block = await provider.getBlock(receipt.blockNumber, true)
    assert.equal(block.hash, receipt.blockHash)
    assert.ok(block.transactions.includes(response.hash))
    const found = await provider.getTransaction(response.hash)
    assert.equal(found.from, await alice.getAddress())
    assert.equal(found.blockNumber, receipt.blockNumber)
})

test('an OpenZeppelin token deploys, transfers, and its history can be read', async () => {
    const { abi, bytecode } = contracts().Gold
    const gold = await new ContractFactory(abi, bytecode, alice).deploy(parseEther('1000'))
    await gold.waitForDeployment()
    assert.equal(await gold.symbol(), 'GOLD')
    assert.equal(await gold.balanceOf(alice), parseEther('1000'))

    const first = await (await gold.transfer(bob.address, parseEther('10'))).wait()
    await (await gold.transfer(bob.address, parseEther('2.5'))).wait()
    assert.equal(await gold.balanceOf(bob.address), parseEther('12.5'))
    assert.equal(await gold.balanceOf(bob.address, { blockTag: first.blockNumber }), parseEther('10'))

    const history = await gold.queryFilter(gold.filters.Transfer(null, bob.address), first.blockNumber)
    assert.deepEqual(history.map(event => event.args.value), [parseEther('10'), parseEther('2.5')])
    assert.ok(first.logs[0].topics[0] === id('Transfer(address,address,uint256)'))
})

test('a revert tells its reason before and after sending', async () => {
    const { abi, bytecode } = contracts().Gold
    const gold = await new ContractFactory(abi, bytecode, alice).deploy(1n)
    await gold.waitForDeployment()
    const poor = new Contract(await gold.getAddress(), abi, bob)
    await assert.rejects(poor.transfer.staticCall(await alice.getAddress(), 5n), error => {
        assert.equal(error.code, 'CALL_EXCEPTION')
        assert.equal(error.revert.name, 'ERC20InsufficientBalance')
        assert.equal(error.revert.args.needed, 5n)
        return true
    })
    const sent = await poor.transfer(await alice.getAddress(), 5n, { gasLimit: 100_000 })
    await assert.rejects(sent.wait(), { code: 'CALL_EXCEPTION' })
    assert.equal((await provider.getTransactionReceipt(sent.hash)).status, 0)
})

test('a transaction can be traced', async () => {
    const { abi, bytecode } = contracts().Gold
    const gold = await new ContractFactory(abi, bytecode, alice).deploy(1_000n)
    await gold.waitForDeployment()
    const receipt = await (await gold.transfer(bob.address, 7n)).wait()
    const call = await provider.send('debug_traceTransaction', [receipt.hash, { tracer: 'callTracer' }])
    assert.equal(call.type, 'CALL')
    assert.equal(call.to, (await gold.getAddress()).toLowerCase())
    assert.equal(BigInt(call.gasUsed), receipt.gasUsed)
    assert.equal(AbiCoder.defaultAbiCoder().decode(['bool'], call.output)[0], true)
    const steps = await provider.send('debug_traceTransaction', [receipt.hash, {}])
    assert.equal(steps.failed, false)
    assert.equal(BigInt(steps.gas), receipt.gasUsed)
    assert.ok(steps.structLogs.some(({ op }) => op === 'SSTORE'))
})

test('blocks arrive over WebSocket', async () => {
    const socket = new WebSocketProvider(world.websocket)
    try {
        const numbers = []
        const three = new Promise(resolve => socket.on('block', number => numbers.push(number) === 3 && resolve()))
        for (let i = 0; i < 3; ++i) await (await alice.sendTransaction({ to: bob.address, value: 1n })).wait()
        await three
        assert.equal(numbers[1], numbers[0] + 1)
        assert.equal(numbers[2], numbers[0] + 2)
    } finally {
        await socket.destroy()
    }
})

test('a state proof binds a balance to a sealed batch', async () => {
    let batch = 0
    for (let tries = 0; batch === 0 && tries < 300; ++tries) {
        batch = Number(await provider.send('zks_L1BatchNumber', []))
        if (batch === 0) await new Promise(resolve => setTimeout(resolve, 100))
    }
    const proof = await provider.send('zks_getProof', [bob.address, [`0x${'00'.repeat(32)}`], batch])
    assert.equal(proof.address.toLowerCase(), bob.address.toLowerCase())
    assert.equal(proof.storageProofs.length, 1)
})
