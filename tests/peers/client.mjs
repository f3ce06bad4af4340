// The reference client (@x402/fetch): pays v2 and v1 challenges. One line of JSON for each request; leaves with 0 only when
// each ended with the expected status, paid ones with a receipt that says success.
// usage: node client.mjs --url http://127.0.0.1:4021/exact/evm/eip3009 [--method GET] [--body '{"a":1}'] [--count 1]
//        [--expect 200]  (a status, or `error`: the client itself must refuse)
//        [--key 0x…] [--network eip155:84532] [--rpc http://127.0.0.1:8545] [--any-asset]
//        [--wallet 0x…]  (EIP-1271: pay from the contract that the key owns) [--factory 0x… --factory-data 0x…]  (ERC-6492)
import { x402Client } from '@x402/core/client'
import { decodePaymentRequiredHeader, decodePaymentResponseHeader } from '@x402/core/http'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { ExactEvmSchemeV1 } from '@x402/evm/v1'
import { wrapFetchWithPayment } from '@x402/fetch'
import { keys } from './accounts.mjs'
import { payer } from './evm.mjs'
import { settings } from './script.mjs'
import { report } from './report.mjs'

const o = settings({
  url: '', method: 'GET', body: '', count: '1', expect: '200',
  key: keys.buyer, network: 'eip155:84532', rpc: '', 'any-asset': false, wallet: '', factory: '', 'factory-data': '',
})
const signer = payer({ key: o.key, url: o.rpc, network: o.network, wallet: o.wallet, factory: o.factory, factoryData: o['factory-data'] })
const client = new x402Client()
  .register('eip155:*', new ExactEvmScheme(signer))
  .registerV1('base-sepolia', new ExactEvmSchemeV1(signer))
// Unless told otherwise this client pays only with the default asset of a network, and at most a dollar.
if (o['any-asset']) client.setSpendControls(false)
const pay = wrapFetchWithPayment(fetch, client)

const init = { method: o.method, ...(o.body && { body: o.body, headers: { 'content-type': 'application/json' } }) }
await report(o, async () => {
  const response = await pay(o.url, init)
  const receipt = response.headers.get('payment-response') ?? response.headers.get('x-payment-response')
  const required = response.headers.get('payment-required')
  return {
    response,
    payment: receipt ? decodePaymentResponseHeader(receipt) : undefined,
    required: required ? decodePaymentRequiredHeader(required) : undefined,
  }
})
