// The same chain through viem, with what only viem asks for: 7702, fee history, access lists.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createPublicClient, createWalletClient, defineChain, http, parseEther, webSocket } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { contracts } from './contracts.mjs'
import { startWorld } from './world.mjs'

let world, chain, client, wallet, alice, bob

before(async () => {
    world = await startWorld()
    chain = defineChain({
        id: world.chainId,
        name: 'Tortuga',
        nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
        rpcUrls: { default: { http: [world.rpc], webSocket: [world.websocket] } },
    })
    client = createPublicClient({ chain, transport: http(), pollingInterval: 100 })
    alice = privateKeyToAccount(world.accounts[0].private_key)
    bob = privateKeyToAccount(world.accounts[1].private_key)
    wallet = createWalletClient({ account: alice, chain, transport: http() })
})

after(async () => { await world?.stop() })

async function deploy(name, ...args) {
    const { abi, bytecode } = contracts()[name]
    const hash = await wallet.deployContract({ abi, bytecode, args })
    const { contractAddress } = await client.waitForTransactionReceipt({ hash })
    return { abi, address: contractAddress }
}

test('the client sees the chain that was created', async () => {
    assert.equal(await client.getChainId(), world.chainId)
})

test('a token is deployed, written, read and its logs are decoded', async () => {
    const gold = await deploy('Gold', parseEther('5'))
    const { request } = await client.simulateContract(
        { ...gold, functionName: 'transfer', args: [bob.address, 42n], account: alice })
    const receipt = await client.waitForTransactionReceipt({ hash: await wallet.writeContract(request) })
    assert.equal(receipt.status, 'success')
    assert.equal(await client.readContract({ ...gold, functionName: 'balanceOf', args: [bob.address] }), 42n)
    const events = await client.getContractEvents(
        { ...gold, eventName: 'Transfer', fromBlock: receipt.blockNumber, strict: true })
    assert.deepEqual(events.map(({ args }) => args.value), [42n])
})

test('an account that delegates (EIP-7702) makes two transfers in one transaction', async () => {
    const courier = await deploy('Courier')
    const owner = privateKeyToAccount(generatePrivateKey())
    await client.waitForTransactionReceipt(
        { hash: await wallet.sendTransaction({ to: owner.address, value: parseEther('1') }) })
    const ownWallet = createWalletClient({ account: owner, chain, transport: http() })
    const authorization = await ownWallet.signAuthorization({ contractAddress: courier.address, executor: 'self' })
    const first = privateKeyToAccount(generatePrivateKey()).address
    const second = privateKeyToAccount(generatePrivateKey()).address
    const hash = await ownWallet.writeContract({
        abi: courier.abi,
        address: owner.address,
        functionName: 'deliver',
        args: [[{ to: first, value: 100n, data: '0x' }, { to: second, value: 200n, data: '0x' }]],
        authorizationList: [authorization],
    })
    const receipt = await client.waitForTransactionReceipt({ hash })
    assert.equal(receipt.status, 'success')
    assert.equal(receipt.type, 'eip7702')
    assert.equal(await client.getBalance({ address: first }), 100n)
    assert.equal(await client.getBalance({ address: second }), 200n)
    const code = await client.getCode({ address: owner.address })
    assert.equal(code, `0xef0100${courier.address.slice(2).toLowerCase()}`)
    const transaction = await client.getTransaction({ hash })
    assert.equal(transaction.authorizationList[0].address.toLowerCase(), courier.address.toLowerCase())
})

test('fees can be planned from history, and what is charged agrees', async () => {
    const history = await client.getFeeHistory({ blockCount: 4, rewardPercentiles: [25, 75] })
    assert.ok(history.baseFeePerGas.length >= 2)
    assert.ok(history.baseFeePerGas.every(fee => fee > 0n))
    const hash = await wallet.sendTransaction({ to: bob.address, value: 1n })
    const receipt = await client.waitForTransactionReceipt({ hash })
    const block = await client.getBlock({ blockNumber: receipt.blockNumber })
    assert.ok(receipt.effectiveGasPrice >= block.baseFeePerGas)
})

test('an access list names the slots that a transfer touches', async () => {
    const gold = await deploy('Gold', 1_000n)
    const { accessList } = await client.createAccessList({
        account: alice.address, to: gold.address,
        data: `0xa9059cbb${bob.address.slice(2).toLowerCase().padStart(64, '0')}${'1'.padStart(64, '0')}`,
    })
    const entry = accessList.find(({ address }) => address.toLowerCase() === gold.address.toLowerCase())
    assert.equal(entry.storageKeys.length, 2)
})

test('a call can pretend another state', async () => {
    const gold = await deploy('Gold', 1_000n)
    const stranger = privateKeyToAccount(generatePrivateKey()).address
    const { data } = await client.call({ to: stranger, data: '0x', stateOverride: [{ address: stranger, code: '0x602a60005260206000f3' }] })
    assert.equal(BigInt(data), 42n)
    assert.equal(await client.getCode({ address: stranger }), undefined)
    assert.ok(gold.address)
})

test('all receipts of a block come in one answer', async () => {
    const hash = await wallet.sendTransaction({ to: bob.address, value: 1n })
    const { blockNumber } = await client.waitForTransactionReceipt({ hash })
    const receipts = await client.request(
        { method: 'eth_getBlockReceipts', params: [`0x${blockNumber.toString(16)}`] })
    assert.ok(receipts.some(receipt => receipt.transactionHash === hash))
})

test('heads and logs are pushed over WebSocket', async () => {
    const gold = await deploy('Gold', 1_000n)
    const socket = createPublicClient({ chain, transport: webSocket() })
    const heads = []
    let transferred
    const log = new Promise(resolve => { transferred = resolve })
    const stopHeads = socket.watchBlockNumber({ onBlockNumber: number => heads.push(number) })
    const stopLogs = socket.watchContractEvent({ ...gold, eventName: 'Transfer', onLogs: logs => transferred(logs) })
    await new Promise(resolve => setTimeout(resolve, 300))
    const hash = await wallet.writeContract({ ...gold, functionName: 'transfer', args: [bob.address, 9n] })
    const [{ args, transactionHash }] = await log
    assert.equal(args.value, 9n)
    assert.equal(transactionHash, hash)
    await client.waitForTransactionReceipt({ hash })
    assert.ok(heads.length > 0)
    stopHeads()
    stopLogs()
    const connection = await socket.transport.getRpcClient()
    connection.close()
})
