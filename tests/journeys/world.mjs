// A real world in a temporary folder, run by the real program.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const program = join(process.env.ARCHI_BIN_DIR ?? new URL('../../build/release/bin', import.meta.url).pathname,
    'archipelago')

/** Runs `archipelago` with `--json` and gives its object. */
export async function archipelago(folder, ...words) {
    const { stdout } = await run(program, [...words, '--world', folder, '--json'])
    return JSON.parse(stdout)
}

/** A port that the system says is free. */
function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer()
        server.once('error', reject)
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address()
            server.close(() => resolve(port))
        })
    })
}

/** Gives a chain, or the mainland, a port that the system names: its folder is that of its chain.toml. */
export async function freshPort(chainFolder) {
    const file = join(chainFolder, 'chain.toml')
    const text = await readFile(file, 'utf8')
    const moved = text.replace(/^port = \d+$/m, `port = ${await freePort()}`)
    if (moved === text) throw new Error('chain.toml names its port otherwise than this test knows')
    await writeFile(file, moved)
}

/**
 * Gives tortuga, which does not run yet, a port of its own: `init` takes the least that nobody listens on, and two
 * worlds made at once would take the same.
 */
export async function separatePort(folder) {
    await freshPort(join(folder, 'chains', 'tortuga'))
}

/** Starts a world with the chain tortuga; `stop` ends the process and removes the folder. */
export async function startWorld() {
    const folder = await mkdtemp(join(tmpdir(), 'archipelago-journey-'))
    await archipelago(folder, 'init', '--l1', 'none')
    await separatePort(folder)
    const child = spawn(program, ['up', '--json', '--world', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const snapshot = await new Promise((resolve, reject) => {
        let text = ''
        child.stdout.on('data', part => {
            text += part
            if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))))
        })
        child.once('exit', code => reject(new Error(`archipelago up ended with ${code}: ${text}`)))
    })
    if (snapshot.error) throw new Error(snapshot.error.sentence)
    const { rpc, chain_id: chainId } = snapshot.chains[0]
    const { accounts } = await archipelago(folder, 'accounts', '--keys')
    return {
        folder,
        rpc,
        websocket: rpc.replace('http', 'ws'),
        chainId,
        accounts,
        async stop() {
            const ended = new Promise(resolve => child.once('exit', resolve))
            child.kill('SIGTERM')
            const code = await ended
            await rm(folder, { recursive: true, force: true })
            if (code !== 0) throw new Error(`archipelago up ended with ${code}`)
        },
    }
}
