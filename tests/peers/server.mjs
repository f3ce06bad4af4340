// The reference resource server (@x402/express, protocol v2). It ends at once when the facilitator's /supported lacks the network.
// usage: node server.mjs --facilitator http://127.0.0.1:4022 [--port 0] [--pay-to 0x…] [--network eip155:84532] [--price $0.001]
// routes: GET and POST /exact/evm/eip3009; GET /fails (503 after payment was verified); free: GET /free, GET /health
import { HTTPFacilitatorClient } from '@x402/core/server'
import { accounts } from './accounts.mjs'
import { serve, settings } from './script.mjs'
import { shop } from './shop.mjs'

const o = settings({ port: '0', facilitator: '', 'pay-to': accounts.payee, network: 'eip155:84532', price: '$0.001' })
const { app, routes } = shop(new HTTPFacilitatorClient({ url: o.facilitator }), { price: o.price, network: o.network, payTo: o['pay-to'] })
await serve(app, o.port, { routes, payTo: o['pay-to'], network: o.network })
