// Compiles the contracts of these journeys with solc, once a process.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const here = new URL('./contracts/', import.meta.url)

function compile() {
    const solc = require('solc')
    const names = ['Gold', 'Courier']
    const input = {
        language: 'Solidity',
        sources: Object.fromEntries(
            names.map(name => [`${name}.sol`, { content: readFileSync(new URL(`${name}.sol`, here), 'utf8') }])),
        settings: {
            optimizer: { enabled: true, runs: 200 },
            outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
        },
    }
    const load = path => ({ contents: readFileSync(require.resolve(path), 'utf8') })
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: load }))
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'))
    return Object.fromEntries(names.map(name => {
        const { abi, evm } = output.contracts[`${name}.sol`][name]
        return [name, { abi, bytecode: `0x${evm.bytecode.object}` }]
    }))
}

let compiled
export const contracts = () => (compiled ??= compile())
