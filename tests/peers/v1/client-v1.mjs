// The reference client of protocol v1 (x402-fetch 1.2). Lines and exit code as those of ../client.mjs.
// usage: node client-v1.mjs --url http://127.0.0.1:4021/v1/evm [--count 1] [--expect 200] [--key 0x…] [--network base-sepolia]
import { createSigner, decodeXPaymentResponse, wrapFetchWithPayment } from 'x402-fetch'
import { keys } from '../accounts.mjs'
import { report } from '../report.mjs'
import { settings } from '../script.mjs'

const o = settings({ url: '', count: '1', expect: '200', key: keys.buyer, network: 'base-sepolia' })
const pay = wrapFetchWithPayment(fetch, await createSigner(o.network, o.key))
await report(o, async () => {
  const response = await pay(o.url, { method: 'GET' })
  const receipt = response.headers.get('x-payment-response')
  return { response, payment: receipt ? decodeXPaymentResponse(receipt) : undefined }
})
