// The contracts that benchmarks run: Solidity of this repository, compiled once a process, and artifacts from npm.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const source = path => readFileSync(new URL(path, import.meta.url), 'utf8')

function compile() {
    const files = { 'Gold.sol': '../journeys/contracts/Gold.sol', 'Sha256.sol': 'contracts/Sha256.sol', 'Rays.sol': 'contracts/Rays.sol' }
    const input = {
        language: 'Solidity',
        sources: Object.fromEntries(Object.entries(files).map(([name, path]) => [name, { content: source(path) }])),
        settings: { optimizer: { enabled: true, runs: 200 }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
    }
    const load = path => ({ contents: readFileSync(require.resolve(path), 'utf8') })
    const output = JSON.parse(require('solc').compile(JSON.stringify(input), { import: load }))
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'))
    return name => ({ abi: output.contracts[`${name}.sol`][name].abi, bytecode: `0x${output.contracts[`${name}.sol`][name].evm.bytecode.object}` })
}

/// { abi, bytecode } by name.
export const compiled = compile()
/// The same of a package.
export const artifact = path => JSON.parse(readFileSync(require.resolve(path), 'utf8'))
