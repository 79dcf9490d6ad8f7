// Random signed transactions between programs: calls, creations, delegations (EIP-7702).
import { Wallet, getCreateAddress, keccak256, toBeHex } from 'ethers'
import { deploying } from './opcodes.mjs'
import { program } from './programs.mjs'
import { hex } from './random.mjs'

const none = `0x${'00'.repeat(20)}`

/** What a transaction pays at least (EIP-2028, 2930, 3860, 7623, 7702). */
function intrinsicGas({ to, data, accessList = [], authorizationList = [] }) {
    const bytes = Buffer.from(data.slice(2), 'hex')
    const tokens = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 4), 0)
    const keys = accessList.reduce((sum, { storageKeys }) => sum + storageKeys.length, 0)
    const creation = to === null ? 32_000 + 2 * Math.ceil(bytes.length / 32) : 0
    const whole = 21_000 + 4 * tokens + creation + 2_400 * accessList.length + 1_900 * keys + 25_000 * authorizationList.length
    return Math.max(whole, 21_000 + 10 * tokens)
}

/** Sends everything from one account, so that its nonces order it. */
export class Traffic {
    #wallet
    #chainId
    #random
    nonce = 0
    /** Contracts of the last rounds. */
    contracts = []
    /** Accounts that delegate, and about what nonces they have. The sender is none of them: its nonces must be known. */
    authorities
    authorityNonces = new Map()

    constructor(random, key, chainId) {
        this.#random = random
        this.#wallet = new Wallet(key)
        this.#chainId = chainId
        this.authorities = Array.from({ length: 4 }, (_, i) => new Wallet(keccak256(toBeHex(i + 1, 32))))
    }

    get #known() {
        return [...this.contracts, ...this.contracts, ...this.authorities.map(({ address }) => address), this.#wallet.address]
    }

    #sign(fields) {
        const random = this.#random
        const nonce = this.nonce++
        const tip = random.pick([0n, 1n, 10n ** 9n])
        const price = random.weighted([
            [6, { type: 2, maxFeePerGas: 2n * 10n ** 9n, maxPriorityFeePerGas: tip }], [1, { type: 0, gasPrice: 10n ** 9n }],
            [1, { type: 1, gasPrice: 10n ** 9n, accessList: this.#accessList() }]])
        const first = fields.type === 4 ? { maxFeePerGas: 2n * 10n ** 9n, maxPriorityFeePerGas: tip } : price
        const signable = { chainId: this.#chainId, nonce, value: 0n, ...first, ...fields }
        if (signable.type === 2 && random.once(4)) signable.accessList = this.#accessList()
        signable.gasLimit = BigInt(intrinsicGas(signable) + fields.gas)
        delete signable.gas
        return this.#wallet.signTransaction(signable)
    }

    #accessList() {
        const random = this.#random
        return Array.from({ length: random.below(4) }, () => ({
            address: random.pick(this.#known),
            storageKeys: Array.from({ length: random.below(3) }, () => toBeHex(random.below(5), 32)),
        }))
    }

    /** Gas beyond what the transaction costs before it runs. */
    #gas() {
        const random = this.#random
        return random.weighted([[6, 500_000 + random.below(1_500_000)], [3, random.below(200_000)], [1, random.below(5_000)]])
    }

    async #authorization() {
        const random = this.#random
        const authority = random.pick(this.authorities)
        const next = this.authorityNonces.get(authority.address) ?? 0
        const nonce = random.once(6) ? random.below(5) : next
        const address = random.weighted([[6, random.pick(this.contracts)], [2, random.pick(this.authorities).address],
            [1, none], [1, toBeHex(1 + random.below(17), 20)], [1, this.#wallet.address]])
        const chainId = random.weighted([[4, this.#chainId], [2, 0], [1, 1]])
        // A guess: what code of the authority creates counts as well.
        if (nonce === next && chainId !== 1) this.authorityNonces.set(authority.address, next + 1)
        return authority.authorize({ address, nonce, chainId })
    }

    #calldata() { return `0x${hex(this.#random.bytes(this.#random.below(100)))}` }

    /**
     * A wei for each authority: an account that was touched and stayed empty is none (EIP-161), but exists for anvil,
     * which gives it the refund of EIP-7702.
     */
    async fund() {
        const signed = []
        for (const { address } of this.authorities) signed.push(await this.#sign({ to: address, gas: 0, value: 1n, data: '0x' }))
        return signed
    }

    /** Deploys `count` new programs, which the transactions after call. */
    async deploy(count) {
        const signed = []
        const addresses = Array.from({ length: count }, (_, i) => getCreateAddress({ from: this.#wallet.address, nonce: this.nonce + i }))
        this.contracts = [...this.contracts.slice(-4), ...addresses]
        for (let i = 0; i < count; ++i)
            signed.push(await this.#sign({ to: null, gas: 5_000_000, data: deploying(program(this.#random, this.#known)) }))
        return signed
    }

    /** One transaction of any kind. */
    async any() {
        const random = this.#random
        return random.weighted([
            [10, () => this.#sign({ to: random.pick(this.#known), gas: this.#gas(),
                value: BigInt(random.pick([0, 0, 1, 10_000])), data: this.#calldata() })],
            [2, () => this.#sign({ to: null, gas: this.#gas(), value: BigInt(random.pick([0, 0, 5])),
                data: `0x${hex(program(random, this.#known))}` })],
            [2, async () => {
                const authorizationList = []
                for (let left = 1 + random.below(3); left > 0; --left) authorizationList.push(await this.#authorization())
                return this.#sign({ type: 4, to: random.pick([...this.authorities.map(({ address }) => address), ...this.contracts]),
                    gas: this.#gas(), data: this.#calldata(), authorizationList })
            }],
        ])()
    }
}
