// What every program here does alike: read its settings, say that it is ready, stop when told, start another one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

export const isMain = meta => meta.url === pathToFileURL(process.argv[1] ?? '').href

/**
 * The settings of a program, from their defaults: `--pay-to X` wins over PAY_TO=X in the environment, and that over the
 * default. A setting whose default is a boolean is a switch (`--trace`, TRACE=1).
 */
export function settings(defaults) {
  const entries = Object.entries(defaults)
  const options = Object.fromEntries(entries.map(([name, value]) => [name, { type: typeof value === 'boolean' ? 'boolean' : 'string' }]))
  const { values } = parseArgs({ options })
  const read = (name, otherwise) => {
    const given = process.env[name.toUpperCase().replaceAll('-', '_')]
    if (given === undefined) return otherwise
    return typeof otherwise === 'boolean' ? given === '1' : given
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, values[name] ?? read(name, value)]))
}

/** The one line that tells who started this program that it serves, and where. */
export const ready = facts => process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid, ...facts })}\n`)

/**
 * Runs `close` once and leaves: on SIGTERM, on SIGINT and, with STOP_WITH_STDIN=1, when stdin ends, so that nothing stays
 * behind when the process that holds the other end of the pipe dies.
 */
export function stopWhenTold(close) {
  let told = false
  const stop = async () => {
    if (told) return
    told = true
    await close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop)
  if (process.env.STOP_WITH_STDIN === '1') process.stdin.on('end', stop).on('error', stop).resume()
}

/** Serves an express application on loopback and says so; port 0 takes a free one. */
export async function serve(app, port, facts = {}) {
  const server = app.listen(Number(port), '127.0.0.1')
  await once(server, 'listening')
  stopWhenTold(() => server.closeAllConnections())
  ready({ url: `http://127.0.0.1:${server.address().port}`, ...facts })
}

function launch(script, args) {
  const list = Object.entries(args).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, String(value)]))
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...list], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, STOP_WITH_STDIN: '1' },
  })
  return { child, exited: once(child, 'exit'), lines: createInterface({ input: child.stdout }) }
}

/** Starts a program that stays: the facts of its ready line, and `stop`. */
export async function start(script, args = {}) {
  const { child, exited, lines } = launch(script, args)
  const [first] = await Promise.race([once(lines, 'line'), exited.then(([code]) => [`{"left":"${script} left with ${code}"}`])])
  const facts = JSON.parse(first)
  if (!facts.ready) throw new Error(first)
  const stop = async () => {
    child.stdin.end()
    await exited
  }
  return { ...facts, stop }
}

/** Runs a program that ends: its exit code and its lines of JSON. */
export async function run(script, args = {}) {
  const { exited, lines } = launch(script, args)
  const said = []
  for await (const line of lines) said.push(JSON.parse(line))
  const [code] = await exited
  return { code, lines: said }
}
