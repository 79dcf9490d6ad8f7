// Prints what `./dev bench evm` executes, a line a step (read by scenario.hpp):
//   case NAME                     a new world
//   run FROM TO DATA              a transaction that prepares; TO is - for a creation
//   code ADDRESS CODE             puts code where it is
//   measure FROM TO DATA          the transaction that is measured
import { createHash } from 'node:crypto'
import { AbiCoder, Interface, SigningKey, concat, getCreateAddress, id, toBeHex, zeroPadValue } from 'ethers'
import { bls12_381 } from '@noble/curves/bls12-381'
import { p256 } from '@noble/curves/p256'
import { artifact, compiled } from './compiled.mjs'

const owner = '0x' + '5e'.repeat(20)
const other = '0x' + '07'.repeat(20)
const contract = '0x' + 'c0de'.repeat(10)
const lots = 10n ** 24n
const never = 2n ** 63n

const lines = []
let creations = 0
function begin(name) {
    lines.push(`case ${name}`)
    creations = 0
}
const run = (to, data) => lines.push(`run ${owner} ${to ?? '-'} ${data}`)
const measure = (to, data) => lines.push(`measure ${owner} ${to} ${data}`)

/// Deploys; gives the address, and calls by name.
function deploy({ abi, bytecode }, ...args) {
    const face = new Interface(abi)
    const code = typeof bytecode === 'string' ? bytecode : `0x${bytecode.object}`
    run(null, concat([code.startsWith('0x') ? code : `0x${code}`, face.encodeDeploy(args)]))
    const address = getCreateAddress({ from: owner, nonce: creations++ })
    return { address, data: (name, ...rest) => face.encodeFunctionData(name, rest), send(name, ...rest) { run(address, this.data(name, ...rest)) } }
}

/// Bytecode that runs as a contract of its own.
function raw(name, code) {
    begin(name)
    lines.push(`code ${contract} ${code}`)
    measure(contract, '0x')
}

function precompile(name, number, input) {
    begin(`${number} ${name}`)
    measure(zeroPadValue(toBeHex(Number(number)), 20), input)
}


function tokens() {
    const pair = [deploy(compiled('Gold'), lots), deploy(compiled('Gold'), lots)]
    return pair.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1))
}

raw('empty call', '0x00')
raw('keccak of 32 bytes', '0x60205f2000')
raw('keccak of 136 bytes', '0x60885f2000')
raw('storage read and write', '0x600154600101600155' + '00')

begin('ERC-20 transfer')
const gold = deploy(compiled('Gold'), lots)
gold.send('transfer', other, 1n)
measure(gold.address, gold.data('transfer', other, 1000n))

begin('Uniswap V2 swap')
{
    const [a, b] = tokens()
    const factory = deploy(artifact('@uniswap/v2-core/build/UniswapV2Factory.json'), owner)
    const weth = deploy(artifact('@uniswap/v2-periphery/build/WETH9.json'))
    const router = deploy(artifact('@uniswap/v2-periphery/build/UniswapV2Router02.json'), factory.address, weth.address)
    for (const token of [a, b]) token.send('approve', router.address, lots)
    router.send('addLiquidity', a.address, b.address, lots / 10n, lots / 10n, 0n, 0n, owner, never)
    measure(router.address, router.data('swapExactTokensForTokens', lots / 1000n, 0n, [a.address, b.address], owner, never))
}

begin('Uniswap V3 swap')
{
    const path = name => artifact(`@uniswap/v3-${name}.json`)
    const [a, b] = tokens()
    const factory = deploy(path('core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory'))
    const weth = deploy(artifact('@uniswap/v2-periphery/build/WETH9.json'))
    const periphery = name => path(`periphery/artifacts/contracts/${name}.sol/${name}`)
    const positions = deploy(periphery('NonfungiblePositionManager'), factory.address, weth.address, other)
    const router = deploy(periphery('SwapRouter'), factory.address, weth.address)
    positions.send('createAndInitializePoolIfNecessary', a.address, b.address, 3000, 2n ** 96n)
    for (const token of [a, b])
        for (const spender of [positions, router]) token.send('approve', spender.address, lots)
    positions.send('mint', [a.address, b.address, 3000, -887220, 887220, lots / 10n, lots / 10n, 0n, 0n, owner, never])
    measure(router.address, router.data('exactInputSingle', [a.address, b.address, 3000, owner, never, lots / 1000n, 0n, 0n]))
}

