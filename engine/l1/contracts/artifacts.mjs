#!/usr/bin/env node
// ABI and bytecode of the contracts, in resources/contracts, one file each. Of those of an island, in its folder
// there, the address and the code that stands in the genesis.
//
//   artifacts.mjs check   compiles and compares (the test l1_contract_artifacts)
//   artifacts.mjs write   compiles and writes
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const here = new URL('./', import.meta.url)
const target = new URL('../../../resources/contracts/', import.meta.url)

const maxCode = 24576 // bytes, EIP-170
const deployed = [
    'assets/AssetRouter', 'assets/AssetTracker', 'assets/BridgedToken', 'assets/NativeTokenVault', 'assets/Nullifier',
    'chain/Chain', 'chain/ChainAdministration', 'data/CalldataDAValidator', 'data/CommitteeDAValidator', 'demo/Doubloon',
    'hub/Bridgehub', 'hub/ChainTypeManager', 'hub/MessageRoot', 'settlement/Guardians', 'settlement/ProofHub',
    'settlement/UnprovenVerifier', 'settlement/ValidatorTimelock',
]

// In the genesis of every island
const island = {
    Messenger: '0x0000000000000000000000000000000000008008',
    BaseToken: '0x000000000000000000000000000000000000800a',
    IslandAssetRouter: '0x0000000000000000000000000000000000010003',
    IslandVault: '0x0000000000000000000000000000000000010004',
    InteropRoots: '0x0000000000000000000000000000000000010008',
    InteropCenter: '0x000000000000000000000000000000000001000d',
    InteropHandler: '0x000000000000000000000000000000000001000e',
}
const sources = [...deployed, ...Object.keys(island).map(name => `island/${name}`)]

function compile() {
    const solc = require('solc')
    const input = {
        language: 'Solidity',
        sources: Object.fromEntries(sources.map(
            name => [`src/${name}.sol`, { content: readFileSync(new URL(`src/${name}.sol`, here), 'utf8') }])),
        settings: { // as in foundry.toml
            optimizer: { enabled: true, runs: 200 },
            evmVersion: 'cancun',
            metadata: { appendCBOR: false, bytecodeHash: 'none' },
            outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.immutableReferences'] } },
        },
    }
    const load = path => ({
        contents: readFileSync(path.startsWith('src/') ? new URL(path, here) : require.resolve(path), 'utf8'),
    })
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: load }))
    const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new Error(errors.map(e => e.formattedMessage).join('\n'))
    return sources.map(path => {
        const [folder, name] = path.split('/')
        const { abi, evm } = output.contracts[`src/${path}.sol`][name]
        const runtime = evm.deployedBytecode.object
        if (runtime.length / 2 > maxCode) throw new Error(`${name} has ${runtime.length / 2} bytes of code, more than ${maxCode}`)
        if (folder !== 'island') return [`${name}.json`, `${JSON.stringify({ abi, bytecode: `0x${evm.bytecode.object}` })}\n`]
        if (Object.keys(evm.deployedBytecode.immutableReferences).length > 0) throw new Error(`${name} has immutables`)
        return [`island/${name}.json`, `${JSON.stringify({ contract: name, address: island[name], runtime: `0x${runtime}`, abi })}\n`]
    })
}

const [command] = process.argv.slice(2)
if (!['check', 'write'].includes(command)) {
    console.error('Usage: artifacts.mjs check|write')
    process.exit(2)
}
const files = compile()
if (command === 'write') {
    rmSync(target, { recursive: true, force: true })
    mkdirSync(new URL('island/', target), { recursive: true })
    for (const [name, text] of files) writeFileSync(new URL(name, target), text)
} else {
    const there = existsSync(target) ? readdirSync(target, { recursive: true }).filter(name => name.endsWith('.json')).sort() : []
    const names = files.map(([name]) => name).sort()
    const stale = files.filter(([name, text]) => !there.includes(name) || readFileSync(new URL(name, target), 'utf8') !== text)
    for (const [name] of stale) console.error(`resources/contracts/${name} is not what its source gives`)
    for (const name of there.filter(name => !names.includes(name))) console.error(`resources/contracts/${name} has no source`)
    if (stale.length > 0 || there.length !== names.length) {
        console.error('Run `npm run artifacts` in engine/l1/contracts.')
        process.exit(1)
    }
    console.log(`${files.length} artifacts are what their sources give`)
}
