// The reference resource server with the facilitator in its own process: signatures are checked by viem, settlement is
// pretended. For benchmarks: what the middleware and the cryptography cost, without a chain and a second process.
// usage: node server-inprocess.mjs [--port 0] [--pay-to 0x…] [--network eip155:84532] [--price $0.001] [--no-signature-check]
// routes: as server.mjs
import { randomBytes } from 'node:crypto'
import { authorizationTypes } from '@x402/evm'
import { isAddressEqual, verifyTypedData } from 'viem'
import { accounts } from './accounts.mjs'
import { chainIdOf } from './evm.mjs'
import { serve, settings } from './script.mjs'
import { shop } from './shop.mjs'

const o = settings({ port: '0', 'pay-to': accounts.payee, network: 'eip155:84532', price: '$0.001', 'no-signature-check': false })

function refusal(authorization, requirements) {
  const now = Math.floor(Date.now() / 1000)
  if (!isAddressEqual(authorization.to, requirements.payTo)) return 'invalid_exact_evm_recipient_mismatch'
  if (Number(authorization.validBefore) < now + 6) return 'invalid_exact_evm_payload_authorization_valid_before'
  if (Number(authorization.validAfter) > now) return 'invalid_exact_evm_payload_authorization_valid_after'
  if (BigInt(authorization.value) !== BigInt(requirements.amount)) return 'invalid_exact_evm_payload_authorization_value_mismatch'
}

const signed = ({ authorization, signature }, { asset, extra }) =>
  verifyTypedData({
    address: authorization.from,
    domain: { name: extra.name, version: extra.version, chainId: chainIdOf(o.network), verifyingContract: asset },
    types: authorizationTypes,
    primaryType: 'TransferWithAuthorization',
    message: authorization,
    signature,
  })

const facilitator = {
  async verify({ payload }, requirements) {
    const payer = payload.authorization.from
    const genuine = o['no-signature-check'] || (await signed(payload, requirements))
    const invalidReason = genuine ? refusal(payload.authorization, requirements) : 'invalid_exact_evm_signature'
    return invalidReason ? { isValid: false, invalidReason, payer } : { isValid: true, payer }
  },
  async settle({ payload }) {
    const transaction = `0x${randomBytes(32).toString('hex')}`
    return { success: true, transaction, network: o.network, payer: payload.authorization.from }
  },
  async getSupported() {
    return { kinds: [{ x402Version: 2, scheme: 'exact', network: o.network }], extensions: [], signers: {} }
  },
}
const { app, routes } = shop(facilitator, { price: o.price, network: o.network, payTo: o['pay-to'] })
await serve(app, o.port, { routes, payTo: o['pay-to'], network: o.network })