begin('SHA-256 in Solidity, 1 KiB')
{
    // FIPS 180-4: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    const primes = []
    for (let n = 2n; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n)
    const cubeRoot = n => { let x = 1n << 40n; for (let y = x - 1n; y < x; y = (2n * x + n / (x * x)) / 3n) { x = y } return x }
    const floorRoot = n => { let x = cubeRoot(n); while (x * x * x > n) x--; while ((x + 1n) ** 3n <= n) x++; return x }
    const constants = primes.map(p => (floorRoot(p << 96n) & 0xffffffffn).toString(16).padStart(8, '0')).join('')
    const words = constants.match(/.{64}/g).map(word => `0x${word}`)
    const sha = deploy(compiled('Sha256'), words)
    measure(sha.address, sha.data('digest', '0x' + '61'.repeat(1024)))
}

begin('ray casting, 8 x 8 pixels')
{
    const rays = deploy(compiled('Rays'))
    measure(rays.address, rays.data('render', 8))
}

const word = value => zeroPadValue(toBeHex(value), 32)
const wide = value => zeroPadValue(toBeHex(value), 64)
const signature = new SigningKey(word(7)).sign(id('archipelago'))
precompile('ECRECOVER', '0x01', concat([id('archipelago'), word(signature.v), signature.r, signature.s]))
const kilobyte = '0x' + '61'.repeat(1024)
precompile('SHA-256, 1 KiB', '0x02', kilobyte)
precompile('RIPEMD-160, 1 KiB', '0x03', kilobyte)
precompile('identity, 1 KiB', '0x04', kilobyte)
const odd = bytes => '0x' + 'f3'.repeat(bytes - 1) + 'd1'
precompile('MODEXP, 256 bits', '0x05', concat([word(32), word(32), word(32), odd(32), '0x' + 'e5'.repeat(32), '0x' + 'fb'.repeat(32)]))
precompile('MODEXP, 2048 bits, e = 65537', '0x05', concat([word(256), word(3), word(256), odd(256), '0x010001', '0x' + 'fb'.repeat(256)]))
const bnPrime = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n
const bn = concat([word(1), word(2)])
// The generator of G2 in EIP-197, imaginary parts first.
const bn2 = concat([
    '0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2', '0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed',
    '0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b', '0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa'])
precompile('BN254 addition', '0x06', concat([bn, bn]))
precompile('BN254 multiplication', '0x07', concat([bn, odd(32)]))
precompile('BN254 pairing, 2 pairs', '0x08', concat([bn, bn2, word(1), word(bnPrime - 2n), bn2]))
precompile('BLAKE2 F, 12 rounds', '0x09', concat([toBeHex(12, 4), '0x' + '5b'.repeat(208), '0x01']))
// A point evaluation of Ethereum's main net, as in execution-spec-tests.
precompile('point evaluation', '0x0a', concat([
    '0x018156b94fe9735e573bab36dad05d60feb720d424ccd20aaf719343c31e4246', '0x019123bcb9d06356701f7be08b4494625b87a7b02edc566126fb81f6306e915f',
    '0x6c2eb1e94c2532935b8465351ba1bd88eabe2b3fa1aadff7d1cd816e8315bd38', '0xa9546d41993e10df2a7429b8490394ea9ee62807bae6f326d1044a51581306f58d4b9dfd5931e044688855280ff3799e',
    '0xa2ea83d9391e0ee42e0c650acc7a1f842a7d385189485ddb4fd54ade3d9fd50d608167dca6c776aad4b8ad5c20691bfe']))
const affine1 = point => { const { x, y } = point.toAffine(); return concat([wide(x), wide(y)]) }
const affine2 = point => { const { x, y } = point.toAffine(); return concat([wide(x.c0), wide(x.c1), wide(y.c0), wide(y.c1)]) }
const one1 = bls12_381.G1.ProjectivePoint.BASE, one2 = bls12_381.G2.ProjectivePoint.BASE
const g1 = affine1(one1), g2 = affine2(one2), scalar = odd(32)
precompile('BLS12-381 G1 addition', '0x0b', concat([g1, affine1(one1.double())]))
precompile('BLS12-381 G1 MSM, 1 pair', '0x0c', concat([g1, scalar]))
precompile('BLS12-381 G2 addition', '0x0d', concat([g2, affine2(one2.double())]))
precompile('BLS12-381 G2 MSM, 1 pair', '0x0e', concat([g2, scalar]))
precompile('BLS12-381 pairing, 2 pairs', '0x0f', concat([g1, g2, affine1(one1.negate()), g2]))
precompile('BLS12-381 map to G1', '0x10', wide(7n))
precompile('BLS12-381 map to G2', '0x11', concat([wide(7n), wide(9n)]))
const digest = createHash('sha256').update('archipelago').digest()
const key = word(7).slice(2)
const { r, s } = p256.sign(digest, key)
const { x, y } = p256.ProjectivePoint.fromPrivateKey(key).toAffine()
precompile('P256VERIFY', '0x100', concat([digest, word(r), word(s), word(x), word(y)]))

console.log(lines.join('\n'))
