// The paid routes of both reference servers: what they cost and what they answer.
import { x402ResourceServer } from '@x402/core/server'
import { ExactEvmScheme } from '@x402/evm/exact/server'
import { paymentMiddleware } from '@x402/express'
import express from 'express'

/** An application of @x402/express that asks `facilitator` (its client interface) whether it was paid. */
export function shop(facilitator, { price, network, payTo }) {
  const accepts = { scheme: 'exact', price, network, payTo }
  const routes = {
    'GET /exact/evm/eip3009': { accepts, description: 'A paid resource', mimeType: 'application/json' },
    'POST /exact/evm/eip3009': { accepts },
    'GET /fails': { accepts },
  }
  const app = express()
  app.use(express.json())
  app.get('/health', (_, response) => response.json({ status: 'ok' }))
  app.get('/free', (_, response) => response.json({ message: 'free' }))
  app.use(paymentMiddleware(routes, new x402ResourceServer(facilitator).register(network, new ExactEvmScheme())))
  app.get('/exact/evm/eip3009', (_, response) => response.json({ message: 'paid' }))
  app.post('/exact/evm/eip3009', (request, response) => response.json({ message: 'paid', body: request.body }))
  app.get('/fails', (_, response) => response.status(503).json({ error: 'out of order' }))
  return { app, routes: Object.keys(routes) }
}
