// Writes traces for `archipelago bench data` (engine/traces/trace.hpp) into a folder: node traces.mjs FOLDER
import { writeFileSync } from 'node:fs'
import { Interface, SigningKey, Transaction, computeAddress, concat, getCreateAddress, id, keccak256 } from 'ethers'
import { artifact, compiled } from './compiled.mjs'

const chainId = 7001
const lots = 10n ** 24n
const never = 2n ** 63n

/// The same numbers in every run: below `bound`, by a counter and its hash.
let drawn = 0
const below = bound => BigInt(keccak256(`0x${(drawn++).toString(16).padStart(16, '0')}`)) % bound
const pick = list => list[Number(below(BigInt(list.length)))]
/// An amount as people send it: three digits of whatever size.
const amount = () => (1n + below(999n)) * 10n ** (12n + below(6n))

class Account {
    constructor(name) {
        this.key = new SigningKey(id(name))
        this.address = computeAddress(this.key.publicKey)
        this.nonce = 0
    }
    sign(to, data, value, gasLimit) {
        const transaction = Transaction.from({
            type: 2, chainId, nonce: this.nonce++, to, data, value, gasLimit,
            maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n })
        transaction.signature = this.key.sign(transaction.unsignedHash)
        return transaction.serialized
    }
}

class Trace {
    constructor(name, accounts) {
        this.name = name
        this.accounts = Array.from({ length: accounts }, (_, i) => new Account(`${name} ${i}`))
        this.lines = this.accounts.map(({ address }) => `fund ${address}`)
    }
    get owner() { return this.accounts[0] }
    prepare(from, to, data = '0x', value = 0n) { this.lines.push(`prepare ${from.sign(to, data, value, 15_000_000n)}`) }
    /// Gives a caller of the contract that `from` creates.
    deploy({ abi, bytecode }, ...args) {
        const address = getCreateAddress({ from: this.owner.address, nonce: this.owner.nonce })
        this.prepare(this.owner, null, creation({ abi, bytecode }, ...args))
        const face = new Interface(abi)
        const data = (name, ...rest) => face.encodeFunctionData(name, rest)
        return { address, data, prepare: (from, ...call) => this.prepare(from, address, data(...call)) }
    }
    block() { this.lines.push('block') }
    send(from, to, data = '0x', value = 0n, gasLimit = 300_000n) {
        this.lines.push(`transaction ${from.sign(to, data, value, gasLimit)}`)
    }
    /// `count` transactions in blocks of `perBlock`.
    batch(count, perBlock, send) {
        for (let i = 0; i < count; i++) {
            if (i % perBlock === 0) this.block()
            send(i)
        }
    }
    write(folder) { writeFileSync(`${folder}/${this.name}`, this.lines.join('\n') + '\n') }
}

function creation({ abi, bytecode }, ...args) {
    const code = typeof bytecode === 'string' ? bytecode : bytecode.object
    return concat([code.startsWith('0x') ? code : `0x${code}`, new Interface(abi).encodeDeploy(args)])
}

function transfers() {
    const trace = new Trace('transfers', 500)
    trace.batch(1000, 100, () => trace.send(pick(trace.accounts), pick(trace.accounts).address, '0x', amount(), 21_000n))
    return trace
}

function tokens() {
    const trace = new Trace('erc20', 500)
    const token = trace.deploy(compiled('Gold'), lots)
    for (const { address } of trace.accounts.slice(1)) token.prepare(trace.owner, 'transfer', address, lots / 1000n)
    trace.batch(1000, 100, () =>
        trace.send(pick(trace.accounts), token.address, token.data('transfer', pick(trace.accounts).address, amount())))
    return trace
}

/// SSTORE(0, CALLDATALOAD(0)).
const oracleCode = '0x600680600b6000396000f3' + '5f355f5500' + '00'

function oracle() {
    const trace = new Trace('oracle', 1)
    const feed = trace.deploy({ abi: [], bytecode: oracleCode })
    let price = 3_141_592_653n
    const word = () => `0x${(price += below(2_000_000n) - 1_000_000n).toString(16).padStart(64, '0')}`
    trace.prepare(trace.owner, feed.address, word())
    trace.batch(100, 10, () => trace.send(trace.owner, feed.address, word()))
    return trace
}

function swaps() {
    const trace = new Trace('swaps', 101)
    const [owner, ...traders] = trace.accounts
    const pair = [trace.deploy(compiled('Gold'), lots), trace.deploy(compiled('Gold'), lots)]
    const [a, b] = pair.sort((x, y) => (BigInt(x.address) < BigInt(y.address) ? -1 : 1))
    const v3 = path => artifact(`@uniswap/v3-${path}.json`)
    const weth = trace.deploy(artifact('@uniswap/v2-periphery/build/WETH9.json'))
    const factory2 = trace.deploy(artifact('@uniswap/v2-core/build/UniswapV2Factory.json'), owner.address)
    const router2 = trace.deploy(artifact('@uniswap/v2-periphery/build/UniswapV2Router02.json'), factory2.address, weth.address)
    const factory3 = trace.deploy(v3('core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory'))
    const periphery = name => v3(`periphery/artifacts/contracts/${name}.sol/${name}`)
    const positions = trace.deploy(periphery('NonfungiblePositionManager'), factory3.address, weth.address, owner.address)
    const router3 = trace.deploy(periphery('SwapRouter'), factory3.address, weth.address)
    for (const token of [a, b])
        for (const spender of [router2, router3, positions]) token.prepare(owner, 'approve', spender.address, lots)
    router2.prepare(owner, 'addLiquidity', a.address, b.address, lots / 10n, lots / 10n, 0n, 0n, owner.address, never)
    positions.prepare(owner, 'createAndInitializePoolIfNecessary', a.address, b.address, 3000, 2n ** 96n)
    positions.prepare(owner, 'mint', [a.address, b.address, 3000, -887220, 887220, lots / 10n, lots / 10n, 0n, 0n, owner.address, never])
    for (const trader of traders)
        for (const token of [a, b]) {
            token.prepare(owner, 'transfer', trader.address, lots / 1000n)
            for (const router of [router2, router3]) token.prepare(trader, 'approve', router.address, lots)
        }
    trace.batch(300, 30, i => {
        const trader = pick(traders), path = below(2n) ? [a.address, b.address] : [b.address, a.address]
        if (i % 2)
            trace.send(trader, router2.address, router2.data('swapExactTokensForTokens', amount(), 0n, path, trader.address, never))
        else
            trace.send(trader, router3.address,
                router3.data('exactInputSingle', [...path, 3000, trader.address, never, amount(), 0n, 0n]))
    })
    return trace
}

function deployments() {
    const trace = new Trace('deployments', 40)
    const build = path => artifact(`@uniswap/${path}.json`)
    const router = build('v2-periphery/build/UniswapV2Router02'), weth = build('v2-periphery/build/WETH9')
    const factory2 = build('v2-core/build/UniswapV2Factory'), factory3 = build('v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory')
    const swapRouter = build('v3-periphery/artifacts/contracts/SwapRouter.sol/SwapRouter')
    trace.batch(40, 10, i => {
        const from = trace.accounts[i], someone = pick(trace.accounts).address
        const what = [
            [compiled('Gold'), lots], [compiled('Gold'), amount()], [weth], [factory2, someone],
            [router, someone, someone], [compiled('Gold'), amount()], [factory3], [swapRouter, someone, someone]][i % 8]
        trace.send(from, null, creation(...what), 0n, 15_000_000n)
    })
    return trace
}

const folder = process.argv[2]
for (const make of [transfers, tokens, oracle, swaps, deployments]) make().write(folder)
