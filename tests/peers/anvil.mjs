// Starts the anvil that npm installed, on loopback, and speaks JSON-RPC to it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil', import.meta.url))

export async function rpc(url, method, ...params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { result, error } = await response.json()
  if (error) throw new Error(`${method}: ${error.message}`)
  return result
}

/**
 * A running anvil. It mines each transaction at once and, besides, a block each second: a call sees the time of the latest
 * block, so on an idle chain that never mines, authorizations that are valid by the clock would be refused.
 */
export async function startAnvil(port, ...args) {
  const always = ['--host', '127.0.0.1', '--port', String(port), '--mixed-mining', '--block-time', '1']
  const child = spawn(binary, [...always, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  process.on('exit', () => child.kill('SIGKILL'))
  // anvil picks the free port itself and prints it; its log goes on, so the pipe must be read to the end.
  const lines = createInterface({ input: child.stdout })
  const listening = new Promise(resolve => lines.on('line', line => line.startsWith('Listening on ') && resolve(line.slice(13))))
  const address = await Promise.race([listening, exited.then(([code]) => Promise.reject(new Error(`anvil left with ${code}: is port ${port} taken?`)))])
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  return { url: `http://${address}`, pid: child.pid, stop }
}
