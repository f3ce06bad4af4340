// Reference client × reference server × reference facilitator on the chain, judged by token balances; leaves with 0 only
// when each payment moved what it should and no other moved anything.
// usage: node prove.mjs [--v1]  (--v1: with the packages of v1/ too)
import { balanceOf } from './evm.mjs'
import { run, settings, start } from './script.mjs'

const o = settings({ v1: false })
const chain = await start('chain.mjs')
const facilitator = await start('facilitator.mjs', { rpc: chain.rpcUrl, 'allow-factory': chain.addresses.walletFactory })
const server = await start('server.mjs', { facilitator: facilitator.url })
const alone = await start('server-inprocess.mjs')
const started = [alone, server, facilitator, chain]

const holds = who => balanceOf(chain.rpcUrl, chain.chainId, chain.addresses.token, who)
let failures = 0

async function prove(what, args, { amount = 1000n, script = 'client.mjs', payer = chain.accounts.buyer, look = () => true } = {}) {
  const before = [await holds(payer), await holds(chain.accounts.payee)]
  const { code, lines } = await run(script, args)
  const moved = [before[0] - (await holds(payer)), (await holds(chain.accounts.payee)) - before[1]]
  const total = amount * BigInt(args.count ?? 1)
  const good = code === 0 && moved.every(m => m === total) && lines.every(look)
  if (!good) failures++
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}: payer -${moved[0]}, payee +${moved[1]}, ${lines.map(l => l.ms)} ms`)
  if (!good) console.log(JSON.stringify(lines, null, 1))
}

const url = `${server.url}/exact/evm/eip3009`
const { walletFactory, wallet, undeployedWallet } = chain.addresses
const owned = { url, key: chain.keys.walletOwner, rpc: chain.rpcUrl }
const body = JSON.stringify({ question: 'ünï' })
await prove('GET', { url, count: 5 })
await prove('POST', { url, method: 'POST', body }, { look: l => JSON.stringify(l.data.body) === body })
await prove('EIP-1271 wallet', { ...owned, wallet }, { payer: wallet })
await prove('ERC-6492 wallet', { ...owned, wallet: undeployedWallet, factory: walletFactory, 'factory-data': chain.undeployedWalletData }, { payer: undeployedWallet })
await prove('handler fails', { url: `${server.url}/fails`, expect: 503 }, { amount: 0n })
await prove('payer without tokens', { url, key: chain.keys.withoutTokens, expect: 402 }, {
  amount: 0n, payer: chain.accounts.withoutTokens, look: l => l.required?.error === 'invalid_exact_evm_insufficient_balance',
})
await prove('wallet with another key', { ...owned, key: chain.keys.buyer, wallet, expect: 402 }, {
  amount: 0n, payer: wallet, look: l => l.required?.error === 'invalid_exact_evm_signature',
})
const inside = `${alone.url}/exact/evm/eip3009`
await prove('facilitator in process', { url: inside, count: 3 }, { amount: 0n })
await prove('facilitator in process, another key', { url: inside, wallet, expect: 402 }, {
  amount: 0n, look: l => l.required?.error === 'invalid_exact_evm_signature',
})
if (o.v1) {
  const old = await start('v1/server-v1.mjs', { facilitator: facilitator.url })
  started.unshift(old)
  await prove('v1 client, v1 server', { url: `${old.url}/v1/evm`, count: 2 }, { script: 'v1/client-v1.mjs' })
  await prove('v2 client, v1 server', { url: `${old.url}/v1/evm`, count: 2 })
  await prove('v1 client, v2 server', { url, expect: 'error' }, { script: 'v1/client-v1.mjs', amount: 0n })
}
for (const { stop } of started) await stop()
console.log(failures ? `${failures} failed` : 'all as it should be')
process.exitCode = failures ? 1 : 0
