// Compiles the contracts of this folder; what it made is kept under build/ until a source or the compiler changes.
// usage: node compile.mjs
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isMain } from './script.mjs'

const SOURCES = ['token.sol', 'wallet.sol']
const folder = new URL('build/', import.meta.url)

/** The JSON in build/<name>, made anew when the key it was stored under is another. */
export async function cached(name, key, make) {
  const file = new URL(name, folder)
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8'))
    if (stored.key === key) return stored.value
  } catch (e) {
    if (e.code !== 'ENOENT' && !(e instanceof SyntaxError)) throw e
  }
  const value = await make()
  mkdirSync(folder, { recursive: true })
  // Renamed into place: two scripts that start at once must not read half a file.
  const draft = new URL(`${name}.${process.pid}`, folder)
  writeFileSync(draft, JSON.stringify({ key, value }))
  renameSync(draft, file)
  return value
}

/** Each contract by name: { abi, code } with the code as it runs on chain. */
export async function contracts() {
  const sources = Object.fromEntries(SOURCES.map(name => [name, { content: readFileSync(new URL(name, import.meta.url), 'utf8') }]))
  const input = JSON.stringify({
    language: 'Solidity',
    sources,
    settings: {
      viaIR: true, // the nine arguments of transferWithAuthorization do not fit the stack otherwise
      evmVersion: 'cancun',
      optimizer: { enabled: true },
      outputSelection: { '*': { '*': ['abi', 'evm.deployedBytecode.object'] } },
    },
  })
  return cached('contracts.json', createHash('sha256').update(input).digest('hex'), () => compile(input))
}

async function compile(input) {
  const { default: solc } = await import('solc') // some megabytes of wasm, loaded only when there is something to compile
  const { errors = [], contracts: files } = JSON.parse(solc.compile(input))
  if (errors.length) throw new Error(errors.map(e => e.formattedMessage).join('\n'))
  const named = Object.values(files).flatMap(Object.entries)
  return Object.fromEntries(named.map(([name, made]) => [name, { abi: made.abi, code: `0x${made.evm.deployedBytecode.object}` }]))
}

if (isMain(import.meta))
  for (const [name, { code }] of Object.entries(await contracts())) console.log(`${name}: ${code.length / 2 - 1} bytes`)
