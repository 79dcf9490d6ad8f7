// A real world in a temporary folder, run by the real program.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
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

/** Starts a world with the chain tortuga; `stop` ends the process and removes the folder. */
export async function startWorld() {
    const folder = await mkdtemp(join(tmpdir(), 'archipelago-journey-'))
    await archipelago(folder, 'init')
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
