// What two nodes say of one transaction, in one form. Each difference between their words that is
// none between their machines is taken out here, with its reason, and nothing else.

/** Status, gas, price, logs and contract. */
export const receiptOf = receipt => receipt && {
    status: receipt.status,
    gasUsed: receipt.gasUsed,
    effectiveGasPrice: receipt.effectiveGasPrice,
    contractAddress: receipt.contractAddress,
    logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics, data })),
}

/**
 * The same reason in geth's words and in anvil's. Where an instruction breaks two rules (gas and stack, static mode,
 * return data or a precompile's input), each machine names the one it checks first: these are one reason here.
 */
const reasons = [
    ['stops', /out of gas|OutOfGas|ReentrancySentryOOG|MemoryOOG|MemoryLimitOOG|InvalidOperandOOG|PrecompileOOG|write protection|StateChangeDuringStaticCall|CallNotAllowedInsideStatic|precompiled? failed|gas uint64 overflow|stack ?underflow|stack ?overflow|stack limit reached|out of stack|return ?data out of bounds|OutOfOffset/i],
    ['reverted', /revert/i],
    ['no such instruction', /invalid opcode|OpcodeNotFound|InvalidFEOpcode|NotActivated/i],
    ['bad jump', /invalid ?jump/i],
    ['collision', /collision/i],
    ['code too large', /max code size exceeded|CreateContractSizeLimit/i],
    ['init code too large', /max initcode size exceeded|CreateInitCodeSizeLimit/i],
    ['code starts with ef', /must not begin with 0xef|CreateContractStartingWithEF/i],
    ['too poor', /insufficient balance|OutOfFunds/i],
    ['too deep', /max call depth exceeded|CallTooDeep/i],
    ['nonce overflow', /nonce.*overflow/i],
]
const reasonOf = error => error === undefined ? undefined : reasons.find(([, words]) => words.test(error))?.[0] ?? error

/** The calls of a transaction as callTracer with logs tells them. */
export function callsOf(frame, outermost = true) {
    const { type, from, to, value, gas, gasUsed, input, output, error, logs, calls } = frame
    const failed = error !== undefined
    // Where an account destroys itself in its own favour, anvil tells addresses of its call instead.
    if (type === 'SELFDESTRUCT') return { type }
    return {
        type, from, input,
        // geth gives the address of a creation that failed in no case, anvil in some.
        to: failed && type.startsWith('CREATE') ? undefined : to,
        // A delegate call has the value of its caller; a static call has none.
        value: type === 'DELEGATECALL' || type === 'STATICCALL' ? undefined : value ?? '0x0',
        // Of the outermost call geth tells the transaction's limit, anvil what was left after the intrinsic gas.
        gas: outermost ? undefined : gas,
        gasUsed,
        output: output === '0x' ? undefined : output,
        error: reasonOf(error),
        // What failed has logged nothing (geth); anvil shows it.
        logs: failed ? [] : (logs ?? []).map(({ address, topics, data, position }) => ({ address, topics, data, position })),
        calls: (calls ?? []).map(call => callsOf(failed ? withoutLogs(call) : call, false)),
    }
}
const withoutLogs = call => ({ ...call, logs: [], calls: call.calls?.map(withoutLogs) })

/**
 * Accounts as prestateTracer tells them. `collector` gets the base fee here and not on anvil (stf/DIFFERENCES.md).
 * geth leaves out what the transaction creates, anvil shows it as empty. Where all that changed is a slot that became
 * zero, `post` says nothing new, and anvil leaves the account out; likewise a code that was cleared, which is "0x" here.
 * Slots that are zero tell nothing: anvil has some that an instruction named and could not pay for.
 */
export function stateOf(accounts, collector) {
    const told = ({ storage: slots, code, ...account }) => {
        const storage = Object.fromEntries(Object.entries(slots ?? {}).filter(([, value]) => BigInt(value) !== 0n))
        return { ...account, ...(code && code !== '0x' && { code }), ...(Object.keys(storage).length > 0 && { storage }) }
    }
    const empty = account => Object.keys(account).every(key => key === 'balance' && account.balance === '0x0')
    const of = set => Object.fromEntries(Object.entries(set).map(([address, account]) => [address, told(account)])
        .filter(([address, account]) => address !== collector && !empty(account)))
    return accounts.pre ? { pre: of(accounts.pre), post: of(accounts.post) } : of(accounts)
}

const word = text => text.replace(/^0x/, '').padStart(64, '0')

function valueOf(storage, slot) {
    const entry = Object.entries(storage ?? {}).find(([key]) => word(key) === word(slot))
    return entry && word(entry[1])
}

/** One step of structLogs. */
function stepOf({ pc, op, gas, gasCost, depth, stack, memory, storage, refund, returnData, error }) {
    return {
        pc, gas, depth, stack,
        // Undefined instructions and PREVRANDAO have other names on anvil.
        op: op === 'DIFFICULTY' ? 'PREVRANDAO' : /Unknown|not defined/.test(op) ? 'undefined' : op,
        // What a failing instruction would have cost is nobody's to say.
        gasCost: error === undefined ? gasCost : undefined,
        error: reasonOf(error),
        memory: memory?.map(word),
        // What the step itself read or stored: what a node remembers of earlier steps is its own, and geth counts in
        // there what a failed SSTORE would have stored.
        storage: error === undefined && storage && stack && (op === 'SLOAD' || op === 'SSTORE') ? valueOf(storage, stack.at(-1)) : undefined,
        // anvil counts the refunds of the running call alone.
        refund: depth === 1 ? refund ?? 0 : undefined,
        returnData: returnData ?? '0x',
    }
}

export const stepsOf = ({ gas, failed, returnValue, structLogs }) => ({ gas, failed, returnValue, structLogs: structLogs.map(stepOf) })

/** The places at which two values differ: `[path, one, other]`, at most `most`. */
export function differences(one, other, most = 20, path = '', found = []) {
    if (found.length >= most) return found
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
        if (one !== other) found.push([path, one, other])
        return found
    }
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
        differences(one[key], other[key], most, `${path}.${key}`, found)
    return found
}
