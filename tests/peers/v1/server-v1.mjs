// The reference resource server of protocol v1 (x402-express 1.2).
// usage: node server-v1.mjs --facilitator http://127.0.0.1:4022 [--port 0] [--pay-to 0x…] [--network base-sepolia] [--price $0.001]
// routes: GET /v1/evm; free: GET /health
import express from 'express'
import { paymentMiddleware } from 'x402-express'
import { accounts } from '../accounts.mjs'
import { serve, settings } from '../script.mjs'

const o = settings({ port: '0', facilitator: '', 'pay-to': accounts.payee, network: 'base-sepolia', price: '$0.001' })
const route = { price: o.price, network: o.network, config: { description: 'A paid resource', mimeType: 'application/json' } }
const app = express()
app.get('/health', (_, response) => response.json({ status: 'ok' }))
app.use(paymentMiddleware(o['pay-to'], { 'GET /v1/evm': route }, { url: o.facilitator }))
app.get('/v1/evm', (_, response) => response.json({ message: 'paid' }))

await serve(app, o.port, { routes: ['GET /v1/evm'], payTo: o['pay-to'], network: o.network })
