// The reference facilitator over HTTP: scheme exact on one EVM network, protocol v2 and, on Base Sepolia, v1.
// usage: node facilitator.mjs --rpc http://127.0.0.1:8545 [--port 0] [--network eip155:84532] [--key 0x…]
//        [--allow-factory 0x…,0x…]  (deploys ERC-6492 wallets of these factories)
import { x402Facilitator } from '@x402/core/facilitator'
import { ExactEvmScheme } from '@x402/evm/exact/facilitator'
import { ExactEvmSchemeV1 } from '@x402/evm/exact/v1/facilitator'
import express from 'express'
import { keys } from './accounts.mjs'
import { facilitatorSigner } from './evm.mjs'
import { serve, settings } from './script.mjs'

const o = settings({ port: '0', rpc: '', network: 'eip155:84532', key: keys.facilitator, 'allow-factory': '' })
const signer = facilitatorSigner(o.rpc, o.network, o.key)
const options = { eip6492AllowedFactories: o['allow-factory'].split(',').filter(Boolean) }
const facilitator = new x402Facilitator().register(o.network, new ExactEvmScheme(signer, options))
if (o.network === 'eip155:84532') facilitator.registerV1('base-sepolia', new ExactEvmSchemeV1(signer, options))

const act = name => async (request, response) => {
  const { paymentPayload, paymentRequirements } = request.body ?? {}
  if (!paymentPayload || !paymentRequirements) return response.status(400).json({ error: 'paymentPayload and paymentRequirements are required' })
  response.json(await facilitator[name](paymentPayload, paymentRequirements))
}
const app = express()
app.set('json replacer', (_, value) => (typeof value === 'bigint' ? value.toString() : value))
app.use(express.json({ limit: '1mb' }))
app.post('/verify', act('verify'))
app.post('/settle', act('settle'))
app.get('/supported', (_, response) => response.json(facilitator.getSupported()))
app.get('/health', (_, response) => response.json({ status: 'ok' }))
app.use((error, _request, response, _next) => response.status(error.status ?? 500).json({ error: error.message }))

await serve(app, o.port, { signers: signer.getAddresses(), network: o.network })
